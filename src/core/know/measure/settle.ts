/** Keeping a part small: rows and buckets out of reach go, rows beyond ROWS_MAX fold into buckets (P2, P3 of part.ts). */
import { DAY } from '../../../base/index.ts';
import { accumulateRows } from './accumulate.ts';
import { emptyAccumulator } from './accumulator.ts';
import { leaveRows } from './cursor.ts';
import { type EventPart, numberOf, ownBuckets, setDictionary } from './event-part.ts';

/** How many contributions of one event name a customer keeps one by one. */
export const ROWS_MAX = 1_000;

/** A dictionary this short is never worth compacting. */
const DICTIONARY_MIN = 64;

/** Drops what no window reaches and folds what exceeds ROWS_MAX. */
export function settle(part: EventPart, now: number): void {
  const { rows, layout } = part;
  const edge = now - layout.retentionMs;
  if (rows.length > 0 && rows.time(0) <= edge) {
    dropRows(part, rows.after(edge));
    part.dirty = true;
  }
  while (rows.length > ROWS_MAX) {
    fold(part, 0);
    dropRows(part, 1);
  }
  if (part.buckets.size > 0) dropBuckets(part, edge);
  const { length } = part.dictionary;
  if (length > DICTIONARY_MIN && length > 2 * layout.cells.length * (rows.length + 1)) compactDictionary(part);
}

function dropBuckets(part: EventPart, edge: number): void {
  for (const day of part.buckets.keys()) {
    if ((day + 1) * DAY > edge) continue;
    part.buckets.delete(day);
    part.dirtyBuckets.add(day);
  }
}

/** Takes the oldest rows away, from the cursors too. */
function dropRows(part: EventPart, count: number): void {
  leaveRows(part, count);
  part.rows.drop(count);
}

function fold(part: EventPart, row: number): void {
  const time = part.rows.time(row);
  const day = Math.floor(time / DAY);
  ownBuckets(part);
  let bucket = part.buckets.get(day);
  if (!bucket) {
    bucket = part.layout.windowed.map((measure) => emptyAccumulator(measure.family));
    part.buckets.set(day, bucket);
  }
  part.dirtyBuckets.add(day);
  part.foldedUntil = Math.max(part.foldedUntil, time);
  const { windowed } = part.layout;
  for (let i = 0; i < windowed.length; i++) accumulateRows(part, { measure: windowed[i]!, total: bucket[i]! }, [row, row + 1]);
}

/** Forgets values that no row holds any more. */
function compactDictionary(part: EventPart): void {
  const { rows, layout } = part;
  const old = part.dictionary;
  setDictionary(part, []);
  for (let row = 0; row < rows.length; row++) {
    layout.cells.forEach((cell, i) => {
      const at = row * rows.stride + 1 + i;
      const number = rows.numbers[at]!;
      if (cell.kind === 'value' && !Number.isNaN(number)) rows.numbers[at] = numberOf(part, old[number]!);
    });
  }
  rows.dirtyFrom = rows.base;
  rows.generation++;
  rows.edits++;
}
