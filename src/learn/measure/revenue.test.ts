/** Against worlds counted by hand, and against the months of the report. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY, dayText } from '../../base/index.ts';
import { mappingOf } from '../report/index.ts';
import { monthsOf } from '../report/purchases.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { revenueOf } from './revenue.ts';
import { type SpanQuestion, spanOf } from './span.ts';

const SHANGHAI = mappingOf({ timeZone: 'Asia/Shanghai', currency: 'CNY' });
const TODAY = Date.UTC(2026, 2, 1) / DAY;
const NONE = { orders: 0, buyers: 0, revenue: 0 };

let world: TestWarehouse;
let rows: RowMaker;
beforeAll(async () => {
  world = await openTestWarehouse();
}, 120_000);
afterAll(() => world?.close());
beforeEach(async () => {
  for (const table of ['events', 'facts']) await world.warehouse.execute(`TRUNCATE TABLE ${table}`);
  rows = new RowMaker();
});

/** `time`: of the shop's clock, in Shanghai. */
function buys(customer: string, time: string, order: string, revenue: number): void {
  rows.event({ customer, event: 'Order Completed', time: Date.parse(`${time}+08:00`), properties: { order_id: order, revenue } });
}

const measured = async (question: SpanQuestion, among?: string) => {
  await rows.insertInto(world.warehouse);
  const mapping = { ...SHANGHAI, ...(among !== undefined && { among }) };
  const found = await revenueOf(world.warehouse, mapping, { span: spanOf(question, TODAY), today: TODAY });
  return { ...found, rows: found.rows.map(({ start, ...row }) => ({ day: dayText(start), ...row })) };
};

test('days of the workspace, beside as many before', async () => {
  buys('a', '2026-02-26T00:00:00', '1', 10);
  buys('a', '2026-02-26T23:59:59', '2', 5.5);
  buys('b', '2026-02-27T12:00:00', '3', 20);
  buys('b', '2026-02-24T12:00:00', '4', 7);
  buys('c', '2026-02-25T12:00:00', '5', 1);
  // Neither in the span nor before it.
  buys('c', '2026-02-23T23:59:59', '6', 100);
  buys('c', '2026-02-28T00:00:00', '7', 1_000);
  const { rows: days, total, before } = await measured({ from: '2026-02-26', to: '2026-02-27' });
  expect(days).toEqual([
    { day: '2026-02-26', orders: 2, buyers: 1, revenue: 15.5, before: { orders: 1, buyers: 1, revenue: 7 } },
    { day: '2026-02-27', orders: 1, buyers: 1, revenue: 20, before: { orders: 1, buyers: 1, revenue: 1 } },
  ]);
  expect([total, before]).toEqual([
    { orders: 3, buyers: 2, revenue: 35.5 },
    { orders: 2, buyers: 2, revenue: 8 },
  ]);
});

test('a buyer counts once in each row and once in all', async () => {
  for (const day of ['16', '17', '23']) buys('a', `2026-02-${day}T12:00:00`, day, 1);
  const { rows: weeks, total } = await measured({ from: '2026-02-16', to: '2026-03-01', by: 'week' });
  expect(weeks.map(({ day, orders, buyers }) => [day, orders, buyers])).toEqual([
    ['2026-02-16', 2, 1],
    ['2026-02-23', 1, 1],
  ]);
  expect(total).toEqual({ orders: 3, buyers: 1, revenue: 3 });
});

test('an order belongs to the day of its first line, with all its lines', async () => {
  buys('a', '2026-02-27T23:00:00', 'x', 1);
  buys('a', '2026-02-28T01:00:00', 'x', 2);
  const first = await measured({ from: '2026-02-27', to: '2026-02-27' });
  expect(first.total).toEqual({ orders: 1, buyers: 1, revenue: 3 });
  rows = new RowMaker();
  expect((await measured({ from: '2026-02-28', to: '2026-02-28' })).total).toEqual(NONE);
});

test('today and yesterday are those of the clock, whatever the span', async () => {
  buys('a', '2026-03-01T09:00:00', '1', 4);
  buys('b', '2026-02-28T09:00:00', '2', 6);
  buys('c', '2026-02-28T10:00:00', '3', 6);
  const { today, yesterday, total } = await measured({ from: '2026-01-01', to: '2026-01-31' });
  expect([today, yesterday, total]).toEqual([{ orders: 1, buyers: 1, revenue: 4 }, { orders: 2, buyers: 2, revenue: 12 }, NONE]);
});

test('merged profiles are one buyer, also of what they bought before', async () => {
  buys('old', '2026-02-20T12:00:00', '1', 1);
  buys('new', '2026-02-21T12:00:00', '2', 2);
  rows.fact({ kind: 'identity', action: 'merged', customer: 'new', name: 'old', at: Date.parse('2026-02-22T00:00:00Z') });
  expect((await measured({ from: '2026-02-20', to: '2026-02-21' })).total).toEqual({ orders: 2, buyers: 1, revenue: 3 });
});

test('only those of a data scope', async () => {
  buys('a', '2026-02-20T12:00:00', '1', 1);
  buys('b', '2026-02-20T12:00:00', '2', 2);
  expect((await measured({ from: '2026-02-20', to: '2026-02-20' }, "SELECT 'b' AS customer")).total).toEqual({
    orders: 1,
    buyers: 1,
    revenue: 2,
  });
});

test('nothing bought is rows of nothing', async () => {
  const found = await measured({ from: '2026-02-27', to: '2026-02-28' });
  expect(found.rows).toEqual(['2026-02-27', '2026-02-28'].map((day) => ({ day, ...NONE, before: NONE })));
  expect([found.total, found.before, found.today, found.yesterday]).toEqual([NONE, NONE, NONE, NONE]);
});

test('months are the months of the report, whatever was bought when', async () => {
  for (let i = 0; i < 400; i++) {
    const time = new Date(Date.UTC(2025, 8, 1) + ((i * 7_919) % 180) * DAY + ((i * 104_729) % DAY)).toISOString().slice(0, 19);
    buys(`c${i % 37}`, time, `o${i % 301}`, (i % 97) / 4);
  }
  const { rows: months } = await measured({ from: '2025-09-01', to: '2026-03-01', by: 'month' });
  const known = new Map((await monthsOf(world.warehouse, SHANGHAI)).map(({ month, ...sales }) => [month, sales]));
  expect(known.size).toBeGreaterThan(4);
  for (const { day, before: _, ...sales } of months) expect(sales, day).toEqual(known.get(day.slice(0, 7)) ?? NONE);
});
