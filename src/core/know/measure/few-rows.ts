/**
 * Windows over few rows, added up on the spot. Most parts have few rows and share the cursors of their layout (cursor.ts), which
 * start anew for every window when another customer had them: looking at the rows themselves costs less. Results are the same.
 */
import { addScaled } from '../../../base/index.ts';
import { type EventPart, FEW_ROWS, rowAccepted } from './event-part.ts';
import type { Query, WindowSpan } from './layout.ts';

/** Whether the part's windows are added up here. */
export function hasFewRows({ rows, buckets }: EventPart): boolean {
  return rows.length <= FEW_ROWS && buckets.size === 0;
}

/** Whether the last row is the only one of its moment, and that is `time`; rows that are folded aside. */
export function hasNewest({ rows, buckets }: EventPart, time: number): boolean {
  const last = rows.length - 1;
  return last >= 0 && buckets.size === 0 && rows.time(last) === time && (last === 0 || rows.time(last - 1) < time);
}

/** What `addUp` has found; extrema are infinite when there is none. */
export const found: { count: number; sum: number; min: number; max: number } = { count: 0, sum: 0, min: 0, max: 0 };

/** Adds up the numbers of a window into `found`. */
export function addUp(part: EventPart, query: Query, now: number): void {
  const { rows } = part;
  const { of, span } = query;
  const from = windowFrom(span, now);
  const to = windowTo(span, now);
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows.length; row++) {
    const time = rows.time(row);
    if (time > to) break;
    if (time <= from || !rowAccepted(part, of, row)) continue;
    count++;
    if (of.valueCell < 0) continue;
    const value = rows.cell(row, of.valueCell);
    sum = addScaled(sum, value);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  found.count = count;
  found.sum = sum;
  found.min = min;
  found.max = max;
}

/** How many contributions a window holds. */
export function countFew(part: EventPart, { of, span }: Query, now: number): number {
  const { rows } = part;
  const from = windowFrom(span, now);
  const to = windowTo(span, now);
  let count = 0;
  for (let row = rows.length - 1; row >= 0 && rows.time(row) > from; row--) if (rows.time(row) <= to && rowAccepted(part, of, row)) count++;
  return count;
}

/** Row of the n-th latest contribution of a window (n >= 1); -1 when there are fewer. */
export function latestRow(part: EventPart, { of, span }: Query, { now, n }: { now: number; n: number }): number {
  const { rows } = part;
  const from = windowFrom(span, now);
  const to = windowTo(span, now);
  let left = n;
  for (let row = rows.length - 1; row >= 0 && rows.time(row) > from; row--)
    if (rows.time(row) <= to && rowAccepted(part, of, row) && --left === 0) return row;
  return -1;
}

/** When the oldest contribution of a rolling window leaves it; Infinity when there is none. */
export function oldestLeavesAt(part: EventPart, { of, span }: Query, now: number): number {
  const { rows } = part;
  const from = windowFrom(span, now);
  for (let row = 0; row < rows.length; row++) if (rows.time(row) > from && rowAccepted(part, of, row)) return rows.time(row) + span.lastMs;
  return Number.POSITIVE_INFINITY;
}

/** How often each value of the dictionary is in the window at hand, and its last row. Between uses there are none. */
const uses: number[] = [];
const lasts: number[] = [];
const NO_ROW = -1;

/** How many different values a window holds. */
export function distinctFew(part: EventPart, query: Query, now: number): number {
  const distinct = countUses(part, query, now);
  forgetUses(part, query.of.valueCell);
  return distinct;
}

/** No value, and values of which only marks tell which was used last. */
export const NO_VALUE = -1;
export const TIED = -2;

/** Number of the value used most often in a window, of equally frequent ones the one used last; or `NO_VALUE` or `TIED`. */
export function mostFrequentFew(part: EventPart, query: Query, now: number): number {
  const { rows } = part;
  const { valueCell } = query.of;
  let best = NO_VALUE;
  let isTied = false;
  if (countUses(part, query, now) > 0) {
    for (let row = rows.length - 1; row >= 0; row--) {
      const value = rows.cell(row, valueCell);
      if (!(value >= 0) || lasts[value] !== row) continue;
      if (best < 0 || uses[value]! > uses[best]!) {
        best = value;
        isTied = false;
      } else if (uses[value] === uses[best] && rows.time(row) === rows.time(lasts[best]!)) isTied = true;
    }
  }
  forgetUses(part, valueCell);
  return isTied ? TIED : best;
}

/** Returns how many different values there are. */
function countUses(part: EventPart, { of, span }: Query, now: number): number {
  const { rows } = part;
  const from = windowFrom(span, now);
  const to = windowTo(span, now);
  while (uses.length < part.dictionary.length) {
    uses.push(0);
    lasts.push(NO_ROW);
  }
  let distinct = 0;
  for (let row = 0; row < rows.length; row++) {
    const time = rows.time(row);
    if (time > to) break;
    if (time <= from || !rowAccepted(part, of, row)) continue;
    const value = rows.cell(row, of.valueCell);
    if (uses[value]!++ === 0) distinct++;
    lasts[value] = row;
  }
  return distinct;
}

/** Whether a window holds the value of this number in the dictionary. */
export function holdsFew(part: EventPart, { of, span }: Query, { now, number }: { now: number; number: number }): boolean {
  const { rows } = part;
  const from = windowFrom(span, now);
  const to = windowTo(span, now);
  for (let row = 0; row < rows.length; row++) {
    const time = rows.time(row);
    if (rows.cell(row, of.valueCell) === number && time > from && time <= to && rowAccepted(part, of, row)) return true;
  }
  return false;
}

function forgetUses({ rows }: EventPart, valueCell: number): void {
  for (let row = 0; row < rows.length; row++) {
    const value = rows.cell(row, valueCell);
    if (!(value >= 0)) continue;
    uses[value] = 0;
    lasts[value] = NO_ROW;
  }
}

/** A window holds the contributions with from < time <= to. */
function windowFrom({ kind, lastMs, clock }: WindowSpan, now: number): number {
  if (kind === 'rolling' || kind === 'shifted') return now - lastMs;
  const period = clock.periodOf(now);
  return clock.start(kind === 'this' ? period : period - 1) - 1;
}

function windowTo({ kind, exceptMs, clock }: WindowSpan, now: number): number {
  if (kind === 'rolling') return Number.POSITIVE_INFINITY;
  if (kind === 'shifted') return now - exceptMs;
  const period = clock.periodOf(now);
  return clock.start(kind === 'this' ? period + 1 : period) - 1;
}
