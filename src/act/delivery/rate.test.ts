import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBucket } from './rate.ts';

describe('a rate', () => {
  test('lets a tenth go at once and the rest at an even pace', () => {
    const bucket = createBucket({ max: 60, per: '1m' });
    expect(bucket.take(100, 0)).toBe(6);
    expect(bucket.take(1, 0)).toBe(0);
    const waitMs = bucket.waitMs(0);
    expect(bucket.take(1, waitMs - 1)).toBe(0);
    expect(bucket.take(5, waitMs)).toBe(1);
  });

  test('of one per hour lets one go each hour', () => {
    const bucket = createBucket({ max: 1, per: '1h' });
    expect([bucket.take(3, 0), bucket.take(1, 3_599_999), bucket.take(1, 3_600_000)]).toEqual([1, 0, 1]);
  });

  test('does not save up what was not used', () => {
    const bucket = createBucket({ max: 100, per: '1s' });
    bucket.take(10, 0);
    expect(bucket.take(1_000, 3_600_000)).toBe(10);
  });

  test('gives nothing for a clock that was set back', () => {
    const bucket = createBucket({ max: 10, per: '1s' });
    expect(bucket.take(1, 10_000)).toBe(1);
    expect(bucket.take(1, 5_000)).toBe(0);
    expect(bucket.take(1, 5_100)).toBe(1);
  });

  test('is never exceeded in any span of its length, and reached when there is enough to do', () => {
    const asks = fc.array(fc.record({ afterMs: fc.nat(400), wanted: fc.nat(40) }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), asks, (max, steps) => {
        const bucket = createBucket({ max, per: '1s' });
        const taken: number[] = [];
        let now = 0;
        for (const { afterMs, wanted } of steps) {
          now += afterMs;
          for (let got = bucket.take(wanted, now); got > 0; got--) taken.push(now);
        }
        for (const [index, at] of taken.entries()) {
          const later = taken[index + max];
          if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(1_000 - 1);
        }
      }),
    );
    const bucket = createBucket({ max: 50, per: '1s' });
    let taken = 0;
    for (let now = 0; now < 60_000; now += 5) taken += bucket.take(1_000, now);
    expect(taken).toBeGreaterThan(60 * 45);
  });
});
