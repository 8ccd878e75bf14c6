/** The warehouse's sums against a slow and obvious count over the same rows, on a real warehouse. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { mappingOf } from '../report/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { type ArmSums, adjustedDifference, meanDifference, proportionDifference } from './estimate.ts';
import { type JourneyLift, type LiftOptions, liftOf } from './lift.ts';

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
const signups: { customer: string; time: number }[] = [];
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
      signups.push({ customer, time });
      rows.event({ customer, event: 'Signed Up', time });
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

/** The same question, answered customer by customer. */
function counted(journey: string, now: number, conversion: 'purchase' | 'Signed Up' = 'purchase'): Counted {
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
      const did =
        conversion === 'purchase'
          ? after
          : signups.filter((one) => today(one.customer) === customer && one.time > at && one.time <= at + WINDOW);
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
    const expected = counted('care', NOON + 60 * DAY, 'Signed Up');
    const found = await lift('care', { conversionOf: () => ({ event: 'Signed Up' }) });
    expectEqual(found, expected);
    expect(found.conversion).toBe('Signed Up');
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
