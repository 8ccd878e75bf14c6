import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { AFTER_LISTS, dedupeKey, encodeList, FIRST_LIST, listKey, MOVED_KEY, readList, readTime, timeBytes } from './dedupe-rows.ts';
import { HASH_WORDS, hashInto, IdTable } from './id-table.ts';

function tableOf(...rows: readonly (readonly [id: string, at: number])[]): IdTable {
  const table = new IdTable();
  const words = new Uint32Array(HASH_WORDS);
  for (const [id, at] of rows) {
    hashInto(id, words, 0);
    table.add(words, 0, at);
  }
  return table;
}

const rowsOf = (table: IdTable) =>
  Array.from({ length: table.size }, (_, i) => [dedupeKey(table.words, i * HASH_WORDS).toString('hex'), table.timeOf(i)]);

describe('rows of message ids', () => {
  test('a list gives back its ids in order, each with its instant', () => {
    const ids = fc.array(fc.tuple(fc.string(), fc.nat(HOUR - 1)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.nat(600_000), ids, (hour, some) => {
        const table = tableOf(...some.map(([id, ms]) => [id, hour * HOUR + ms] as const));
        const read = new IdTable();
        readList([listKey(hour, 9), encodeList(table, 0, table.size)], read, -1);
        expect(rowsOf(read)).toEqual(rowsOf(table));
      }),
    );
  });

  test('a list may be a part of a table', () => {
    const table = tableOf(['a', HOUR], ['b', 2 * HOUR], ['c', 2 * HOUR + 1], ['d', 3 * HOUR]);
    const read = new IdTable();
    readList([listKey(2, 9), encodeList(table, 1, 3)], read, 0);
    expect(rowsOf(read)).toEqual(rowsOf(table).slice(1, 3));
  });

  test('of a list only what came after an instant is read', () => {
    const table = tableOf(['a', 5], ['b', 6], ['c', 7]);
    const read = new IdTable();
    readList([listKey(0, 9), encodeList(table, 0, 3)], read, 5);
    expect(rowsOf(read)).toEqual(rowsOf(table).slice(1));
  });

  test('lists sort by hour, then position, and lie behind everything else', () => {
    const keys = [FIRST_LIST, listKey(0, 0), listKey(1, 5), listKey(1, 2 ** 40), listKey(2, 1), listKey(500_000, 1), AFTER_LISTS];
    expect([...keys].sort(Buffer.compare)).toEqual(keys);
    const [, row] = [MOVED_KEY, dedupeKey(Uint32Array.of(2 ** 32 - 1, 0, 0, 0), 0)];
    expect(Buffer.compare(MOVED_KEY, row)).toBeLessThan(0);
    expect(Buffer.compare(row, FIRST_LIST)).toBeLessThan(0);
  });

  test('rows sort as their hashes do', () => {
    const words = Uint32Array.of(1, 0, 0, 9, 0x8000_0000, 0, 0, 0);
    expect(Buffer.compare(dedupeKey(words, 0), dedupeKey(words, 4))).toBeLessThan(0);
    expect(dedupeKey(words, 0)).toHaveLength(17);
  });

  test('an instant has six bytes', () => {
    for (const at of [0, 1, Date.UTC(2024, 0, 15), 2 ** 48 - 1]) expect([timeBytes(at).length, readTime(timeBytes(at))]).toEqual([6, at]);
  });
});
