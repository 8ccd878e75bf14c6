/** The codec of accumulators: only what their measure reads is written. */
import type { Scalar } from '../../../define/index.ts';
import {
  type Accumulator,
  type EdgeAccumulator,
  emptyAccumulator,
  type Mark,
  type NumberAccumulator,
  type PeriodsAccumulator,
  type ValueCount,
  type ValuesAccumulator,
} from './accumulator.ts';
import type { Measure } from './layout.ts';
import type { PartReader, PartWriter } from './part-writer.ts';

export function writeAccumulator(out: PartWriter, one: Accumulator, measure: Measure): void {
  if (one.family === 'number') writeNumber(out, one, measure);
  else if (one.family === 'edge') writeEdge(out, one, measure);
  else if (one.family === 'values') writeValues(out, one, measure);
  else writePeriods(out, one);
}

export function readAccumulator(from: PartReader, measure: Measure): Accumulator {
  const one = emptyAccumulator(measure.family);
  if (one.family === 'number') readNumber(from, one, measure);
  else if (one.family === 'edge') readEdge(from, one, measure);
  else if (one.family === 'values') readValues(from, one, measure);
  else readPeriods(from, one);
  return one;
}

/** Without a column every value is 0. */
function writeNumber(out: PartWriter, { count, sum, min, max }: NumberAccumulator, { column }: Measure): void {
  out.count(count);
  if (count === 0 || column < 0) return;
  out.number(sum);
  out.number(min);
  out.number(max);
}

function readNumber(from: PartReader, one: NumberAccumulator, { column }: Measure): void {
  one.count = from.count();
  if (one.count === 0) return;
  one.sum = column < 0 ? 0 : from.number();
  one.min = column < 0 ? 0 : from.number();
  one.max = column < 0 ? 0 : from.number();
}

/** Whether more than the time of the first or last contribution is read. */
function keepsValue({ side, column }: Measure): boolean {
  return side !== undefined && column >= 0;
}

function writeEdge(out: PartWriter, { first, last }: EdgeAccumulator, measure: Measure): void {
  const mark = measure.side === 'first' ? first : last;
  out.byte(mark ? 1 : 0);
  if (!mark) return;
  out.time(mark[0]);
  if (!keepsValue(measure)) return;
  out.mark(mark[1]);
  out.scalar(mark[2] ?? false);
}

function readEdge(from: PartReader, one: EdgeAccumulator, measure: Measure): void {
  if (from.byte() === 0) return;
  const time = from.time();
  const mark: Mark = keepsValue(measure) ? [time, from.mark(), from.scalar()] : [time, '', null];
  if (measure.side === 'first') one.first = mark;
  else one.last = mark;
}

function writeValues(out: PartWriter, { values, coarse }: ValuesAccumulator, { side }: Measure): void {
  out.count(2 * values.size + (coarse ? 1 : 0));
  for (const [value, { count, firstTime, firstMark, lastTime, lastMark }] of values) {
    out.scalar(value);
    out.count(count);
    if (side === undefined) continue;
    out.time(side === 'first' ? firstTime : lastTime);
    out.mark(side === 'first' ? firstMark : lastMark);
  }
}

function readValues(from: PartReader, one: ValuesAccumulator, { side }: Measure): void {
  const head = from.count();
  one.coarse = head % 2 === 1;
  for (let left = Math.floor(head / 2); left > 0; left--) {
    const value: Scalar = from.scalar();
    const use: ValueCount = {
      count: from.count(),
      firstTime: Number.POSITIVE_INFINITY,
      firstMark: '',
      lastTime: Number.NEGATIVE_INFINITY,
      lastMark: '',
    };
    if (side === 'first') {
      use.firstTime = from.time();
      use.firstMark = from.mark();
    } else if (side === 'last') {
      use.lastTime = from.time();
      use.lastMark = from.mark();
    }
    one.values.set(value, use);
  }
}

function writePeriods(out: PartWriter, { spans }: PeriodsAccumulator): void {
  out.count(spans.length);
  let before = 0;
  for (const period of spans) {
    out.number(period - before);
    before = period;
  }
}

function readPeriods(from: PartReader, one: PeriodsAccumulator): void {
  let before = 0;
  for (let left = from.count(); left > 0; left--) {
    before += from.number();
    one.spans.push(before);
  }
}
