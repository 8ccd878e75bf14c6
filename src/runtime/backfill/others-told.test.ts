/** Of several partitions: whose a row is by now, another one may tell. */
import { expect, test } from 'vitest';
import { compilePlan } from '../../core/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { OpenBackfill } from '../engine/index.ts';
import { Backfills, type BackfillsOptions } from './backfill.ts';

test('the past is not read before what others tell of it is in the warehouse', async () => {
  const order: string[] = [];
  let told: () => void = () => undefined;
  const backfill: OpenBackfill = { since: 2, position: 5, at: 1, seq: 7, chunks: 0, customers: 0, cursor: '' };
  const plan = { ...compilePlan([], new Map()), preparation: { since: 2 } };
  const asked = Promise.withResolvers<void>();
  const options = {
    partition: 0,
    engine: { status: { backfill }, reached: async () => undefined, caughtUp: async () => undefined, onBatch: () => undefined },
    appender: { entries: async () => [] },
    sink: { flush: async () => void order.push('own'), status: () => ({}) },
    state: { range: async () => [] },
    warehouse: {
      query: async () => {
        order.push('asked');
        asked.resolve();
        return [];
      },
    } as unknown as Warehouse,
    releases: { plan },
    othersTold: () =>
      new Promise<void>((resolve) => {
        told = resolve;
      }),
    isEventTime: () => false,
  } as unknown as BackfillsOptions;
  const backfills = new Backfills(options);
  backfills.start();
  await expect.poll(() => order).toEqual(['own']);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(order).toEqual(['own']);
  expect(backfills.progress).toMatchObject({ state: 'waiting' });
  order.push('told');
  told();
  await asked.promise;
  expect(order.slice(0, 3)).toEqual(['own', 'told', 'asked']);
  await backfills.stop();
});
