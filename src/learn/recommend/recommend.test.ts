import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { ModelItem } from '../../core/index.ts';
import type { RecommendationDefinition } from '../../define/index.ts';
import { openTrial, type TrialEvent } from '../sql/trial.suite.ts';
import { modelEntries, modelFromWarehouse } from './model.ts';
import { type ReferenceItem, referenceModel, type Taking } from './reference.suite.ts';
import { NEIGHBORS_MAX } from './sql.ts';

const trial = openTrial();
const name = { en: 'x', zh: 'x' };
const NOW = Date.UTC(2024, 5, 12, 12);
const definition: RecommendationDefinition = {
  kind: 'recommendation',
  id: 'goes_with',
  name,
  event: 'Order Completed',
  item: 'products[].product_id',
};
const moment = { timeZone: 'UTC', now: NOW };

interface Order {
  readonly customer: string;
  readonly hoursAgo: number;
  readonly items: readonly string[];
}

const orders: fc.Arbitrary<readonly Order[]> = fc.array(
  fc.record({
    customer: fc.constantFrom('a', 'b', 'c'),
    hoursAgo: fc.integer({ min: -24, max: 24 * 400 }),
    items: fc.array(fc.constantFrom(...'pqrstu'), { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 25 },
);

const eventOf = ({ customer, hoursAgo, items }: Order): TrialEvent => [
  customer,
  'Order Completed',
  NOW - hoursAgo * HOUR,
  { products: items.map((id) => ({ product_id: id })) },
];

function takingsOf(made: readonly Order[]): readonly Taking[] {
  return made.flatMap(({ customer, hoursAgo, items }, i) =>
    items.map((item) => ({ customer, message: String(i), time: NOW - hoursAgo * HOUR, item })),
  );
}

function expectAlike(item: ModelItem, expected: ReferenceItem): void {
  expect(item.popularity).toBeCloseTo(expected.popularity, 5);
  expect(item.cycleMs === undefined ? undefined : item.cycleMs / DAY).toBe(expected.cycleDays);
  expect(item.with.length).toBe(Math.min(NEIGHBORS_MAX, [...expected.sims.values()].filter((sim) => sim >= 0.00005).length));
  for (const [other, score] of item.with) expect(score).toBeCloseTo(expected.sims.get(other)!, 3);
  expect(item.with.map(([, score]) => score)).toEqual(item.with.map(([, score]) => score).toSorted((a, b) => b - a));
}

describe('the model', () => {
  test('is that of the slow and obvious reference, for every kind of basket', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(orders, { minLength: 30, maxLength: 30 }), async (worlds) => {
        // One computation for all of them: no two have an item or a customer in common.
        const told = worlds.map((made, n) =>
          made.map(({ customer, hoursAgo, items }) => ({ customer: `${n}${customer}`, hoursAgo, items: items.map((id) => `${n}${id}`) })),
        );
        await trial.store(told.flat().map(eventOf));
        for (const basket of ['event', 'day', 'customer'] as const) {
          const asked = { ...definition, basket, halfLife: '30d' };
          const model = await modelFromWarehouse(trial.warehouse, asked, moment);
          const reference = new Map(told.flatMap((made) => [...referenceModel(takingsOf(made), asked, NOW)]));
          expect(model.map(({ id }) => id)).toEqual([...reference.keys()].sort());
          for (const item of model) expectAlike(item, reference.get(item.id)!);
        }
      }),
      { numRuns: 1 },
    );
  });

  test('has what is printed of an item as it was said last, what is in stock, and only what the filter lets through', async () => {
    const product = (id: number | string, price: number) => ({ product_id: id, name: `Item ${id}`, price, category: 'Tea' });
    await trial.store([
      ['a', 'Order Completed', NOW - 2 * DAY, { products: [product(7, 3)], total: 1 }],
      ['a', 'Order Completed', NOW - DAY, { products: [product(7, 4.5), product('q', 1)], total: 2 }],
      ['b', 'Order Completed', NOW - DAY, { products: [product('z', 1)], total: 9 }],
      ['shop', 'Product Updated', NOW - DAY, { product_id: 'q', in_stock: true }],
      ['shop', 'Product Updated', NOW - HOUR, { product_id: 'q', in_stock: false }],
      ['shop', 'Product Updated', NOW - HOUR, { product_id: '7', in_stock: 12 }],
    ]);
    const asked: RecommendationDefinition = {
      ...definition,
      where: { combinator: 'and', rules: [{ field: 'property.total', operator: '<', value: 5 }] },
      category: 'products[].category',
      fields: { title: 'products[].name', price: 'products[].price' },
      stock: { event: 'Product Updated', item: 'product_id', inStock: 'in_stock' },
    };
    const model = await modelFromWarehouse(trial.warehouse, asked, moment);
    expect(model).toEqual([
      { id: '7', popularity: expect.any(Number), category: 'Tea', fields: { title: 'Item 7', price: 4.5 }, with: [] },
      { id: 'q', popularity: expect.any(Number), category: 'Tea', out: true, fields: { title: 'Item q', price: 1 }, with: [] },
    ]);
  });

  test('is as large as the definition lets it be', async () => {
    await trial.store(
      'pqrstu'
        .split('')
        .flatMap((item, i) => Array.from({ length: i + 1 }, () => eventOf({ customer: 'a', hoursAgo: 1, items: [item, 'u'] }))),
    );
    const model = await modelFromWarehouse(trial.warehouse, { ...definition, items: 2 }, moment);
    expect(model.map(({ id, with: others }) => [id, others.map(([other]) => other)])).toEqual([
      ['t', ['u']],
      ['u', ['t']],
    ]);
  });
});

test('a model is told in slices, an empty one too', () => {
  const items = Array.from({ length: 450 }, (_, i) => ({ id: `i${i}`, popularity: 1, fields: { title: 'x'.repeat(1_000) }, with: [] }));
  const entries = modelEntries('goes_with', 'v', items);
  expect(entries.map(({ slice, slices }) => [slice, slices])).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
  ]);
  expect(entries.flatMap(({ items: some }) => some)).toEqual(items);
  expect(modelEntries('goes_with', 'v', [])).toMatchObject([{ slice: 0, slices: 1, items: [] }]);
});
