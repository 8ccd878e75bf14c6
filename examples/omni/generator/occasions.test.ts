import { expect, test } from 'vitest';
import { type Arrival, generate, type Message, World, YEAR_FROM } from './index.ts';

const DAY_MS = 86_400_000;
const OPTIONS = { seed: 'test', customers: 400 };
const YEAR = once([...generate(OPTIONS)]);

/** Without the calls that arrive a second time. */
function once(arrivals: readonly Arrival[]): readonly Arrival[] {
  const seen = new Set<string>();
  return arrivals.filter(({ call }) => !seen.has(call.messageId) && seen.add(call.messageId));
}

function of(event: string, arrivals: readonly Arrival[] = YEAR): readonly Arrival[] {
  return arrivals.filter(({ call }) => call.event === event);
}

const timeOf = ({ call }: Arrival): number => Date.parse(call.timestamp);

test('nobody spends points that they do not have', () => {
  expect(of('Points Redeemed').length).toBeGreaterThan(10);
  for (const spent of of('Points Redeemed')) {
    const until = (event: string): number =>
      of(event)
        .filter((arrival) => arrival.person === spent.person && timeOf(arrival) <= timeOf(spent))
        .reduce((sum, { call }) => sum + Number(call.properties?.points), 0);
    expect(until('Points Redeemed')).toBeLessThanOrEqual(until('Points Earned'));
  }
});

test('what is cancelled was never paid, and each order only once', () => {
  const cancelled = of('Order Cancelled').map(({ call }) => String(call.properties?.order_id));
  expect(cancelled.length).toBeGreaterThan(10);
  expect(new Set(cancelled).size).toBe(cancelled.length);
  const paid = new Set(of('Order Completed').map(({ call }) => String(call.properties?.order_id)));
  expect(cancelled.filter((order) => paid.has(order))).toEqual([]);
});

test('a case is closed after it was opened', () => {
  const opened = new Map(of('Service Case Opened').map((arrival) => [String(arrival.call.properties?.case_id), timeOf(arrival)]));
  expect(of('Service Case Closed').length).toBeGreaterThan(10);
  for (const closed of of('Service Case Closed')) expect(opened.get(String(closed.call.properties?.case_id))).toBeLessThan(timeOf(closed));
});

test.each(['due_date', 'replacement_due'])('%s lies ahead, in the year that is lived', (trait) => {
  for (const shiftMs of [0, 47 * 7 * DAY_MS]) {
    const told = once(new World({ ...OPTIONS, shiftMs }).next(YEAR_FROM + shiftMs + 365 * DAY_MS)).filter(
      ({ call }) => call.traits?.[trait] !== undefined,
    );
    expect(told.length).toBeGreaterThan(10);
    for (const arrival of told) {
      const days = (Date.parse(String(arrival.call.traits?.[trait])) - timeOf(arrival)) / DAY_MS;
      expect(days).toBeGreaterThan(28);
      expect(days).toBeLessThan(361);
    }
  }
});

test('the value of a cart is what has been put into it in that visit', () => {
  const added = of('Product Added').map(({ call }) => call.properties!);
  expect(added.length).toBeGreaterThan(500);
  const cents = (value: unknown): number => Math.round(Number(value) * 100);
  for (const { cart_value, price, quantity } of added) expect(cents(cart_value)).toBeGreaterThanOrEqual(cents(price) * Number(quantity));
  expect(added.some(({ cart_value, price, quantity }) => cents(cart_value) > cents(price) * Number(quantity))).toBe(true);
});

/** Everybody gets this message every fourth day of a quarter. */
function written(message: Pick<Message, 'journey' | 'template'>): readonly Arrival[] {
  const world = new World(OPTIONS);
  const arrivals: Arrival[] = [];
  for (let day = 1; day <= 90; day++) {
    const at = YEAR_FROM + day * DAY_MS;
    arrivals.push(...world.next(at));
    if (day % 4 !== 0) continue;
    for (let person = 0; person < OPTIONS.customers; person++) {
      const about = { id: `msg-${day}-${person}`, step: 's', channel: 'sms', purpose: 'care', customer: [], body: 'Hello' };
      world.receive({ ...about, ...message, at: at - 1_000, to: `user-${person}` });
    }
  }
  return once(arrivals);
}

test('some who get a coupon order with it; it takes its amount off, and only off orders that are large enough', () => {
  const paid = of('Order Completed', written({ journey: 'second_order', template: 'care_coupon_text' })).map(
    ({ call }) => call.properties!,
  );
  const used = paid.filter(({ coupon }) => coupon === 'CARE30');
  expect(used.length).toBeGreaterThan(10);
  for (const { discount, revenue } of used) {
    expect(discount).toBeGreaterThanOrEqual(30);
    expect(Number(revenue)).toBeGreaterThanOrEqual(69);
  }
  expect(of('Order Completed').filter(({ call }) => call.properties?.coupon !== undefined)).toEqual([]);
});

test('who is asked answers now and then, about what was asked; unasked only those who like surveys answer', () => {
  const asked = ({ call }: Arrival): boolean => /^m-\d+-r/.test(call.messageId);
  const answers = (journey: string): readonly unknown[] =>
    of('Survey Answered', written({ journey, template: `${journey}_text` }))
      .filter(asked)
      .map(({ call }) => call.properties?.topic);
  const afterSales = answers('after_sales_survey');
  expect(afterSales.length).toBeGreaterThan(10);
  expect(new Set(afterSales)).toEqual(new Set(['after_sales']));
  expect(answers('win_back')).toEqual([]);
  const votes = of('Menu Vote Cast', written({ journey: 'menu_contest', template: 'menu_invitation_text' }));
  expect(votes.length).toBeGreaterThan(of('Menu Vote Cast').filter((vote) => timeOf(vote) < YEAR_FROM + 90 * DAY_MS).length + 10);
  for (const vote of votes) {
    const month = new Date(timeOf(vote) + 8 * 3_600_000).toISOString().slice(0, 7);
    expect(vote.call.properties?.contest_id).toBe(`menu-${month}`);
  }
  const unasked = of('Survey Answered');
  expect(unasked.filter(asked)).toEqual([]);
  const share = new Set(unasked.map(({ person }) => person)).size / OPTIONS.customers;
  expect(share).toBeGreaterThan(0.02);
  expect(share).toBeLessThan(0.15);
});
