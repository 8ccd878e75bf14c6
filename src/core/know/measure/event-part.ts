/** What a customer keeps of the events of one name, in memory. */
import type { Scaled } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import type { Accumulator } from './accumulator.ts';
import type { Measure, PartLayout } from './layout.ts';
import type { Rows } from './rows.ts';

export interface EventPart {
  layout: PartLayout;
  ever: Accumulator[];
  rows: Rows;
  /** UTC day number -> accumulators of the windowed measures. */
  buckets: Map<number, Accumulator[]>;
  /** Days whose bucket changed since the last encoding. */
  dirtyBuckets: Set<number>;
  /** Values of `value` cells by number, and back. */
  dictionary: Scalar[];
  numbers: Map<Scalar, number>;
  /** Rows with a time up to this have been folded. */
  foldedUntil: number;
  /** Cursors of the windowed queries; never stored, never visible in results. */
  cursors: (Cursor | undefined)[];
  dirty: boolean;
}

/** What the rows [start, end) of a window hold, by absolute index. */
export interface Cursor {
  readonly measure: Measure;
  generation: number;
  /** Bounds it was last moved to: from < time <= to, ms. */
  from: number;
  to: number;
  start: number;
  end: number;
  count: number;
  sum: Scaled;
  min: Scaled;
  max: Scaled;
  /** An extremum has left; both have to be looked for. */
  stale: boolean;
  /** Dictionary number -> how often, and the last row with it. */
  values: Map<number, { count: number; last: number }>;
}

/** Whether a windowed measure counts a row. */
export function rowAccepted(part: EventPart, measure: Measure, row: number): boolean {
  const { rows } = part;
  if (measure.filterCell >= 0 && rows.cell(row, measure.filterCell) !== 1) return false;
  return measure.valueCell < 0 || !Number.isNaN(rows.cell(row, measure.valueCell));
}
