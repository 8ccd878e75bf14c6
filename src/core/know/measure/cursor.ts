/** Cursors: what a window's rows add up to, moved along instead of recomputed. They never show in results. */
import { addScaled } from '../../../base/index.ts';
import { type Cursor, type EventPart, rowAccepted } from './event-part.ts';
import type { Measure } from './layout.ts';

/** Holds nothing yet; `start`: absolute index of the first row it will take. */
export function emptyCursor(measure: Measure, generation: number, start: number): Cursor {
  return {
    measure,
    generation,
    from: 0,
    to: 0,
    start,
    end: start,
    count: 0,
    sum: 0,
    min: Infinity,
    max: -Infinity,
    stale: false,
    values: new Map(),
  };
}

export function take(part: EventPart, cursor: Cursor, row: number): void {
  const { measure } = cursor;
  if (!rowAccepted(part, measure, row)) return;
  cursor.count++;
  if (measure.valueCell < 0) return;
  const value = part.rows.cell(row, measure.valueCell);
  if (measure.family === 'number') {
    cursor.sum = addScaled(cursor.sum, value);
    if (value < cursor.min) cursor.min = value;
    if (value > cursor.max) cursor.max = value;
  } else if (measure.family === 'values') {
    const known = cursor.values.get(value);
    if (known) {
      known.count++;
      known.last = cursor.end;
    } else cursor.values.set(value, { count: 1, last: cursor.end });
  }
}

export function giveBack(part: EventPart, cursor: Cursor, row: number): void {
  const { measure } = cursor;
  if (!rowAccepted(part, measure, row)) return;
  cursor.count--;
  if (measure.valueCell < 0) return;
  const value = part.rows.cell(row, measure.valueCell);
  if (measure.family === 'number') {
    cursor.sum = addScaled(cursor.sum, -value);
    if (value === cursor.min || value === cursor.max) cursor.stale = true;
  } else if (measure.family === 'values') {
    const known = cursor.values.get(value)!;
    if (--known.count === 0) cursor.values.delete(value);
  }
}

export function findExtrema(part: EventPart, cursor: Cursor): void {
  const { rows } = part;
  const { measure } = cursor;
  cursor.min = Infinity;
  cursor.max = -Infinity;
  for (let at = cursor.start; at < cursor.end; at++) {
    const row = at - rows.base;
    if (!rowAccepted(part, measure, row)) continue;
    const value = rows.cell(row, measure.valueCell);
    if (value < cursor.min) cursor.min = value;
    if (value > cursor.max) cursor.max = value;
  }
  cursor.stale = false;
}

/** The first `count` rows are about to go: a cursor that counts them gives them back. */
export function leaveRows(part: EventPart, cursor: Cursor, count: number): void {
  const { rows } = part;
  // One of another generation starts anew anyway.
  if (cursor.generation !== rows.generation) return;
  const first = rows.base + count;
  for (; cursor.start < Math.min(cursor.end, first); cursor.start++) giveBack(part, cursor, cursor.start - rows.base);
  cursor.start = Math.max(cursor.start, first);
  cursor.end = Math.max(cursor.end, first);
}
