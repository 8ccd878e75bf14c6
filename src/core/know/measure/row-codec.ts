/** The codec of rows: the distance in time to the row before, the filters as bits, then the other cells and the mark. */
import type { PartLayout } from './layout.ts';
import type { PartReader, PartWriter } from './part-writer.ts';
import type { Rows } from './rows.ts';

/** Filters in a byte, so that the byte stays one. */
const BITS = 7;

/** Rows [from, to) by absolute index. */
export function writeRows(out: PartWriter, rows: Rows, { layout, from, to }: { layout: PartLayout; from: number; to: number }): void {
  const { cells } = layout;
  const { numbers, stride, marks } = rows;
  for (let row = from - rows.base; row < to - rows.base; row++) {
    const at = row * stride;
    out.time(numbers[at]!);
    writeFilters(out, numbers, { layout, at: at + 1 });
    for (let i = 0; i < cells.length; i++) {
      const { kind } = cells[i]!;
      const value = numbers[at + 1 + i]!;
      if (kind === 'number') out.number(value);
      else if (kind === 'value') out.count(Number.isNaN(value) ? 0 : value + 1);
    }
    if (marks) out.mark(marks[row]!);
  }
}

function writeFilters(out: PartWriter, numbers: readonly number[], { layout: { cells }, at }: { layout: PartLayout; at: number }): void {
  let bits = 0;
  let filled = 0;
  for (let i = 0; i < cells.length; i++) {
    if (cells[i]!.kind !== 'filter') continue;
    if (numbers[at + i] === 1) bits |= 1 << filled;
    if (++filled < BITS) continue;
    out.byte(bits);
    bits = 0;
    filled = 0;
  }
  if (filled > 0) out.byte(bits);
}

/** Appends `count` rows to `rows`; the first `skip` are read past. */
export function readRows(from: PartReader, rows: Rows, { layout, count, skip }: { layout: PartLayout; count: number; skip: number }): void {
  const { cells } = layout;
  const row: number[] = new Array(rows.stride).fill(0);
  for (let i = 0; i < count; i++) {
    row[0] = from.time();
    readFilters(from, row, layout);
    for (let cell = 0; cell < cells.length; cell++) {
      const { kind } = cells[cell]!;
      if (kind === 'number') row[1 + cell] = from.number();
      else if (kind === 'value') row[1 + cell] = indexOf(from.count());
    }
    const mark = layout.keepsMarks ? from.mark() : '';
    if (i < skip) continue;
    for (let at = 0; at < row.length; at++) rows.numbers.push(row[at]!);
    rows.marks?.push(mark);
    rows.length++;
  }
}

function indexOf(code: number): number {
  return code === 0 ? Number.NaN : code - 1;
}

function readFilters(from: PartReader, row: number[], { cells }: PartLayout): void {
  let bits = 0;
  let left = 0;
  for (let i = 0; i < cells.length; i++) {
    if (cells[i]!.kind !== 'filter') continue;
    if (left === 0) {
      bits = from.byte();
      left = BITS;
    }
    row[1 + i] = bits & 1;
    bits >>= 1;
    left--;
  }
}
