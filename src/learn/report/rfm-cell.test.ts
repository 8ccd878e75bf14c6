/** Pages of a cell against everybody's scores at once, over merges and events that an unmerge has moved. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTables, followMoves } from '../tables/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import type { ReportMapping } from './mapping.ts';
import { rfmRowsOf, rfmScaleOf } from './purchases.ts';
import type { RfmRow } from './report.ts';
import { rfmCellOf } from './rfm-cell.ts';

const MAPPING: ReportMapping = {
  timeZone: 'UTC',
  currency: 'CNY',
  purchase: { event: 'Order Completed', order: 'order_id', revenue: 'revenue' },
};
const T = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;
const CUSTOMERS = 60;

let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
  const rows = new RowMaker();
  const name = (customer: number): string => `c${String(customer).padStart(2, '0')}`;
  for (let order = 0; order < 300; order++) {
    const customer = name((order * 7) % CUSTOMERS);
    const properties = { order_id: `o${order}`, revenue: (order * 13) % 90 };
    rows.event({ customer, event: 'Order Completed', time: T + ((order * 11) % 40) * DAY, properties });
  }
  // The first into the last, one between both into a third, and one into somebody who has bought nothing.
  const merged = (from: string, into: string, at: number): void =>
    rows.fact({ kind: 'identity', action: 'merged', customer: into, name: from, at: T + at });
  merged('c00', 'c59', 1);
  merged('c58', 'c01', 2);
  merged('c30', 'c31', 3);
  merged('c31', 'c02', 4);
  merged('c30', 'c02', 4);
  merged('c40', 'a', 5);
  // What came to c10 was z's, and then y's, who has bought nothing else.
  const moved = (position: number, whose: string, from: string): void =>
    rows.fact({ kind: 'identity', action: 'moved', customer: whose, at: T + 6, detail: JSON.stringify({ position, from }) });
  const first = 1 + Array.from({ length: 300 }, (_, order) => (order * 7) % CUSTOMERS).indexOf(10);
  moved(first, 'z', 'c10');
  moved(first, 'y', 'z');
  await rows.insertInto(world.warehouse);
  await createTables(world.warehouse);
  await followMoves(world.warehouse);
}, 60_000);
afterAll(() => world.close());

async function pagesOf(cell: { r: number; f: number }, limit: number): Promise<RfmRow[]> {
  const scale = (await rfmScaleOf(world.warehouse, MAPPING))!;
  const found: RfmRow[] = [];
  for (;;) {
    const after = found.at(-1)?.customer;
    const page = await rfmCellOf(world.warehouse, { mapping: MAPPING, scale }, { ...cell, limit, after });
    expect(page.length).toBeLessThanOrEqual(limit);
    found.push(...page);
    if (page.length < limit) return found;
  }
}

test.each([2, 100])('all cells together, %i at a time, are everybody with the same scores, each once', async (limit) => {
  const all = await rfmRowsOf(world.warehouse, MAPPING);
  expect(all.map(({ customer }) => customer)).toEqual(expect.arrayContaining(['a', 'y', 'c59']));
  for (const r of [1, 2, 3, 4, 5]) {
    for (const f of [1, 2, 3, 4, 5]) {
      expect(await pagesOf({ r, f }, limit)).toEqual(all.filter((row) => row.r === r && row.f === f));
    }
  }
});
