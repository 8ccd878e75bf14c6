import { expect, test } from 'vitest';
import { LATENCY_BOUNDS_MS } from '../../base/index.ts';
import { distribution, openShop } from '../dependencies.suite.ts';
import type { Measures } from '../deps.ts';
import { countersOf } from './counters.ts';

const shop = await openShop();
const WELL: Measures = shop.measures;
await shop.close();

test('each room of the loop counts what it did', () => {
  expect(countersOf(WELL).loop).toEqual({
    sense: 286_411,
    know: 8_610 + 396 + 402_118 + 31_204 + 22_871 + 40_118 + 32_007,
    decide: 19_644 + 5_120 + 19_644 + 24_803 + 4_127,
    guard: 12_922 + 2_310 + 5_408,
    act: 12_922,
    learn: 911_204,
  });
});

test('what was sensed and sent before a restart counts on, as everything else does', () => {
  const restarted: Measures = {
    ...WELL,
    door: { ...WELL.door, accepted: 0 },
    delivery: { ...WELL.delivery, totals: { ...WELL.delivery.totals, sent: 0, failed: 0 } },
  };
  expect(countersOf(restarted).loop).toEqual(countersOf(WELL).loop);
});

test('the latency has quantiles and the share within 4 seconds', () => {
  const delivery = {
    ...WELL.delivery,
    receivedToDispatchedMs: distribution(LATENCY_BOUNDS_MS, [
      [10, 98],
      [3_900, 1],
      [9_000, 1],
    ]),
  };
  const { latency } = countersOf({ ...WELL, delivery });
  expect(latency).toMatchObject({ promiseMs: 4_000, withinPromise: 0.99, max: 9_000, count: 100 });
  expect(latency.p50).toBeLessThanOrEqual(10);
  expect(latency.p99).toBeGreaterThan(2_000);
});

test('before the first message there is no latency, and no event time by the wall clock', () => {
  const delivery = { ...WELL.delivery, receivedToDispatchedMs: distribution(LATENCY_BOUNDS_MS, []) };
  const counters = countersOf({ ...WELL, delivery });
  expect(counters.latency.p50).toBeUndefined();
  expect(counters.latency.withinPromise).toBeUndefined();
  expect('eventTime' in counters).toBe(false);
  expect(countersOf({ ...WELL, eventTime: 5 }).eventTime).toBe(5);
});
