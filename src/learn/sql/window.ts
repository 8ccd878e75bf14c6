/** Windows (docs/conditions.md section 3) and local calendar periods, computed by ClickHouse's own calendar. */
import { durationMs } from '../../base/index.ts';
import type { CalendarWindow, Window } from '../../define/index.ts';
import type { Instant } from './compare.ts';
import { integerLiteral, numberLiteral, textLiteral } from './literal.ts';
import { timeOfText } from './value.ts';

const STARTS: Record<CalendarWindow, string> = {
  day: '',
  week: 'toMonday',
  month: 'toStartOfMonth',
  quarter: 'toStartOfQuarter',
  year: 'toStartOfYear',
};
const STEPS: Record<CalendarWindow, string> = {
  day: 'addDays',
  week: 'addWeeks',
  month: 'addMonths',
  quarter: 'addQuarters',
  year: 'addYears',
};

/** 0 or 1 over the column `t`: the row's time lies in the window. */
export function inWindow(window: Window | undefined, at: Instant): string {
  if (window === undefined || window === 'ever') return '1';
  if ('last' in window) {
    const after = `t > ${integerLiteral(at.now - durationMs(window.last))}`;
    return window.except === undefined ? after : `(${after} AND t <= ${integerLiteral(at.now - durationMs(window.except))})`;
  }
  if (!('this' in window || 'previous' in window)) {
    const { from, to } = window;
    return `(${[from === undefined ? '1' : `t >= ${fixedTime(from, at)}`, to === undefined ? '1' : `t < ${fixedTime(to, at)}`].join(' AND ')})`;
  }
  const [unit, first] = 'this' in window ? [window.this, 0] : [window.previous, -1];
  return `(t >= ${periodStart(unit, first, at)} AND t < ${periodStart(unit, first + 1, at)})`;
}

function fixedTime(time: string | number, { zone }: Instant): string {
  return typeof time === 'number' ? numberLiteral(time) : `assumeNotNull(${timeOfText(textLiteral(time), zone)})`;
}

/** First instant, in ms, of the local period `offset` periods after the one of now. */
export function periodStart(unit: CalendarWindow, offset: number, at: Instant): string {
  return `toUnixTimestamp64Milli(toDateTime64(${periodDate(unit, offset, at)}, 3, ${textLiteral(at.zone)}))`;
}

/** Its first date. */
export function periodDate(unit: CalendarWindow, offset: number, at: Instant): string {
  const today = localDate(integerLiteral(at.now), at.zone);
  return `${STEPS[unit]}(${STARTS[unit]}(${today}), ${offset})`;
}

/** The local date of an instant (Int64, ms). */
export function localDate(instant: string, zone: string): string {
  return `toDate32(fromUnixTimestamp64Milli(${instant}, ${textLiteral(zone)}))`;
}

/** Int64 number of the local day, week (from Monday) or month of an instant; consecutive periods have consecutive numbers. */
export function periodNumber(instant: string, unit: 'day' | 'week' | 'month', zone: string): string {
  const date = localDate(instant, zone);
  if (unit === 'day') return `toInt64(toInt32(${date}))`;
  // Day 0, 1970-01-01, was a Thursday: the Monday of its week is day -3.
  if (unit === 'week') return `toInt64(floor((toInt32(${date}) + 3) / 7))`;
  return `toInt64(toYear(${date}) * 12 + toMonth(${date}))`;
}
