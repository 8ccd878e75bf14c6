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

/** The row at hand. Reused: windows are long. */
const one: { time: number; mark: string; value: Scalar | undefined } = { time: 0, mark: '', value: undefined };

/** Adds rows from `from` to before `to` to an accumulator of a windowed measure, those that the measure accepts. */
export function accumulateRows(
  part: EventPart,
  into: { measure: Measure; total: Accumulator },
  [from, to]: readonly [number, number],
): void {
  const { measure, total } = into;
  const { rows } = part;
  for (let row = from; row < to; row++) {
    if (!rowAccepted(part, measure, row)) continue;
    one.time = rows.time(row);
    one.mark = rows.marks?.[row] ?? '';
    one.value = cellValue(part, measure, row);
    accumulate(total, measure, one);
  }
}

/** The value of a row that a measure reads; undefined when it has no column. */
export function cellValue({ rows, layout, dictionary }: EventPart, { valueCell }: Measure, row: number): Scalar | undefined {
  if (valueCell < 0) return undefined;
  const cell = rows.cell(row, valueCell);
  return layout.cells[valueCell]!.kind === 'number' ? cell : dictionary[cell];
}
