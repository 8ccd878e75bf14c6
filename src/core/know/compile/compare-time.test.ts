import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../define/index.ts';
import { timelyComparison } from './compare-time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
const ask = (operator: string, value: unknown, zone = 'Europe/London') =>
  timelyComparison({ field: 'trait.x', operator, value } as Rule, zone)!;

const ASKED: readonly [string, unknown][] = [
  ['withinLast', '3d'],
  ['notWithinLast', '3d'],
  ['withinNext', '3d'],
  ['notWithinNext', '1ms'],
  ['beforeLast', '3d'],
  ['afterNext', '3d'],
  ['duringThis', 'day'],
  ['duringPrevious', 'week'],
  ['duringNext', 'month'],
  ['notDuringThis', 'quarter'],
  ['notDuringPrevious', 'year'],
  ['anniversaryDuringThis', 'day'],
  ['anniversaryDuringThis', 'week'],
  ['anniversaryDuringThis', 'month'],
  ['notAnniversaryDuringThis', 'month'],
  ['anniversaryInDays', [-3, 5]],
  ['notAnniversaryInDays', [-366, 366]],
  ['anniversaryInDays', [360, 366]],
];

const now = at('2024-03-31T00:00:00Z');
const instant = fc.oneof(
  fc.integer({ min: now - 800 * DAY, max: now + 800 * DAY }),
  fc.integer({ min: -40, max: 40 }).map((hours) => now + hours * HOUR),
  fc.constantFrom(at('2000-02-29T12:00:00Z'), at('1999-12-31T23:59:59.999Z'), 1e20, -1e20, 0.5),
);

describe('times and now', () => {
  test.each(ASKED)('%s %j stays as it is until the instant that it names, and not longer than needed', (operator, value) => {
    const comparison = ask(operator, value);
    fc.assert(
      fc.property(instant, fc.double({ min: 0, max: 1, noNaN: true }), (time, part) => {
        const flipAt = comparison.flipAt(time, now);
        const end = Math.min(flipAt, now + 800 * DAY);
        const between = Math.floor(now + part * (end - 1 - now));
        expect(comparison.test(time, between)).toBe(comparison.test(time, now));
        expect(flipAt).toBeGreaterThan(now);
      }),
      { numRuns: 60 },
    );
  });

  test('a missing time never flips; it is what the negations are true of', () => {
    for (const [operator, value] of ASKED) {
      const comparison = ask(operator, value);
      expect(comparison.test(undefined, now)).toBe(operator.startsWith('not'));
      expect(comparison.flipAt(undefined, now)).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test('a birthday comes at local midnight, over the change of clocks, and goes at the next', () => {
    const birthday = ask('anniversaryDuringThis', 'day');
    const born = at('1990-03-31T09:00:00Z');
    const eve = at('2024-03-30T12:00:00Z');
    expect(birthday.flipAt(born, eve)).toBe(at('2024-03-31T00:00:00Z'));
    // That Sunday has 23 hours: its end is at 23:00 UTC.
    expect(birthday.flipAt(born, now)).toBe(at('2024-03-31T23:00:00Z'));
    expect(birthday.flipAt(born, at('2024-04-01T00:00:00Z'))).toBe(at('2025-03-31T00:00:00+01:00'));
  });

  test('other operators do not depend on now', () => {
    expect(timelyComparison({ field: 'trait.x', operator: 'before', value: '2024-01-01' }, 'UTC')).toBeUndefined();
  });
});
