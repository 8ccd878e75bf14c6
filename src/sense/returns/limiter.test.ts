import { expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';

test('each key has its own count, and a new one every minute', () => {
  let now = 5_000;
  const limiter = createLimiter(2, () => now);
  const ask = (key: string): boolean => limiter.allows(key);
  expect([ask('a'), ask('a'), ask('a'), ask('b')]).toEqual([true, true, false, true]);
  now += 59_999;
  expect(ask('a')).toBe(false);
  now += 1;
  expect(ask('a')).toBe(true);
});

test('a clock that was set back does not lock anybody out', () => {
  let now = 1_000_000;
  const limiter = createLimiter(1, () => now);
  limiter.allows('a');
  now = 0;
  expect(limiter.allows('a')).toBe(true);
});

test('beyond its memory it lets everybody through and remembers whom it knew', () => {
  const limiter = createLimiter(1, () => 0);
  for (let key = 0; key < 60_000; key++) limiter.allows(`k${key}`);
  expect([limiter.allows('k1'), limiter.allows('k59999'), limiter.allows('k59999')]).toEqual([false, true, true]);
});
