/**
 * The contributions that windows read: rows of numbers in order of (time, mark), stored in chunks so that a new row rewrites only the last one.
 *
 * W1. Rows are sorted by (time, mark); marks are kept only where a reader needs the tie.
 * W2. Chunk k holds the rows with absolute index in [k x CHUNK_ROWS, (k+1) x CHUNK_ROWS); `base` is the absolute index of row 0.
 */
import { compareText } from '../value.ts';

export const CHUNK_ROWS = 16;

export class Rows {
  /** Numbers per row: the time, then the cells. NaN is a missing cell. */
  readonly stride: number;
  numbers: number[] = [];
  marks: string[] | undefined;
  base = 0;
  length = 0;
  /** First chunk that may be stored; lower ones have been removed. */
  firstChunk = 0;
  /** Lowest absolute index changed since the last encoding; Infinity when none. */
  dirtyFrom: number = Number.POSITIVE_INFINITY;
  /** Changes whenever a row is inserted before the end, so that cursors start anew. */
  generation = 0;
  /** Changes with every row inserted. */
  edits = 0;

  constructor(stride: number, keepsMarks: boolean) {
    this.stride = stride;
    this.marks = keepsMarks ? [] : undefined;
  }

  time(row: number): number {
    return this.numbers[row * this.stride]!;
  }

  /** Cell 0 is the first after the time. */
  cell(row: number, cell: number): number {
    return this.numbers[row * this.stride + 1 + cell]!;
  }

  /** Inserts a row; `cells` has stride - 1 numbers. */
  insert(time: number, mark: string, cells: readonly number[]): void {
    const at = this.#placeOf(time, mark);
    const { numbers, stride } = this;
    this.edits++;
    if (this.base + at < this.dirtyFrom) this.dirtyFrom = this.base + at;
    if (at < this.length++) {
      this.generation++;
      numbers.splice(at * stride, 0, time, ...cells);
      this.marks?.splice(at, 0, mark);
      return;
    }
    numbers.push(time);
    for (let i = 0; i < stride - 1; i++) numbers.push(cells[i]!);
    this.marks?.push(mark);
  }

  /** Removes the first `count` rows. */
  drop(count: number): void {
    if (count === 0) return;
    this.numbers.splice(0, count * this.stride);
    this.marks?.splice(0, count);
    this.base += count;
    this.length -= count;
  }

  /** Index of the first row with time > `time`. */
  after(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #placeOf(time: number, mark: string): number {
    let at = this.length;
    while (at > 0) {
      const other = this.time(at - 1);
      if (other < time) break;
      if (other === time && (!this.marks || compareText(this.marks[at - 1]!, mark) <= 0)) break;
      at--;
    }
    return at;
  }
}
