/** On a real warehouse: days of the workspace, data scopes, segments, answers that are kept. What the figures count is tested where they are made. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compilePlan } from '../../core/index.ts';
import type { Definition, Release } from '../../define/index.ts';
import { createTables } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import type { Releases } from '../releases.ts';
import { MeasureDesk } from './desk.ts';

/** Half past midnight on March 1 in Shanghai. */
const NOW = Date.parse('2026-03-01T00:30:00+08:00');
const DAY = 86_400_000;
const name = { en: 'x', zh: 'x' };
const RELEASE: Release = {
  number: 1,
  definitions: (
    [
      { kind: 'workspace', id: 'shop', name, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' },
      { kind: 'trait', id: 'store', name, type: 'string' },
      {
        kind: 'segment',
        id: 'north',
        name,
        condition: { combinator: 'and', rules: [{ field: 'trait.store', operator: '=', value: 'n1' }] },
      },
    ] as unknown as Definition[]
  ).map((definition) => ({ version: 1, definition })),
};

let directory: string;
let warehouse: Warehouse;
let seq = 0;
let wall = 1_000;
let desk: MeasureDesk;

async function insert(table: 'events' | 'facts', rows: readonly object[]): Promise<void> {
  const whole = rows.map((row) => {
    seq += 1;
    const event = {
      call: 'track',
      messageId: `m${seq}`,
      source: 'pos',
      identifiers: '[]',
      properties: '{}',
      traits: '',
      context: '',
      violations: '',
    };
    return JSON.stringify({
      partition: 0,
      seq,
      position: seq,
      ...(table === 'events' && { ...event, quarantine: '', unreadable: '' }),
      ...row,
    });
  });
  await warehouse.insert(table, Buffer.from(`${whole.join('\n')}\n`));
}

/** `time`: days before now. */
const event = (customer: string, event: string, days: number, properties = {}) => {
  const time = NOW - days * DAY;
  return { customer, event, time, at: time, receivedAt: time, properties: JSON.stringify(properties) };
};
const order = (customer: string, days: number, revenue: number) =>
  event(customer, 'Order Completed', days, { order_id: `${customer}-${days}`, revenue });
const told = (customer: string, traits: object) => ({
  ...event(customer, '$identify', 9),
  ...{ call: 'identify', traits: JSON.stringify(traits) },
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-measure-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
  await insert('events', [
    ...[told('a', { store: 'n1' }), told('b', { store: 's1' }), told('c', { store: 'n1' })],
    ...[order('a', 0.01, 10), order('a', 1, 20), order('b', 1, 40), order('c', 40, 5)],
    ...[event('a', 'Product Viewed', 2), event('b', 'Product Viewed', 2)],
  ]);
  const fact = { kind: 'segment', action: 'entered', name: 'north', version: 1, ordinal: 0, at: NOW - 9 * DAY, detail: '{}' };
  await insert(
    'facts',
    ['a', 'c'].map((customer) => ({ ...fact, customer })),
  );
}, 240_000);
afterAll(async () => {
  await warehouse?.close();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => {
  const releases = {
    list: [RELEASE],
    plan: compilePlan([RELEASE], new Map()),
    conversionOf: () => ({ by: 'purchase' }),
  } as unknown as Releases;
  desk = new MeasureDesk({ warehouse, releases, appender: { time: NOW }, now: () => wall });
});

const NORTH = { traits: { store: ['n1', 'n2'] } };

describe('revenue', () => {
  test('of the last thirty days, ending today as the workspace has it', async () => {
    const { rows, ...measured } = await desk.revenue({});
    expect(rows).toHaveLength(30);
    expect(measured).toEqual({
      ...{ from: '2026-01-31', to: '2026-03-01', by: 'day', timeZone: 'Asia/Shanghai', currency: 'CNY', asOf: wall },
      daysBefore: { from: '2026-01-01', to: '2026-01-30' },
      total: { orders: 3, buyers: 2, revenue: 70 },
      before: { orders: 1, buyers: 1, revenue: 5 },
      today: { orders: 1, buyers: 1, revenue: 10 },
      yesterday: { orders: 2, buyers: 2, revenue: 60 },
    });
  });

  test('of a data scope, and of nobody where it names what there is not', async () => {
    expect((await desk.revenue({}, NORTH)).total).toEqual({ orders: 2, buyers: 1, revenue: 30 });
    expect((await desk.revenue({}, { own: { trait: 'store', value: 's1' } })).total.revenue).toBe(40);
    expect((await desk.revenue({}, { traits: { region: ['n1'] } })).total.revenue).toBe(0);
    expect((await desk.revenue({}, { ...NORTH, own: { trait: 'store', value: 's1' } })).total.revenue).toBe(0);
  });

  test('days that are none are refused', async () => {
    await expect(desk.revenue({ from: '2026-02-30' })).rejects.toMatchObject({ code: 'VOLANO_QUERY_INVALID' });
  });
});

test('RFM, its customers in pages, and retention, within a scope too', async () => {
  const { rfm } = await desk.rfm();
  expect(rfm?.cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
  expect((await desk.rfm(NORTH)).rfm?.cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(2);
  const cells = await Promise.all(rfm!.cells.map(({ r, f }) => desk.rfmCustomers({ r, f, limit: 10 })));
  expect(cells.flatMap(({ customers }) => customers.map(({ customer }) => customer)).sort()).toEqual(['a', 'b', 'c']);
  const cohorts = async (scope?: object) => (await desk.retention(scope)).cohorts;
  expect(await cohorts()).toEqual([
    { cohort: '2026-01', customers: [1, 0, 0] },
    { cohort: '2026-02', customers: [2, 1] },
  ]);
  expect(await cohorts(NORTH)).toEqual([
    { cohort: '2026-01', customers: [1, 0, 0] },
    { cohort: '2026-02', customers: [1, 1] },
  ]);
});

test('a cell in pages holds each customer once, in order', async () => {
  const rfm = (await desk.rfm()).rfm!;
  const { r, f } = rfm.cells[0]!;
  const whole = await desk.rfmCustomers({ r, f, limit: 10 });
  expect(whole.next).toBeUndefined();
  let after: string | undefined;
  const found: string[] = [];
  do {
    const page = await desk.rfmCustomers({ r, f, limit: 1, ...(after !== undefined && { after }) });
    found.push(...page.customers.map(({ customer }) => customer));
    after = page.next;
  } while (after !== undefined);
  expect(found).toEqual(whole.customers.map(({ customer }) => customer));
});

describe('a funnel', () => {
  const events = ['Product Viewed', 'Order Completed'];
  test('of all, of a segment, of a scope', async () => {
    const steps = async (question: object, scope?: object) =>
      (await desk.funnel({ events, ...question }, scope)).steps.map(({ customers }) => customers);
    expect(await steps({})).toEqual([2, 2]);
    expect(await steps({ segment: 'north' })).toEqual([1, 1]);
    expect(await steps({}, { traits: { store: ['s1'] } })).toEqual([1, 1]);
    expect(await steps({ segment: 'north' }, { traits: { store: ['s1'] } })).toEqual([0, 0]);
  });

  test('says whether some are still under way', async () => {
    expect((await desk.funnel({ events, to: '2026-02-20', windowDays: 7 })).isOpen).toBe(false);
    expect((await desk.funnel({ events, to: '2026-02-24', windowDays: 7 })).isOpen).toBe(true);
  });

  test.each([
    [{ events, segment: 'south' }, 'VOLANO_RESOURCE_UNKNOWN'],
    [{ events: ['Product Viewed'] }, 'VOLANO_QUERY_INVALID'],
    [{ events, windowDays: 366 }, 'VOLANO_QUERY_INVALID'],
  ])('of %j is refused', async (question, code) => {
    await expect(desk.funnel(question)).rejects.toMatchObject({ code });
  });
});

test('events there are, messages and latency of none, lift of none', async () => {
  expect((await desk.events()).events).toEqual([
    { event: 'Order Completed', count: 4 },
    { event: '$identify', count: 3 },
    { event: 'Product Viewed', count: 2 },
  ]);
  expect(await desk.messages({}, NORTH)).toMatchObject({ from: '2026-01-31', channels: [], refusals: [] });
  expect(await desk.latency({ by: 'week' }, NORTH)).toMatchObject({ by: 'week', promiseMs: 4_000, total: { count: 0 } });
  expect(await desk.lift(NORTH)).toEqual({ currency: 'CNY', level: 0.975, journeys: [], asOf: wall });
});

test('an answer is kept for half a minute, apart for each scope', async () => {
  const before = await desk.revenue({}, NORTH);
  await insert('events', [order('a', 3, 1)]);
  expect(await desk.revenue({}, NORTH)).toEqual(before);
  expect((await desk.revenue({})).total.revenue).toBe(71);
  wall += 30_000;
  expect(await desk.revenue({}, NORTH)).toMatchObject({ asOf: wall, total: { revenue: 31 } });
});
