import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockMs, DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { QuietHours } from './plan.ts';
import { isQuiet, quietUntil } from './quiet-hours.ts';

const hours = (from: string, to: string): QuietHours => ({
  from: clockMs(from) % DAY,
  to: clockMs(to) % DAY,
  classes: new Set(['marketing']),
  expireMs: undefined,
});
const at = (text: string): number => Date.parse(text);

test.each([
  ['22:00', '08:00', '21:59:59.999', false],
  ['22:00', '08:00', '22:00:00.000', true],
  ['22:00', '08:00', '00:00:00.000', true],
  ['22:00', '08:00', '07:59:59.999', true],
  ['22:00', '08:00', '08:00:00.000', false],
  ['12:00', '14:00', '11:59:59.999', false],
  ['12:00', '14:00', '12:00:00.000', true],
  ['12:00', '14:00', '14:00:00.000', false],
  ['20:00', '24:00', '23:59:59.999', true],
  ['20:00', '24:00', '00:00:00.000', false],
])('%s to %s at %s: %s', (from, to, clock, quiet) => {
  expect(isQuiet(hours(from, to), at(`2024-06-01T${clock}Z`), 'UTC')).toBe(quiet);
});

/** Reasoned by hand from the tz database's rules of 2024. */
test.each<[string, QuietHours, string, string, string]>([
  ['spans midnight, before it', hours('22:00', '08:00'), 'Asia/Shanghai', '2024-06-01T23:30+08:00', '2024-06-02T08:00+08:00'],
  ['spans midnight, after it', hours('22:00', '08:00'), 'Asia/Shanghai', '2024-06-02T07:59:59.999+08:00', '2024-06-02T08:00+08:00'],
  ['ends at midnight', hours('20:00', '24:00'), 'Asia/Shanghai', '2024-06-01T20:00+08:00', '2024-06-02T00:00+08:00'],
  ['over noon', hours('12:00', '14:00'), 'Asia/Shanghai', '2024-06-01T13:00+08:00', '2024-06-01T14:00+08:00'],
  ['a night of 23 hours', hours('22:00', '08:00'), 'Europe/London', '2024-03-30T23:00Z', '2024-03-31T08:00+01:00'],
  ['a night of 25 hours', hours('22:00', '08:00'), 'Europe/London', '2024-10-26T23:00+01:00', '2024-10-27T08:00Z'],
  ['the end is skipped', hours('22:00', '01:30'), 'Europe/London', '2024-03-30T23:00Z', '2024-03-31T02:00+01:00'],
  ['the end comes twice, before the first', hours('22:00', '01:30'), 'Europe/London', '2024-10-27T00:30+01:00', '2024-10-27T01:30+01:00'],
  ['the end comes twice, between', hours('22:00', '01:30'), 'Europe/London', '2024-10-27T01:10Z', '2024-10-27T01:30Z'],
  ['the start comes twice', hours('01:30', '06:00'), 'America/New_York', '2024-11-03T01:40-04:00', '2024-11-03T06:00-05:00'],
  ['all of it is repeated, first pass', hours('01:00', '02:00'), 'America/New_York', '2024-11-03T01:20-04:00', '2024-11-03T02:00-05:00'],
  ['a zone of 45 minutes', hours('22:00', '08:00'), 'Asia/Kathmandu', '2024-06-01T23:00+05:45', '2024-06-02T08:00+05:45'],
  ['daylight saving of 30 minutes', hours('22:00', '08:00'), 'Australia/Lord_Howe', '2024-04-06T23:00+11:00', '2024-04-07T08:00+10:30'],
  ['a day that never was', hours('20:00', '10:00'), 'Pacific/Apia', '2011-12-29T21:00-10:00', '2011-12-31T10:00+14:00'],
])('%s', (_, quiet, zone, now, until) => {
  expect(isQuiet(quiet, at(now), zone)).toBe(true);
  expect(new Date(quietUntil(quiet, at(now), zone)).toISOString()).toBe(new Date(at(until)).toISOString());
});

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes since local midnight, from Intl alone. */
function clockByIntl(instant: number, zone: string): number {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(zone, format);
  const [hour = 0, minute = 0] = format.format(instant).split(':').map(Number);
  return hour * 60 + minute;
}

const zone = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
  'America/Havana',
  'Asia/Kathmandu',
  'UTC',
);
const minute = fc.integer({ min: 0, max: 1439 });
/** Near the changes of 2024 as well as anywhere in the year. */
const instant = fc.oneof(
  fc.integer({ min: at('2024-01-01T00:00Z') / MINUTE, max: at('2025-01-01T00:00Z') / MINUTE }),
  fc
    .tuple(
      fc.constantFrom('2024-03-10', '2024-03-31', '2024-04-06', '2024-04-26', '2024-10-06', '2024-10-27', '2024-10-31', '2024-11-03'),
      fc.integer({ min: -24 * 60, max: 48 * 60 }),
    )
    .map(([day, offset]) => at(`${day}T00:00Z`) / MINUTE + offset),
);

test('against Intl: quiet is what the wall clock shows, and the end is later, not quiet, and at most a night and a change away', () => {
  fc.assert(
    fc.property(zone, minute, minute, instant, (where, from, to, minutes) => {
      fc.pre(from !== to);
      const quiet: QuietHours = { from: from * MINUTE, to: to * MINUTE, classes: new Set(), expireMs: undefined };
      const shows = (when: number) => clockByIntl(when, where);
      const isQuietThen = (when: number) => (from < to ? shows(when) >= from && shows(when) < to : shows(when) >= from || shows(when) < to);
      const now = minutes * MINUTE;
      expect(isQuiet(quiet, now, where)).toBe(isQuietThen(now));
      if (!isQuietThen(now)) return;
      const until = quietUntil(quiet, now, where);
      expect(until).toBeGreaterThan(now);
      expect(isQuietThen(until)).toBe(false);
      const lengthMs = ((to - from + 1440) % 1440) * MINUTE;
      // A waking time of at most an hour can fall into the hour that a change skips: then the next day's ends it.
      const skippedMs = DAY - lengthMs <= HOUR ? DAY : 0;
      expect(until - now).toBeLessThanOrEqual(lengthMs + skippedMs + 2 * HOUR);
    }),
    { numRuns: 5_000 },
  );
});
