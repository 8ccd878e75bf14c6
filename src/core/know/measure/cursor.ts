/**
 * Cursors: what the rows of a part's windows add up to, moved along with time and with new rows instead of recomputed. They never show in
 * results. All of a part stand in one array of numbers: a block per window, and one per query that is read through it. A cache holds many parts
 * and events come to one after the other, so all small parts of a layout share one such array.
 *
 * U1. After `moveTo` a window's block covers exactly the rows with from < time <= to, and its queries' blocks hold what those rows give.
 */
import { addScaled, SCALED_MAX } from '../../../base/index.ts';
import { compareText } from '../value.ts';
import { messageOf } from './accumulator.ts';
import { type EventPart, FEW_ROWS, releaseCursors, rowAccepted } from './event-part.ts';
import type { Query, WindowSpan } from './layout.ts';

/** Places in a window's block. `START` and `END` are absolute indices of rows; `FROM` and `TO` ms. */
const NOW = 0;
export const FROM = 1;
export const TO = 2;
export const START = 3;
export const END = 4;
const GENERATION = 5;
const EDITS = 6;

/** Places in a query's block. Extrema are NaN when one has left, and so is a sum that went out of range: they have to be looked for. */
export const COUNT = 0;
/** No accepted row of the window stands before this absolute index. */
export const OLDEST = 1;
export const SUM = 2;
export const MIN = 3;
export const MAX = 4;
/** Of `values`: how many different ones, and the number of the most frequent. */
export const DISTINCT = 2;
export const BEST = 3;
const NO_BEST = -1;
const STALE_BEST = -2;

/** Moves a window to an instant. Returns the part's cursors. */
export function moveTo(part: EventPart, span: WindowSpan, now: number): number[] {
  if (part.cursors.length === 0) takeCursors(part);
  const { cursors, rows } = part;
  const at = span.block;
  if (cursors[at + NOW] === now && cursors[at + EDITS] === rows.edits) return cursors;
  let from = cursors[at + FROM]!;
  let to = cursors[at + TO]!;
  if (span.kind === 'rolling') {
    from = now - span.lastMs;
    to = Number.POSITIVE_INFINITY;
  } else if (span.kind === 'shifted') {
    from = now - span.lastMs;
    to = now - span.exceptMs;
  } else {
    const period = span.clock.periodOf(now);
    const start = span.clock.start(period);
    from = (span.kind === 'this' ? start : span.clock.start(period - 1)) - 1;
    to = (span.kind === 'this' ? span.clock.start(period + 1) : start) - 1;
  }
  const isAhead = cursors[at + GENERATION] === rows.generation && cursors[at + FROM]! <= from && cursors[at + TO]! <= to;
  if (!isAhead || cursors[at + START]! < rows.base) restart(part, span, rows.base + rows.after(from));
  cursors[at + NOW] = now;
  cursors[at + EDITS] = rows.edits;
  cursors[at + FROM] = from;
  cursors[at + TO] = to;
  let end = cursors[at + END]!;
  for (const last = rows.base + rows.length; end < last && rows.time(end - rows.base) <= to; end++) take(part, span, end);
  cursors[at + END] = end;
  let start = cursors[at + START]!;
  for (; start < end && rows.time(start - rows.base) <= from; start++) giveBack(part, span, start);
  cursors[at + START] = start;
  return cursors;
}

/** Parts with many rows have cursors of their own; the others take those of their layout, and start anew when another had them meanwhile. */
function takeCursors(part: EventPart): void {
  const { layout } = part;
  const { shared } = layout;
  if (part.rows.length > FEW_ROWS) {
    part.cursors = new Array<number>(layout.cursorNumbers).fill(Number.NaN);
    part.uses = [];
    return;
  }
  if (shared.owner) releaseCursors(shared.owner);
  if (shared.cursors.length === 0) shared.cursors = new Array<number>(layout.cursorNumbers).fill(Number.NaN);
  for (const { block } of layout.spans) {
    shared.cursors[block + NOW] = Number.NaN;
    shared.cursors[block + GENERATION] = Number.NaN;
  }
  shared.owner = part;
  part.cursors = shared.cursors;
  part.uses = shared.uses;
}

/** The first `count` rows are about to go: windows that count them give them back. */
export function leaveRows(part: EventPart, count: number): void {
  const { cursors, rows } = part;
  if (cursors.length === 0) return;
  const first = rows.base + count;
  for (const span of part.layout.spans) {
    const at = span.block;
    // One of another generation starts anew anyway.
    if (cursors[at + GENERATION] !== rows.generation) continue;
    const end = cursors[at + END]!;
    for (let row = cursors[at + START]!; row < Math.min(end, first); row++) giveBack(part, span, row);
    cursors[at + START] = Math.max(cursors[at + START]!, first);
    cursors[at + END] = Math.max(end, first);
  }
}

/** Absolute index of the oldest row of the window that the query accepts, or that of the part's end. After `moveTo`. */
export function oldestRow(part: EventPart, query: Query): number {
  const { cursors, rows } = part;
  const end = rows.base + rows.length;
  let row = Math.max(cursors[query.block + OLDEST]!, cursors[query.span.block + START]!);
  while (row < end && !rowAccepted(part, query.of, row - rows.base)) row++;
  cursors[query.block + OLDEST] = row;
  return row;
}

/** A sum that went out of range has lost what would give it back. */
function exact(sum: number): number {
  return sum <= SCALED_MAX && sum >= -SCALED_MAX ? sum : Number.NaN;
}

/** Sum of a window's rows, saturating in their order. After `moveTo`. */
export function sumOf(part: EventPart, query: Query): number {
  const { cursors, rows } = part;
  const known = cursors[query.block + SUM]!;
  if (!Number.isNaN(known)) return known;
  let sum = 0;
  let saturating = 0;
  for (let row = cursors[query.span.block + START]! - rows.base; row < cursors[query.span.block + END]! - rows.base; row++) {
    if (!rowAccepted(part, query.of, row)) continue;
    const value = rows.cell(row, query.of.valueCell);
    sum = exact(sum + value);
    saturating = addScaled(saturating, value);
  }
  cursors[query.block + SUM] = sum;
  return saturating;
}

/** Looks for the extrema of a window if one has left. */
export function findExtrema(part: EventPart, query: Query): void {
  const { cursors, rows } = part;
  const at = query.block;
  if (!Number.isNaN(cursors[at + MIN])) return;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = cursors[query.span.block + START]! - rows.base; row < cursors[query.span.block + END]! - rows.base; row++) {
    if (!rowAccepted(part, query.of, row)) continue;
    const value = rows.cell(row, query.of.valueCell);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  cursors[at + MIN] = min;
  cursors[at + MAX] = max;
}

/** Number of the value used most often in the window, of equally frequent ones the one used last (docs/conditions.md 4.3); -1 for none. */
export function bestUse(part: EventPart, query: Query): number {
  const { cursors } = part;
  const at = query.block;
  if (cursors[at + BEST] !== STALE_BEST) return cursors[at + BEST]!;
  const uses = part.uses[query.uses]!;
  let best = NO_BEST;
  for (let value = 0; 2 * value < uses.length; value++) {
    if (uses[2 * value]! > 0 && (best < 0 || isBetter(part, uses, { value, best }))) best = value;
  }
  cursors[at + BEST] = best;
  return best;
}

/** Nothing counted yet; `start`: absolute index of the first row it will take. */
function restart(part: EventPart, { block, queries }: WindowSpan, start: number): void {
  const { cursors, uses } = part;
  cursors[block + GENERATION] = part.rows.generation;
  cursors[block + START] = start;
  cursors[block + END] = start;
  for (const query of queries) {
    const at = query.block;
    cursors[at + COUNT] = 0;
    cursors[at + OLDEST] = start;
    if (query.uses >= 0) {
      cursors[at + DISTINCT] = 0;
      cursors[at + BEST] = NO_BEST;
      uses[query.uses] = [];
    } else {
      cursors[at + SUM] = 0;
      cursors[at + MIN] = Number.POSITIVE_INFINITY;
      cursors[at + MAX] = Number.NEGATIVE_INFINITY;
    }
  }
}

/** Counts a row, by absolute index. */
function take(part: EventPart, { queries }: WindowSpan, row: number): void {
  const { cursors, rows } = part;
  for (const query of queries) {
    const { of, block: at } = query;
    if (!rowAccepted(part, of, row - rows.base)) continue;
    cursors[at + COUNT]!++;
    if (of.valueCell < 0) continue;
    const value = rows.cell(row - rows.base, of.valueCell);
    if (of.family === 'values') takeUse(part, query, { value, row });
    else if (of.family === 'number') {
      cursors[at + SUM] = exact(cursors[at + SUM]! + value);
      if (value < cursors[at + MIN]!) cursors[at + MIN] = value;
      if (value > cursors[at + MAX]!) cursors[at + MAX] = value;
    }
  }
}

function giveBack(part: EventPart, { queries }: WindowSpan, row: number): void {
  const { cursors, rows } = part;
  for (const query of queries) {
    const { of, block: at } = query;
    if (!rowAccepted(part, of, row - rows.base)) continue;
    cursors[at + COUNT]!--;
    if (of.valueCell < 0) continue;
    const value = rows.cell(row - rows.base, of.valueCell);
    if (of.family === 'values') {
      const uses = part.uses[query.uses]!;
      if (--uses[2 * value]! === 0) cursors[at + DISTINCT]!--;
      if (cursors[at + BEST] === value) cursors[at + BEST] = STALE_BEST;
    } else if (of.family === 'number') {
      cursors[at + SUM] = exact(cursors[at + SUM]! - value);
      if (value !== cursors[at + MIN] && value !== cursors[at + MAX]) continue;
      cursors[at + MIN] = Number.NaN;
      cursors[at + MAX] = Number.NaN;
    }
  }
}

/** Value counts: for each number of the dictionary how often it is in the window, and its last row. Rows are taken in order. */
function takeUse(part: EventPart, { block: at, uses: index, of }: Query, { value, row }: { value: number; row: number }): void {
  const { cursors } = part;
  const uses = part.uses[index]!;
  while (uses.length <= 2 * value) uses.push(0, 0);
  uses[2 * value + 1] = row;
  if (++uses[2 * value]! === 1) cursors[at + DISTINCT]!++;
  const best = cursors[at + BEST]!;
  if (of.side !== 'last' || best === STALE_BEST || best === value) return;
  if (best === NO_BEST || isBetter(part, uses, { value, best })) cursors[at + BEST] = value;
}

function isBetter(part: EventPart, uses: readonly number[], { value, best }: { value: number; best: number }): boolean {
  if (uses[2 * value] !== uses[2 * best]) return uses[2 * value]! > uses[2 * best]!;
  const [row, other] = [uses[2 * value + 1]!, uses[2 * best + 1]!];
  return sameMessage(part, row, other) ? precedesAsJson(part, value, best) : row > other;
}

function sameMessage({ rows }: EventPart, a: number, b: number): boolean {
  if (rows.time(a - rows.base) !== rows.time(b - rows.base)) return false;
  return messageOf(rows.marks?.[a - rows.base] ?? '') === messageOf(rows.marks?.[b - rows.base] ?? '');
}

/** Within one message the value with the smaller JSON text wins. */
function precedesAsJson({ dictionary }: EventPart, a: number, b: number): boolean {
  return compareText(JSON.stringify(dictionary[a]), JSON.stringify(dictionary[b])) < 0;
}
