/**
 * Days that come again by a rule, as RFC 5545 (3.3.10) writes it: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`. Of the standard: FREQ (DAILY, WEEKLY, MONTHLY, YEARLY),
 * INTERVAL, BYDAY (with a number in months: `1MO`, `-1FR`), BYMONTHDAY, BYMONTH, COUNT or UNTIL (a date). Weeks begin on Monday. Days are numbers since
 * 1970-01-01. Pure.
 */
import { DAY, type Said } from '../base/index.ts';
import { said } from './said/said.ts';

/** A rule, read. */
export interface Recurrence {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly byDay: readonly { readonly weekday: number; readonly nth: number }[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  /** First day on which it may come, and what parts that the rule leaves out are taken from. */
  readonly start: number;
  /** Last day; Infinity without an end. */
  readonly last: number;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQS: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const COUNT_MAX = 1_000;
const INTERVAL_MAX = 400;
/** How far a day is looked for: whatever has not come within 30 years does not come. */
const SEARCH_DAYS = 30 * 366;

/** The rule from this date (`2026-01-05`) on, or what is wrong with it. */
export function parseRecurrence(rule: string, from: string): Recurrence | { readonly problem: Said } {
  const start = dayOfDate(from);
  if (start === undefined) return { problem: said`"${from}" is no date like "2026-01-05"` };
  const parts = new Map<string, string>();
  for (const part of rule.replace(/^RRULE:/, '').split(';')) {
    const [name = '', value = ''] = part.split('=');
    if (!NAMES.includes(name)) return { problem: said`"${name}" is not known; a rule is made of ${NAMES.join(', ')}` };
    if (parts.has(name)) return { problem: said`${name} stands there twice` };
    parts.set(name, value);
  }
  return read(parts, start);
}

const NAMES: readonly string[] = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'COUNT', 'UNTIL'];

function read(parts: ReadonlyMap<string, string>, start: number): Recurrence | { readonly problem: Said } {
  const freq = parts.get('FREQ') ?? '';
  if (!FREQS.includes(freq)) return { problem: said`FREQ is one of ${FREQS.join(', ')}` };
  const numbers = (name: string, min: number, max: number): readonly number[] | undefined => {
    const list = (parts.get(name) ?? '').split(',').filter((one) => one !== '');
    const all = list.map(Number);
    const fits = (one: number): boolean => Number.isInteger(one) && one !== 0 && one >= min && one <= max;
    return all.every(fits) && parts.has(name) === all.length > 0 ? all : undefined;
  };
  const interval = numbers('INTERVAL', 1, INTERVAL_MAX);
  const byMonthDay = numbers('BYMONTHDAY', -31, 31);
  const byMonth = numbers('BYMONTH', 1, 12);
  const count = numbers('COUNT', 1, COUNT_MAX);
  if (!interval || interval.length > 1) return { problem: said`INTERVAL is a whole number from 1 to ${INTERVAL_MAX}` };
  if (!byMonthDay) return { problem: said`BYMONTHDAY lists days from 1 to 31, or from the end -1 to -31` };
  if (!byMonth) return { problem: said`BYMONTH lists months from 1 to 12` };
  if (!count || count.length > 1) return { problem: said`COUNT is a whole number from 1 to ${COUNT_MAX}` };
  const byDay = weekdaysOf(parts.get('BYDAY'));
  if (!byDay) return { problem: said`BYDAY lists weekdays: MO, TU, WE, TH, FR, SA, SU; in months with a number: 1MO, -1FR` };
  const isNumbered = byDay.some(({ nth }) => nth !== 0);
  if (isNumbered && freq !== 'MONTHLY' && !(freq === 'YEARLY' && byMonth.length > 0))
    return { problem: said`numbered weekdays (1MO) are of a month: with FREQ=MONTHLY, or FREQ=YEARLY and BYMONTH` };
  const until = parts.get('UNTIL');
  const last = until === undefined ? Number.POSITIVE_INFINITY : dayOfDate(until);
  if (last === undefined) return { problem: said`UNTIL is a date like 20261231 or 2026-12-31` };
  if (until !== undefined && count.length > 0) return { problem: said`COUNT or UNTIL, not both` };
  const recurrence = { freq: freq as Recurrence['freq'], interval: interval[0] ?? 1, byDay, byMonthDay, byMonth, start, last };
  if (nextDay(recurrence, start) === undefined) return { problem: said`it never comes` };
  return count[0] === undefined ? recurrence : { ...recurrence, last: lastOf(recurrence, count[0]) };
}

/** First day at or after `from` on which it comes; undefined when it comes no more. */
export function nextDay(recurrence: Recurrence, from: number): number | undefined {
  const first = Math.max(from, recurrence.start);
  const end = Math.min(recurrence.last, first + SEARCH_DAYS);
  for (let day = first; day <= end; day++) if (comesOn(recurrence, day)) return day;
  return undefined;
}

function lastOf(recurrence: Recurrence, count: number): number {
  let day = recurrence.start - 1;
  for (let number = 0; number < count; number++) {
    const next = nextDay(recurrence, day + 1);
    if (next === undefined) break;
    day = next;
  }
  return day;
}

function comesOn(recurrence: Recurrence, day: number): boolean {
  const { freq, interval, byDay, byMonthDay, byMonth, start } = recurrence;
  const [date, first] = [dateOfDay(day), dateOfDay(start)];
  if (periodsBetween(freq, { day, date }, { day: start, date: first }) % interval !== 0) return false;
  if (byMonth.length > 0 && !byMonth.includes(date.month)) return false;
  if (byMonthDay.length > 0 && !byMonthDay.some((one) => (one > 0 ? one : date.length + 1 + one) === date.day)) return false;
  if (byDay.length > 0) return byDay.some((one) => isWeekday(one, day, date));
  if (byMonthDay.length > 0 || freq === 'DAILY') return true;
  if (freq === 'WEEKLY') return weekdayOf(day) === weekdayOf(start);
  return date.day === first.day && (freq === 'MONTHLY' || byMonth.length > 0 || date.month === first.month);
}

interface Place {
  readonly day: number;
  readonly date: MonthDate;
}

function periodsBetween(freq: Recurrence['freq'], now: Place, then: Place): number {
  if (freq === 'DAILY') return now.day - then.day;
  if (freq === 'WEEKLY') return (now.day - weekdayOf(now.day) - (then.day - weekdayOf(then.day))) / 7;
  const years = now.date.year - then.date.year;
  return freq === 'YEARLY' ? years : years * 12 + now.date.month - then.date.month;
}

function isWeekday({ weekday, nth }: Recurrence['byDay'][number], day: number, date: MonthDate): boolean {
  if (weekdayOf(day) !== weekday) return false;
  if (nth === 0) return true;
  return nth > 0 ? Math.ceil(date.day / 7) === nth : Math.ceil((date.length - date.day + 1) / 7) === -nth;
}

function weekdaysOf(text: string | undefined): Recurrence['byDay'] | undefined {
  if (text === undefined) return [];
  const all = text.split(',').map((one) => /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(one));
  if (!all.every((match) => match !== null)) return undefined;
  return all.map(([, nth = '0', name]) => ({ weekday: WEEKDAYS.indexOf(name!) + 1, nth: Number(nth) }));
}

interface MonthDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Days of the month. */
  readonly length: number;
}

function dateOfDay(day: number): MonthDate {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return { year, month, day: date.getUTCDate(), length: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

/** Number of a date, `2026-01-05` or `20260105`; undefined when there is none such. */
export function dayOfDate(text: string): number | undefined {
  const [, year, month, day] = /^((?:19|20|21|22)\d\d)-?(\d\d)-?(\d\d)(?:T\d{6}Z?)?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(at);
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day) ? at / DAY : undefined;
}

/** Monday is 1. 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
