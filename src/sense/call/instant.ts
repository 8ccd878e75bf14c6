/** Times that senders write: ISO 8601 text (UTC when it names no zone), or milliseconds since 1970. */
import { DAY, HOUR, MINUTE, SECOND } from '../../base/index.ts';

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:[Zz]|([+-])(\d\d):?(\d\d)?)?)?$/;
/** Milliseconds below this would be the year 1973: it is seconds that somebody sent, which we do not guess. */
const MILLISECONDS_MIN = 100_000_000_000;
const MILLISECONDS_MAX = 253_402_300_799_999;

/** Milliseconds since 1970, or undefined when the value is no such time (30 February included). */
export function instantOfValue(value: unknown): number | undefined {
  if (typeof value === 'string') return instantOfText(value);
  if (typeof value !== 'number') return undefined;
  return value >= MILLISECONDS_MIN && value <= MILLISECONDS_MAX ? Math.floor(value) : undefined;
}

export function instantOfText(text: string): number | undefined {
  if (text.length === 24 && text.charCodeAt(23) === 0x5a) {
    const quick = instantOfCommonForm(text);
    if (quick !== undefined) return quick;
  }
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = match;
  const time = clock(Number(hour), Number(minute), Number(second));
  const date = dayNumber(Number(year), Number(month), Number(day));
  if (time === undefined || date === undefined || Number(zoneHour) > 14 || Number(zoneMinute) > 59) return undefined;
  const offset = (Number(zoneHour) * HOUR + Number(zoneMinute) * MINUTE) * (sign === '-' ? -1 : 1);
  return date * DAY + time + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset;
}

/** `2026-01-31T12:34:56.789Z`, what JSON.stringify makes of a Date: nearly every event, so without a regular expression. */
function instantOfCommonForm(text: string): number | undefined {
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d || text.charCodeAt(10) !== 0x54) return undefined;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a || text.charCodeAt(19) !== 0x2e) return undefined;
  const year = two(text, 0) * 100 + two(text, 2);
  const time = clock(two(text, 11), two(text, 14), two(text, 17));
  const date = dayNumber(year, two(text, 5), two(text, 8));
  const instant = (date ?? Number.NaN) * DAY + (time ?? Number.NaN) + two(text, 20) * 10 + digit(text, 22);
  return Number.isNaN(instant) ? undefined : instant;
}

function two(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

/** Milliseconds since midnight; undefined for what no clock shows (NaN included). 24:00:00 is the end of the day. */
export function clock(hour: number, minute: number, second: number): number | undefined {
  if (!(minute <= 59 && second <= 59)) return undefined;
  if (!(hour <= 23) && !(hour === 24 && minute === 0 && second === 0)) return undefined;
  return hour * HOUR + minute * MINUTE + second * SECOND;
}

/** Days since 1970-01-01; undefined for a date that no calendar has (NaN included). */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1000)) return undefined;
  if (day > 28 && day > (month === 2 ? (isLeap(year) ? 29 : 28) : LONG_MONTHS.has(month) ? 31 : 30)) return undefined;
  // Years that begin in March end with the day that not every year has.
  const marchYear = month > 2 ? year : year - 1;
  const daysBefore = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + daysBefore + day - 1 - DAYS_TO_1970;
}

const LONG_MONTHS: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12]);
/** From 1 March of the year 0. */
const DAYS_TO_1970 = 719_468;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
