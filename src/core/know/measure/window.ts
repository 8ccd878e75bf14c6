/** Reading windows: which rows count at an instant, what they add up to, and when that changes by itself. */
import { addScaled, DAY } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import { accumulateRows } from './accumulate.ts';
import {
  type Accumulator,
  emptyAccumulator,
  mergeAccumulator,
  type NumberAccumulator,
  VALUES_MAX,
  type ValuesAccumulator,
} from './accumulator.ts';
import { bestUse, COUNT, DISTINCT, FROM, findExtrema, MAX, MIN, moveTo, oldestRow, sumOf, TO } from './cursor.ts';
import { type EventPart, knownNumber, rowAccepted } from './event-part.ts';
import { hasFewRows, holdsFew } from './few-rows.ts';
import type { Query } from './layout.ts';

/** Contributions with from < time <= to count (ms). */
interface Bounds {
  readonly from: number;
  readonly to: number;
}

function boundsOf(part: EventPart, { span }: Query, now: number): Bounds {
  const cursors = moveTo(part, span, now);
  return { from: cursors[span.block + FROM]!, to: cursors[span.block + TO]! };
}

/** Everything the window holds, as one accumulator. */
export function accumulated(part: EventPart, query: Query, now: number): Accumulator {
  const measure = query.of;
  const bounds = boundsOf(part, query, now);
  const total = emptyAccumulator(measure.family);
  for (const [day, bucket] of part.buckets) if (bucketCounts(day, bounds)) mergeAccumulator(total, bucket[query.measure]!);
  const { rows } = part;
  accumulateRows(part, { measure, total }, [rows.after(bounds.from), rows.after(bounds.to)]);
  return total;
}

/** How many contributions the window holds. */
export function countIn(part: EventPart, query: Query, now: number): number {
  const count = moveTo(part, query.span, now)[query.block + COUNT]!;
  return part.buckets.size === 0 ? count : withBuckets(part, query, now).count;
}

/** Their sum, scaled. */
export function sumIn(part: EventPart, query: Query, now: number): number {
  moveTo(part, query.span, now);
  return part.buckets.size === 0 ? sumOf(part, query) : withBuckets(part, query, now).sum;
}

/** The smallest or greatest, scaled; infinite when there is none. */
export function extremumIn(part: EventPart, query: Query, { now, which }: { now: number; which: 'min' | 'max' }): number {
  const cursors = moveTo(part, query.span, now);
  if (part.buckets.size > 0) return withBuckets(part, query, now)[which];
  findExtrema(part, query);
  return cursors[query.block + (which === 'min' ? MIN : MAX)]!;
}

/** The buckets of a window and its rows together. */
function withBuckets(part: EventPart, query: Query, now: number): NumberAccumulator {
  const bounds = boundsOf(part, query, now);
  findExtrema(part, query);
  const { cursors } = part;
  const at = query.block;
  let [count, sum, min, max] = [cursors[at + COUNT]!, sumOf(part, query), cursors[at + MIN]!, cursors[at + MAX]!];
  for (const [day, bucket] of part.buckets) {
    const folded = bucket[query.measure]!;
    if (folded.family !== 'number' || !bucketCounts(day, bounds)) continue;
    count += folded.count;
    sum = addScaled(sum, folded.sum);
    min = Math.min(min, folded.min);
    max = Math.max(max, folded.max);
  }
  return { family: 'number', count, sum, min, max };
}

/** How many different values the window holds. */
export function distinctIn(part: EventPart, query: Query, now: number): number {
  const cursors = moveTo(part, query.span, now);
  if (part.buckets.size === 0) return cursors[query.block + DISTINCT]!;
  const bounds = boundsOf(part, query, now);
  let distinct = cursors[query.block + DISTINCT]!;
  const folded = new Set<Scalar>();
  for (const [day, bucket] of part.buckets)
    if (bucketCounts(day, bounds)) for (const value of (bucket[query.measure] as ValuesAccumulator).values.keys()) folded.add(value);
  const uses = part.uses[query.uses]!;
  for (const value of folded) {
    const number = knownNumber(part, value);
    if (number < 0 || !(uses[2 * number]! > 0)) distinct++;
  }
  return Math.min(distinct, VALUES_MAX);
}

/** The value used most often in a window without buckets; undefined when it is empty. */
export function mostFrequentIn(part: EventPart, query: Query, now: number): Scalar | undefined {
  moveTo(part, query.span, now);
  return part.dictionary[bestUse(part, query)];
}

/** Whether the window may hold a value; what is folded may be anything. */
export function holdsValue(part: EventPart, query: Query, { now, value }: { now: number; value: Scalar }): boolean {
  if (part.buckets.size > 0) return true;
  const number = knownNumber(part, value);
  if (number < 0) return false;
  if (hasFewRows(part)) return holdsFew(part, query, { now, number });
  moveTo(part, query.span, now);
  return part.uses[query.uses]![2 * number]! > 0;
}

/** Row of the first or last contribution of a window; undefined when there is none. Buckets aside. */
export function edgeRow(part: EventPart, query: Query, { now, edge }: { now: number; edge: 'first' | 'last' }): number | undefined {
  const { rows } = part;
  const cursors = moveTo(part, query.span, now);
  const from = cursors[query.span.block + FROM]!;
  const to = cursors[query.span.block + TO]!;
  if (edge === 'first') {
    const row = oldestRow(part, query) - rows.base;
    return row < rows.length && rows.time(row) <= to ? row : undefined;
  }
  for (let row = rows.length - 1; row >= 0 && rows.time(row) > from; row--)
    if (rows.time(row) <= to && rowAccepted(part, query.of, row)) return row;
  return undefined;
}

/** Earliest instant > now at which the window's content changes though nothing arrives. */
export function contentChangesAt(part: EventPart, query: Query, now: number): number {
  const { kind, clock } = query.span;
  if (kind === 'shifted') return shiftChangesAt(part, query, now);
  if (kind !== 'rolling') {
    const period = clock.periodOf(now);
    const isAwaited = part.buckets.size > 0 || holdsSince(part, query, clock.start(kind === 'this' ? period : period - 1));
    return isAwaited ? clock.start(period + 1) : Number.POSITIVE_INFINITY;
  }
  moveTo(part, query.span, now);
  const leaves = rowLeavesAt(part, query);
  return part.buckets.size === 0 ? leaves : Math.min(leaves, bucketLeavesAt(part, query, now));
}

/** Whether a row that the query accepts has this time or a later one. */
function holdsSince(part: EventPart, { of }: Query, time: number): boolean {
  const { rows } = part;
  for (let row = rows.length - 1; row >= 0 && rows.time(row) >= time; row--) if (rowAccepted(part, of, row)) return true;
  return false;
}

/** Whether the window holds nothing after its next change: that of the present period, when no contribution lies beyond it. */
export function endsEmpty(part: EventPart, query: Query, now: number): boolean {
  const { kind, clock } = query.span;
  return kind === 'this' && part.buckets.size === 0 && !holdsSince(part, query, clock.start(clock.periodOf(now) + 1));
}

/** Of a shifted window: when the next contribution enters or leaves. */
function shiftChangesAt(part: EventPart, { span: { lastMs, exceptMs }, of }: Query, now: number): number {
  const { rows } = part;
  let earliest = Number.POSITIVE_INFINITY;
  const see = (time: number) => {
    for (const at of [time + exceptMs, time + lastMs]) if (at > now && at < earliest) earliest = at;
  };
  for (let row = rows.after(now - lastMs); row < rows.length; row++) {
    if (!rowAccepted(part, of, row)) continue;
    see(rows.time(row));
    // Later ones enter later, and leave later than this one.
    if (rows.time(row) > now - exceptMs) break;
  }
  for (const day of part.buckets.keys()) see(day * DAY);
  return earliest;
}

/** When the n-th oldest contribution of a rolling window leaves it (n >= 1); Infinity when there are fewer. */
export function nthOldestLeavesAt(part: EventPart, query: Query, { now, n }: { now: number; n: number }): number {
  const cursors = moveTo(part, query.span, now);
  const { rows } = part;
  const { lastMs } = query.span;
  // With folded contributions their number is not known one by one: anything that leaves may be the one.
  if (part.buckets.size > 0) return contentChangesAt(part, query, now);
  // Counted from the nearer end. A rolling window ends where the rows end.
  const newer = cursors[query.block + COUNT]! - n + 1;
  const fromEnd = newer < n;
  const step = fromEnd ? -1 : 1;
  let left = fromEnd ? newer : n;
  for (let row = fromEnd ? rows.length - 1 : oldestRow(part, query) - rows.base; left > 0 && row >= 0 && row < rows.length; row += step)
    if (rowAccepted(part, query.of, row) && --left === 0) return rows.time(row) + lastMs;
  return Number.POSITIVE_INFINITY;
}

/** When the oldest accepted row leaves a rolling window. */
function rowLeavesAt(part: EventPart, query: Query): number {
  const { rows } = part;
  const row = oldestRow(part, query) - rows.base;
  return row < rows.length ? rows.time(row) + query.span.lastMs : Number.POSITIVE_INFINITY;
}

function bucketLeavesAt(part: EventPart, { span: { lastMs } }: Query, now: number): number {
  const bounds = { from: now - lastMs, to: Number.POSITIVE_INFINITY };
  let earliest = Number.POSITIVE_INFINITY;
  for (const day of part.buckets.keys()) {
    if (bucketCounts(day, bounds)) earliest = Math.min(earliest, (day + 1) * DAY + lastMs);
  }
  return earliest;
}

/** A bucket counts whole when any of its day lies in the window (for calendar windows: when it starts there). */
function bucketCounts(day: number, bounds: Bounds): boolean {
  if (bounds.to === Number.POSITIVE_INFINITY) return (day + 1) * DAY > bounds.from;
  return day * DAY > bounds.from && day * DAY <= bounds.to;
}

/** Whether the window includes folded contributions, so that its value is coarse. */
export function isCoarse(part: EventPart, query: Query, now: number): boolean {
  if (part.buckets.size === 0) return false;
  const bounds = boundsOf(part, query, now);
  return [...part.buckets.keys()].some((day) => bucketCounts(day, bounds));
}
