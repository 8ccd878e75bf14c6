import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, property } from '../../../define/index.ts';
import { type Conversion, createTables, type JourneyLift, liftOf, mappingOf } from '../../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../../port/warehouse/index.ts';
import type { CausedOrder } from '../feed/people.ts';
import { covers, liftChecks, type TrueEffect, trueEffects } from './truth.ts';

const DAY = 86_400_000;
const T = Date.UTC(2026, 0, 1);
const purchase = (): Conversion => ({ by: 'purchase' });
const mapping = mappingOf({ timeZone: 'UTC', currency: 'CNY' });

let folder: string;
let warehouse: Warehouse;
const caused = new Map<string, CausedOrder>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-truth-'));
  warehouse = await openChdbWarehouse({ path: join(folder, 'warehouse') });
  await createTables(warehouse);
  const rows = { events: [] as string[], facts: [] as string[] };
  const add = (table: 'events' | 'facts', row: object): void => {
    const seq = rows.events.length + rows.facts.length + 1;
    rows[table].push(JSON.stringify({ partition: 0, seq, position: seq, ...row }));
  };
  const fact = (row: { readonly kind: string; readonly action: string; readonly at: number; readonly customer: string } & object): void =>
    add('facts', { ordinal: 0, name: '', version: 0, ...row });
  const expose = (customer: string, action: string, more: { readonly at?: number; readonly name?: string } = {}): void =>
    fact({ kind: 'exposure', action, customer, at: T, ...{ name: 'welcome', detail: { holdout: 0.2 }, ...more } });
  const buy = (customer: string, order: string, time: number, because?: string): void => {
    const properties = { order_id: order, revenue: 100 };
    const about = { call: 'track', event: 'Order Completed', messageId: order, source: 'test', identifiers: [] };
    add('events', { ...about, customer, time, at: time, receivedAt: time, properties });
    if (because !== undefined) caused.set(order, { order, journey: because, revenue: 100 });
  };
  // Treated: bought only because of it; bought anyway, and more because of it; bought because of another journey; did not buy.
  for (const customer of ['a', 'b', 'c', 'd']) expose(customer, 'treatment');
  buy('a', 'o1', T + DAY, 'welcome');
  buy('b', 'o2', T + DAY);
  buy('b', 'o3', T + 2 * DAY, 'welcome');
  buy('c', 'o4', T + DAY, 'win_back');
  // Too late, and too early.
  buy('d', 'o5', T + 15 * DAY, 'welcome');
  buy('d', 'o6', T - DAY);
  // Held out, in the control group, assigned both ways, and one whose window has not ended.
  expose('h', 'holdout');
  buy('h', 'o7', T + DAY);
  expose('g', 'global_control');
  expose('m', 'treatment');
  expose('m', 'mixed', { at: T + 1 });
  buy('m', 'o8', T + DAY, 'welcome');
  expose('late', 'treatment', { at: T + 20 * DAY });
  buy('late', 'o9', T + 21 * DAY, 'welcome');
  // A re-entry counts from the first; a merged customer is who carries on.
  expose('a', 'treatment', { at: T + 10 * DAY });
  expose('e-old', 'treatment');
  fact({ kind: 'identity', action: 'merged', customer: 'e', at: T + DAY, ...{ name: 'e-old' } });
  buy('e', 'o10', T + 2 * DAY, 'welcome');
  // Ways that ended by their goal: with an order it caused, though another came after it; with one it caused; before it; and too late.
  const reach = (customer: string, at: number): void =>
    fact({ kind: 'journey', action: 'converted', at, customer, ...{ name: 'welcome' } });
  reach('a', T + DAY);
  reach('b', T + DAY);
  reach('e-old', T + 2 * DAY);
  reach('m', T + DAY / 2);
  reach('d', T + 15 * DAY);
  for (const table of ['events', 'facts'] as const) await warehouse.insert(table, Buffer.from(`${rows[table].join('\n')}\n`));
});
afterAll(async () => {
  await warehouse.close();
  await rm(folder, { recursive: true });
});

test('the truth is what the treated would not have done without the journey', async () => {
  const truths = await trueEffects(warehouse, { caused, mapping, conversionOf: purchase, windowMs: 14 * DAY, now: T + 30 * DAY });
  // Of a, b, c, d, e and m: a, e and m would not have bought; a, b, e and m spent 100 more each. Nothing was caused in h.
  expect(truths).toEqual([{ journey: 'welcome', treated: 6, conversion: 3 / 6, revenue: 400 / 6 }]);
});

describe('what counts is the journey’s own goal', () => {
  const measured = async (conversion: Conversion): Promise<readonly [number, number]> => {
    const options = { mapping, conversionOf: () => conversion, windowMs: 14 * DAY, now: T + 30 * DAY };
    const [truth] = await trueEffects(warehouse, { caused, ...options });
    const [lift] = await liftOf(warehouse, options);
    return [Math.round(truth!.conversion * 6), lift!.treatment.converted];
  };

  test('an event: who would not have had it', async () => {
    expect(await measured({ by: 'event', event: 'Order Completed' })).toEqual([3, 5]);
  });

  test('an event that matches: an order that does not match had not counted anyway', async () => {
    const where = all(property('order_id').oneOf('o1', 'o3', 'o9'));
    expect(await measured({ by: 'event', event: 'Order Completed', where })).toEqual([2, 2]);
  });

  test('an event that no message leads to', async () => {
    expect(await measured({ by: 'event', event: 'Class Attended' })).toEqual([0, 0]);
  });

  test('the end by a goal over what is known: with an order that was caused, and none besides', async () => {
    // Of a, b, e and m, who came to it in time: b had come to it anyway, and m came to it without an order.
    expect(await measured({ by: 'goal' })).toEqual([2, 4]);
  });
});

test('it counts the customers that the report counts', async () => {
  const [lift] = await liftOf(warehouse, { mapping, windowMs: 14 * DAY, now: T + 30 * DAY });
  expect(lift?.treatment).toEqual({ customers: 6, converted: 5, revenue: 600 });
});

test('the longer ago, the more windows have ended', async () => {
  const [later] = await trueEffects(warehouse, { caused, mapping, conversionOf: purchase, windowMs: 14 * DAY, now: T + 40 * DAY });
  expect(later).toMatchObject({ treated: 7, conversion: 4 / 7 });
  expect(await trueEffects(warehouse, { caused, mapping, conversionOf: purchase, windowMs: 14 * DAY, now: T + DAY })).toEqual([]);
});

describe('checks', () => {
  const lift = (low: number | null, high: number | null, buyers = 30): JourneyLift => {
    const estimate = { difference: 0, low, high };
    const arm = { customers: 100, converted: buyers, revenue: 1 };
    return {
      ...{ journey: 'welcome', windowMs: 1, level: 0.999, conversion: { by: 'purchase' }, treatment: arm, holdout: arm },
      ...{ globalControl: 0, mixed: 0, undrawn: 0, pending: 0, sampleRatio: null },
      ...{ conversionLift: estimate, revenueLift: { difference: 0, low: -10, high: 10 } },
      revenueLiftAdjusted: { ...estimate, varianceReduced: 0 },
    };
  };
  const truth = (conversion: number): readonly TrueEffect[] => [{ journey: 'welcome', treated: 10, conversion, revenue: 0 }];

  test('an interval that holds the truth is right, one beside it is wrong and says by how much', () => {
    expect(liftChecks([lift(-0.1, 0.2)], truth(0.2))).toMatchObject([{ about: 'welcome', expected: 2, warehouse: 2, ok: true }]);
    const [wrong] = liftChecks([lift(-0.1, 0.2)], truth(0.3));
    expect(wrong).toMatchObject({ expected: 2, warehouse: 1, ok: false });
    expect(wrong?.examples).toEqual(['welcome conversion: 0.3 is not in -0.1 to 0.2']);
  });

  test('of an arm with few buyers only the conversion is held against the truth', () => {
    const few = lift(-0.1, 0.2, 29);
    expect(liftChecks([{ ...few, revenueLift: { difference: 0, low: 5, high: 6 } }], truth(0.2))).toMatchObject([
      { expected: 1, ok: true },
    ]);
    expect(liftChecks([few], truth(0.3))).toMatchObject([{ expected: 1, warehouse: 0, ok: false }]);
  });

  test('where there is no interval, nothing is claimed', () => {
    expect(liftChecks([lift(null, null)], truth(5))).toMatchObject([{ expected: 1, warehouse: 1, ok: true }]);
    expect(covers({ low: null, high: 1 }, 0)).toBeUndefined();
  });

  test('a journey that sold nothing is held against zero', () => {
    expect(liftChecks([lift(0.1, 0.2)], [])).toMatchObject([{ warehouse: 1, ok: false }]);
  });
});
