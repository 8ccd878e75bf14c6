/**
 * Accumulators: commutative monoids over time-stamped contributions.
 *
 * M1. The state after a set of contributions does not depend on their order, nor on how they were grouped before merging, until a value
 *     map overflows (`VALUES_MAX`), which marks it coarse.
 * M2. Ties of first and last break by (time, mark), where the mark is the message id (and the element's index for lists).
 */
import { addScaled, type Scaled } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import { compareText } from '../value.ts';

/** How many distinct values a value map keeps. */
export const VALUES_MAX = 1_000;

export type Family = 'number' | 'edge' | 'values' | 'periods';

/** Count, sum and extrema of scaled decimals; without a column only the count is used. */
export interface NumberAccumulator {
  family: 'number';
  count: number;
  sum: Scaled;
  min: Scaled;
  max: Scaled;
}

/** What orders contributions (M2). */
export type Moment = readonly [time: number, mark: string, ...unknown[]];

/** A contribution as first or last keep it. */
export type Mark = [time: number, mark: string, value: Scalar | null];

/** A contribution with its column's value, if the measure has a column. */
export interface Contribution {
  readonly time: number;
  readonly mark: string;
  readonly value: Scalar | undefined;
}

/** The contribution a reader asks for; undefined: only the time of the last one (of `edge`), or only how often (of `values`). */
export type Side = 'first' | 'last' | undefined;

export interface EdgeAccumulator {
  family: 'edge';
  first: Mark | undefined;
  last: Mark | undefined;
}

/** Per value: how often, and its first or last contribution if the measure keeps that (else at the far end of time). */
export interface ValueCount {
  count: number;
  firstTime: number;
  firstMark: string;
  lastTime: number;
  lastMark: string;
}

export interface ValuesAccumulator {
  family: 'values';
  values: Map<Scalar, ValueCount>;
  coarse: boolean;
}

/** Periods with a contribution as ascending, disjoint, non-adjacent spans [first, last, first, last, ...]. */
export interface PeriodsAccumulator {
  family: 'periods';
  spans: number[];
}

export type Accumulator = NumberAccumulator | EdgeAccumulator | ValuesAccumulator | PeriodsAccumulator;

export function emptyAccumulator(family: Family): Accumulator {
  if (family === 'number') return { family, count: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
  if (family === 'edge') return { family, first: undefined, last: undefined };
  if (family === 'values') return { family, values: new Map(), coarse: false };
  return { family, spans: [] };
}

export function addNumber(to: NumberAccumulator, value: Scaled): void {
  to.count++;
  to.sum = addScaled(to.sum, value);
  if (value < to.min) to.min = value;
  if (value > to.max) to.max = value;
}

/** Keeps the first or the last contribution; for no side only the time of the last. */
export function addEdge(to: EdgeAccumulator, one: Contribution, side: Side): void {
  const { time } = one;
  if (side === 'first') {
    const { first } = to;
    if (!first) to.first = [time, one.mark, one.value ?? null];
    else if (time < first[0] || (time === first[0] && compareText(one.mark, first[1]) < 0)) setMark(first, one);
    return;
  }
  const { last } = to;
  if (side === undefined) {
    if (!last) to.last = [time, '', null];
    else if (time > last[0]) last[0] = time;
  } else if (!last) to.last = [time, one.mark, one.value ?? null];
  else if (time > last[0] || (time === last[0] && compareText(one.mark, last[1]) > 0)) setMark(last, one);
}

function setMark(mark: Mark, { time, mark: text, value }: Contribution): void {
  mark[0] = time;
  mark[1] = text;
  mark[2] = value ?? null;
}

/** Counts the contribution's value. */
export function addValue(to: ValuesAccumulator, { time, mark, value }: Contribution, side: Side): void {
  if (value === undefined) return;
  const known = to.values.get(value);
  if (!known) {
    addValueCount(to, value, {
      count: 1,
      firstTime: side === 'first' ? time : Number.POSITIVE_INFINITY,
      firstMark: side === 'first' ? mark : '',
      lastTime: side === 'last' ? time : Number.NEGATIVE_INFINITY,
      lastMark: side === 'last' ? mark : '',
    });
    return;
  }
  known.count++;
  if (side === 'last') {
    if (time < known.lastTime || (time === known.lastTime && compareText(mark, known.lastMark) <= 0)) return;
    known.lastTime = time;
    known.lastMark = mark;
  } else if (side === 'first') {
    if (time > known.firstTime || (time === known.firstTime && compareText(mark, known.firstMark) >= 0)) return;
    known.firstTime = time;
    known.firstMark = mark;
  }
}

export function addPeriod(to: PeriodsAccumulator, period: number): void {
  const { spans } = to;
  const end = spans.length - 1;
  if (end > 0 && spans[end] === period) return;
  if (end > 0 && spans[end] === period - 1) spans[end] = period;
  else if (end < 0 || spans[end]! < period - 1) spans.push(period, period);
  else to.spans = mergeSpans(spans, [period, period]);
}

/** Adds `from` to `to`; both must be of the same family. */
export function mergeAccumulator(to: Accumulator, from: Accumulator): void {
  if (to.family === 'number' && from.family === 'number') {
    to.count += from.count;
    to.sum = addScaled(to.sum, from.sum);
    to.min = Math.min(to.min, from.min);
    to.max = Math.max(to.max, from.max);
  } else if (to.family === 'edge' && from.family === 'edge') {
    if (from.first && (!to.first || precedes(from.first, to.first))) to.first = [...from.first];
    if (from.last && (!to.last || precedes(to.last, from.last))) to.last = [...from.last];
  } else if (to.family === 'values' && from.family === 'values') {
    for (const [value, count] of from.values) addValueCount(to, value, count);
    to.coarse ||= from.coarse;
  } else if (to.family === 'periods' && from.family === 'periods') {
    to.spans = mergeSpans(to.spans, from.spans);
  }
}

/** Mark of an element of a list: sorts after its message's other elements by place. */
export function elementMark(messageId: string, place: number): string {
  return `${messageId}\u0000${String(place).padStart(5, '0')}`;
}

/** The message id of a mark. */
export function messageOf(mark: string): string {
  const end = mark.indexOf('\u0000');
  return end < 0 ? mark : mark.slice(0, end);
}

/** Whether the first moment comes before the second. */
export function precedes(a: Moment, b: Moment): boolean {
  return a[0] < b[0] || (a[0] === b[0] && compareText(a[1], b[1]) < 0);
}

function addValueCount(to: ValuesAccumulator, value: Scalar, added: ValueCount): void {
  const known = to.values.get(value);
  if (!known) {
    if (to.values.size < VALUES_MAX) to.values.set(value, { ...added });
    else to.coarse = true;
    return;
  }
  known.count += added.count;
  if (precedes([added.firstTime, added.firstMark], [known.firstTime, known.firstMark])) {
    known.firstTime = added.firstTime;
    known.firstMark = added.firstMark;
  }
  if (precedes([known.lastTime, known.lastMark], [added.lastTime, added.lastMark])) {
    known.lastTime = added.lastTime;
    known.lastMark = added.lastMark;
  }
}

function mergeSpans(a: readonly number[], b: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (const spans of [a, b]) for (let i = 0; i < spans.length; i += 2) pairs.push([spans[i]!, spans[i + 1]!]);
  pairs.sort((x, y) => x[0] - y[0]);
  const merged: number[] = [];
  for (const [first, last] of pairs) {
    const end = merged.length - 1;
    if (end > 0 && first <= merged[end]! + 1) merged[end] = Math.max(merged[end]!, last);
    else merged.push(first, last);
  }
  return merged;
}
