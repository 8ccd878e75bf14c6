/** Comparisons of a value read as a time: with fixed times, and with now (docs/conditions.md section 2). */
import { DAY, dayOf, dayStart, durationMs, periodOf, periodStart, type TimeZone } from '../../../base/index.ts';
import type { CalendarWindow, CompareOperator, Rule, Scalar } from '../../../define/index.ts';
import { clockOf } from '../measure/period-clock.ts';
import { timeOf, type Value } from '../value.ts';

/** Of operators that compare with fixed times, the comparison. */
export function fixedTime(operator: CompareOperator, operands: readonly Scalar[], zone: TimeZone): ((value: Value) => boolean) | undefined {
  const bounds = fixedBounds(operator, operands, zone);
  if (!bounds) return undefined;
  const [from, to] = bounds;
  return (value) => {
    const time = timeOf(value, zone);
    return time !== undefined && time >= from && time < to;
  };
}

/** The times in question are from <= t < to. What is no time gives NaN, which nothing is at or before. */
function fixedBounds(operator: CompareOperator, [first, second]: readonly Scalar[], zone: TimeZone): [number, number] | undefined {
  const time = (value: Scalar | undefined) => timeOf(value, zone) ?? Number.NaN;
  switch (operator) {
    case 'before':
      return [Number.NEGATIVE_INFINITY, time(first)];
    case 'since':
      return [time(first), Number.POSITIVE_INFINITY];
    case 'timeBetween':
      return [time(first), time(second)];
    case 'onDay':
      return [time(first), dayStart(Date.parse(String(first)) / DAY + 1, zone)];
    default:
      return undefined;
  }
}

/** A comparison of a time with now. */
export interface TimelyComparison {
  test(time: number | undefined, now: number): boolean;
  /** Earliest instant > now at which the result for this time may differ; Infinity for never. */
  flipAt(time: number | undefined, now: number): number;
}

/** From when until when a time passes: from <= now < to, in ascending order. */
type Spans = (time: number, now: number) => readonly (readonly [from: number, to: number])[];

const NEGATIONS: Partial<Record<CompareOperator, CompareOperator>> = {
  notWithinLast: 'withinLast',
  notWithinNext: 'withinNext',
  notDuringThis: 'duringThis',
  notDuringPrevious: 'duringPrevious',
  notDuringNext: 'duringNext',
  notAnniversaryDuringThis: 'anniversaryDuringThis',
  notAnniversaryInDays: 'anniversaryInDays',
};

/** Undefined for operators that do not depend on now. */
export function timelyComparison({ operator, value }: Rule, zone: TimeZone): TimelyComparison | undefined {
  const asked = operator as CompareOperator;
  const positive = NEGATIONS[asked] ?? asked;
  const spansOf = durationSpans(positive, value) ?? periodSpans(positive, value, zone) ?? anniversarySpans(positive, value, zone);
  if (!spansOf) return undefined;
  const wanted = positive === asked;
  return {
    test: (time, now) => (time !== undefined && spansOf(time, now).some(([from, to]) => from <= now && now < to)) === wanted,
    flipAt: (time, now) => {
      if (time === undefined) return Number.POSITIVE_INFINITY;
      return Math.min(...spansOf(time, now).flatMap((span) => span.filter((edge) => edge > now)));
    },
  };
}

function durationSpans(operator: CompareOperator, value: Rule['value']): Spans | undefined {
  if (operator !== 'withinLast' && operator !== 'withinNext' && operator !== 'beforeLast' && operator !== 'afterNext') return undefined;
  const span = durationMs(String(value));
  switch (operator) {
    case 'withinLast':
      return (time) => [[time, time + span]];
    case 'withinNext':
      return (time) => [[time - span, time]];
    case 'beforeLast':
      return (time) => [[time + span, Number.POSITIVE_INFINITY]];
    case 'afterNext':
      return (time) => [[Number.NEGATIVE_INFINITY, time - span]];
  }
}

/** Which period, seen from that of now, the time lies in. */
const OFFSETS: Partial<Record<CompareOperator, number>> = { duringThis: 0, duringPrevious: -1, duringNext: 1 };

function periodSpans(operator: CompareOperator, value: Rule['value'], zone: TimeZone): Spans | undefined {
  const offset = OFFSETS[operator];
  if (offset === undefined) return undefined;
  const unit = value as CalendarWindow;
  const clock = clockOf(unit, zone);
  return (time) => {
    if (!hasDate(time)) return [];
    const period = periodOf(time, unit, zone) - offset;
    return [[clock.start(period), clock.start(period + 1)]];
  };
}

/** The years of texts that are times (1.4). Other times have no date. */
const YEARS = [Date.UTC(1900, 0, 1), Date.UTC(2300, 0, 1)] as const;

export function hasDate(time: number): boolean {
  return time >= YEARS[0] && time < YEARS[1];
}

function anniversarySpans(operator: CompareOperator, value: Rule['value'], zone: TimeZone): Spans | undefined {
  if (operator !== 'anniversaryDuringThis' && operator !== 'anniversaryInDays') return undefined;
  const start = (day: number) => dayStart(day, zone);
  const unit = value as CalendarWindow;
  const [first, last] = value as unknown as readonly [number, number];
  const spanOf =
    operator === 'anniversaryInDays'
      ? (day: number) => [start(day - last), start(day - first + 1)] as const
      : (day: number) => {
          const period = periodOf(start(day), unit, zone);
          return [periodStart(period, unit, zone), periodStart(period + 1, unit, zone)] as const;
        };
  return (time, now) => (hasDate(time) ? anniversariesAbout(time, now, zone).map(spanOf) : []);
}

/** Day numbers of the anniversaries around now: all that may decide it, and the next one. */
function anniversariesAbout(time: number, now: number, zone: TimeZone): number[] {
  const date = new Date(dayOf(time, zone) * DAY);
  const first = Math.max(date.getUTCFullYear() + 1, new Date(now).getUTCFullYear() - 2);
  return [0, 1, 2, 3, 4].map((years) => anniversaryIn(first + years, date));
}

/** That of 29 February falls on the 28th in other years. */
export function anniversaryIn(year: number, date: Date): number {
  const month = date.getUTCMonth();
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY;
}
