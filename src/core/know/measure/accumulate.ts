/** Contributions into accumulators, as a measure wants them: of an event, or of a row that is already kept. */
import type { Scalar } from '../../../define/index.ts';
import {
  type Accumulator,
  addEdge,
  addNumber,
  addPeriod,
  addValue,
  type Contribution,
  type EdgeAccumulator,
  type NumberAccumulator,
  type PeriodsAccumulator,
  type ValuesAccumulator,
} from './accumulator.ts';
import { type EventPart, rowAccepted } from './event-part.ts';
import type { Measure } from './layout.ts';

/** Adds a contribution that the measure accepts. */
export function accumulate(to: Accumulator, measure: Measure, one: Contribution): void {
  const { family } = measure;
  if (family === 'number') addNumber(to as NumberAccumulator, typeof one.value === 'number' ? one.value : 0);
  else if (family === 'edge') addEdge(to as EdgeAccumulator, one, measure.side);
  else if (family === 'values') addValue(to as ValuesAccumulator, one, measure.side);
  else addPeriod(to as PeriodsAccumulator, measure.clock.periodOf(one.time));
}

/** Adds one row to an accumulator of a windowed measure, if the measure accepts it. */
export function accumulateRow(part: EventPart, one: { measure: Measure; row: number; to: Accumulator }): void {
  const { measure, row, to } = one;
  if (!rowAccepted(part, measure, row)) return;
  const { rows } = part;
  accumulate(to, measure, { time: rows.time(row), mark: rows.marks?.[row] ?? '', value: cellValue(part, measure, row) });
}

/** The value of a row that a measure reads; undefined when it has no column. */
export function cellValue({ rows, layout, dictionary }: EventPart, { valueCell }: Measure, row: number): Scalar | undefined {
  if (valueCell < 0) return undefined;
  const cell = rows.cell(row, valueCell);
  return layout.cells[valueCell]!.kind === 'number' ? cell : dictionary[cell];
}
