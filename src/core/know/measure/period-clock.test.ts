/** A clock says what the calendar says, whatever it was asked before. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CalendarUnit, periodOf, periodStart } from '../../../base/index.ts';
import { clockOf, PeriodClock } from './period-clock.ts';

const HOUR = 3_600_000;
const UNITS: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];
/** Clocks that change at night, at midnight back to the day before, at midnight to the first hour, and not at all. */
const ZONES = ['America/New_York', 'America/Sao_Paulo', 'Asia/Beirut', 'UTC'] as const;

/** Around changes of the clocks, and within a day of each other. */
const instants = fc
  .record({
    around: fc.constantFrom(
      '2018-02-18T02:00Z',
      '2018-11-04T03:00Z',
      '2024-03-10T07:00Z',
      '2024-11-03T06:00Z',
      '2024-03-30T22:00Z',
      '2024-12-31T23:00Z',
    ),
    offsets: fc.array(fc.integer({ min: -30 * HOUR, max: 30 * HOUR }), { minLength: 1, maxLength: 20 }),
  })
  .map(({ around, offsets }) => offsets.map((offset) => Date.parse(around) + offset));

test.each(ZONES)('the period of an instant in %s', (zone) => {
  fc.assert(
    fc.property(fc.constantFrom(...UNITS), instants, (unit, asked) => {
      const clock = new PeriodClock(unit, zone);
      for (const instant of asked) {
        expect(clock.periodOf(instant)).toBe(periodOf(instant, unit, zone));
        expect(clock.periodOf(instant)).toBe(periodOf(instant, unit, zone));
      }
    }),
    { numRuns: 150 },
  );
});

test.each(ZONES)('the start of a period in %s', (zone) => {
  fc.assert(
    fc.property(fc.constantFrom(...UNITS), fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1 }), (unit, steps) => {
      const clock = new PeriodClock(unit, zone);
      const current = periodOf(Date.parse('2024-03-10T12:00Z'), unit, zone);
      for (const step of steps) expect(clock.start(current + step)).toBe(periodStart(current + step, unit, zone));
    }),
  );
});

test('all that ask for a unit of a zone share its clock', () => {
  expect(clockOf('day', 'UTC')).toBe(clockOf('day', 'UTC'));
  expect(clockOf('day', 'UTC')).not.toBe(clockOf('week', 'UTC'));
  expect(clockOf('day', 'UTC')).not.toBe(clockOf('day', 'Europe/London'));
});
