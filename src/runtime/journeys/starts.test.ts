import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordsOf } from '../../base/index.ts';
import { benefit, defineBenefit, defineJourney, defineProject, defineTag, manual, onStart, setTag, update } from '../../define/index.ts';
import { Shop, shopProject } from '../shop.suite.ts';

const name = { en: 'Name', zh: '名称' };
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  const called = defineJourney({
    id: 'called',
    name,
    stage: 'retain',
    trigger: onStart(),
    key: 'order_id',
    reentry: 'once',
    steps: [update({ city: 'Leeds' }, { id: 'move' }), setTag('called'), benefit('gift')],
  });
  const other = shopProject().definitions;
  await shop.running.applyProject(
    defineProject(
      ...other,
      called,
      defineTag({ id: 'called', name, owner: 'crm', rule: manual('called') }),
      defineBenefit({ id: 'gift', name, type: 'coupon' }),
    ),
  );
  await shop.call({ type: 'identify', userId: 'ada', messageId: 'm1', traits: { city: 'York' } });
  await shop.running.settle();
});
afterAll(() => shop.close());

const ada = [['user_id', 'ada']] as const;
const entered = async () => {
  await shop.running.settle();
  const rows = await shop.running.warehouse.query<{ readonly n: string }>(
    "SELECT toString(count()) AS n FROM facts WHERE kind = 'decision' AND action = 'entered' AND name = 'called'",
  );
  return Number(rows[0]!.n);
};

test('a customer enters once, however often the same request comes, and the journey has what was handed over', async () => {
  const { starts } = shop.running.questions;
  const properties = { order_id: 'o-1' };
  await starts.start('called', { identifiers: ada, properties, messageId: 'start-1' });
  await starts.start('called', { identifiers: ada, properties, messageId: 'start-1' });
  expect(await entered()).toBe(1);
  const profile = await shop.running.profileOf({ namespace: 'user_id', value: 'ada' });
  expect(profile).toMatchObject({ traits: { city: 'Leeds' }, tags: [{ id: 'called' }] });
  const lineage = await shop.running.questions.lineage({ namespace: 'user_id', value: 'ada' }, ['city']);
  expect(lineage?.traits).toMatchObject([{ value: 'Leeds', last: { source: 'volano', by: { journey: 'called', step: 'move' } } }]);
  await starts.start('called', { customer: profile!.customer, properties: { order_id: 'o-2' } });
  expect(await entered()).toBe(2);
  // Somebody new is known from then on.
  await starts.start('called', { identifiers: [['user_id', 'bob']], properties: { order_id: 'o-3' } });
  expect(await entered()).toBe(3);
});

test('says what cannot be started, and for whom not', async () => {
  const { starts } = shop.running.questions;
  await expect(starts.start('none', { identifiers: ada })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  await expect(starts.start('after_order', { identifiers: ada })).rejects.toMatchObject({ code: 'VOLANO_JOURNEY_NOT_STARTABLE' });
  await expect(starts.start('called', { customer: 'nobody' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  const refused: unknown = await starts.start('called', { identifiers: [['user id', 'x']] }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'VOLANO_QUERY_INVALID' });
  expect(wordsOf(refused).zh).toMatch(/被拒绝：.*应为命名空间/);
});

test('benefits are given from codes that were brought in, once each, and what is left is told', async () => {
  const { starts, benefits } = shop.running.questions;
  expect(await benefits.bringIn('gift', ['A', 'B', 'C', 'D', 'A'], 'crm')).toEqual({ codes: 4 });
  await benefits.bringIn('gift', ['A', 'B', 'C', 'D'], 'crm');
  await starts.start('called', { identifiers: ada, properties: { order_id: 'o-9' } });
  await shop.running.settle();
  const [stock] = await benefits.stock();
  expect(stock).toEqual({ benefit: 'gift', type: 'coupon', given: 1, codes: 4, left: 3 });
  await expect(benefits.bringIn('none', ['A'], 'crm')).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
});
