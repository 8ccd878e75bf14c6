/** The warehouse's sums against a slow and obvious count over the same rows, on a real warehouse. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { all, property } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { mappingOf } from '../report/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import type { Conversion } from './assigned.ts';
import { type ArmSums, adjustedDifference, meanDifference, proportionDifference } from './estimate.ts';
import { conversionsOf, type JourneyLift, type LiftOptions, liftOf } from './lift.ts';

const NOON = Date.UTC(2025, 2, 1, 12);
const WINDOW = 10 * DAY;
const mapping = mappingOf({ timeZone: 'Asia/Shanghai', currency: 'CNY' });

interface Order {
  readonly customer: string;
  readonly time: number;
  readonly revenue: number;
}

interface Exposure {
  readonly customer: string;
  readonly journey: string;
  readonly arm: string;
  readonly at: number;
  /** Of the holdout at that entry. */
  readonly share: number;
}

let folder: TestWarehouse;
let warehouse: Warehouse;
const orders: Order[] = [];
const exposures: Exposure[] = [];
const signups: { customer: string; time: number; plan: string }[] = [];
const goals: { customer: string; time: number; journey: string }[] = [];
/** Absorbed -> survivor. */
const merged = new Map<string, string>();

/** Draws that are the same every time: Park and Miller's generator. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

beforeAll(async () => {
  folder = await openTestWarehouse();
  ({ warehouse } = folder);
  const random = draws(11);
  const rows = new RowMaker();
  for (let i = 0; i < 400; i++) {
    const customer = `c${i}`;
    for (let n = Math.floor(random() * 5); n > 0; n--) {
      const order = { customer, time: NOON + Math.round((random() - 0.5) * 60 * DAY), revenue: Math.round(random() * 100_000) / 100 };
      orders.push(order);
      rows.event({
        customer,
        event: 'Order Completed',
        time: order.time,
        properties: { order_id: `${customer}-${n}`, revenue: order.revenue },
      });
    }
    if (random() < 0.4) {
      const time = NOON + Math.round((random() - 0.3) * 30 * DAY);
      const plan = random() < 0.5 ? 'Gold' : 'basic';
      signups.push({ customer, time, plan });
      rows.event({ customer, event: 'Signed Up', time, properties: { plan } });
    }
    for (const journey of ['care', 'win_back', 'free']) {
      for (let entries = Math.floor(random() * 3); entries > 0; entries--) {
        const draw = random();
        const share = journey === 'free' || random() < 0.2 ? 0 : 0.3;
        const arm = share === 0 || draw > 0.35 ? 'treatment' : draw > 0.05 ? 'holdout' : 'global_control';
        exposures.push({ customer, journey, arm, at: NOON + Math.round((random() - 0.5) * 40 * DAY), share });
      }
    }
    if (i > 0 && random() < 0.1) merged.set(customer, `c${Math.floor(random() * i)}`);
  }
  // A survivor may have been absorbed itself: the latest fact names who carries on.
  for (const [absorbed] of merged) rows.fact({ kind: 'identity', action: 'merged', at: NOON, name: absorbed, customer: today(absorbed) });
  exposures.sort((a, b) => a.at - b.at);
  for (const { customer, journey, arm, at, share } of exposures) {
    rows.fact({ kind: 'exposure', action: arm, customer, name: journey, at, detail: { holdout: share } });
  }
  for (const { customer, journey, at } of exposures) {
    if (random() < 0.3) goals.push({ customer, journey, time: at + Math.round(random() * 15 * DAY) });
  }
  for (const { customer, journey, time } of goals) rows.fact({ kind: 'journey', action: 'converted', customer, name: journey, at: time });
  rows.fact({ kind: 'exposure', action: 'mixed', customer: mixedInCare(), name: 'care', at: NOON });
  rows.fact({ kind: 'exposure', action: 'mixed', customer: 'c2', name: '', at: NOON });
  await rows.insertInto(warehouse);
});
afterAll(() => folder.close());

/** Somebody who is treated there. */
function mixedInCare(): string {
  return exposures.find(({ journey, arm, share }) => journey === 'care' && arm === 'treatment' && share > 0)!.customer;
}

function today(customer: string): string {
  const into = merged.get(customer);
  return into === undefined ? customer : today(into);
}

interface Counted {
  readonly arms: Readonly<Record<'treatment' | 'holdout', ArmSums>>;
  readonly mixed: number;
  readonly undrawn: number;
  readonly pending: number;
  readonly globalControl: number;
}

interface Done {
  readonly customer: string;
  readonly time: number;
}

/** The same question, answered customer by customer. */
function counted(journey: string, now: number, conversions: readonly Done[] = orders): Counted {
  const firsts = new Map<string, Exposure>();
  for (const [customer, entries] of Map.groupBy(exposures, (one) => today(one.customer))) {
    const all = entries.filter((one) => one.journey === journey);
    const drawn = all.filter(({ share }) => share > 0);
    const [first] = drawn.length > 0 ? drawn : all;
    // The arm is that of the profile that carries on, where it has one of its own.
    const own = drawn.find((one) => one.customer === customer) ?? first;
    if (first) firsts.set(customer, { ...first, arm: own!.arm });
  }
  const mixedOnes = new Set([today('c2'), ...(journey === 'care' ? [today(mixedInCare())] : [])]);
  const arms = { treatment: [] as number[][], holdout: [] as number[][] };
  let [mixed, undrawn, pending, globalControl] = [0, 0, 0, 0];
  for (const [customer, { arm, at, share }] of firsts) {
    if (arm === 'global_control') globalControl++;
    if (share === 0) undrawn++;
    if (share === 0) continue;
    if (mixedOnes.has(customer) && arm !== 'global_control') mixed++;
    if (arm !== 'global_control' && at + WINDOW > now) pending++;
    else if (arm !== 'global_control') {
      const mine = orders.filter((order) => today(order.customer) === customer);
      const after = mine.filter(({ time }) => time > at && time <= at + WINDOW);
      const before = mine.filter(({ time }) => time <= at && time > at - WINDOW);
      const did = conversions.filter((one) => today(one.customer) === customer && one.time > at && one.time <= at + WINDOW);
      const sum = (list: readonly Order[]): number => list.reduce((total, { revenue }) => total + Math.round(revenue * 10_000), 0) / 10_000;
      arms[arm as 'treatment' | 'holdout'].push([did.length > 0 ? 1 : 0, sum(after), sum(before)]);
    }
  }
  return { arms: { treatment: summed(arms.treatment), holdout: summed(arms.holdout) }, mixed, undrawn, pending, globalControl };
}

function summed(rows: readonly number[][]): ArmSums {
  const total = (of: (row: number[]) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    customers: rows.length,
    converted: total(([c]) => c!),
    y: total(([, y]) => y!),
    yy: total(([, y]) => y! ** 2),
    x: total(([, , x]) => x!),
    xx: total(([, , x]) => x! ** 2),
    xy: total(([, y, x]) => x! * y!),
  };
}

async function lift(journey: string, options: Partial<LiftOptions> = {}): Promise<JourneyLift> {
  const [found, ...others] = await liftOf(warehouse, { mapping, now: NOON + 60 * DAY, windowMs: WINDOW, journeys: [journey], ...options });
  expect(others).toEqual([]);
  return found!;
}

function expectEqual(found: JourneyLift, { arms, ...counts }: Counted, level = 0.95): void {
  const { treatment, holdout } = arms;
  expect(found).toMatchObject(counts);
  expect([found.treatment.customers, found.holdout.customers]).toEqual([treatment.customers, holdout.customers]);
  expect([found.treatment.converted, found.holdout.converted]).toEqual([treatment.converted, holdout.converted]);
  expect(found.treatment.revenue).toBeCloseTo(treatment.y, 6);
  const pairs = [
    [found.conversionLift, proportionDifference(treatment, holdout, level)],
    [found.revenueLift, meanDifference(treatment, holdout, level)],
    [found.revenueLiftAdjusted, adjustedDifference(treatment, holdout, level)],
  ] as const;
  for (const [a, b] of pairs) {
    expect(a.difference).toBeCloseTo(b.difference, 6);
    expect(a.low).toBeCloseTo(b.low!, 6);
    expect(a.high).toBeCloseTo(b.high!, 6);
  }
}

describe('the warehouse counts as one would by hand', () => {
  test.each(['care', 'win_back'])('in %s', async (journey) => {
    const expected = counted(journey, NOON + 60 * DAY);
    expect(expected.arms.holdout.customers).toBeGreaterThan(30);
    expect(expected.undrawn).toBeGreaterThan(20);
    if (journey === 'care') expect(expected.mixed).toBeGreaterThan(0);
    expectEqual(await lift(journey), expected);
  });

  test('with windows that have not ended, and another level', async () => {
    const now = NOON + 2 * DAY;
    const expected = counted('care', now);
    expect(expected.pending).toBeGreaterThan(20);
    expectEqual(await lift('care', { now, level: 0.999 }), expected, 0.999);
  });

  test('with a goal that is another event', async () => {
    const found = await lift('care', { conversionOf: () => ({ by: 'event', event: 'Signed Up' }) });
    expectEqual(found, counted('care', NOON + 60 * DAY, signups));
    expect(found.conversion).toEqual({ by: 'event', event: 'Signed Up' });
  });

  test('with a goal that is an event with a filter: the others do not count', async () => {
    const gold = signups.filter(({ plan }) => plan === 'Gold');
    const conversion = { by: 'event', event: 'Signed Up', where: all(property('plan').is('Gold')) } as const;
    const expected = counted('care', NOON + 60 * DAY, gold);
    expect(expected.arms.treatment.converted).toBeLessThan(counted('care', NOON + 60 * DAY, signups).arms.treatment.converted);
    expectEqual(await lift('care', { conversionOf: () => conversion }), expected);
  });

  test('with a goal over what is known: what ended the journey counts, and only in that journey', async () => {
    const reached = goals.filter(({ journey }) => journey === 'care');
    expectEqual(await lift('care', { conversionOf: () => ({ by: 'goal' }) }), counted('care', NOON + 60 * DAY, reached));
  });
});

describe('conversions of treated customers', () => {
  const conversionOf = (journey: string): Conversion => (journey === 'win_back' ? { by: 'goal' } : { by: 'purchase' });
  const everything = { mapping, now: NOON + 60 * DAY, windowMs: WINDOW, conversionOf };

  test('are counted for journeys that hold nobody out, too', async () => {
    const found = await conversionsOf(warehouse, everything);
    expect(found.map(({ journey, conversion }) => [journey, conversion.by])).toEqual([
      ['care', 'purchase'],
      ['free', 'purchase'],
      ['win_back', 'goal'],
    ]);
    const firsts = exposures.filter(({ journey }) => journey === 'free').toReversed();
    const entered = new Map(firsts.map(({ customer, at }) => [today(customer), at]));
    const did = [...entered].map(([customer, at]) =>
      orders.filter((one) => today(one.customer) === customer && one.time > at && one.time <= at + WINDOW),
    );
    const free = found[1]!;
    expect(free).toMatchObject({
      windowMs: WINDOW,
      customers: entered.size,
      converted: did.filter((list) => list.length > 0).length,
      pending: 0,
    });
    expect(free.revenue).toBeCloseTo(
      did.flat().reduce((sum, { revenue }) => sum + revenue, 0),
      4,
    );
  });

  test('leave out the held-out ones, the control group, and windows that have not ended', async () => {
    const [care] = await conversionsOf(warehouse, { ...everything, journeys: ['care'] });
    const drawn = counted('care', NOON + 60 * DAY);
    const neverDrawn = drawn.undrawn;
    expect(care!.customers).toBe(drawn.arms.treatment.customers + neverDrawn);
    const [early] = await conversionsOf(warehouse, { ...everything, journeys: ['care'], now: NOON });
    expect(early!.pending).toBeGreaterThan(20);
    expect(early!.customers + early!.pending).toBe(care!.customers);
  });
});

test('journeys that hold nobody out have no lift', async () => {
  const all = await liftOf(warehouse, { mapping, now: NOON });
  expect(all.map(({ journey, windowMs, level }) => [journey, windowMs, level])).toEqual([
    ['care', 14 * DAY, 0.95],
    ['win_back', 14 * DAY, 0.95],
  ]);
});

test('nobody measured yet is no error', async () => {
  const found = await lift('care', { now: NOON - 60 * DAY });
  expect(found).toMatchObject({ treatment: { customers: 0 }, holdout: { customers: 0 }, conversionLift: { difference: 0, low: null } });
  expect(found.pending).toBeGreaterThan(100);
});

test('arms as unequal as the shares say are likely, others are not', async () => {
  expect((await lift('care')).sampleRatio).toBeGreaterThan(0.001);
  const rows = new RowMaker();
  for (let i = 0; i < 100; i++) {
    rows.fact({ kind: 'exposure', action: 'treatment', customer: `x${i}`, name: 'odd', at: NOON + HOUR, detail: { holdout: 0.3 } });
  }
  await rows.insertInto(warehouse);
  expect((await lift('odd')).sampleRatio).toBeLessThan(0.001);
});

test.each([0, 1, 1.5])('a level of %d is refused', async (level) => {
  await expect(liftOf(warehouse, { mapping, now: NOON, level })).rejects.toThrow(RangeError);
});
