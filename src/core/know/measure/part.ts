/**
 * One part of a customer's state: what is kept of the events of one name.
 *
 * P1. Adding the same contributions in any order gives the same values while no more than ROWS_MAX are inside the retention.
 * P2. Beyond ROWS_MAX the oldest rows are folded into buckets of a UTC day; windows that touch a bucket count it whole and are coarse.
 * P3. A row or bucket is dropped when no window can reach it any more.
 */
import { DAY, periodOf, type Scaled, toScaled } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import type { Json, JsonObject } from '../../entry.ts';
import { readList } from '../property.ts';
import { isScalar } from '../value.ts';
import {
  type Accumulator,
  addEdge,
  addNumber,
  addPeriod,
  addValue,
  elementMark,
  emptyAccumulator,
  mergeAccumulator,
} from './accumulator.ts';
import { leaveRows } from './cursor.ts';
import { type EventPart, rowAccepted } from './event-part.ts';
import type { Measure, PartLayout } from './layout.ts';
import { Rows } from './rows.ts';

/** How many contributions of one event name a customer keeps one by one. */
export const ROWS_MAX = 1_000;

export function emptyPart(layout: PartLayout): EventPart {
  return {
    layout,
    ever: layout.ever.map((measure) => emptyAccumulator(measure.family)),
    rows: new Rows(1 + layout.cells.length, layout.keepsMarks),
    buckets: new Map(),
    dirtyBuckets: new Set(),
    dictionary: [],
    numbers: new Map(),
    foldedUntil: Number.NEGATIVE_INFINITY,
    cursors: [],
    dirty: true,
  };
}

/** What an event contributes at `now` (ms). */
export interface Occurrence {
  readonly time: number;
  readonly messageId: string;
  readonly properties: JsonObject;
}

/** Adds an event (or the elements of its list). Returns whether anything was added. */
export function addEvent(part: EventPart, event: Occurrence, now: number): boolean {
  const { list } = part.layout;
  const passes: boolean[] = [];
  for (const filter of part.layout.filters) passes.push(filter.test(event.properties));
  if (!list) {
    addContribution(part, { from: event.properties, passes }, { time: event.time, mark: event.messageId, now });
    return true;
  }
  const items = readList(event.properties, list);
  for (let i = 0; i < items.length; i++) {
    addContribution(part, { from: items[i]!, passes }, { time: event.time, mark: elementMark(event.messageId, i), now });
  }
  return items.length > 0;
}

interface Contribution {
  readonly from: Json;
  readonly passes: readonly boolean[];
}

function addContribution(part: EventPart, { from, passes }: Contribution, when: { time: number; mark: string; now: number }): void {
  const { layout } = part;
  const values: (Scalar | undefined)[] = [];
  for (const column of layout.columns) values.push(read(column.kind, column.read(from)));
  const accepts = (measure: Measure) =>
    (measure.filter < 0 || passes[measure.filter]) && (measure.column < 0 || values[measure.column] !== undefined);
  const one: Single = { time: when.time, mark: when.mark, value: undefined, zone: layout.zone };
  part.dirty = true;
  for (let i = 0; i < layout.ever.length; i++) {
    const measure = layout.ever[i]!;
    if (!accepts(measure)) continue;
    one.value = values[measure.column];
    accumulate(part.ever[i]!, measure, one);
  }
  if (layout.windowed.length === 0 || when.time <= when.now - layout.retentionMs || !layout.windowed.some(accepts)) return;
  const cells: number[] = [];
  for (const cell of layout.cells) {
    const value = values[cell.of];
    if (cell.kind === 'filter') cells.push(passes[cell.of] ? 1 : 0);
    else if (value === undefined) cells.push(Number.NaN);
    else cells.push(cell.kind === 'number' ? (value as Scaled) : numberOf(part, value));
  }
  part.rows.insert(when.time, when.mark, cells);
  settle(part, when.now);
}

/** The column's value: scaled for numbers; undefined when missing. */
function read(kind: 'number' | 'value', json: unknown): Scalar | undefined {
  if (kind === 'value') return isScalar(json) ? json : undefined;
  return typeof json === 'number' ? toScaled(json) : undefined;
}

/** One contribution as a measure sees it. */
interface Single {
  readonly time: number;
  readonly mark: string;
  readonly zone: string;
  value: Scalar | undefined;
}

function accumulate(to: Accumulator, measure: Measure, one: Single): void {
  if (to.family === 'number') addNumber(to, typeof one.value === 'number' ? one.value : 0);
  else if (to.family === 'edge') addEdge(to, [one.time, one.mark, one.value ?? null]);
  else if (to.family === 'periods') addPeriod(to, periodOf(one.time, measure.unit, one.zone));
  else if (one.value !== undefined) addValue(to, one.value, [one.time, one.mark]);
}

/** Number of a value in the part's dictionary. */
function numberOf(part: EventPart, value: Scalar): number {
  const known = part.numbers.get(value);
  if (known !== undefined) return known;
  const number = part.dictionary.push(value) - 1;
  part.numbers.set(value, number);
  return number;
}

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
  for (const day of part.buckets.keys()) {
    if ((day + 1) * DAY > edge) continue;
    part.buckets.delete(day);
    part.dirtyBuckets.add(day);
  }
  if (part.dictionary.length > 64 && part.dictionary.length > 2 * layout.cells.length * (rows.length + 1)) compactDictionary(part);
}

/** Takes the oldest rows away, from the cursors too. */
function dropRows(part: EventPart, count: number): void {
  for (const cursor of part.cursors) if (cursor) leaveRows(part, cursor, count);
  part.rows.drop(count);
}

function fold(part: EventPart, row: number): void {
  const time = part.rows.time(row);
  const day = Math.floor(time / DAY);
  let bucket = part.buckets.get(day);
  if (!bucket) {
    bucket = part.layout.windowed.map((measure) => emptyAccumulator(measure.family));
    part.buckets.set(day, bucket);
  }
  part.dirtyBuckets.add(day);
  part.foldedUntil = Math.max(part.foldedUntil, time);
  part.layout.windowed.forEach((measure, i) => {
    accumulateRow(part, { measure, row, to: bucket[i]! });
  });
}

/** Adds one row to an accumulator of a windowed measure, if the measure accepts it. */
export function accumulateRow(part: EventPart, one: { measure: Measure; row: number; to: Accumulator }): void {
  const { measure, row, to } = one;
  if (!rowAccepted(part, measure, row)) return;
  const { rows, layout } = part;
  const time = rows.time(row);
  const cell = measure.valueCell < 0 ? undefined : rows.cell(row, measure.valueCell);
  const value = cell === undefined ? undefined : layout.cells[measure.valueCell]!.kind === 'number' ? cell : part.dictionary[cell];
  accumulate(to, measure, { time, mark: rows.marks?.[row] ?? '', value, zone: layout.zone });
}

/** Forgets values that no row holds any more. */
function compactDictionary(part: EventPart): void {
  const { rows, layout } = part;
  const old = part.dictionary;
  part.dictionary = [];
  part.numbers = new Map();
  for (let row = 0; row < rows.length; row++) {
    layout.cells.forEach((cell, i) => {
      const at = row * rows.stride + 1 + i;
      const number = rows.numbers[at]!;
      if (cell.kind === 'value' && !Number.isNaN(number)) rows.numbers[at] = numberOf(part, old[number]!);
    });
  }
  rows.dirtyFrom = rows.base;
  rows.generation++;
}

/** Adds everything of `from` to `to`; both have the same layout. */
export function mergePart(to: EventPart, from: EventPart, now: number): void {
  to.ever.forEach((accumulator, i) => {
    mergeAccumulator(accumulator, from.ever[i]!);
  });
  const { cells } = from.layout;
  for (let row = 0; row < from.rows.length; row++) {
    const numbers = cells.map((cell, i) => {
      const number = from.rows.cell(row, i);
      return cell.kind === 'value' && !Number.isNaN(number) ? numberOf(to, from.dictionary[number]!) : number;
    });
    to.rows.insert(from.rows.time(row), from.rows.marks?.[row] ?? '', numbers);
  }
  for (const [day, accumulators] of from.buckets) {
    const mine = to.buckets.get(day);
    if (mine)
      mine.forEach((accumulator, i) => {
        mergeAccumulator(accumulator, accumulators[i]!);
      });
    else to.buckets.set(day, accumulators);
    to.dirtyBuckets.add(day);
  }
  to.foldedUntil = Math.max(to.foldedUntil, from.foldedUntil);
  to.dirty = true;
  settle(to, now);
}
