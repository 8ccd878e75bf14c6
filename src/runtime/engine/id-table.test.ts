import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HASH_WORDS, hashInto, IdTable } from './id-table.ts';

function hashOf(text: string): Uint32Array {
  const words = new Uint32Array(HASH_WORDS);
  hashInto(text, words, 0);
  return words;
}

describe('a table of ids', () => {
  test('finds what a map would find, the newest of equal ones, however it has grown', () => {
    const id = fc.integer({ min: 0, max: 400 }).map((n) => `m${n}`);
    fc.assert(
      fc.property(fc.array(id, { maxLength: 600, size: 'max' }), (ids) => {
        const table = new IdTable();
        const map = new Map<string, number>();
        ids.forEach((one, i) => {
          table.add(hashOf(one), 0, i);
          map.set(one, i);
        });
        expect(table.size).toBe(ids.length);
        for (let n = 0; n <= 401; n++) expect(table.find(hashOf(`m${n}`), 0)).toBe(map.get(`m${n}`));
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  test('tells hashes apart by every word, also when they want the same slot', () => {
    const table = new IdTable();
    const base = [7, 7, 7, 7];
    const others = base.map((_, i) => Uint32Array.from(base, (word, j) => (i === j ? word + 1_024 : word)));
    table.add(Uint32Array.from(base), 0, 1);
    for (const other of others) expect(table.find(other, 0)).toBeUndefined();
    others.forEach((other, i) => {
      table.add(other, 0, 10 + i);
    });
    expect([Uint32Array.from(base), ...others].map((words) => table.find(words, 0))).toEqual([1, 10, 11, 12, 13]);
  });

  test('keeps the order in which they came', () => {
    const table = new IdTable();
    const texts = Array.from({ length: 200 }, (_, i) => `m${i % 150}`);
    texts.forEach((text, i) => {
      table.add(hashOf(text), 0, i);
    });
    texts.forEach((text, i) => {
      expect([...table.words.subarray(i * HASH_WORDS, (i + 1) * HASH_WORDS), table.timeOf(i)]).toEqual([...hashOf(text), i]);
    });
  });

  test('orders them by the first bits of their hashes, equal ones as they came', () => {
    const table = new IdTable();
    for (let i = 0; i < 500; i++) table.add(hashOf(`m${i % 300}`), 0, i);
    const order = [...table.order()];
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    const bits = order.map((i) => table.words[i * HASH_WORDS]! >>> 16);
    expect(bits).toEqual([...bits].sort((a, b) => a - b));
    for (let i = 1; i < order.length; i++) if (bits[i] === bits[i - 1]) expect(order[i]).toBeGreaterThan(order[i - 1]!);
  });

  test('of nothing is empty', () => {
    const table = new IdTable();
    expect([table.size, table.find(hashOf('a'), 0), [...table.order()]]).toEqual([0, undefined, []]);
  });
});

test('a hash has 128 bits, all of which say something', () => {
  const [a, b] = [hashOf('m1'), hashOf('m2')];
  for (let i = 0; i < HASH_WORDS; i++) expect(a[i]).not.toBe(b[i]);
  expect(new Set(a).size).toBe(HASH_WORDS);
});
