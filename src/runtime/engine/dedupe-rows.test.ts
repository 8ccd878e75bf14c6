import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import {
  AFTER_BLOCKS,
  AFTER_LISTS,
  blockKey,
  blockOf,
  encodeList,
  FIRST_BLOCK,
  FIRST_LIST,
  findInBlock,
  hashBytes,
  listKey,
  MOVED_KEY,
  mergeBlock,
  readList,
} from './dedupe-rows.ts';
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
  Array.from({ length: table.size }, (_, i) => [hashBytes(table.words, i * HASH_WORDS).toString('hex'), table.timeOf(i)]);

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
    const blocks = [MOVED_KEY, FIRST_BLOCK, blockKey(0), blockKey(1), blockKey(256), blockKey(2 ** 15 - 1), AFTER_BLOCKS, FIRST_LIST];
    expect([...blocks].sort(Buffer.compare)).toEqual(blocks);
  });
});

/** All of a table, in its order, as parts of blocks. */
function merged(block: Uint8Array | undefined, table: IdTable, after = -1): Buffer {
  return mergeBlock(block, { ids: table, order: table.order(), start: 0, end: table.size }, after);
}

const found = (block: Uint8Array, table: IdTable) =>
  Array.from({ length: table.size }, (_, i) => findInBlock(block, table.words, i * HASH_WORDS));

describe('blocks of message ids', () => {
  test('a block is the first bits of the hash, in the order of hashes', () => {
    const words = Uint32Array.of(1, 0, 0, 9, 0x8000_0000, 0, 0, 0, 2 ** 32 - 1, 0, 0, 0);
    expect([0, 4, 8].map((offset) => blockOf(words, offset))).toEqual([0, 2 ** 14, 2 ** 15 - 1]);
    expect([0, 2 ** 14, 2 ** 15 - 1].map((block) => [...blockKey(block)])).toEqual([
      [0x6d, 0, 0],
      [0x6d, 0x40, 0],
      [0x6d, 0x7f, 0xff],
    ]);
  });

  test('what has been merged is found, each with its newest instant', () => {
    const id = fc.tuple(fc.nat(40), fc.nat(2 ** 40));
    fc.assert(
      fc.property(fc.array(fc.array(id, { maxLength: 20 }), { minLength: 1, maxLength: 5 }), (parts) => {
        let block: Buffer | undefined;
        const newest = new Map<string, number>();
        let now = 0;
        for (const part of parts) {
          const rows = new Map<string, number>();
          for (const [name, wait] of part) {
            now += wait;
            rows.set(`m${name}`, now);
          }
          for (const [name, at] of rows) newest.set(name, at);
          block = merged(block, tableOf(...rows));
        }
        const all = tableOf(...newest);
        expect(found(block!, all)).toEqual([...newest.values()]);
        expect(block!.length).toBe(22 * newest.size);
        expect(found(block!, tableOf(['stranger', 0]))).toEqual([undefined]);
      }),
    );
  });

  test('what came at an instant or before is left out, of the block and of what is added', () => {
    const [old, young] = [tableOf(['a', 5], ['b', 6]), tableOf(['c', 5], ['d', 7])];
    const block = merged(merged(undefined, old), young, 5);
    expect([found(block, old), found(block, young)]).toEqual([
      [undefined, 6],
      [undefined, 7],
    ]);
    expect(merged(block, tableOf(['e', 8]), 100)).toHaveLength(0);
  });

  test('to merge the same once more changes nothing', () => {
    const table = tableOf(['a', 5], ['b', 2 ** 48 - 1]);
    const block = merged(undefined, table);
    expect(merged(block, table)).toEqual(block);
  });

  test('a part is taken from the order of a table', () => {
    const table = tableOf(['a', 1], ['b', 2], ['c', 3]);
    const order = Uint32Array.of(2, 0, 1);
    const block = mergeBlock(undefined, { ids: table, order, start: 1, end: 3 }, -1);
    expect(found(block, table)).toEqual([1, 2, undefined]);
  });
});
