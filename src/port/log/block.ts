/**
 * Blocks: how the LMDB log keeps records. Records that are appended together, or at the same moment, lie in one value under the position
 * of the first; the following ones have the following positions. One tree operation serves a hundred records, to write and to read.
 *
 * Bytes of a block: count (uint32); per record `at` (float64) and the end of its value (uint32, from the first value); the values.
 */
import type { LogRecord } from './log.ts';

/** A block holds about this much: large enough to share costs, small enough to fetch for one record. */
const BLOCK_BYTES = 64 * 1024;
/** Bytes of a block of records of the usual size, with room for where each stands. */
export const USUAL_BLOCK_BYTES: number = BLOCK_BYTES + 8 * 1024;
const COUNT_BYTES = 4;
const ROW_BYTES = 12;

export interface EncodedBlock {
  readonly first: number;
  readonly bytes: Uint8Array;
  /** What was taken for the bytes: they are its first ones. */
  readonly buffer: Buffer;
}

/** Cuts records with dense positions into blocks, each written into a buffer of at least its size that `take` gives. */
export function blocksOf(records: readonly LogRecord[], take: (bytes: number) => Buffer): EncodedBlock[] {
  const blocks: EncodedBlock[] = [];
  let start = 0;
  while (start < records.length) {
    let size = 0;
    let end = start;
    do {
      size += records[end]!.value.length;
      end++;
    } while (
      end < records.length &&
      records[end]!.position === records[end - 1]!.position + 1 &&
      size + records[end]!.value.length <= BLOCK_BYTES
    );
    const buffer = take(COUNT_BYTES + (end - start) * ROW_BYTES + size);
    blocks.push({ first: records[start]!.position, bytes: encode(records.slice(start, end), buffer), buffer });
    start = end;
  }
  return blocks;
}

/** Writes a block into the beginning of the buffer. */
function encode(records: readonly LogRecord[], into: Buffer): Uint8Array {
  into.writeUInt32BE(records.length, 0);
  let row = COUNT_BYTES;
  const values = COUNT_BYTES + records.length * ROW_BYTES;
  let end = values;
  for (const { at, value } of records) {
    into.set(value, end);
    end += value.length;
    into.writeDoubleBE(at, row);
    into.writeUInt32BE(end - values, row + 8);
    row += ROW_BYTES;
  }
  return into.subarray(0, end);
}

/** A block as it was stored. Its records' values are views of its bytes. */
export class Block {
  readonly first: number;
  /** Position after its last record. */
  readonly end: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #values: number;

  constructor(first: number, bytes: Uint8Array) {
    this.first = first;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const count = this.#view.getUint32(0);
    this.end = first + count;
    this.#values = COUNT_BYTES + count * ROW_BYTES;
  }

  has(position: number): boolean {
    return position >= this.first && position < this.end;
  }

  /** The record at a position that the block has. */
  record(position: number): LogRecord {
    const row = COUNT_BYTES + (position - this.first) * ROW_BYTES;
    const start = position === this.first ? 0 : this.#view.getUint32(row - ROW_BYTES + 8);
    const value = this.#bytes.subarray(this.#values + start, this.#values + this.#view.getUint32(row + 8));
    return { position, at: this.#view.getFloat64(row), value };
  }
}
