import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, DURATION_PATTERN, durationMs, HOUR, MINUTE, SECOND, WEEK } from './duration.ts';

test.each([
  ['0s', 0],
  ['250ms', 250],
  ['45s', 45 * SECOND],
  ['30m', 30 * MINUTE],
  ['4h', 4 * HOUR],
  ['7d', 7 * DAY],
  ['2w', 2 * WEEK],
])('%s is %i ms', (text, expected) => {
  expect(durationMs(text)).toBe(expected);
});

test('every whole number with a unit is a duration', () => {
  const units = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: WEEK };
  fc.assert(
    fc.property(fc.nat({ max: 1e6 }), fc.constantFrom(...Object.entries(units)), (amount, [unit, size]) => {
      expect(DURATION_PATTERN.test(`${amount}${unit}`)).toBe(true);
      expect(durationMs(`${amount}${unit}`)).toBe(amount * size);
    }),
  );
});

test.each(['', '7', 'd', '7 d', '-7d', '1.5h', '7D', '1h30m', '7y', ' 7d', '7d\n', '99999999999999ms'])('%j is none', (text) => {
  expect(() => durationMs(text)).toThrow(expect.objectContaining({ code: 'VOLANO_DURATION_INVALID', details: { value: text } }));
});
