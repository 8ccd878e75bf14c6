/** Reading windows: which rows count at an instant, what they add up to, and when that changes by itself. */
import { addScaled, DAY, periodOf, periodStart } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import { type Accumulator, emptyAccumulator, mergeAccumulator, precedes } from './accumulator.ts';
import { emptyCursor, findExtrema, giveBack, take } from './cursor.ts';
import { type Cursor, type EventPart, rowAccepted } from './event-part.ts';
import type { Query } from './layout.ts';
import { accumulateRow } from './part.ts';

/** Contributions with from < time <= to count (ms). */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

export function boundsOf(query: Query, now: number, zone: string): Bounds {
  const { window } = query;
  if ('last' in window) return { from: now - query.lastMs, to: Number.POSITIVE_INFINITY };
  const unit = 'this' in window ? window.this : window.previous;
  const period = periodOf(now, unit, zone) - ('this' in window ? 0 : 1);
  return { from: periodStart(period, unit, zone) - 1, to: periodStart(period + 1, unit, zone) - 1 };
}

/** Everything the window holds, as one accumulator. */
export function accumulated(part: EventPart, query: Query, now: number): Accumulator {
  const measure = part.layout.windowed[query.measure]!;
  const bounds = boundsOf(query, now, part.layout.zone);
  const total = emptyAccumulator(measure.family);
  for (const [day, bucket] of part.buckets) if (bucketCounts(day, bounds)) mergeAccumulator(total, bucket[query.measure]!);
  const { rows } = part;
  for (let row = rows.after(bounds.from); row < rows.length && rows.time(row) <= bounds.to; row++)
    accumulateRow(part, { measure, row, to: total });
  return total;
}

/**
 * What the rows of a window hold (buckets aside), kept up to date by a cursor: rows that came in are added, rows that left are taken away,
 * instead of a pass over all of them. Extrema are looked for anew when the one that left was the extremum.
 */
export function running(part: EventPart, query: Query, now: number): Cursor {
  const { rows } = part;
  const measure = part.layout.windowed[query.measure]!;
  let cursor = part.cursors[query.cursor];
  const { from, to } = boundsAt(cursor, { part, query, now });
  const usable = cursor && cursor.generation === rows.generation && cursor.from <= from && cursor.to <= to && cursor.start >= rows.base;
  if (!cursor || !usable) {
    cursor = emptyCursor(measure, rows.generation, rows.base + rows.after(from));
    part.cursors[query.cursor] = cursor;
  }
  cursor.from = from;
  cursor.to = to;
  const end = rows.base + rows.length;
  for (; cursor.end < end && rows.time(cursor.end - rows.base) <= to; cursor.end++) take(part, cursor, cursor.end - rows.base);
  for (; cursor.start < cursor.end && rows.time(cursor.start - rows.base) <= from; cursor.start++) {
    giveBack(part, cursor, cursor.start - rows.base);
  }
  if (cursor.stale) findExtrema(part, cursor);
  return cursor;
}

/** Calendar bounds stay the same for a whole period, so they are kept with the cursor. */
function boundsAt(cursor: Cursor | undefined, { part, query, now }: { part: EventPart; query: Query; now: number }): Bounds {
  if ('last' in query.window) return { from: now - query.lastMs, to: Number.POSITIVE_INFINITY };
  const previous = 'previous' in query.window;
  if (cursor && !previous && now > cursor.from && now <= cursor.to) return cursor;
  return boundsOf(query, now, part.layout.zone);
}

/** The buckets of a window and its rows together, where there are buckets. */
export function countAndSum(part: EventPart, query: Query, now: number): Pick<Cursor, 'count' | 'sum' | 'min' | 'max'> {
  const cursor = running(part, query, now);
  if (part.buckets.size === 0) return cursor;
  let { count, sum, min, max } = cursor;
  for (const [day, bucket] of part.buckets) {
    const folded = bucket[query.measure]!;
    if (folded.family !== 'number' || !bucketCounts(day, cursor)) continue;
    count += folded.count;
    sum = addScaled(sum, folded.sum);
    min = Math.min(min, folded.min);
    max = Math.max(max, folded.max);
  }
  return { count, sum, min, max };
}

/** How often a value stands in a window, and its last use: the row with that absolute index, or (-1) a folded one at `time` and `mark`. */
export interface ValueInWindow {
  readonly count: number;
  readonly last: number;
  readonly time: number;
  readonly mark: string;
}

export type WindowValues = ReadonlyMap<Scalar, ValueInWindow>;

/** The values of a window, of its rows and its buckets. */
export function valuesIn(part: EventPart, query: Query, now: number): WindowValues {
  const cursor = running(part, query, now);
  const values = new Map<Scalar, ValueInWindow>();
  for (const [number, { count, last }] of cursor.values) values.set(part.dictionary[number]!, { count, last, time: 0, mark: '' });
  for (const [day, bucket] of part.buckets) {
    const folded = bucket[query.measure]!;
    if (folded.family !== 'values' || !bucketCounts(day, cursor)) continue;
    for (const [value, { count, lastTime, lastMark }] of folded.values) {
      const known = values.get(value);
      if (!known) values.set(value, { count, last: -1, time: lastTime, mark: lastMark });
      else values.set(value, mergeUse(known, { count, lastTime, lastMark }));
    }
  }
  return values;
}

/** Rows are younger than what has been folded, so a row stays the last use. */
function mergeUse(known: ValueInWindow, folded: { count: number; lastTime: number; lastMark: string }): ValueInWindow {
  const count = known.count + folded.count;
  const isLater = known.last < 0 && precedes([known.time, known.mark], [folded.lastTime, folded.lastMark]);
  return isLater ? { count, last: -1, time: folded.lastTime, mark: folded.lastMark } : { ...known, count };
}

/** Row of the first or last contribution of a rolling window; undefined when there is none. */
export function edgeRow(part: EventPart, query: Query, { now, edge }: { now: number; edge: 'first' | 'last' }): number | undefined {
  const measure = part.layout.windowed[query.measure]!;
  const { rows } = part;
  const cutoff = now - query.lastMs;
  if (edge === 'last') {
    for (let row = rows.length - 1; row >= 0 && rows.time(row) > cutoff; row--) if (rowAccepted(part, measure, row)) return row;
    return undefined;
  }
  for (let row = rows.after(cutoff); row < rows.length; row++) if (rowAccepted(part, measure, row)) return row;
  return undefined;
}

/** Earliest instant > now at which the window's content changes though nothing arrives. */
export function contentChangesAt(part: EventPart, query: Query, now: number): number {
  const { window } = query;
  const { zone } = part.layout;
  if (!('last' in window)) {
    const unit = 'this' in window ? window.this : window.previous;
    return periodStart(periodOf(now, unit, zone) + 1, unit, zone);
  }
  return nthOldestLeavesAt(part, query, { now, n: 1 });
}

/** When the n-th oldest contribution of a rolling window leaves it (n >= 1); Infinity when there are fewer. */
export function nthOldestLeavesAt(part: EventPart, query: Query, one: { now: number; n: number }): number {
  const measure = part.layout.windowed[query.measure]!;
  const { rows } = part;
  const from = one.now - query.lastMs;
  // With folded contributions their number is not known one by one: anything that leaves may be the one.
  let left = part.buckets.size > 0 ? 1 : one.n;
  let bucketLeaves = Number.POSITIVE_INFINITY;
  for (const day of part.buckets.keys()) {
    if (bucketCounts(day, { from, to: Number.POSITIVE_INFINITY })) bucketLeaves = Math.min(bucketLeaves, (day + 1) * DAY + query.lastMs);
  }
  for (let row = rows.after(from); row < rows.length; row++) {
    if (rowAccepted(part, measure, row) && --left === 0) return Math.min(bucketLeaves, rows.time(row) + query.lastMs);
  }
  return bucketLeaves;
}

/** A bucket counts whole when any of its day lies in the window (for calendar windows: when it starts there). */
function bucketCounts(day: number, bounds: Bounds): boolean {
  if (bounds.to === Number.POSITIVE_INFINITY) return (day + 1) * DAY > bounds.from;
  return day * DAY > bounds.from && day * DAY <= bounds.to;
}

/** Whether the window includes folded contributions, so that its value is coarse. */
export function isCoarse(part: EventPart, query: Query, now: number): boolean {
  const bounds = boundsOf(query, now, part.layout.zone);
  return [...part.buckets.keys()].some((day) => bucketCounts(day, bounds));
}
