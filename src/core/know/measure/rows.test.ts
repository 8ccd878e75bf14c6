import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHUNK_ROWS, Rows } from './rows.ts';

interface Row {
  readonly time: number;
  readonly mark: string;
}

const rowsOf = (list: readonly Row[], keepsMarks = true): Rows => {
  const rows = new Rows(2, keepsMarks);
  list.forEach(({ time, mark }, i) => {
    rows.insert(time, mark, [i]);
  });
  return rows;
};
const listed = (rows: Rows): Row[] => Array.from({ length: rows.length }, (_, i) => ({ time: rows.time(i), mark: rows.marks?.[i] ?? '' }));

const list = fc.uniqueArray(fc.record({ time: fc.nat(40), mark: fc.constantFrom('a', 'b', 'ü', '😀') }), {
  selector: ({ time, mark }) => `${time} ${mark}`,
  maxLength: 150,
  size: 'max',
});

test('W1. Rows are sorted by time, then mark, in whatever order they come', () => {
  fc.assert(
    fc.property(list, (ones) => {
      const sorted = [...ones].sort((a, b) => a.time - b.time || Buffer.compare(Buffer.from(a.mark), Buffer.from(b.mark)));
      expect(listed(rowsOf(ones))).toEqual(sorted);
    }),
  );
});

test('each row keeps its own cells', () => {
  fc.assert(
    fc.property(list, (ones) => {
      const rows = rowsOf(ones);
      for (let row = 0; row < rows.length; row++) expect(ones[rows.cell(row, 0)]).toEqual({ time: rows.time(row), mark: rows.marks![row] });
    }),
  );
});

test('without marks, rows of one moment stand in the order of arrival', () => {
  const rows = new Rows(2, false);
  for (const [time, cell] of [
    [5, 0],
    [3, 1],
    [5, 2],
    [3, 3],
  ] as const)
    rows.insert(time, '', [cell]);
  expect([0, 1, 2, 3].map((row) => rows.cell(row, 0))).toEqual([1, 3, 0, 2]);
  expect(rows.marks).toBeUndefined();
});

test('`after` finds the first row later than a time', () => {
  fc.assert(
    fc.property(list, fc.integer({ min: -1, max: 41 }), (ones, time) => {
      const rows = rowsOf(ones);
      const found = listed(rows).findIndex((row) => row.time > time);
      expect(rows.after(time)).toBe(found < 0 ? rows.length : found);
    }),
  );
});

test('W2. Dropping moves `base`, so that absolute indices stay', () => {
  const rows = rowsOf(Array.from({ length: 100 }, (_, i) => ({ time: i, mark: 'm' })));
  rows.drop(0);
  expect([rows.base, rows.length]).toEqual([0, 100]);
  rows.drop(70);
  expect([rows.base, rows.length, rows.time(0), rows.cell(29, 0)]).toEqual([70, 30, 70, 99]);
  expect(rows.marks).toHaveLength(30);
  rows.insert(99.5, 'm', [7]);
  expect([rows.base + rows.length - 1, rows.cell(30, 0)]).toEqual([100, 7]);
});

test('what changed since the last encoding is known by its lowest absolute index', () => {
  const rows = rowsOf(Array.from({ length: 10 }, (_, i) => ({ time: 10 * i, mark: 'm' })));
  rows.dirtyFrom = Number.POSITIVE_INFINITY;
  rows.drop(2);
  expect(rows.dirtyFrom).toBe(Number.POSITIVE_INFINITY);
  rows.insert(1_000, 'm', [0]);
  expect(rows.dirtyFrom).toBe(10);
  rows.insert(45, 'm', [0]);
  expect(rows.dirtyFrom).toBe(5);
  rows.insert(2_000, 'm', [0]);
  expect(rows.dirtyFrom).toBe(5);
});

test('a row before the end starts cursors anew, one at the end does not', () => {
  const rows = rowsOf([
    { time: 1, mark: 'a' },
    { time: 5, mark: 'a' },
  ]);
  const { generation } = rows;
  rows.insert(5, 'b', [0]);
  rows.insert(9, 'a', [0]);
  expect(rows.generation).toBe(generation);
  rows.insert(5, 'aa', [0]);
  expect(rows.generation).not.toBe(generation);
});

test('missing cells stay missing however the rows grow', () => {
  const rows = new Rows(3, false);
  for (let i = 0; i < 3 * CHUNK_ROWS; i++) rows.insert(1_000 - i, '', i % 2 === 0 ? [i, Number.NaN] : [Number.NaN, i]);
  for (let row = 0; row < rows.length; row++) {
    const i = 1_000 - rows.time(row);
    expect([rows.cell(row, 0), rows.cell(row, 1)]).toEqual(i % 2 === 0 ? [i, Number.NaN] : [Number.NaN, i]);
  }
});
