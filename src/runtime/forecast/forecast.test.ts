/** Against what really happens: the same message is sent to the same people, and its verdicts are counted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  defineChannel,
  defineJourney,
  definePolicy,
  defineProject,
  definePurpose,
  defineSegment,
  defineTrait,
  onEvent,
  type Project,
  send,
  trait,
} from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';
import type { Forecast } from './forecast.ts';

const name = { en: 'Name', zh: '名称' };
let shop: Shop;
/** A journey that sends that message when it is told to. */
const withJourney = (): Project =>
  defineProject(
    ...base(),
    defineJourney({
      id: 'blast',
      name,
      stage: 'retain',
      trigger: onEvent('Told'),
      reentry: 'always',
      steps: [send({ channel: 'mail', template: 'thanks', purpose: 'letters' })],
    }),
  );
const base = () => [
  ...shopProject().definitions.filter(({ kind }) => kind !== 'policy'),
  definePolicy({ caps: [{ id: 'few', max: 2, per: '7d', classes: ['marketing'] }], globalControl: 0.15 }),
  definePurpose({ id: 'letters', name, basis: 'opt_in' }),
  defineTrait({ id: 'email', name, type: 'string' }),
  defineChannel({ id: 'mail', name, type: 'email', from: { name: 'Shop', address: 'shop@example.com' } }),
  defineSegment({ id: 'buyers', name, condition: trait('orders').atLeast(1) }),
];
const USERS = 40;
const users = Array.from({ length: USERS }, (_, index) => index);

beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(withJourney());
  for (const user of users) {
    await shop.batch(order(`u${user}`, `o${user}`, 10));
    const traits = user % 4 === 0 ? {} : { email: `u${user}@example.com` };
    const context = user % 3 === 0 ? {} : { context: { consent: { categoryPreferences: { letters: true } } } };
    await shop.call({ type: 'identify', userId: `u${user}`, messageId: `i${user}`, traits, ...context });
  }
  await shop.running.settle();
});
afterAll(() => shop.close());

const asked = { segment: 'buyers', channel: 'mail', purpose: 'letters', messageClass: 'marketing' } as const;
const forecast = (more: object = {}): Promise<Forecast> => shop.running.questions.forecast({ ...asked, ...more });
const shown = ({ verdicts }: Forecast): Record<string, number> =>
  Object.fromEntries(verdicts.map(({ verdict, rule, customers }) => [`${verdict} ${rule}`, customers]));

describe('a forecast', () => {
  test('is what then happens, rule by rule', async () => {
    const before = await forecast();
    expect(before).toMatchObject({ segment: 'buyers', members: USERS, asked: USERS });
    expect(shown(before)['suppress address.missing']).toBe(USERS / 4);
    expect(shown(before)['suppress consent.missing']).toBeGreaterThan(0);
    expect(shown(before)['send allowed']).toBeGreaterThan(0);
    expect(shown(await forecast())).toEqual(shown(before));

    for (const user of users) await shop.call({ type: 'track', event: 'Told', userId: `u${user}`, messageId: `t${user}` });
    await shop.running.settle();
    const rows = await shop.running.warehouse.query<{ key: string; customers: number }>(
      "SELECT concat(verdict, ' ', rule) AS key, toFloat64(count()) AS customers FROM verdicts WHERE journey = 'blast' GROUP BY key",
    );
    expect(Object.fromEntries(rows.map(({ key, customers }) => [key, customers]))).toEqual(shown(before));

    const after = shown(await forecast());
    expect(after['suppress cap.user']).toBe(shown(before)['send allowed']);
    expect(after['send allowed']).toBeUndefined();
  });

  test.each([
    ['segment', { segment: 'nobody' }],
    ['channel', { channel: 'pigeon' }],
    ['purpose', { purpose: 'nothing' }],
  ])('of an unknown %s is refused', async (_, more) => {
    await expect(forecast(more)).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  });
});
