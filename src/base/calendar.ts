/**
 * Calendar arithmetic in a time zone of the tz database. Instants are milliseconds since 1970 UTC. A local day starts at the first
 * instant that carries its date, so days of 23 and 25 hours (daylight saving) are right. Weeks start on Monday.
 */
import { DAY, HOUR, MINUTE } from './duration.ts';
import { VolanoError } from './volano-error.ts';

export type TimeZone = string;
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Offset of local time from UTC in ms, valid in [from, to). */
interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** How far apart offset probes are: no zone of the tz database changes twice within it and back. */
const PROBE = 7 * DAY;
const zones = new Map<TimeZone, { format: Intl.DateTimeFormat; spans: Map<number, OffsetSpan[]> }>();

/** Throws VOLANO_TIME_ZONE_UNKNOWN. */
export function assertTimeZone(zone: TimeZone): void {
  zoneOf(zone);
}

/** Local time minus UTC, in ms, at an instant. */
export function offsetAt(instant: number, zone: TimeZone): number {
  if (zone === 'UTC') return 0;
  const entry = zoneOf(zone);
  const slot = Math.floor(instant / PROBE);
  let spans = entry.spans.get(slot);
  if (!spans) {
    spans = probe(entry.format, slot * PROBE);
    entry.spans.set(slot, spans);
  }
  for (const span of spans) if (instant < span.to) return span.offset;
  return spans[spans.length - 1]!.offset;
}

/** Number of the local day: whole days since 1970-01-01. */
export function dayOf(instant: number, zone: TimeZone): number {
  return Math.floor((instant + offsetAt(instant, zone)) / DAY);
}

/** Index of the local day, week, month, quarter or year that holds the instant; consecutive periods have consecutive indices. */
export function periodOf(instant: number, unit: CalendarUnit, zone: TimeZone): number {
  return periodOfDay(dayOf(instant, zone), unit);
}

/** First instant of the period with this index. */
export function periodStart(index: number, unit: CalendarUnit, zone: TimeZone): number {
  return dayStart(firstDayOf(index, unit), zone);
}

/** First instant of a local day (by number). When midnight is skipped by daylight saving, the first instant after the gap. */
export function dayStart(day: number, zone: TimeZone): number {
  return instantOf(day, 0, zone);
}

/** The instant at which a local clock on this day first shows at least `msOfDay`; in a gap, the end of the gap; when repeated, the first. */
export function instantOf(day: number, msOfDay: number, zone: TimeZone): number {
  const local = day * DAY + msOfDay;
  const before = offsetAt(local - DAY, zone);
  const after = offsetAt(local + DAY, zone);
  const early = local - Math.max(before, after);
  const late = local - Math.min(before, after);
  if (early + offsetAt(early, zone) === local) return early;
  if (late + offsetAt(late, zone) === local) return late;
  return transitionBetween(early, late, zone);
}

/** Milliseconds since local midnight as the clock on the wall shows them. */
export function localMsOfDay(instant: number, zone: TimeZone): number {
  const local = instant + offsetAt(instant, zone);
  return local - Math.floor(local / DAY) * DAY;
}

/** `YYYY-MM-DD` of a day number. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Like `periodOf`, for a day number. */
export function periodOfDay(day: number, unit: CalendarUnit): number {
  if (unit === 'day') return day;
  // 1970-01-01 was a Thursday: day -3 is a Monday.
  if (unit === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(day * DAY);
  if (unit === 'year') return date.getUTCFullYear();
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return unit === 'month' ? month : Math.floor(month / 3);
}

function firstDayOf(index: number, unit: CalendarUnit): number {
  if (unit === 'day') return index;
  if (unit === 'week') return index * 7 - 3;
  const month = unit === 'year' ? index * 12 : unit === 'quarter' ? index * 3 : index;
  return Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY;
}

function zoneOf(zone: TimeZone): { format: Intl.DateTimeFormat; spans: Map<number, OffsetSpan[]> } {
  const known = zones.get(zone);
  if (known) return known;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new VolanoError('VOLANO_TIME_ZONE_UNKNOWN', { value: zone }, { cause });
  }
  const entry = { format, spans: new Map<number, OffsetSpan[]>() };
  zones.set(zone, entry);
  return entry;
}

function measure(format: Intl.DateTimeFormat, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000;
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(second)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: s = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, s) - second;
}

function probe(format: Intl.DateTimeFormat, from: number): OffsetSpan[] {
  const to = from + PROBE;
  const spans: OffsetSpan[] = [];
  let start = from;
  let offset = measure(format, from);
  for (let step = from + 6 * HOUR; step <= to; step += 6 * HOUR) {
    const next = measure(format, Math.min(step, to - 1));
    if (next === offset) continue;
    const change = bisect(format, { low: step - 6 * HOUR, high: Math.min(step, to - 1) }, offset);
    spans.push({ from: start, to: change, offset });
    start = change;
    offset = next;
  }
  spans.push({ from: start, to, offset });
  return spans;
}

/** The first second in (low, high] whose offset is not `offset`. */
function bisect(format: Intl.DateTimeFormat, { low, high }: { readonly low: number; readonly high: number }, offset: number): number {
  let a = Math.floor(low / 1000);
  let b = Math.ceil(high / 1000);
  while (b - a > 1) {
    const middle = Math.floor((a + b) / 2);
    if (measure(format, middle * 1000) === offset) a = middle;
    else b = middle;
  }
  return b * 1000;
}

function transitionBetween(early: number, late: number, zone: TimeZone): number {
  let low = early;
  let high = late;
  const offset = offsetAt(early, zone);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** Milliseconds since midnight of `"HH:MM"`. Throws VOLANO_DEFINITION_INVALID. */
export function clockMs(text: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (!match)
    throw new VolanoError('VOLANO_DEFINITION_INVALID', {
      path: 'time of day',
      problem: { en: `"${text}" is not HH:MM`, zh: `“${text}”不是 HH:MM` },
    });
  return Number(match[1]) * HOUR + Number(match[2]) * MINUTE;
}
