/**
 * When a date or a schedule next comes. An occurrence is named by a day number (days since 1970), so that the same one is recognised after the
 * customer has moved to another time zone: of a schedule its local day, of a date the day itself, of a yearly date the first day of its year.
 */
import { DAY, dayOf, instantOf, type TimeZone } from '../../base/index.ts';
import { type DateTrigger, nextDay, type Recurrence } from '../../define/index.ts';
import type { Json } from '../entry.ts';

/** Of a schedule: each day, week or month; on days by a rule; once, on a day. */
export type Schedule = { readonly atMs: number } & (
  | { readonly every: 'day' | 'week' | 'month'; readonly weekday?: number; readonly day?: number }
  | { readonly every: 'rule'; readonly recurrence: Recurrence }
  | { readonly every: 'date'; readonly date: number }
);
/** Of a date; `value` of its trait. */
export type Dated = Pick<DateTrigger, 'on' | 'every'> & { readonly daysBefore: number; readonly atMs: number };

export interface Occurrence {
  readonly at: number;
  readonly name: number;
}

/** What is looked for: the first occurrence at or after `from` whose name comes after `after`. */
export interface Search {
  readonly from: number;
  readonly after: number;
  /** The customer's. */
  readonly zone: TimeZone;
}

/** Monday is 1. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** When clocks in the zone next show this time, from this instant on, on one of these weekdays. In a gap: its end; when repeated: the first. */
export function nextLocal(
  { atMs, weekdays }: { atMs: number; weekdays: readonly number[] | undefined },
  from: number,
  zone: TimeZone,
): number {
  // A time in a gap at the end of a day is the first moment of the next.
  for (let day = dayOf(from, zone) - 1; ; day++) {
    if (weekdays && !weekdays.includes(weekdayOf(day))) continue;
    const at = instantOf(day, atMs, zone);
    if (at >= from) return at;
  }
}

/** Undefined when it comes no more. */
export function nextOfSchedule(schedule: Schedule, { from, after, zone }: Search): Occurrence | undefined {
  let day = matchingDay(schedule, Math.max(dayOf(from, zone) - 1, after + 1));
  while (day !== undefined) {
    const at = instantOf(day, schedule.atMs, zone);
    if (at >= from) return { at, name: day };
    day = matchingDay(schedule, day + 1);
  }
  return undefined;
}

function matchingDay(schedule: Schedule, from: number): number | undefined {
  if (schedule.every === 'rule') return nextDay(schedule.recurrence, from);
  if (schedule.every === 'date') return schedule.date >= from ? schedule.date : undefined;
  const { every, weekday = 1, day = 1 } = schedule;
  if (every === 'day') return from;
  if (every === 'week') return from + ((weekday - weekdayOf(from) + 7) % 7);
  const { year, month } = dateOfDay(from);
  const thisMonth = dayInMonth(year, month, day);
  return thisMonth >= from ? thisMonth : dayInMonth(year, month + 1, day);
}

/** A date as people write it; a birthday may be without its year. */
export interface CalendarDate {
  readonly year: number | undefined;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** Dates are within these years (docs/conditions.md 1.4). */
const FIRST: number = Date.UTC(1900);
const LAST: number = Date.UTC(2300);
const DATE = /^(?:(\d{4})-|--)?(\d\d)-(\d\d)(?![\d-])/;

/** The date in a trait: of an instant, its date in the workspace's zone; undefined when there is none. */
export function dateIn(value: Json | undefined, workspace: TimeZone): CalendarDate | undefined {
  if (typeof value === 'number') return value >= FIRST && value < LAST ? dateOfDay(dayOf(value, workspace)) : undefined;
  const match = typeof value === 'string' ? DATE.exec(value) : null;
  if (!match) return undefined;
  const [, year, month, day] = match;
  if (year !== undefined && (year < '1900' || year > '2299')) return undefined;
  const date = { year: year === undefined ? undefined : Number(year), month: Number(month), day: Number(day) };
  // Without a year, February 29 may be meant.
  const possible = date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= daysInMonth(date.year ?? 2000, date.month);
  return possible ? date : undefined;
}

/** Undefined when the date comes no more, or has no year and needs one. */
export function nextOfDate(dated: Dated, date: CalendarDate, search: Search): Occurrence | undefined {
  if (dated.every === 'year') return nextOfYearly(dated, date, search);
  if (date.year === undefined) return undefined;
  const name = targetIn(date.year, dated, date);
  const at = instantOf(name - dated.daysBefore, dated.atMs, search.zone);
  return at >= search.from && name > search.after ? { at, name } : undefined;
}

function nextOfYearly(dated: Dated, date: CalendarDate, { from, after, zone }: Search): Occurrence {
  const earliest = dateOfDay(dayOf(from, zone) - 1 + dated.daysBefore).year;
  for (let year = Math.max(earliest, (date.year ?? -Infinity) + 1); ; year++) {
    const name = dayInMonth(year, 1, 1);
    const at = instantOf(targetIn(year, dated, date) - dated.daysBefore, dated.atMs, zone);
    if (at >= from && name > after) return { at, name };
  }
}

/** The day that is meant, in a year. */
function targetIn(year: number, { on }: Dated, { month, day }: CalendarDate): number {
  return dayInMonth(year, month, on === 'month' ? 1 : day);
}

function dateOfDay(day: number): CalendarDate & { readonly year: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Day number; beyond the end of the month its last day. A month after December is in the next year. */
function dayInMonth(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, Math.min(day, daysInMonth(year, month))) / DAY;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
