import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { contradictingPairs, contradictionsOf, followContradictions } from './contradictions.ts';

const NOON = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const PAIRS = contradictingPairs([
  { id: 'high', contradicts: ['refunder', 'gone'] },
  { id: 'refunder', contradicts: ['high'] },
  { id: 'active', contradicts: ['lost'] },
  { id: 'lost' },
  { id: 'plain' },
]);

let world: TestWarehouse;
let rows: RowMaker;
let partition = 0;
beforeAll(async () => {
  world = await openTestWarehouse();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.warehouse.execute('TRUNCATE TABLE facts');
  rows = new RowMaker(++partition);
});

function fact(action: 'set' | 'removed' | 'expired', customer: string, name: string, hour = 0): void {
  rows.fact({ kind: 'tag', action, customer, name, at: NOON + hour * HOUR });
}

test('pairs count both ways, once, among the tags there are (C1)', () => {
  expect(PAIRS).toEqual([
    ['active', 'lost'],
    ['high', 'refunder'],
    ['lost', 'active'],
    ['refunder', 'high'],
  ]);
});

test('who holds two that contradict each other, since when, and how many', async () => {
  for (const tag of ['high', 'refunder', 'plain']) fact('set', 'ada', tag);
  fact('set', 'bob', 'high');
  fact('set', 'bob', 'refunder', 2);
  fact('set', 'bob', 'active');
  fact('set', 'bob', 'lost', 3);
  // No more, or never.
  fact('set', 'cid', 'high');
  fact('set', 'cid', 'refunder');
  fact('expired', 'cid', 'refunder', 1);
  fact('set', 'dan', 'high');
  fact('set', 'dan', 'lost');
  await rows.insertInto(world.warehouse);
  await followContradictions(world.warehouse, PAIRS);
  const stored = await world.warehouse.query(
    'SELECT customer, tag, other, toUnixTimestamp64Milli(since) AS since FROM tag_contradictions WHERE tag < other ORDER BY customer, tag',
  );
  expect(stored).toEqual([
    { customer: 'ada', tag: 'high', other: 'refunder', since: NOON },
    { customer: 'bob', tag: 'active', other: 'lost', since: NOON + 3 * HOUR },
    { customer: 'bob', tag: 'high', other: 'refunder', since: NOON + 2 * HOUR },
  ]);
  const { customers, byTag, pairs } = await contradictionsOf(world.warehouse);
  expect(customers).toBe(2);
  expect(Object.fromEntries(byTag)).toEqual({ high: 2, refunder: 2, active: 1, lost: 1 });
  expect(pairs.slice(0, 2)).toEqual([
    { tag: 'high', other: 'refunder', customers: 2 },
    { tag: 'refunder', other: 'high', customers: 2 },
  ]);
  expect(pairs).toHaveLength(4);
});

test('of profiles that were merged it is the customer of today', async () => {
  fact('set', 'ada', 'high');
  fact('set', 'bob', 'refunder');
  rows.fact({ kind: 'identity', action: 'merged', customer: 'ada', name: 'bob', at: NOON + HOUR });
  await rows.insertInto(world.warehouse);
  expect((await contradictionsOf(world.warehouse)).customers).toBe(1);
});

test('without pairs nobody does', async () => {
  fact('set', 'ada', 'high');
  await rows.insertInto(world.warehouse);
  await followContradictions(world.warehouse, []);
  expect(await contradictionsOf(world.warehouse)).toEqual({ customers: 0, byTag: new Map(), pairs: [] });
});
