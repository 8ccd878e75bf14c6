import { createRecordsBatch, Reader, readRecordsBatches } from '@platformatic/kafka';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Batch, batchBytes, batchesOf, encodeBatch, signBatch } from './kafka-batch.ts';
import type { LogRecord } from './log.ts';

const NOW = 1_764_000_000_000;
const producer = { id: 2n ** 40n, epoch: 3 };
const record = fc.record({
  at: fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, -1, 0)),
  value: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom(63, 64, 8_191, 8_192, 70_000).map((size) => new Uint8Array(size).fill(7)),
  ),
});

/** As a broker stores it: it writes the offset, and nothing else. */
function stored(batch: Buffer, offset: number): Buffer {
  const bytes = Buffer.from(batch);
  bytes.writeBigInt64BE(BigInt(offset), 0);
  return bytes;
}

function signed(content: Parameters<typeof encodeBatch>[0], sequence = 0): Buffer {
  const batch = encodeBatch(content, NOW);
  signBatch(batch, producer, sequence);
  return batch;
}

describe('record batches', () => {
  it('give back every record, at positions that follow the offset', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 150 }), fc.nat(2 ** 45), (records, offset) => {
        const batch = new Batch(stored(signed(records), offset));
        expect([batch.first, batch.last]).toEqual([offset + 1, offset + records.length]);
        const back = batch.records as readonly LogRecord[];
        expect(back.map(({ position, at }) => [position, at])).toEqual(records.map(({ at }, i) => [offset + i + 1, at]));
        expect(back.every(({ value }, i) => Buffer.compare(value, records[i]!.value) === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('take as many bytes as was said before', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 80 }), (records) => {
        expect(signed(records)).toHaveLength(batchBytes(records));
      }),
    );
  });

  it('are what the Kafka client reads, too', () => {
    const [batch] = readRecordsBatches(
      Reader.from(
        signed(
          [
            { at: -5, value: Buffer.from('abc') },
            { at: 6, value: Buffer.from('') },
          ],
          77,
        ),
      ),
    );
    expect(batch).toMatchObject({
      magic: 2,
      producerId: producer.id,
      producerEpoch: 3,
      firstSequence: 77,
      firstTimestamp: BigInt(NOW),
      lastOffsetDelta: 1,
    });
    expect(batch!.records.map(({ value }) => value?.toString())).toEqual(['abc', '']);
    expect(batch!.records[0]!.headers).toEqual([[Buffer.from('at'), Buffer.from('fffffffffffffffb', 'hex')]]);
  });

  it('of other programs have Kafka’s own time', () => {
    const message = { topic: 't', partition: 0, key: Buffer.from('key'), value: Buffer.from('v') };
    const headers = new Map([[Buffer.from('at'), Buffer.from('noon')]]);
    const written = createRecordsBatch([
      { ...message, timestamp: 1_000n },
      { ...message, timestamp: 900n, headers },
      { ...message, timestamp: 1_000n + 2n ** 30n, value: null as unknown as Buffer },
    ]).buffer;
    const records = new Batch(stored(written, 9)).records as readonly LogRecord[];
    expect(records.map(({ position, at, value }) => [position, at, Buffer.from(value).toString()])).toEqual([
      [10, 1_000, 'v'],
      [11, 900, 'v'],
      [12, 1_000 + 2 ** 30, ''],
    ]);
  });

  it.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)('are read when somebody has compressed them with %s', (compression) => {
    const value = Buffer.from('again and again and again');
    const written = createRecordsBatch([{ topic: 't', partition: 0, key: Buffer.from(''), value, timestamp: 5n }], { compression }).buffer;
    expect(new Batch(stored(written, 0)).records).toMatchObject([{ position: 1, at: 5, value }]);
  });

  it('may hold a mark', () => {
    const mark = { position: 2 ** 50, at: Number.MIN_SAFE_INTEGER };
    expect(new Batch(stored(signed({ mark }), 4)).records).toEqual([{ position: 5, mark }]);
  });

  it('are damaged when a single bit is', () => {
    const bytes = stored(signed([{ at: 1, value: Buffer.from('abc') }]), 0);
    bytes[bytes.length - 14]! ^= 1;
    expect(() => new Batch(bytes).records).toThrow('damaged');
  });

  it('are found one after the other, the last one only when it is whole', () => {
    const [one, two] = [stored(signed([{ at: 1, value: Buffer.from('a') }]), 0), stored(signed([{ at: 1, value: Buffer.from('b') }]), 1)];
    const both = Buffer.concat([one, two]);
    expect(batchesOf(both).map(({ first }) => first)).toEqual([1, 2]);
    for (const cut of [1, 30, two.length - 1])
      expect(batchesOf(both.subarray(0, both.length - cut)).map(({ first }) => first)).toEqual([1]);
    expect(batchesOf(Buffer.alloc(0))).toEqual([]);
  });
});
