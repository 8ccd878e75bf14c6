/** Numbers, money, dates and spans of time, as the glossary says them. Dates are of the workspace's time zone, never of the browser's. */
import type { Language } from '../i18n.ts';

export interface FormatSettings {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface Formats {
  /** 12,345.6 */
  readonly number: (value: number, digits?: number) => string;
  /** 12.3K, 12.3 万 */
  readonly short: (value: number) => string;
  /** Of a share in [0, 1]. */
  readonly percent: (share: number, digits?: number) => string;
  /** Of a difference of two shares: percentage points. */
  readonly points: (difference: number) => string;
  /** In the workspace's currency, or another. */
  readonly money: (amount: number, currency?: string) => string;
  /** Of an instant, ms. */
  readonly date: (at: number) => string;
  /** "December 2026". */
  readonly month: (at: number) => string;
  /** "Mon". */
  readonly weekday: (at: number) => string;
  readonly time: (at: number) => string;
  readonly dateTime: (at: number) => string;
  /** "5 minutes ago", "in 2 hours". */
  readonly relative: (at: number, now: number) => string;
  /** Of a span in ms: 8 ms, 3.2 s, 5 min, 2 h, 3 d. */
  readonly span: (ms: number) => string;
  readonly bytes: (count: number) => string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' };

const SPANS: readonly (readonly [unit: 'day' | 'hour' | 'minute' | 'second' | 'millisecond', ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
];

/** So long ahead is now. */
const NOW_MS = 60_000;

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function createFormats({ language, timeZone, currency }: FormatSettings): Formats {
  const locale = LOCALES[language];
  const decimal = (maximumFractionDigits: number): Intl.NumberFormat => new Intl.NumberFormat(locale, { maximumFractionDigits });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const days = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium' });
  const months = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'long' });
  const weekdays = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' });
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const times = new Intl.DateTimeFormat(locale, { timeZone, ...clock });
  const both = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'short', day: 'numeric', ...clock });
  const since = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const percent = (share: number, digits = 1): string =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);
  return {
    number: (value, digits = 2) => decimal(digits).format(value),
    short: (value) => (Math.abs(value) < 10_000 ? decimal(1).format(value) : compact.format(value).replace(/(\d)([万亿])/, '$1 $2')),
    percent,
    points: (difference) => {
      const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(difference * 100);
      return language === 'zh' ? `${signed} 个百分点` : `${signed} pp`;
    },
    money: (amount, of = currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: of, currencyDisplay: 'narrowSymbol' }).format(amount),
    date: (at) => days.format(at),
    month: (at) => months.format(at),
    weekday: (at) => weekdays.format(at),
    time: (at) => times.format(at),
    dateTime: (at) => both.format(at),
    // What has just happened may lie ahead of a `now` that is told anew only now and then.
    relative: (at, now) => relative(since, at > now && at - now < NOW_MS ? 0 : at - now),
    span: (ms) => spanOf(locale, ms),
    bytes: (count) => {
      const step = Math.min(Math.floor(Math.log(Math.max(count, 1)) / Math.log(1_000)), BYTES.length - 1);
      const options = { style: 'unit', unit: BYTES[step]!, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
      return new Intl.NumberFormat(locale, options).format(count / 1_000 ** step);
    },
  };
}

/** Months and years as the calendar has them on average: of what lies that far away nobody counts the days. */
const AWAY: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number, from: number])[] = [
  ['year', 31_556_952_000, 2 * 31_556_952_000],
  ['month', 2_629_746_000, 60 * 86_400_000],
];

function relative(since: Intl.RelativeTimeFormat, ms: number): string {
  for (const [unit, length, from] of AWAY) if (Math.abs(ms) >= from) return since.format(Math.trunc(ms / length), unit);
  for (const [unit, length] of SPANS) {
    if (unit !== 'millisecond' && Math.abs(ms) >= length) return since.format(Math.trunc(ms / length), unit);
  }
  return since.format(0, 'second');
}

function spanOf(locale: string, ms: number): string {
  const [unit, length] = SPANS.find(([, one]) => Math.abs(ms) >= one) ?? (['millisecond', 1] as const);
  const value = ms / length;
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale, options).format(value);
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Ms of a duration as definitions have it: "30d". */
export function spanOfDuration(duration: string): number | undefined {
  const [, count, unit] = /^(\d+)(ms|[smhdw])$/.exec(duration) ?? [];
  return count === undefined ? undefined : Number(count) * UNITS_MS[unit!]!;
}
