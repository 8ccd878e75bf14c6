import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Block, blocksOf as blocksInto, type EncodedBlock } from './block.ts';
import { entryKey, LAST_POSITION, positionOf, trimBytes, trimMarkOf } from './lmdb-codec.ts';
import type { LogRecord } from './log.ts';

/** Larger buffers than asked for, full of something else, as a pool gives them. */
const blocksOf = (records: readonly LogRecord[]): EncodedBlock[] => blocksInto(records, (bytes) => Buffer.alloc(bytes + 100, 0xee));

describe('blocks', () => {
  it('give back every record, and hold neighbors together', () => {
    const step = fc.record({
      gap: fc.constantFrom(1, 1, 1, 1, 2, 700),
      at: fc.integer(),
      size: fc.constantFrom(0, 1, 600, 30_000, 90_000),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(2 ** 40), (steps, start) => {
        let position = start;
        const records = steps.map(({ gap, at, size }, i): LogRecord => {
          position += gap;
          return { position, at, value: new Uint8Array(size).fill(i + 1) };
        });
        const blocks = blocksOf(records).map(({ first, bytes }) => new Block(first, bytes));
        const back = blocks.flatMap((block) => Array.from({ length: block.end - block.first }, (_, i) => block.record(block.first + i)));
        expect(back.map(({ position, at }) => [position, at])).toEqual(records.map(({ position, at }) => [position, at]));
        expect(back.every(({ value }, i) => Buffer.compare(value, records[i]!.value) === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('know which positions they have', () => {
    const records = [7, 8, 9].map((position): LogRecord => ({ position, at: 1, value: Buffer.from('x') }));
    const [stored] = blocksOf(records);
    const block = new Block(stored!.first, stored!.bytes);
    expect([block.first, block.end]).toEqual([7, 10]);
    expect([6, 7, 9, 10].map((position) => block.has(position))).toEqual([false, true, true, false]);
  });

  it('are cut at a gap and at 64 KiB, but never within a record', () => {
    const of = (position: number, size: number): LogRecord => ({ position, at: 1, value: new Uint8Array(size) });
    expect(blocksOf([of(1, 10), of(2, 10), of(4, 10)]).map(({ first }) => first)).toEqual([1, 4]);
    expect(blocksOf([of(1, 40_000), of(2, 20_000), of(3, 20_000)]).map(({ first }) => first)).toEqual([1, 3]);
    expect(blocksOf([of(1, 500_000), of(2, 10)]).map(({ first }) => first)).toEqual([1, 2]);
    expect(blocksOf([])).toEqual([]);
  });

  it('are written into as much as they need of what they ask for', () => {
    const asked: number[] = [];
    const taken: Buffer[] = [];
    const records = [40_000, 20_000, 20_000].map((size, i): LogRecord => ({ position: i + 1, at: 1, value: new Uint8Array(size) }));
    const blocks = blocksInto(records, (bytes) => {
      asked.push(bytes);
      taken.push(Buffer.alloc(bytes + 1));
      return taken.at(-1)!;
    });
    expect(blocks.map(({ bytes }) => bytes.length)).toEqual(asked);
    expect(blocks.map(({ buffer }) => buffer)).toEqual(taken);
    expect(blocks.every(({ bytes, buffer }) => bytes.buffer === buffer.buffer && bytes.byteOffset === buffer.byteOffset)).toBe(true);
  });

  it('read bytes that lie inside a larger buffer', () => {
    const [stored] = blocksOf([{ position: 3, at: -5, value: Buffer.from('abc') }]);
    const slab = Buffer.concat([Buffer.from('left'), stored!.bytes, Buffer.from('right')]);
    const { at, value } = new Block(3, slab.subarray(4, 4 + stored!.bytes.length)).record(3);
    expect([at, Buffer.from(value).toString()]).toEqual([-5, 'abc']);
  });
});

describe('keys', () => {
  const position = fc.integer({ min: 0, max: LAST_POSITION });
  it('order by partition, then position, and give the position back', () => {
    const place = fc.tuple(fc.nat(1_023), position);
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(positionOf(entryKey(...a))).toBe(a[1]);
        expect(Math.sign(Buffer.compare(entryKey(...a), entryKey(...b)))).toBe(Math.sign(a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });

  it('stay in range for positions that no record has', () => {
    expect(positionOf(entryKey(0, -3))).toBe(0);
    expect(positionOf(entryKey(0, Number.MAX_SAFE_INTEGER))).toBe(LAST_POSITION);
  });
});

it('a trim mark is kept as it was', () => {
  const mark = { before: 2 ** 45, last: { position: 2 ** 45 + 3, at: -7 } };
  expect(trimMarkOf(trimBytes(mark))).toEqual(mark);
  expect(trimMarkOf(undefined)).toBeUndefined();
});
