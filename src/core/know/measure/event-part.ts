/** What a customer keeps of the events of one name, in memory. A cache holds many of them, so what few need is made only when needed. */
import type { Scalar } from '../../../define/index.ts';
import { type Accumulator, emptyAccumulator } from './accumulator.ts';
import type { Measure, PartLayout } from './layout.ts';
import { Rows } from './rows.ts';

export interface EventPart {
  layout: PartLayout;
  ever: Accumulator[];
  /** Time of the last contribution of each `latest` measure, ms; NaN for none. */
  latest: number[];
  rows: Rows;
  /** UTC day number -> accumulators of the windowed measures. Written only after `ownBuckets`. */
  buckets: Map<number, Accumulator[]>;
  /** Days whose bucket changed since the last encoding. Written only after `ownBuckets`. */
  dirtyBuckets: Set<number>;
  /** Values of `value` cells by number, and back (made when there are many). */
  dictionary: Scalar[];
  numbers: Map<Scalar, number> | undefined;
  /** Rows with a time up to this have been folded. */
  foldedUntil: number;
  /** Where windows stand (cursor.ts); never stored, never visible in results. Empty: nowhere yet. */
  cursors: number[];
  /** Value counts of the queries of `values`, with the cursors. */
  uses: number[][];
  /** Names of stored pieces that have become part of it, to be deleted with its next encoding. */
  outlived: readonly string[];
  dirty: boolean;
}

/** Where windows stand of the part that was looked at last, of those of one layout that have no cursors of their own. */
export interface SharedCursors {
  owner: EventPart | undefined;
  cursors: number[];
  readonly uses: number[][];
}

/** Of parts that stand nowhere. Never written. */
const NO_CURSORS: number[] = [];
const NO_USES: number[][] = [];

/** Takes the cursors away: windows of the part start anew. */
export function releaseCursors(part: EventPart): void {
  part.cursors = NO_CURSORS;
  part.uses = NO_USES;
}

export const NO_NAMES: readonly string[] = Object.freeze([]);

/** Shared by all parts without buckets, which are nearly all. */
const NO_BUCKETS: Map<number, Accumulator[]> = new Map();
const NO_DAYS: Set<number> = new Set();

/** Up to so many rows a part keeps nothing of what its windows add up to: looking at the rows costs less. */
export const FEW_ROWS = 32;

/** From here on a map finds the number of a value. */
const LISTED_MAX = 16;

export function emptyPart(layout: PartLayout): EventPart {
  const ever: Accumulator[] = [];
  for (const measure of layout.ever) ever.push(emptyAccumulator(measure.family));
  const latest: number[] = [];
  for (let left = layout.latest.length; left > 0; left--) latest.push(Number.NaN);
  return partWith(layout, ever, latest);
}

/** A part without rows. */
export function partWith(layout: PartLayout, ever: Accumulator[], latest: number[]): EventPart {
  return {
    layout,
    ever,
    latest,
    rows: new Rows(1 + layout.cells.length, layout.keepsMarks),
    buckets: NO_BUCKETS,
    dirtyBuckets: NO_DAYS,
    dictionary: [],
    numbers: undefined,
    foldedUntil: Number.NEGATIVE_INFINITY,
    cursors: NO_CURSORS,
    uses: NO_USES,
    outlived: NO_NAMES,
    dirty: true,
  };
}

/** Gives the part buckets of its own, to be written to. */
export function ownBuckets(part: EventPart): void {
  if (part.buckets === NO_BUCKETS) part.buckets = new Map();
  if (part.dirtyBuckets === NO_DAYS) part.dirtyBuckets = new Set();
}

/** Number of a value in the part's dictionary; -1 when it is not there. */
export function knownNumber({ dictionary, numbers }: EventPart, value: Scalar): number {
  return numbers ? (numbers.get(value) ?? -1) : dictionary.indexOf(value);
}

/** Number of a value in the part's dictionary, which takes it in. */
export function numberOf(part: EventPart, value: Scalar): number {
  const { dictionary, numbers } = part;
  const known = knownNumber(part, value);
  if (known >= 0) return known;
  const number = dictionary.push(value) - 1;
  if (numbers) numbers.set(value, number);
  else if (dictionary.length > LISTED_MAX) part.numbers = new Map(dictionary.map((one, i) => [one, i]));
  return number;
}

/** Another dictionary, for the same part. */
export function setDictionary(part: EventPart, values: Scalar[]): void {
  part.dictionary = values;
  part.numbers = values.length > LISTED_MAX ? new Map(values.map((one, i) => [one, i])) : undefined;
}

/** Whether a windowed measure counts a row. */
export function rowAccepted(part: EventPart, measure: Measure, row: number): boolean {
  const { numbers, stride } = part.rows;
  const cells = row * stride + 1;
  if (measure.filterCell >= 0 && numbers[cells + measure.filterCell] !== 1) return false;
  return measure.valueCell < 0 || !Number.isNaN(numbers[cells + measure.valueCell]);
}
