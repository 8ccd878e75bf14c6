/** Against a slow and obvious count over the same rows, on a real warehouse. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { mappingOf } from '../report/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { type AttributionRow, lastTouch } from './attribution.ts';

const NOON = Date.UTC(2025, 2, 1, 12);
const mapping = mappingOf({ timeZone: 'UTC', currency: 'EUR' });

let world: TestWarehouse;
beforeEach(async () => {
  world = await openTestWarehouse();
});
afterEach(() => world.close());

interface Touch {
  readonly message: string;
  readonly customer: string;
  readonly journey: string;
  readonly channel: string;
  readonly action: 'sent' | 'clicked' | 'clicked by machine' | 'failed';
  readonly at: number;
}

interface Order {
  readonly customer: string;
  readonly time: number;
  readonly revenue: number;
}

async function tell(touches: readonly Touch[], orders: readonly Order[]): Promise<void> {
  const rows = new RowMaker();
  for (const [message, { customer, journey, channel, at }] of new Map(touches.map((touch) => [touch.message, touch]))) {
    rows.fact({ kind: 'message', action: 'decided', customer, subject: message, journey, at: at - 1, name: 't', detail: { channel } });
  }
  for (const { action, customer, message, at } of touches) {
    const machine = action === 'clicked by machine';
    rows.fact({
      kind: 'message',
      action: machine ? 'clicked' : action,
      customer,
      subject: message,
      at,
      detail: machine ? { machine } : {},
    });
  }
  for (const [i, { customer, time, revenue }] of orders.entries()) {
    rows.event({ customer, event: 'Order Completed', time, properties: { order_id: `o${i}`, revenue } });
  }
  await rows.insertInto(world.warehouse);
}

function expected(touches: readonly Touch[], orders: readonly Order[]): AttributionRow[] {
  const cells = new Map<string, { orders: number; total: number }>();
  for (const { customer, time, revenue } of orders) {
    const near = touches.filter((touch) => touch.customer === customer && touch.at <= time && touch.at > time - 7 * DAY);
    const latest = (action: Touch['action']): Touch | undefined =>
      near.filter((touch) => touch.action === action).toSorted((a, b) => b.at - a.at || (a.message < b.message ? 1 : -1))[0];
    const touch = latest('clicked') ?? latest('sent');
    const key = JSON.stringify(touch ? [touch.journey, touch.channel] : ['', '']);
    const cell = cells.get(key) ?? { orders: 0, total: 0 };
    cells.set(key, { orders: cell.orders + 1, total: cell.total + Math.round(revenue * 10_000) });
  }
  const rows = [...cells].map(([key, cell]) => {
    const [journey, channel] = JSON.parse(key) as [string, string];
    return { journey, channel, orders: cell.orders, revenue: cell.total / 10_000 };
  });
  return rows.sort(
    (a, b) =>
      Number(a.journey === '') - Number(b.journey === '') ||
      b.revenue - a.revenue ||
      (a.journey < b.journey ? -1 : a.journey > b.journey ? 1 : a.channel < b.channel ? -1 : 1),
  );
}

const touch = (message: string, action: Touch['action'], at: number, more: Partial<Touch> = {}): Touch => ({
  message,
  customer: 'c1',
  journey: 'care',
  channel: 'mail',
  action,
  at,
  ...more,
});

test('a click goes before what was only sent, however late; machines and failures do not count; the window has an end', async () => {
  const touches = [
    touch('m1', 'sent', NOON),
    touch('m1', 'clicked', NOON + HOUR),
    touch('m2', 'sent', NOON + DAY, { journey: 'offers', channel: 'sms' }),
    touch('m2', 'clicked by machine', NOON + DAY + HOUR, { journey: 'offers', channel: 'sms' }),
    touch('m3', 'failed', NOON + 2 * DAY, { journey: 'broken' }),
  ];
  const orders = [
    { customer: 'c1', time: NOON + 3 * DAY, revenue: 10 },
    { customer: 'c1', time: NOON + 7 * DAY + HOUR, revenue: 20.5 },
    { customer: 'c1', time: NOON + 9 * DAY, revenue: 40 },
    { customer: 'c2', time: NOON + DAY, revenue: 5 },
  ];
  await tell(touches, orders);
  expect(await lastTouch(world.warehouse, { mapping })).toEqual([
    { journey: 'offers', channel: 'sms', orders: 1, revenue: 20.5 },
    { journey: 'care', channel: 'mail', orders: 1, revenue: 10 },
    { journey: '', channel: '', orders: 2, revenue: 45 },
  ]);
});

test('a message that bounced reached nobody: an earlier one is credited', async () => {
  const touches = [touch('m1', 'sent', NOON), touch('m2', 'sent', NOON + HOUR, { journey: 'offers' })];
  await tell(touches, [{ customer: 'c1', time: NOON + DAY, revenue: 4 }]);
  const rows = new RowMaker();
  rows.fact({ kind: 'message', action: 'bounced', at: NOON + 2 * HOUR, customer: 'c1', subject: 'm2' });
  await rows.insertInto(world.warehouse);
  expect(await lastTouch(world.warehouse, { mapping })).toEqual([{ journey: 'care', channel: 'mail', orders: 1, revenue: 4 }]);
});

test('a message sent to who was merged since belongs to the one that carries on', async () => {
  await tell([touch('m1', 'sent', NOON, { customer: 'old' })], [{ customer: 'new', time: NOON + 1, revenue: 3 }]);
  const rows = new RowMaker();
  rows.fact({ kind: 'identity', action: 'merged', at: NOON + 2, name: 'old', customer: 'new' });
  await rows.insertInto(world.warehouse);
  expect(await lastTouch(world.warehouse, { mapping })).toEqual([{ journey: 'care', channel: 'mail', orders: 1, revenue: 3 }]);
});

test('whatever was sent and bought, it is as one would count by hand, and adds up to all revenue', async () => {
  const customer = fc.constantFrom('c1', 'c2', 'c3');
  const at = fc.integer({ min: 0, max: 20 * 24 }).map((hours) => NOON + hours * HOUR);
  const sent = fc.record({
    customer,
    journey: fc.constantFrom('care', 'offers'),
    channel: fc.constantFrom('mail', 'sms'),
    at,
    action: fc.constantFrom('sent' as const, 'clicked' as const, 'clicked by machine' as const, 'failed' as const),
  });
  const order = fc.record({ customer, time: at, revenue: fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100) });
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { maxLength: 12 }), fc.array(order, { maxLength: 12 }), async (sends, orders) => {
      await world.warehouse.execute('TRUNCATE TABLE facts');
      await world.warehouse.execute('TRUNCATE TABLE events');
      const touches = sends.map((one, i) => ({ ...one, message: `m${i}` }));
      await tell(touches, orders);
      const rows = await lastTouch(world.warehouse, { mapping });
      expect(rows).toEqual(expected(touches, orders));
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + Math.round(one * 10_000), 0);
      expect(sum(rows.map(({ revenue }) => revenue))).toBe(sum(orders.map(({ revenue }) => revenue)));
    }),
    { numRuns: 40 },
  );
});
