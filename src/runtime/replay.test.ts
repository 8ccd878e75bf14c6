/** A year of history in event time: the same loop, moved on by the times of what comes in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../base/index.ts';
import { order, Shop, shopProject, view } from './shop.suite.ts';

const FROM = Date.UTC(2023, 0, 1);
const TO = Date.UTC(2023, 11, 31);
const at = (ms: number) => ({ timestamp: new Date(FROM + ms).toISOString() });

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ eventTime: { from: FROM, to: TO } });
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

const profileOf = async (user: string) => (await shop.running.profileOf({ namespace: 'user_id', value: user }))!;

describe('time', () => {
  test('is that of the events', async () => {
    await shop.batch(order('ada', 'o1', 10, at(HOUR / 2)));
    await shop.running.settle();
    expect(await shop.running.measures()).toMatchObject({ eventTime: FROM + HOUR / 2 });
    expect((await profileOf('ada')).journeys).toMatchObject([{ step: 'rest', enteredAt: FROM + HOUR / 2 }]);
  });

  test('lets a window go when somebody else comes in a later hour', async () => {
    await shop.batch(view('bob', 'v1', at(HOUR)));
    await shop.running.settle();
    expect((await profileOf('bob')).segments).toMatchObject([{ id: 'busy' }]);
    await shop.batch(view('cid', 'v2', at(2.5 * HOUR)));
    await shop.running.settle();
    expect((await profileOf('bob')).segments).toEqual([]);
    const rows = await shop.running.warehouse.query<{ ms: number }>(
      "SELECT toUnixTimestamp64Milli(at) AS ms FROM facts WHERE kind = 'segment' AND name = 'busy' AND action = 'left'",
    );
    expect(rows).toEqual([{ ms: FROM + HOUR + 2_000 }]);
  });

  test('is moved on by hand to where nothing comes in any more', async () => {
    const sent = async () => (await shop.running.outbox.list({ limit: 100 })).map(({ command }) => command.step);
    expect(await sent()).toEqual(['thank']);
    await shop.running.advanceTo(FROM + 2 * DAY);
    await shop.running.settle();
    expect(await sent()).toEqual(['invite', 'thank']);
    expect((await profileOf('ada')).journeys).toEqual([]);
    expect((await shop.running.measures()).eventTime).toBe(FROM + 2 * DAY);
  });

  test('outside the range is refused, call by call, and kept aside', async () => {
    const batch = [order('eva', 'early', 5, at(-1)), order('eva', 'in', 5, at(3 * DAY)), order('eva', 'late', 5, at(TO - FROM + DAY))];
    const answer = await shop.post('batch', { batch });
    const told = (await answer.json()) as { accepted: number; quarantined: { messageId: string; code: string }[] };
    expect(told.accepted).toBe(1);
    expect(told.quarantined.map(({ messageId }) => messageId)).toEqual(['early', 'late']);
    expect(new Set(told.quarantined.map(({ code }) => code)).size).toBe(1);
    await shop.running.settle();
    expect((await profileOf('eva')).traits).toMatchObject({ orders: 1 });
    expect((await shop.running.measures()).door).toMatchObject({ quarantined: 2 });
  });
});

describe('scores', () => {
  test('are missing until their edges are computed, then everybody has one', async () => {
    const users = ['ann', 'ben', 'cat', 'dan'];
    await shop.batch(...users.map((user, i) => order(user, `s${i}`, (i + 1) * 1_000, at(4 * DAY + i))));
    await shop.running.settle();
    expect((await profileOf('dan')).traits).not.toHaveProperty('rank');
    await shop.running.refreshModels();
    await shop.running.settle();
    const rankOf = async (user: string) => [user, (await profileOf(user)).traits.rank];
    const ranks = Object.fromEntries(await Promise.all(['bob', 'eva', 'ada', ...users].map(rankOf)));
    // Spent: 0, 0, 5, 10, 1000, 2000, 3000, 4000; the one edge lies at 505.
    expect(ranks).toEqual({ bob: 1, eva: 1, ada: 1, ann: 2, ben: 2, cat: 2, dan: 2 });
    const top = (await profileOf('dan')).segments;
    expect(top).toMatchObject([{ id: 'top' }]);
  });

  test('stay through a new start', async () => {
    const { rank } = (await profileOf('dan')).traits;
    await shop.reopen();
    expect((await profileOf('dan')).traits.rank).toBe(rank);
    expect((await shop.running.measures()).eventTime).toBeGreaterThanOrEqual(FROM + 4 * DAY);
  });

  test('need no refresh where there are none', async () => {
    const { definitions } = shopProject();
    await shop.running.applyProject({ definitions: definitions.filter(({ id }) => id !== 'rank' && id !== 'top') });
    const { end } = (await shop.running.measures()).log;
    await shop.running.refreshModels();
    expect((await shop.running.measures()).log.end).toBe(end);
  });
});

test('the report counts up to the end of the range', async () => {
  const report = await shop.running.report();
  expect(report.totals).toMatchObject({ orders: 6, buyers: 6, revenue: 10_015 });
  expect(report.rfm!.referenceDay).toMatch(/^2023-12-3|^2024-01-01/);
});

describe('going live', () => {
  test('runs what fell due since, and has time go on by itself', async () => {
    await shop.running.applyProject(shopProject());
    await shop.batch(order('zoe', 'o-last', 10, at(300 * DAY)));
    await shop.running.goLive();
    await shop.running.settle();
    expect((await profileOf('zoe')).journeys).toEqual([]);
    expect(await shop.running.measures()).not.toHaveProperty('eventTime');
    await shop.batch(view('zoe', 'v-live'));
    await shop.running.settle();
    expect((await profileOf('zoe')).segments).toMatchObject([{ id: 'busy' }]);
    await expect.poll(async () => (await profileOf('zoe')).segments, { timeout: 20_000 }).toEqual([]);
  });

  test('takes events of now', async () => {
    const before = (await profileOf('zoe')).traits.orders;
    await shop.batch(order('zoe', 'o-live', 10));
    await shop.running.settle();
    expect((await profileOf('zoe')).traits.orders).toBe(Number(before) + 1);
    expect((await shop.running.report()).totals.orders).toBeGreaterThan(6);
  });

  test('happens once', async () => {
    const { end } = (await shop.running.measures()).log;
    await shop.running.goLive();
    expect((await shop.running.measures()).log.end).toBe(end);
  });
});
