import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addScaled, divideScaled, fromScaled, multiplyScaled, SCALE, SCALED_MAX, toScaled } from './decimal.ts';

const scaled = fc.integer({ min: -SCALED_MAX, max: SCALED_MAX });
const small = fc.integer({ min: -1e9, max: 1e9 });

/** Division of big integers that truncates toward zero, in range or undefined. */
const truncated = (numerator: bigint, denominator: bigint): number | undefined => {
  const value = numerator / denominator;
  return value > BigInt(SCALED_MAX) || value < -BigInt(SCALED_MAX) ? undefined : Number(value);
};

describe('toScaled', () => {
  test.each([
    [0, 0],
    [-0, 0],
    [1, 10_000],
    [12.34, 123_400],
    [0.00005, 1],
    [-0.00005, -1],
    [0.00004999, 0],
    [-0.00004999, 0],
    [2.55, 25_500],
    [8_911_407.904, 89_114_079_040],
  ])('%f is %i', (value, expected) => {
    expect(toScaled(value)).toBe(expected);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e12, -1e12])('%f has no place', (value) => {
    expect(toScaled(value)).toBeUndefined();
  });

  test('what was written with four places comes back', () => {
    fc.assert(
      fc.property(small, (value) => {
        expect(toScaled(fromScaled(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test('is odd: the sign does not matter', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e11, noNaN: true }), (value) => {
        expect(toScaled(-value)).toBe(0 - toScaled(value)!);
      }),
    );
  });

  test('rounds to the nearest: never more than half a unit off', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(Math.abs(toScaled(value)! - value * SCALE)).toBeLessThanOrEqual(0.5 + 1e-5);
      }),
    );
  });
});

describe('addScaled', () => {
  test('equals the exact sum, or the end of the range', () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const exact = BigInt(a) + BigInt(b);
        const end = BigInt(SCALED_MAX);
        expect(addScaled(a, b)).toBe(Number(exact > end ? end : exact < -end ? -end : exact));
      }),
    );
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (values, order) => {
        const shuffled = values.map((value) => [order.next().value, value] as const).sort(([a], [b]) => a - b);
        const sum = (list: readonly number[]) => list.reduce(addScaled, 0);
        expect(sum(shuffled.map(([, value]) => value))).toBe(sum(values));
      }),
    );
  });

  test('0.1 + 0.2 is 0.3', () => {
    expect(fromScaled(addScaled(toScaled(0.1)!, toScaled(0.2)!))).toBe(0.3);
  });
});

describe('multiplyScaled and divideScaled', () => {
  test('products truncate toward zero', () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        expect(multiplyScaled(a, b)).toBe(truncated(BigInt(a) * BigInt(b), BigInt(SCALE)));
      }),
    );
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(multiplyScaled(a, b)).toBe(truncated(BigInt(a) * BigInt(b), BigInt(SCALE)));
      }),
    );
  });

  test('quotients truncate toward zero', () => {
    fc.assert(
      fc.property(scaled, fc.oneof(small, scaled), (a, b) => {
        expect(divideScaled(a, b)).toBe(b === 0 ? undefined : truncated(BigInt(a) * BigInt(SCALE), BigInt(b)));
      }),
    );
  });

  test.each([
    [10_000, 30_000, 3_333],
    [-10_000, 30_000, -3_333],
    [20_000, 30_000, 6_666],
    [SCALED_MAX, 1, undefined],
    [1, 0, undefined],
    [0, -30_000, 0],
  ])('%i / %i is %s', (a, b, expected) => {
    expect(divideScaled(a, b)).toBe(expected);
  });

  test('a product that is too large is missing, not wrong', () => {
    expect(multiplyScaled(SCALED_MAX, 20_000)).toBeUndefined();
    expect(multiplyScaled(SCALED_MAX, 10_000)).toBe(SCALED_MAX);
  });
});
