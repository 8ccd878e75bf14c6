/** Days from one to another, and what they are drawn by. */
import { type CalendarUnit, DAY, dayOf, dayText, periodOf, periodStart, type Said, VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';

/** What a row of a series is of: a calendar day, week (from Monday on) or month. */
export type SeriesUnit = Extract<CalendarUnit, 'day' | 'week' | 'month'>;

/** Days as `YYYY-MM-DD`, both included. */
export interface SpanQuestion {
  /** Default: 29 days before `to`. */
  readonly from?: string | undefined;
  /** Default: today. */
  readonly to?: string | undefined;
  /** Default: what makes at most 92 rows. */
  readonly by?: SeriesUnit | undefined;
}

/** Day numbers in the workspace's time zone. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly by: SeriesUnit;
}

const DAYS_DEFAULT = 30;
/** Ten years and their leap days. */
const DAYS_MAX = 3_653;
const ROWS_MAX = 400;
const ROWS_EASY = 92;

/** `today`: a day number. Throws VOLANO_QUERY_INVALID, which names what is wrong. */
export function spanOf({ from, to, by }: SpanQuestion, today: number): Span {
  const last = dayIn('to', to) ?? today;
  const first = dayIn('from', from) ?? last - DAYS_DEFAULT + 1;
  if (last < first) throw invalid('to', said`is before from (${dayText(first)})`);
  const days = last - first + 1;
  if (days > DAYS_MAX) throw invalid('from', said`is more than ${DAYS_MAX} days before to (${dayText(last)})`);
  const chosen = by ?? (days <= ROWS_EASY ? 'day' : days <= 7 * ROWS_EASY ? 'week' : 'month');
  const span = { first, last, by: chosen };
  const rows = startsOf(span).length;
  if (rows > ROWS_MAX)
    throw invalid('by', said`would make ${rows} rows of these days, at most ${ROWS_MAX} are answered: ask by week or month`);
  return span;
}

/** As many days, right before. */
export function before({ first, last, by }: Span): Span {
  return { first: first - (last - first + 1), last: first - 1, by };
}

/** Number of the first day of each row: that of the span's first row may lie within its week or month. */
export function startsOf({ first, last, by }: Span): readonly number[] {
  // In UTC a day begins where its number says.
  const [from, to] = [periodOf(first * DAY, by, 'UTC'), periodOf(last * DAY, by, 'UTC')];
  return Array.from({ length: to - from + 1 }, (_, i) => Math.max(first, dayOf(periodStart(from + i, by, 'UTC'), 'UTC')));
}

/** The first day of the row that a day belongs to, as SQL over a day number. */
export function startSql(day: string, { first, by }: Pick<Span, 'first' | 'by'>): string {
  if (by === 'day') return day;
  if (by === 'week') return `greatest(${first}, toInt32(floor((${day} + 3) / 7)) * 7 - 3)`;
  return `greatest(${first}, toInt32(toStartOfMonth(toDate32(${day}))))`;
}

function dayIn(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // What JavaScript moves into the next month is no date.
  if (Number.isNaN(at) || dayText(at / DAY) !== text) throw invalid(field, said`must be a date such as 2026-01-05`);
  if (text < '1970-01-01' || text > '2199-12-31') throw invalid(field, said`must lie between 1970-01-01 and 2199-12-31`);
  return at / DAY;
}

function invalid(field: string, problem: Said): VolanoError {
  return new VolanoError('VOLANO_QUERY_INVALID', { field, problem });
}
