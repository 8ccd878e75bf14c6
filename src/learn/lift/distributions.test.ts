import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareTail, normalQuantile, studentCumulative, studentQuantile } from './distributions.ts';

describe('the normal quantile', () => {
  // From tables: Abramowitz and Stegun 26.2; the far ones from AS 241's own test values.
  test.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.975, 1.9599639845400545],
    [0.9995, 3.2905267314918945],
    [0.001, -3.090232306167813],
    [1e-20, -9.262340089798409],
  ])('of %d is %d', (p, expected) => expect(normalQuantile(p)).toBeCloseTo(expected, 12));

  test('is odd around a half and grows', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.499, noNaN: true }), (p) => {
        expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 7);
        expect(normalQuantile(p)).toBeLessThan(normalQuantile(p + 1e-4));
      }),
    );
  });

  test.each([0, 1, -1, Number.NaN])('has no value at %d', (p) => expect(() => normalQuantile(p)).toThrow(RangeError));
});

describe("Student's t", () => {
  // Classic table of critical values, and exact ones: t(1) is Cauchy, t(2) has a closed form.
  test.each([
    [0.975, 1, 12.706204736174698],
    [0.975, 2, 4.302652729749464],
    [0.975, 5, 2.570581835636315],
    [0.975, 30, 2.0422724563012378],
    [0.9995, 10, 4.586893858702636],
    [0.9995, 1, 636.6192487687],
    [0.95, 1000, 1.6463788172854654],
  ])('at %d with %d degrees is %d', (p, freedom, expected) => {
    expect(studentQuantile(p, freedom) / expected).toBeCloseTo(1, 8);
    expect(studentQuantile(1 - p, freedom)).toBeCloseTo(-studentQuantile(p, freedom), 8);
  });

  test('is the inverse of its distribution function', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, fc.double({ min: 1, max: 5_000, noNaN: true }), (p, freedom) => {
        expect(studentCumulative(studentQuantile(p, freedom), freedom)).toBeCloseTo(p, 9);
      }),
    );
  });

  test('becomes normal', () => {
    expect(studentQuantile(0.975, 1e8)).toBeCloseTo(normalQuantile(0.975), 9);
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(normalQuantile(0.975), 5);
  });

  test('needs a degree of freedom', () => expect(() => studentQuantile(0.9, 0.5)).toThrow(RangeError));
});

describe('the tail of chi-square with one degree', () => {
  test.each([
    [0, 1],
    [3.841458820694124, 0.05],
    [6.634896601021214, 0.01],
    [10.827566170662733, 0.001],
    [0.4549364231195724, 0.5],
  ])('beyond %d is %d', (x, expected) => expect(chiSquareTail(x)).toBeCloseTo(expected, 10));

  test('is not asked below zero', () => expect(() => chiSquareTail(-1)).toThrow(RangeError));
});
