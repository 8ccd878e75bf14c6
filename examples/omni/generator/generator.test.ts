import { expect, test } from 'vitest';
import { type Arrival, generate, YEAR_FROM, YEAR_TO } from './index.ts';

const DAY_MS = 86_400_000;
const OPTIONS = { seed: 'test', customers: 600 };
const YEAR = [...generate(OPTIONS)];
const CALLS = YEAR.map((arrival) => arrival.call);

function identifiersOf({ call }: Arrival): readonly string[] {
  return [
    ...(call.userId === undefined ? [] : [`user_id:${call.userId}`]),
    ...(call.anonymousId === undefined ? [] : [`anonymous_id:${call.anonymousId}`]),
    ...(call.context.externalIds ?? []).map(({ type, id }) => `${type}:${id}`),
  ];
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new Error(`expected a number, got ${String(value)}`);
  return value;
}

test('G1: the same options give the same calls, byte for byte; another seed gives others', () => {
  const first = YEAR.slice(0, 5_000).map((arrival) => JSON.stringify(arrival));
  const again: string[] = [];
  for (const arrival of generate(OPTIONS)) {
    again.push(JSON.stringify(arrival));
    if (again.length === first.length) break;
  }
  expect(again).toEqual(first);
  const other = generate({ ...OPTIONS, seed: 'another' }).next().value;
  expect(JSON.stringify(other)).not.toBe(first[0]);
});

test('G2: arrivals never go back, stay in the year, and come after what they tell', () => {
  let last = 0;
  for (const { at, call } of YEAR) {
    expect(at).toBeGreaterThanOrEqual(last);
    expect(Date.parse(call.timestamp)).toBeLessThanOrEqual(at);
    last = at;
  }
  expect(YEAR[0]!.at).toBeGreaterThanOrEqual(YEAR_FROM);
  expect(last).toBeLessThan(YEAR_TO);
});

test('G3: a person does the same whoever else there is', () => {
  const few = [...generate({ ...OPTIONS, customers: 50 })];
  const same = YEAR.filter(({ person }) => person < 50);
  expect(few.map((arrival) => JSON.stringify(arrival))).toEqual(same.map((arrival) => JSON.stringify(arrival)));
});

test('some sales are uploaded hours late, some calls arrive twice under one message id', () => {
  const orders = YEAR.filter(({ call }) => call.event === 'Order Completed' && call.properties?.channel === 'store');
  const late = orders.filter(({ at, call }) => at - Date.parse(call.timestamp) >= 2 * 3_600_000);
  expect(late.length / orders.length).toBeGreaterThan(0.08);
  expect(late.length / orders.length).toBeLessThan(0.25);
  const once = new Map<string, string>();
  let twice = 0;
  for (const call of CALLS) {
    const text = JSON.stringify(call);
    const earlier = once.get(call.messageId);
    if (earlier !== undefined) {
      twice += 1;
      expect(text).toBe(earlier);
    }
    once.set(call.messageId, text);
  }
  expect(twice).toBeGreaterThan(20);
});

test('at least 20 % of the people are recognised weeks after both of their strangers first appeared', () => {
  const group = new Map<string, { readonly since: number; readonly ids: Set<string> }>();
  const late = new Set<number>();
  for (const arrival of YEAR) {
    const ids = identifiersOf(arrival);
    const known = new Set(ids.map((id) => group.get(id)).filter((found) => found !== undefined));
    const youngest = Math.max(...[...known].map(({ since }) => since));
    if (known.size > 1 && arrival.at - youngest > 14 * DAY_MS) late.add(arrival.person);
    const since = Math.min(arrival.at, ...[...known].map((found) => found.since));
    const joined = { since, ids: new Set([...ids, ...[...known].flatMap((found) => [...found.ids])]) };
    for (const id of joined.ids) group.set(id, joined);
  }
  const people = new Set(YEAR.map(({ person }) => person)).size;
  expect(late.size / people).toBeGreaterThanOrEqual(0.2);
});

test('nobody shares an identifier with somebody else', () => {
  const owner = new Map<string, number>();
  for (const arrival of YEAR) {
    for (const id of identifiersOf(arrival)) {
      expect(owner.get(id) ?? arrival.person).toBe(arrival.person);
      owner.set(id, arrival.person);
    }
  }
});

test('refunds refer to earlier orders and never give back more than was paid', () => {
  const paid = new Map<string, number>();
  const seen = new Set<string>();
  let refunds = 0;
  for (const { messageId, event, properties } of CALLS) {
    if (seen.has(messageId)) continue;
    seen.add(messageId);
    if (event === 'Order Completed') paid.set(String(properties?.order_id), number(properties?.revenue));
    if (event !== 'Order Refunded') continue;
    refunds += 1;
    const left = paid.get(String(properties?.order_id))! - number(properties?.total);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(number(properties?.total)).toBeGreaterThan(0);
  }
  expect(refunds).toBeGreaterThan(50);
});

test('an order is worth its products less the discount', () => {
  for (const { event, properties } of CALLS) {
    if (event !== 'Order Completed') continue;
    const products = properties?.products as readonly { readonly price: number; readonly quantity: number }[];
    const cents = products.reduce((sum, { price, quantity }) => sum + Math.round(price * 100) * quantity, 0);
    expect(Math.round(number(properties?.revenue) * 100)).toBe(cents - Math.round(number(properties?.discount) * 100));
  }
});

test('buying is heterogeneous: many buy once, a few often, and most who buy have looked before', () => {
  const orders = new Map<number, number>();
  for (const { person, call } of YEAR) if (call.event === 'Order Completed') orders.set(person, (orders.get(person) ?? 0) + 1);
  const counts = [...orders.values()];
  const share = (from: number): number => counts.filter((count) => count >= from).length / counts.length;
  expect(1 - share(2)).toBeGreaterThan(0.25);
  expect(share(8)).toBeGreaterThan(0.04);
  const views = CALLS.filter((call) => call.event === 'Product Viewed').length;
  expect(views).toBeGreaterThan(2 * counts.reduce((sum, count) => sum + count, 0));
});

test('the season shows: 10 and 11 November sell more than any two ordinary days', () => {
  const perDay = new Map<number, number>();
  for (const { at, call } of YEAR) {
    if (call.event !== 'Order Completed') continue;
    const day = Math.floor((at - YEAR_FROM) / DAY_MS);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const november = (perDay.get(313) ?? 0) + (perDay.get(314) ?? 0);
  const august = (perDay.get(216) ?? 0) + (perDay.get(217) ?? 0);
  expect(november).toBeGreaterThan(1.5 * august);
});

test('every call is what a Segment client may send', () => {
  const names = new Set(CALLS.map((call) => call.event).filter((event) => event !== undefined));
  for (const name of names) expect(name).toMatch(/^[A-Z][A-Za-z]*( to| [A-Z][A-Za-z]*)+$/);
  for (const arrival of YEAR) {
    const { call } = arrival;
    expect(identifiersOf(arrival).length).toBeGreaterThan(0);
    expect(call.messageId.length).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(JSON.stringify(call))).toBeLessThan(32_768);
    if (call.type === 'track') expect(call.event).toBeTruthy();
    if (call.type === 'identify') expect(call.traits).toBeTruthy();
    for (const external of call.context.externalIds ?? []) expect(external).toMatchObject({ collection: 'users', encoding: 'none' });
  }
});

test('customers read the language they speak', () => {
  const names = CALLS.filter((call) => call.event === 'Product Added').map((call) => String(call.properties?.name));
  const chinese = names.filter((name) => /\p{Script=Han}/u.test(name)).length;
  expect(chinese / names.length).toBeGreaterThan(0.7);
  expect(chinese).toBeLessThan(names.length);
});

test('every scene has people who live it', () => {
  const people = (event: string): number => new Set(YEAR.filter(({ call }) => call.event === event).map(({ person }) => person)).size;
  for (const event of ['Class Attended', 'Store Visited', 'Community Post Created', 'Menu Vote Cast', 'Product Added to Wishlist'])
    expect(people(event), event).toBeGreaterThan(10);
  const due = new Set(YEAR.filter(({ call }) => call.traits?.due_date !== undefined).map(({ person }) => person));
  expect(due.size).toBeGreaterThan(20);
  const asked = Map.groupBy(
    YEAR.filter(({ call }) => call.properties?.topic === 'advice'),
    ({ person }) => person,
  );
  expect([...asked.values()].filter((questions) => questions.length > 8).length).toBeGreaterThan(5);
});

test('a class is attended only by who has booked it, and after that', () => {
  const booked = new Map<string, number>();
  for (const { person, at, call } of YEAR) {
    const key = `${person} ${String(call.properties?.class_id)}`;
    if (call.event === 'Class Booked') booked.set(key, at);
    if (call.event === 'Class Attended') expect(booked.get(key)).toBeLessThan(at);
  }
  expect(booked.size).toBeGreaterThan(20);
});
