import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDistributions, createRecorder, type Distribution, LATENCY_BOUNDS_MS, quantileOf, shareWithin } from './distribution.ts';

function of(bounds: readonly number[], values: readonly number[]): Distribution {
  const recorder = createRecorder(bounds);
  for (const value of values) recorder.record(value);
  return recorder.snapshot();
}

describe('recording', () => {
  test('a value on a bound belongs to the bucket below it, one beyond the last bound to the last bucket', () => {
    expect(of([10, 20], [0, 10, 10.1, 20, 21, 1e9]).counts).toEqual([2, 2, 2]);
  });

  test('count, sum and maximum are those of the values', () => {
    expect(of([10], [1, 2, 30])).toMatchObject({ count: 3, sum: 33, max: 30 });
    expect(of([10], [])).toEqual({ bounds: [10], counts: [0, 0], count: 0, sum: 0, max: 0 });
  });

  test('a snapshot does not change when recording goes on', () => {
    const recorder = createRecorder([10]);
    recorder.record(1);
    const before = recorder.snapshot();
    recorder.record(2);
    expect(before.counts).toEqual([1, 0]);
    expect(recorder.snapshot().counts).toEqual([2, 0]);
  });

  test('the promise of 4 seconds is a bound of latencies, and the bounds ascend', () => {
    expect(LATENCY_BOUNDS_MS).toContain(4_000);
    expect([...LATENCY_BOUNDS_MS].sort((a, b) => a - b)).toEqual(LATENCY_BOUNDS_MS);
  });
});

describe('quantiles', () => {
  test('are interpolated within the bucket and never beyond the maximum', () => {
    const ten = of([10, 20], [1, 2, 3, 4, 5, 6, 7, 8, 9, 12]);
    expect(quantileOf(ten, 0)).toBe(0);
    expect(quantileOf(ten, 0.45)).toBe(5);
    expect(quantileOf(ten, 0.9)).toBe(10);
    expect(quantileOf(ten, 1)).toBe(12);
  });

  test('of nothing are unknown, of values beyond the bounds at most the maximum', () => {
    expect(quantileOf(of([10], []), 0.5)).toBeUndefined();
    expect(quantileOf(of([10], [100, 200]), 1)).toBe(200);
    expect(quantileOf(of([10], [100, 200]), 0.99)).toBeLessThanOrEqual(200);
  });

  test('lie in the same bucket as the exact quantile', () => {
    const bounds = [1, 5, 25, 125, 625];
    const bucketOf = (value: number): number => bounds.findIndex((bound) => value <= bound);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(Math.ceil((percent / 100) * sorted.length) - 1, 0)]!;
          const estimate = quantileOf(of(bounds, values), percent / 100)!;
          expect(estimate).toBeGreaterThanOrEqual(bounds[bucketOf(exact) - 1] ?? 0);
          expect(estimate).toBeLessThanOrEqual(bounds[bucketOf(exact)]!);
        },
      ),
    );
  });

  test('never fall when the share rises', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const distribution = of(LATENCY_BOUNDS_MS, values);
        const estimates = [0, 0.1, 0.5, 0.9, 0.99, 1].map((q) => quantileOf(distribution, q)!);
        for (const [index, estimate] of estimates.entries()) expect(estimate).toBeGreaterThanOrEqual(estimates[index - 1] ?? 0);
      }),
    );
  });
});

describe('the share within a bound', () => {
  test('counts the values on the bound', () => {
    expect(shareWithin(of(LATENCY_BOUNDS_MS, [1, 3_999, 4_000, 4_001]), 4_000)).toBe(0.75);
  });

  test('is unknown when empty or when it is no bound', () => {
    expect(shareWithin(of([10], []), 10)).toBeUndefined();
    expect(shareWithin(of([10], [1]), 11)).toBeUndefined();
  });
});

test('two add up to what recording all values in one would have given', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 })), fc.array(fc.integer({ min: 0, max: 1_000_000 })), (one, other) => {
      const both = addDistributions(of(LATENCY_BOUNDS_MS, one), of(LATENCY_BOUNDS_MS, other));
      expect(both).toEqual(of(LATENCY_BOUNDS_MS, [...one, ...other]));
    }),
  );
});
