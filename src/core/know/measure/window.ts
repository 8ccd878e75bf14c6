/** Reading windows: which rows count at an instant, what they add up to, and when that changes by itself. */
import { addScaled, DAY, periodOf, periodStart } from '../../../base/index.ts';
import { type Accumulator, emptyAccumulator, mergeAccumulator } from './accumulator.ts';
import { emptyCursor, findExtrema, giveBack, take } from './cursor.ts';
import { type Cursor, type EventPart, rowAccepted } from './event-part.ts';
import type { Measure, Query } from './layout.ts';
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
  for (const [day] of [...part.buckets].sort((a, b) => a[0] - b[0])) {
    if (bucketCounts(day, { from, to: Number.POSITIVE_INFINITY })) return (day + 1) * DAY + query.lastMs;
  }
  let left = one.n;
  for (let row = rows.after(from); row < rows.length; row++) {
    if (rowAccepted(part, measure, row) && --left === 0) return rows.time(row) + query.lastMs;
  }
  return Number.POSITIVE_INFINITY;
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
