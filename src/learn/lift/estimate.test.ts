import { describe, expect, test } from 'vitest';
import { type ArmSums, adjustedDifference, meanDifference, proportionDifference, sampleRatio, wilson } from './estimate.ts';

/** Sums of given customers, in the slow and obvious way. */
function sumsOf(rows: readonly (readonly [y: number, x: number])[]): ArmSums {
  const sum = (of: (y: number, x: number) => number): number => rows.reduce((total, [y, x]) => total + of(y, x), 0);
  return {
    customers: rows.length,
    converted: rows.filter(([y]) => y > 0).length,
    y: sum((y) => y),
    yy: sum((y) => y * y),
    x: sum((_, x) => x),
    xx: sum((_, x) => x * x),
    xy: sum((y, x) => x * y),
  };
}

const counts = (converted: number, customers: number): ArmSums => ({ customers, converted, y: 0, yy: 0, x: 0, xx: 0, xy: 0 });

describe('a difference of proportions', () => {
  // Newcombe (1998), table II, method 10, 95 %.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('of %d/%d and %d/%d', (a, m, b, n, low, high) => {
    const estimate = proportionDifference(counts(a, m), counts(b, n), 0.95);
    expect(estimate.difference).toBeCloseTo(a / m - b / n, 12);
    expect(estimate.low).toBeCloseTo(low, 4);
    expect(estimate.high).toBeCloseTo(high, 4);
  });

  test("has Wilson's interval inside", () => {
    const { low, high } = wilson({ converted: 81, customers: 263 }, 0.95);
    expect([low, high].map((edge) => edge.toFixed(4))).toEqual(['0.2553', '0.3662']);
  });

  test('with nobody to compare has no interval', () => {
    expect(proportionDifference(counts(3, 9), counts(0, 1), 0.95)).toMatchObject({ low: null, high: null });
    expect(proportionDifference(counts(0, 0), counts(0, 0), 0.95)).toEqual({ difference: 0, low: null, high: null });
  });
});

describe('a difference of means', () => {
  // By hand: means 4 and 2, variances 10/3 and 2/3 of four and three customers.
  const treatment = sumsOf([2, 3, 5, 6].map((y) => [y, 0]));
  const holdout = sumsOf([1, 2, 3].map((y) => [y, 0]));

  test("has Welch's interval", () => {
    const error = Math.sqrt(10 / 3 / 4 + 1 / 3);
    const freedom = error ** 4 / ((10 / 12) ** 2 / 3 + (1 / 3) ** 2 / 2);
    expect(freedom).toBeCloseTo(4.7419, 4);
    const { difference, low, high } = meanDifference(treatment, holdout, 0.95);
    expect(difference).toBe(2);
    // 2.6131 is the quantile of t at 0.975 with 4.747 degrees.
    expect((high! - low!) / 2 / error).toBeCloseTo(2.6131, 2);
  });

  test('of customers who are all alike is known exactly', () => {
    const same = sumsOf([3, 3, 3].map((y) => [y, 1]));
    expect(meanDifference(same, sumsOf([1, 1].map((y) => [y, 1])), 0.95)).toEqual({ difference: 2, low: 2, high: 2 });
  });

  test('grows wider with the level', () => {
    const width = (level: number): number => {
      const { low, high } = meanDifference(treatment, holdout, level);
      return high! - low!;
    };
    expect(width(0.999)).toBeGreaterThan(width(0.95) * 2);
  });
});

describe('with what was known before taken out', () => {
  const before = [0, 1, 2, 3, 10, 20, 4, 7];
  const treatment = sumsOf(before.map((x, i) => [2 * x + (i % 2) + 5, x]));
  const holdout = sumsOf(before.slice(0, 6).map((x, i) => [2 * x + (i % 2), x]));

  test('what is the same line but for a shift shows that shift, and nearly nothing of the noise', () => {
    const { difference, low, high, varianceReduced } = adjustedDifference(treatment, holdout, 0.95);
    expect(difference).toBeCloseTo(5, 0);
    expect(varianceReduced).toBeGreaterThan(0.99);
    expect(high! - low!).toBeLessThan(2);
    const plain = meanDifference(treatment, holdout, 0.95);
    expect(plain.high! - plain.low!).toBeGreaterThan(20);
  });

  test('a covariate that is always the same changes nothing', () => {
    const a = sumsOf([2, 3, 5].map((y) => [y, 7]));
    const b = sumsOf([1, 4].map((y) => [y, 7]));
    expect(adjustedDifference(a, b, 0.95)).toEqual({ ...meanDifference(a, b, 0.95), varianceReduced: 0 });
  });
});

describe('a sample ratio', () => {
  test.each([
    [900, 100, 100, 1],
    [930, 70, 100, 0.0015654],
    [990, 10, 100, 2.39e-21],
  ])('of %d to %d, expecting %d held out', (treatment, holdout, expectedHoldout, p) => {
    expect(sampleRatio({ treatment, holdout, expectedHoldout })! / p).toBeCloseTo(1, 2);
  });

  test('of nobody held out says nothing', () => {
    expect(sampleRatio({ treatment: 10, holdout: 0, expectedHoldout: 0 })).toBeNull();
    expect(sampleRatio({ treatment: 0, holdout: 0, expectedHoldout: 0 })).toBeNull();
  });
});
