import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, RETRY_DEFAULT } from './backoff.ts';

const POLICY = { attemptsMax: 10, delayMs: 100, delayMsMax: 1_000 };

test('doubles with each attempt up to its maximum', () => {
  const waits = [1, 2, 3, 4, 5, 6].map((attempt) => backoffMs(attempt, POLICY, 1));
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000]);
});

test('is drawn between half and all of it', () => {
  expect(backoffMs(1, POLICY, 0)).toBe(50);
  expect(backoffMs(1, POLICY, 0.5)).toBe(75);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const full = backoffMs(attempt, POLICY, 1);
      expect(backoffMs(attempt, POLICY, random)).toBeGreaterThanOrEqual(full / 2);
      expect(backoffMs(attempt, POLICY, random)).toBeLessThanOrEqual(full);
    }),
  );
});

test('by default a message is tried for days, soon at first and never more than ten minutes apart', () => {
  const delays = Array.from({ length: 40 }, (_, index) => backoffMs(index + 1, RETRY_DEFAULT, 1));
  expect(delays[0]).toBe(500);
  expect(Math.max(...delays)).toBe(600_000);
  expect(RETRY_DEFAULT.ageMsMax).toBeGreaterThan(86_400_000);
});
