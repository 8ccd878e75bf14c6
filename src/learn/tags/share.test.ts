import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOf } from './share.ts';

test('of a sample the interval is the one that Wilson gives', () => {
  // R. G. Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 and 0 of 20.
  const many = shareOf(81, 263, true)!;
  expect([many.share, many.low, many.high].map((value) => value.toFixed(4))).toEqual(['0.3080', '0.2553', '0.3662']);
  const none = shareOf(0, 20, true)!;
  expect(shareOf(20, 20, true)).toMatchObject({ share: 1, high: 1 });
  expect([none.low, none.high].map((value) => value.toFixed(4))).toEqual(['0.0000', '0.1611']);
});

test('of all there are it is the share, and of nothing there is none', () => {
  expect(shareOf(3, 4, false)).toEqual({ count: 3, of: 4, share: 0.75, low: 0.75, high: 0.75 });
  expect(shareOf(0, 0, true)).toBeUndefined();
});

test('the share lies in its interval', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (of, other) => {
      const { low, share, high } = shareOf(Math.min(other, of), of, true)!;
      expect(low >= 0 && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1).toBe(true);
    }),
  );
});
