/** Spans and moments as tests write them. */
import { type Duration, durationMs, instantOf, MINUTE, SECOND, VolanoError } from '../base/index.ts';
import { said } from './said.ts';

/** `3 days`, `90 minutes`, `1 week`, or a duration as definitions have it: `3d`, `90m`. A day is 24 hours. */
export type Span = Duration | `${number} ${'second' | 'minute' | 'hour' | 'day' | 'week'}${'' | 's'}`;

const WORDS = /^(\d+)\s*(second|minute|hour|day|week)s?$/;
const UNITS: Readonly<Record<string, string>> = { second: 's', minute: 'm', hour: 'h', day: 'd', week: 'w' };

/** Milliseconds of a span. Throws VOLANO_DURATION_INVALID. */
export function spanMs(span: Span): number {
  const [, count, unit] = WORDS.exec(span.trim()) ?? [];
  return durationMs(count === undefined || unit === undefined ? span : `${count}${UNITS[unit]}`);
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const DAY_MS = 86_400_000;

/**
 * The instant at which a clock in the zone shows a local time (`2026-03-29T02:30`, or a day alone: its midnight), ms. Where the clock skips it, the end of the
 * gap; where it comes twice, the first. With an offset (`...Z`, `...+02:00`) it is that very instant. Throws VOLANO_OPTION_INVALID.
 */
export function momentMs(text: string, zone: string): number {
  const match = LOCAL.exec(text);
  if (match) {
    const [, year, month, day, hours = '0', minutes = '0', seconds = '0'] = match;
    const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
    const isDate = new Date(midnight).getUTCDate() === Number(day) && Number(month) <= 12;
    const isClock = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
    if (isDate && isClock) {
      return instantOf(midnight / DAY_MS, Number(hours) * 60 * MINUTE + Number(minutes) * MINUTE + Number(seconds) * SECOND, zone);
    }
  } else if (/(?:Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))) return Date.parse(text);
  throw new VolanoError('VOLANO_OPTION_INVALID', { option: 'time', expected: said`a time such as 2026-03-29T02:30`, value: text });
}

/** `2026-03-29 02:30`, with seconds where there are any, on a clock in the zone. */
export function clockText(instant: number, zone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(instant);
  return text.endsWith(':00') ? text.slice(0, -3) : text;
}
