/**
 * One part of a customer's state: what is kept of the events of one name.
 *
 * P1. Adding the same contributions in any order gives the same values while no more than ROWS_MAX are inside the retention.
 * P2. Beyond ROWS_MAX the oldest rows are folded into buckets of a UTC day; windows that touch a bucket count it whole and are coarse.
 * P3. A row or bucket is dropped when no window can reach it any more.
 */
import { type Scaled, toScaled } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import type { Json } from '../../entry.ts';
import type { EventAtHand } from '../compile/event-path.ts';
import { readList } from '../property.ts';
import { isScalar } from '../value.ts';
import { accumulate } from './accumulate.ts';
import { elementMark, mergeAccumulator } from './accumulator.ts';
import { type EventPart, numberOf, ownBuckets } from './event-part.ts';
import { EVERYTHING, type Measure, type Touched, touchedBit, UNFILTERED } from './layout.ts';
import { settle } from './settle.ts';

export { emptyPart } from './event-part.ts';

/** An event as it is counted. */
export interface Occurrence extends EventAtHand {
  readonly time: number;
  readonly messageId: string;
}

/** The contribution at hand: what its columns hold, and which filters its event passes. Reused, because every event makes several. */
let atHand: EventAtHand = { properties: {} };
const columns: (Scalar | undefined)[] = [];
const passes: boolean[] = [];
const cells: number[] = [];
const one: { time: number; mark: string; value: Scalar | undefined } = { time: 0, mark: '', value: undefined };

/** Adds an event (or the elements of its list). Returns what it has touched: 0 when nothing was added. */
export function addEvent(part: EventPart, event: Occurrence, now: number): Touched {
  const { list, filters } = part.layout;
  passes.length = 0;
  for (const filter of filters) passes.push(filter.test(event));
  atHand = event;
  one.time = event.time;
  if (!list) {
    one.mark = event.messageId;
    addContribution(part, event.properties, now);
    return touchedOf(part);
  }
  const items = readList(event.properties, list);
  for (let i = 0; i < items.length; i++) {
    one.mark = elementMark(event.messageId, i);
    addContribution(part, items[i]!, now);
  }
  return items.length > 0 ? touchedOf(part) : 0;
}

/** Rows that are folded change windows of every measure. */
function touchedOf(part: EventPart): Touched {
  if (part.buckets.size > 0) return EVERYTHING;
  let touched = UNFILTERED;
  for (let filter = 0; filter < passes.length; filter++) if (passes[filter]) touched |= touchedBit(filter);
  return touched;
}

/** Adds `one`, whose columns are read `from` the event's properties or the element. */
function addContribution(part: EventPart, from: Json, now: number): void {
  const { layout } = part;
  columns.length = 0;
  for (const column of layout.columns) columns.push(read(column.kind, column.read(from, atHand)));
  part.dirty = true;
  const { ever } = layout;
  for (let i = 0; i < ever.length; i++) {
    const measure = ever[i]!;
    if (!accepts(measure)) continue;
    one.value = measure.column < 0 ? undefined : columns[measure.column];
    accumulate(part.ever[i]!, measure, one);
  }
  const { latest } = layout;
  for (let i = 0; i < latest.length; i++) if (accepts(latest[i]!)) see(part, i, one.time);
  if (one.time <= now - layout.retentionMs || !acceptsAny(layout.windowed)) return;
  cells.length = 0;
  for (const cell of layout.cells) {
    const value = columns[cell.of];
    if (cell.kind === 'filter') cells.push(passes[cell.of] ? 1 : 0);
    else if (value === undefined) cells.push(Number.NaN);
    else cells.push(cell.kind === 'number' ? (value as Scaled) : numberOf(part, value));
  }
  part.rows.insert(one.time, one.mark, cells);
  settle(part, now);
}

/** A contribution of a measure of which only the last time is read. */
function see({ latest }: EventPart, i: number, time: number): void {
  if (Number.isNaN(latest[i]) || time > latest[i]!) latest[i] = time;
}

/** Whether the measure counts the contribution at hand. */
function accepts({ filter, column, from, to }: Measure): boolean {
  if (one.time < from || one.time >= to) return false;
  return (filter < 0 || passes[filter] === true) && (column < 0 || columns[column] !== undefined);
}

function acceptsAny(measures: readonly Measure[]): boolean {
  for (const measure of measures) if (accepts(measure)) return true;
  return false;
}

/** The column's value: scaled for numbers; undefined when missing. */
function read(kind: 'number' | 'value', json: unknown): Scalar | undefined {
  if (kind === 'number') return typeof json === 'number' ? toScaled(json) : undefined;
  // -0 + 0 is 0: one number, one encoding.
  return typeof json === 'number' && Number.isFinite(json) ? json + 0 : isScalar(json) ? json : undefined;
}

/** Adds everything of `from` to `to`; both have the same layout. */
export function mergePart(to: EventPart, from: EventPart, now: number): void {
  to.ever.forEach((accumulator, i) => {
    mergeAccumulator(accumulator, from.ever[i]!);
  });
  from.latest.forEach((time, i) => {
    if (!Number.isNaN(time)) see(to, i, time);
  });
  const { layout } = from;
  for (let row = 0; row < from.rows.length; row++) {
    const numbers = layout.cells.map((cell, i) => {
      const number = from.rows.cell(row, i);
      return cell.kind === 'value' && !Number.isNaN(number) ? numberOf(to, from.dictionary[number]!) : number;
    });
    to.rows.insert(from.rows.time(row), from.rows.marks?.[row] ?? '', numbers);
  }
  if (from.buckets.size > 0) ownBuckets(to);
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
