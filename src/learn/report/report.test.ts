import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import type { Condition } from '../../define/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { reportFromWarehouse } from './from-warehouse.ts';
import { mappingOf, type ReportMapping } from './mapping.ts';
import { rfmRowsOf } from './purchases.ts';

let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
});
afterAll(() => world.close());

async function emptied(): Promise<void> {
  for (const table of ['events', 'facts']) await world.warehouse.execute(`TRUNCATE TABLE ${table}`);
}

const SHANGHAI = mappingOf({ timeZone: 'Asia/Shanghai', currency: 'CNY' });
const MOMENT = { now: Date.UTC(2025, 0, 1) };

describe('an empty warehouse', () => {
  test('has a report, with nothing in it', async () => {
    await emptied();
    expect(await reportFromWarehouse(world.warehouse, SHANGHAI, MOMENT)).toEqual({
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      totals: { events: 0, customers: 0, rows: 0, orders: 0, buyers: 0, revenue: 0 },
      months: [],
      rfm: undefined,
      cohorts: [],
      journeys: [],
      messages: { decided: 0, sent: 0, failed: 0, withdrawn: [], verdicts: [] },
      lift: [],
      conversions: [],
      attribution: [],
      returns: [],
      latency: { count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 },
    });
    expect(await rfmRowsOf(world.warehouse, SHANGHAI)).toEqual([]);
  });
});

describe('purchases', () => {
  const order = (rows: RowMaker, customer: string, time: string, properties: JsonObject): void =>
    rows.event({ customer, event: 'Order Completed', time: Date.parse(time), properties });

  beforeAll(async () => {
    await emptied();
    const rows = new RowMaker();
    // In Shanghai this is already February.
    order(rows, 'a', '2024-01-31T16:30:00Z', { order_id: 'a1', revenue: 0.1 });
    order(rows, 'a', '2024-02-10T00:00:00Z', { order_id: 'a2', revenue: 0.2 });
    order(rows, 'b', '2024-01-15T00:00:00Z', { order_id: 'b1', revenue: 100 });
    // Two lines of one order, over the end of a month: it belongs to its first line's.
    order(rows, 'b', '2024-03-31T15:59:59Z', { order_id: 'b2', revenue: 7 });
    order(rows, 'b', '2024-03-31T16:00:00Z', { order_id: 'b2', revenue: 5 });
    // Absorbed by a.
    order(rows, 'old', '2024-01-20T00:00:00Z', { order_id: 'o1', revenue: 10 });
    rows.fact({ kind: 'identity', action: 'merged', customer: 'a', name: 'old', at: Date.parse('2024-02-01T00:00:00Z') });
    rows.event({ customer: 'c', event: 'Product Viewed', time: Date.parse('2024-02-01T00:00:00Z') });
    await rows.insertInto(world.warehouse);
  });

  test('months and cohorts follow the zone and the customer of today', async () => {
    const { totals, months, cohorts } = await reportFromWarehouse(world.warehouse, SHANGHAI, MOMENT);
    expect(totals).toEqual({ events: 7, customers: 3, rows: 6, orders: 5, buyers: 2, revenue: 122.3 });
    expect(months).toEqual([
      { month: '2024-01', orders: 2, buyers: 2, revenue: 110 },
      { month: '2024-02', orders: 2, buyers: 1, revenue: 0.3 },
      { month: '2024-03', orders: 1, buyers: 1, revenue: 12 },
    ]);
    expect(cohorts).toEqual([{ cohort: '2024-01', customers: [2, 1, 1] }]);
  });

  test('in another zone the same purchases fall into other months', async () => {
    const { months } = await reportFromWarehouse(world.warehouse, { ...SHANGHAI, timeZone: 'UTC' }, MOMENT);
    expect(months.map(({ month, orders }) => [month, orders])).toEqual([
      ['2024-01', 3],
      ['2024-02', 1],
      ['2024-03', 1],
    ]);
  });

  test('a month without a purchase is a zero between the others', async () => {
    const where: Condition = { combinator: 'and', rules: [{ field: 'property.revenue', operator: '>', value: 5 }] };
    const mapping = { ...SHANGHAI, purchase: { ...SHANGHAI.purchase, where } };
    expect((await reportFromWarehouse(world.warehouse, mapping, MOMENT)).months).toEqual([
      { month: '2024-01', orders: 2, buyers: 2, revenue: 110 },
      { month: '2024-02', orders: 0, buyers: 0, revenue: 0 },
      { month: '2024-03', orders: 1, buyers: 1, revenue: 7 },
    ]);
  });

  test('recency counts to the day after the last purchase, or to the day asked for', async () => {
    const own = await rfmRowsOf(world.warehouse, SHANGHAI);
    expect(own.map(({ customer, recency, orders, revenue }) => [customer, recency, orders, revenue])).toEqual([
      ['a', 52, 3, 10.3],
      ['b', 1, 2, 112],
    ]);
    const asked = await rfmRowsOf(world.warehouse, { ...SHANGHAI, referenceAt: Date.parse('2024-05-01T00:00:00Z') });
    expect(asked.map((row) => row.recency)).toEqual([81, 30]);
    expect((await reportFromWarehouse(world.warehouse, SHANGHAI, MOMENT)).rfm?.referenceDay).toBe('2024-04-02');
  });

  test('a workspace says itself what a purchase is', async () => {
    const purchase = {
      event: 'Order Completed',
      where: { combinator: 'and', rules: [{ field: 'property.revenue', operator: '>', value: 5 }] },
      revenue: 'revenue',
    } as const;
    const { totals } = await reportFromWarehouse(world.warehouse, mappingOf({ timeZone: 'UTC', currency: 'CNY', purchase }), MOMENT);
    // Without a key every event is an order.
    expect(totals).toMatchObject({ rows: 3, orders: 3, buyers: 2, revenue: 117 });
  });
});

describe('the loop', () => {
  test('journeys, verdicts and latency are counted from the facts', async () => {
    await emptied();
    const rows = new RowMaker();
    const at = Date.parse('2024-01-01T00:00:00Z');
    const journey = (action: string, times: number): void => {
      for (let i = 0; i < times; i++) rows.fact({ kind: 'journey', action, name: 'welcome', at });
    };
    journey('entered', 10);
    journey('moved', 25);
    journey('completed', 4);
    journey('converted', 3);
    journey('exited', 2);
    for (let i = 0; i < 9; i++) rows.fact({ kind: 'exposure', action: 'treatment', name: 'welcome', at });
    rows.fact({ kind: 'exposure', action: 'holdout', name: 'welcome', at });
    rows.fact({ kind: 'journey', action: 'entered', name: 'silent', at });
    for (let i = 0; i < 3; i++) rows.fact({ kind: 'verdict', action: 'suppress', at, detail: { rule: i === 0 ? 'consent' : 'cap.week' } });
    for (let i = 1; i <= 100; i++) {
      const subject = `m${i}`;
      rows.fact({ kind: 'verdict', action: 'send', at, subject, detail: { rule: 'allowed' } });
      rows.fact({ kind: 'message', action: 'decided', at, subject, detail: { channel: 'capture', receivedAt: i === 100 ? 0 : at } });
      rows.fact({ kind: 'message', action: 'sent', at, subject, detail: { decidedAt: at, dispatchedAt: at + i * 50 } });
    }
    const mail = { channel: 'mail', machine: false };
    for (const subject of ['m1', 'm2', 'm3']) rows.fact({ kind: 'message', action: 'delivered', at, subject, detail: mail });
    rows.fact({ kind: 'message', action: 'opened', at, subject: 'm1', detail: mail });
    for (const subject of ['m1', 'm2']) rows.fact({ kind: 'message', action: 'opened', at, subject, detail: { ...mail, machine: true } });
    rows.fact({ kind: 'message', action: 'clicked', at, subject: 'm1', detail: mail });
    rows.fact({ kind: 'message', action: 'unsubscribed', at, subject: 'm3', detail: mail });
    for (const subject of ['w1', 'w2']) {
      rows.fact({ kind: 'message', action: 'decided', at, subject, detail: { channel: 'capture' } });
      rows.fact({ kind: 'message', action: 'withdrawn', at, subject, detail: { reason: 'consent.withdrawn' } });
    }
    await rows.insertInto(world.warehouse);
    const { journeys, messages, returns, latency } = await reportFromWarehouse(world.warehouse, SHANGHAI, MOMENT);
    expect(journeys).toEqual([
      { journey: 'silent', entered: 1, active: 1, completed: 0, converted: 0, exited: 0, failed: 0, treatment: 0, holdout: 0 },
      { journey: 'welcome', entered: 10, active: 1, completed: 4, converted: 3, exited: 2, failed: 0, treatment: 9, holdout: 1 },
    ]);
    expect(messages).toEqual({
      decided: 102,
      sent: 100,
      failed: 0,
      withdrawn: [{ rule: 'consent.withdrawn', count: 2 }],
      verdicts: [
        { verdict: 'send', rule: 'allowed', count: 100 },
        { verdict: 'suppress', rule: 'cap.week', count: 2 },
        { verdict: 'suppress', rule: 'consent', count: 1 },
      ],
    });
    expect(returns).toEqual([
      {
        journey: '',
        channel: 'capture',
        sent: 100,
        delivered: 3,
        bounced: 0,
        opened: 1,
        openedByMachine: 1,
        clicked: 1,
        replied: 0,
        unsubscribed: 1,
        complained: 0,
      },
    ]);
    expect(latency).toEqual({ count: 99, p50: 2_500, p90: 4_500, p99: 4_950, max: 4_950, withinPromise: 80 });
  });
});

describe('RFM against a plain pass', () => {
  interface Order {
    readonly customer: string;
    readonly day: number;
    readonly cents: number;
  }
  const orders = fc.array(
    fc.record({
      customer: fc.integer({ min: 1, max: 12 }).map((n) => `c${n}`),
      day: fc.integer({ min: 0, max: 400 }),
      cents: fc.integer({ min: 1, max: 99_999 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  /** Type 7, by the book: linear between the two neighbours of (n - 1) p. */
  function quantile(values: readonly number[], p: number): number {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (sorted.length - 1) * p;
    const low = sorted[Math.floor(at)]!;
    return low + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - low);
  }

  function expected(all: readonly Order[]): unknown[] {
    const last = Math.max(...all.map((order) => order.day)) + 1;
    const buyers = [...Map.groupBy(all, (order) => order.customer)].map(([customer, own]) => ({
      customer,
      recency: last - Math.max(...own.map((order) => order.day)),
      orders: own.length,
      amount: own.reduce((sum, order) => sum + order.cents, 0) * 100,
    }));
    const bin = (value: number, values: readonly number[]): number =>
      1 + [0.2, 0.4, 0.6, 0.8].filter((p) => value > quantile(values, p) * (1 + 1e-12) + 1e-9).length;
    const scored = buyers.map(({ customer, recency, orders: count, amount }) => ({
      customer,
      recency,
      orders: count,
      revenue: amount / 10_000,
      r:
        6 -
        bin(
          recency,
          buyers.map((buyer) => buyer.recency),
        ),
      f: bin(
        count,
        buyers.map((buyer) => buyer.orders),
      ),
      m: bin(
        amount,
        buyers.map((buyer) => buyer.amount),
      ),
    }));
    return scored.sort((a, b) => (a.customer < b.customer ? -1 : 1));
  }

  test('scores every buyer the same', async () => {
    const mapping: ReportMapping = { ...SHANGHAI, timeZone: 'UTC' };
    await fc.assert(
      fc.asyncProperty(orders, async (all) => {
        await emptied();
        const rows = new RowMaker();
        for (const [i, { customer, day, cents }] of all.entries()) {
          rows.event({
            customer,
            event: 'Order Completed',
            time: day * 86_400_000 + 5,
            properties: { order_id: `o${i}`, revenue: cents / 100 },
          });
        }
        await rows.insertInto(world.warehouse);
        expect(await rfmRowsOf(world.warehouse, mapping)).toEqual(expected(all));
      }),
      { seed: 24, numRuns: 40 },
    );
  });
});
