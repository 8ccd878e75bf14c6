import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  assertTimeZone,
  type CalendarUnit,
  clockMs,
  dayOf,
  dayStart,
  dayText,
  instantOf,
  localMsOfDay,
  offsetAt,
  periodOf,
  periodOfDay,
  periodStart,
} from './calendar.ts';
import { DAY, HOUR, MINUTE } from './duration.ts';

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Europe/London',
  'America/New_York',
  'America/St_Johns', // half an hour beside the others
  'Australia/Lord_Howe', // changes by half an hour
  'Asia/Kathmandu',
  'America/Santiago', // changes at midnight: the day starts at 01:00
  'Africa/Casablanca', // changes twice around Ramadan
  'Pacific/Auckland',
];
const UNITS: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];

const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2037, 11, 31) });

/** The oracle: Temporal's own calendar. */
const zoned = (at: number, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
const dateOf = (day: number) => Temporal.PlainDate.from('1970-01-01').add({ days: day });

function startByTemporal(at: number, unit: CalendarUnit, timeZone: string): number {
  const date = zoned(at, timeZone).toPlainDate();
  const firsts: Record<CalendarUnit, Temporal.PlainDate> = {
    day: date,
    week: date.subtract({ days: date.dayOfWeek - 1 }),
    month: date.with({ day: 1 }),
    quarter: date.with({ day: 1, month: date.month - ((date.month - 1) % 3) }),
    year: date.with({ day: 1, month: 1 }),
  };
  return firsts[unit].toZonedDateTime(timeZone).startOfDay().epochMilliseconds;
}

describe('against Temporal', () => {
  test('offsets', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        expect(offsetAt(at, timeZone)).toBe(zoned(at, timeZone).offsetNanoseconds / 1e6);
      }),
      { numRuns: 2_000 },
    );
  });

  test('local days and times of day', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const local = zoned(at, timeZone);
        expect(dayText(dayOf(at, timeZone))).toBe(local.toPlainDate().toString());
        expect(localMsOfDay(at, timeZone)).toBe(local.toPlainTime().since('00:00').total('milliseconds'));
      }),
      { numRuns: 1_000 },
    );
  });

  test('starts of days', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        expect(dayStart(dayOf(at, timeZone), timeZone)).toBe(zoned(at, timeZone).startOfDay().epochMilliseconds);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(UNITS)('starts of the %s', (unit) => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        expect(periodStart(periodOf(at, unit, timeZone), unit, timeZone)).toBe(startByTemporal(at, unit, timeZone));
      }),
      { numRuns: 500 },
    );
  });

  test('clock times: the first of a repeated hour, the end of a skipped one', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: DAY - 1 }), zone, (at, msOfDay, timeZone) => {
        const day = dayOf(at, timeZone);
        const wanted = dateOf(day).toPlainDateTime('00:00').add({ milliseconds: msOfDay });
        const earlier = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
        const exists = earlier.toPlainDateTime().equals(wanted);
        const expected = exists ? earlier : earlier.getTimeZoneTransition('next');
        expect(instantOf(day, msOfDay, timeZone)).toBe(expected?.epochMilliseconds);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('periods', () => {
  test.each(UNITS)('%s: consecutive ones touch and have consecutive indices', (unit) => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const index = periodOf(at, unit, timeZone);
        const next = periodStart(index + 1, unit, timeZone);
        expect(periodStart(index, unit, timeZone)).toBeLessThanOrEqual(at);
        expect(next).toBeGreaterThan(at);
        expect(periodOf(next, unit, timeZone)).toBe(index + 1);
        expect(periodOf(next - 1, unit, timeZone)).toBe(index);
      }),
      { numRuns: 500 },
    );
  });

  test('weeks start on Monday', () => {
    const sunday = Date.UTC(2026, 10, 22, 23, 59, 59, 999);
    expect(periodOf(sunday + 1, 'week', 'UTC')).toBe(periodOf(sunday, 'week', 'UTC') + 1);
    expect(dayText(periodStart(periodOf(sunday, 'week', 'UTC'), 'week', 'UTC') / DAY)).toBe('2026-11-16');
  });

  test.each([
    ['day', 0],
    ['week', 0],
    ['month', 1970 * 12],
    ['quarter', 1970 * 4],
    ['year', 1970],
  ] as const)('the %s of 1970-01-01 has index %i', (unit, index) => {
    expect(periodOfDay(0, unit)).toBe(index);
    expect(periodOf(0, unit, 'UTC')).toBe(index);
  });

  test('the week that holds 1970-01-01 began in the year before', () => {
    expect(dayText(periodStart(0, 'week', 'UTC') / DAY)).toBe('1969-12-29');
  });
});

describe('daylight saving', () => {
  test.each([
    ['Europe/London', '2026-03-29', 23],
    ['Europe/London', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Asia/Shanghai', '2026-03-29', 24],
  ])('in %s the day %s has %f hours', (timeZone, date, hours) => {
    const day = Date.parse(date) / DAY;
    expect(dayStart(day + 1, timeZone) - dayStart(day, timeZone)).toBe(hours * HOUR);
  });

  test('a time that is skipped is the end of the gap', () => {
    const day = Date.parse('2026-03-29') / DAY;
    expect(instantOf(day, 90 * MINUTE, 'Europe/London')).toBe(Date.UTC(2026, 2, 29, 1));
  });

  test('a time that comes twice is the first of both', () => {
    const day = Date.parse('2026-10-25') / DAY;
    expect(instantOf(day, 90 * MINUTE, 'Europe/London')).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  test('the offset changes at the very millisecond', () => {
    const change = Date.UTC(2026, 2, 29, 1);
    expect(offsetAt(change - 1, 'Europe/London')).toBe(0);
    expect(offsetAt(change, 'Europe/London')).toBe(HOUR);
  });

  test('a day that begins at 01:00', () => {
    // Chile moved its clocks from 24:00 of Saturday to 01:00 of Sunday, 2025-09-07.
    const day = Date.parse('2025-09-07') / DAY;
    expect(localMsOfDay(dayStart(day, 'America/Santiago'), 'America/Santiago')).toBe(HOUR);
  });
});

describe('zones and clocks', () => {
  test('an unknown zone is refused by name', () => {
    expect(() => assertTimeZone('Europe/Lodon')).toThrow(
      expect.objectContaining({ code: 'VOLANO_TIME_ZONE_UNKNOWN', details: { value: 'Europe/Lodon' } }),
    );
    expect(() => offsetAt(0, 'Mars')).toThrow('is not a time zone');
    expect(() => assertTimeZone('Asia/Shanghai')).not.toThrow();
  });

  test.each([
    ['00:00', 0],
    ['08:30', 8 * HOUR + 30 * MINUTE],
    ['23:59', DAY - MINUTE],
    ['24:00', DAY],
  ])('%s is %i ms after midnight', (text, expected) => {
    expect(clockMs(text)).toBe(expected);
  });

  test.each(['8:30', '25:00', '12:60', '12', '', '12:00:00'])('"%s" is no time of day', (text) => {
    expect(() => clockMs(text)).toThrow(expect.objectContaining({ code: 'VOLANO_DEFINITION_INVALID' }));
  });
});
