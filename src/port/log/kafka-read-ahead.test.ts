import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Batch, encodeBatch, signBatch } from './kafka-batch.ts';
import { entriesOf, ReadAhead, type Stretch } from './kafka-read-ahead.ts';

/** Records from a position on, in batches of these sizes; what stands at a position is its number. Size 0 is a mark. */
function stretchOf(from: number, sizes: readonly number[], partition = 0): Stretch {
  let position = from;
  const batches = sizes.map((size) => {
    const first = position;
    const records = Array.from({ length: size }, () => ({ at: 0, value: Buffer.from(`${position++}`) }));
    const bytes = encodeBatch(size === 0 ? { mark: { position: position++ - 1, at: 0 } } : records, 0);
    signBatch(bytes, { id: 1n, epoch: 0 }, 0);
    bytes.writeBigInt64BE(BigInt(first - 1), 0);
    return new Batch(bytes);
  });
  return { partition, from, next: position, batches, bytes: batches.reduce((sum, batch) => sum + batch.bytes, 0) };
}

const sizes = fc.array(fc.nat(5), { minLength: 1, maxLength: 6 });

describe('a stretch', () => {
  it('gives its entries from a position on, without the marks between', () => {
    fc.assert(
      fc.property(sizes, fc.nat(30), fc.nat(12), (some, skip, limit) => {
        const stretch = stretchOf(7, some);
        const expected = stretch.batches
          .flatMap(({ records }) => records)
          .filter((record) => !('mark' in record) && record.position >= 7 + skip)
          .slice(0, limit);
        const found = entriesOf(stretch, 7 + skip, limit);
        expect(found).toEqual(expected);
        expect(found.every(({ position, value }) => Buffer.from(value).toString() === `${position}`)).toBe(true);
      }),
    );
  });
});

describe('what is read ahead', () => {
  it('is found by partition and position', () => {
    const ahead = new ReadAhead(1_000_000);
    const [a, b] = [stretchOf(5, [3, 2]), stretchOf(5, [9], 1)];
    ahead.add(a);
    ahead.add(b);
    expect([4, 5, 9, 10].map((position) => ahead.find(0, position))).toEqual([undefined, a, a, undefined]);
    expect(ahead.find(1, 13)).toBe(b);
    expect(ahead.find(2, 5)).toBeUndefined();
  });

  it('is never more than it may be, in bytes and in number; what was used last stays', () => {
    const steps = fc.array(fc.record({ number: fc.nat(20), size: fc.integer({ min: 1, max: 5 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (some) => {
        const ahead = new ReadAhead(500);
        for (const { number, size } of some) {
          if (!ahead.find(0, number * 10 + 1)) ahead.add(stretchOf(number * 10 + 1, [size]));
          expect(ahead.find(0, number * 10 + 1)).toBeDefined();
          const kept = Array.from({ length: 21 }, (_, i) => ahead.find(0, i * 10 + 1)).filter((stretch) => stretch !== undefined);
          expect(kept.length === 1 || kept.reduce((sum, { bytes }) => sum + bytes, 0) <= 500).toBe(true);
        }
      }),
    );
    const many = new ReadAhead(1_000_000_000);
    for (let i = 0; i < 1_000; i++) many.add(stretchOf(i + 1, [1]));
    expect(Array.from({ length: 1_000 }, (_, i) => many.find(0, i + 1)).filter(Boolean)).toHaveLength(256);
  });
});
