/**
 * Rules of days against a slow and obvious reading of RFC 5545: period by period, all days of a period are written down, limited by each BY part in turn, and
 * taken in order until COUNT or UNTIL.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../base/index.ts';
import { dayOfDate, nextDay, parseRecurrence } from './recurrence.ts';

const NAMES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const HORIZON = 6 * 366;

interface Asked {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly days: readonly string[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly count: number | undefined;
  readonly start: number;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
  interval: fc.integer({ min: 1, max: 4 }),
  days: fc.subarray(NAMES, { maxLength: 3 }),
  monthDays: fc.oneof(
    fc.constant([]),
    fc.uniqueArray(fc.constantFrom(1, 2, 13, 15, 29, 30, 31, -1, -2, -30), { minLength: 1, maxLength: 3 }),
  ),
  months: fc.oneof(fc.constant([]), fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 })),
  count: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  start: fc.integer({ min: dayOfDate('2019-12-01')!, max: dayOfDate('2024-03-01')! }),
});

const dateOf = (day: number): Date => new Date(day * DAY);
const textOf = (day: number): string => dateOf(day).toISOString().slice(0, 10);

function ruleOf({ freq, interval, days, monthDays, months, count }: Asked): string {
  return [
    `FREQ=${freq}`,
    `INTERVAL=${interval}`,
    ...(days.length > 0 ? [`BYDAY=${days.join(',')}`] : []),
    ...(monthDays.length > 0 ? [`BYMONTHDAY=${monthDays.join(',')}`] : []),
    ...(months.length > 0 ? [`BYMONTH=${months.join(',')}`] : []),
    ...(count === undefined ? [] : [`COUNT=${count}`]),
  ].join(';');
}

/** First day of the period that the day is in; weeks begin on Monday. */
function beginOf(freq: Asked['freq'], day: number): number {
  const date = dateOf(day);
  if (freq === 'DAILY') return day;
  if (freq === 'WEEKLY') return day - ((date.getUTCDay() + 6) % 7);
  return Date.UTC(date.getUTCFullYear(), freq === 'MONTHLY' ? date.getUTCMonth() : 0, 1) / DAY;
}

function expected(rule: Asked): number[] {
  const { freq, interval, start, count = Number.POSITIVE_INFINITY } = rule;
  const found: number[] = [];
  let period = 0;
  for (let begin = beginOf(freq, start); begin <= start + HORIZON && found.length < count; period += 1) {
    const days: number[] = [];
    let day = begin;
    for (; beginOf(freq, day) === begin; day += 1) days.push(day);
    if (period % interval === 0) found.push(...days.filter((one) => one >= start && fits(rule, one)));
    begin = day;
  }
  return found.slice(0, Math.min(found.length, count)).filter((day) => day <= start + HORIZON);
}

function fits({ freq, days, monthDays, months, start }: Asked, day: number): boolean {
  const [date, first] = [dateOf(day), dateOf(start)];
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const wanted = monthDays.map((one) => (one < 0 ? length + one + 1 : one));
  if (months.length > 0 && !months.includes(date.getUTCMonth() + 1)) return false;
  if (wanted.length > 0 && !wanted.includes(date.getUTCDate())) return false;
  if (days.length > 0 && !days.includes(NAMES[date.getUTCDay()]!)) return false;
  if (days.length > 0 || wanted.length > 0 || freq === 'DAILY') return true;
  // What the rule leaves open is taken from the first day.
  if (freq === 'WEEKLY') return date.getUTCDay() === first.getUTCDay();
  if (date.getUTCDate() !== first.getUTCDate()) return false;
  return freq === 'MONTHLY' || months.length > 0 || date.getUTCMonth() === first.getUTCMonth();
}

test('random rules come on the days that the slow reading has, and on no others', () => {
  fc.assert(
    fc.property(asked, (rule) => {
      const days = expected(rule);
      const parsed = parseRecurrence(ruleOf(rule), textOf(rule.start));
      if ('problem' in parsed) {
        expect({ problem: parsed.problem.en, days }).toEqual({ problem: 'it never comes', days: [] });
        return;
      }
      const found: string[] = [];
      for (let day = nextDay(parsed, rule.start); day !== undefined && day <= rule.start + HORIZON; day = nextDay(parsed, day + 1))
        found.push(textOf(day));
      expect(found).toEqual(days.map(textOf));
    }),
    { numRuns: 300 },
  );
});
