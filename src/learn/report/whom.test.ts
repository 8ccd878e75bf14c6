import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { reportFromWarehouse } from './from-warehouse.ts';
import { mappingOf } from './mapping.ts';
import type { Report } from './report.ts';

const DAY = 86_400_000;
const AT = Date.UTC(2024, 0, 10);
const MAPPING = mappingOf({ timeZone: 'UTC', currency: 'EUR' });
const MOMENT = { now: AT + 60 * DAY };
const PEOPLE = ['a', 'old', 'b', 'c'];

let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
});
afterAll(() => world.close());

/** All that a report tells of, of each of them something else; `old` has become `a`. */
async function filledWith(people: readonly string[]): Promise<void> {
  for (const table of ['events', 'facts']) await world.warehouse.execute(`TRUNCATE TABLE ${table}`);
  const rows = new RowMaker();
  for (const [i, customer] of PEOPLE.entries()) {
    if (!people.includes(customer)) continue;
    const at = AT + i * DAY;
    const [subject, detail] = [`m-${customer}`, { channel: 'mail' }];
    for (let n = 0; n <= i; n++)
      rows.event({ customer, event: 'Order Completed', time: at + n * DAY, properties: { order_id: `${customer}-${n}`, revenue: 10 + i } });
    rows.fact({ kind: 'journey', action: 'entered', customer, name: 'welcome', subject: `i-${customer}`, at });
    rows.fact({ kind: 'exposure', action: i % 2 ? 'holdout' : 'treatment', customer, name: 'welcome', at, detail: { holdout: 0.5 } });
    rows.fact({
      kind: 'verdict',
      action: i > 1 ? 'suppress' : 'send',
      customer,
      at,
      subject,
      detail: { rule: i > 1 ? 'cap.week' : 'allowed' },
    });
    rows.fact({ kind: 'message', action: 'decided', customer, name: 'welcome', at, subject, detail: { ...detail, receivedAt: at } });
    if (i === 3) rows.fact({ kind: 'message', action: 'withdrawn', customer, at, subject, detail: { reason: 'consent' } });
    else rows.fact({ kind: 'message', action: 'sent', customer, at, subject, detail: { decidedAt: at, dispatchedAt: at + 100 * (i + 1) } });
    rows.fact({ kind: 'message', action: 'opened', customer, at: at + 1, subject, detail: { ...detail, machine: false } });
  }
  if (people.includes('a')) rows.fact({ kind: 'identity', action: 'merged', customer: 'a', name: 'old', at: AT + 20 * DAY });
  await rows.insertInto(world.warehouse);
}

const reportOf = (among?: readonly string[]): Promise<Report> =>
  reportFromWarehouse(
    world.warehouse,
    { ...MAPPING, ...(among && { among: `SELECT arrayJoin([${among.map((one) => `'${one}'`).join(', ')}]) AS customer` }) },
    MOMENT,
  );

test('of some customers it is what it would be if there were no others', async () => {
  const parts = [
    ['a', 'old'],
    ['b', 'c'],
  ];
  const alone: Report[] = [];
  for (const part of parts) {
    await filledWith(part);
    alone.push(await reportOf());
  }
  await filledWith(PEOPLE);
  expect([await reportOf(['a']), await reportOf(['b', 'c'])]).toEqual(alone);
  expect(
    alone.map(({ totals, messages, journeys, latency }) => [totals.orders, messages.decided, journeys[0]?.entered, latency.count]),
  ).toEqual([
    [3, 2, 2, 2],
    [7, 2, 2, 1],
  ]);
  expect((await reportOf()).totals).toMatchObject({ orders: 10, customers: 3 });
});

test('of nobody nothing is told', async () => {
  await filledWith(PEOPLE);
  const { totals, months, journeys, messages, conversions, returns, latency, lift } = await reportOf(['nobody']);
  expect(totals).toEqual({ events: 0, customers: 0, rows: 0, orders: 0, buyers: 0, revenue: 0 });
  expect([months, journeys, conversions, returns, lift, messages.verdicts, latency.count]).toEqual([[], [], [], [], [], [], 0]);
});
