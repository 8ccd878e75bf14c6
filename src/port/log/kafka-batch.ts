/**
 * Record batches (Kafka's format 2): how records lie in a Kafka topic. A record has no key, its value is the entry's bytes, and a header:
 * `at` (int64, whole ms since 1970 UTC) for an entry; `mark` (two int64: position and `at` of the last entry before it) for a mark, which no
 * reader is shown. `at` is no record timestamp: Kafka's retention goes by those, and `at` may be years ago when history is replayed.
 */
import { compressionsAlgorithmsByBitmask, crc32c } from '@platformatic/kafka';
import type { AppendedAt, AppendRequest, LogRecord } from './log.ts';

/** Where the fields of a batch's head lie. */
const HEAD = {
  length: 8,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastDelta: 23,
  timestamp: 27,
  maxTimestamp: 35,
  producer: 43,
  epoch: 51,
  sequence: 53,
  count: 57,
};
const HEAD_BYTES = 61;
/** Of a batch, what `length` does not count: the offset and itself. */
const UNCOUNTED_BYTES = 12;
const MAGIC = 2;
const COMPRESSION = 0b111;
const LOG_APPEND_TIME = 1 << 3;
const CONTROL = 1 << 5;
const AT = Buffer.from('at');
const MARK = Buffer.from('mark');
const INT64_BYTES = 8;

/** Who produces, and how many records it has produced before: Kafka stores a batch once, however often it is sent. */
export interface Producer {
  readonly id: bigint;
  readonly epoch: number;
}

export interface Mark {
  readonly mark: AppendedAt;
}

/** What a batch holds: entries, or a mark alone. */
export type BatchContent = readonly AppendRequest[] | Mark;

/** Bytes that a batch of these records takes. */
export function batchBytes(records: readonly AppendRequest[]): number {
  let bytes = HEAD_BYTES;
  for (let i = 0; i < records.length; i++) {
    const body = bodyBytes(i, records[i]!.value.length, ENTRY_HEADER_BYTES);
    bytes += varintBytes(body) + body;
  }
  return bytes;
}

/** Writes a batch. `now` is the time of the clock, which retention goes by. */
export function encodeBatch(content: BatchContent, now: number): Buffer {
  const count = 'mark' in content ? 1 : content.length;
  const writer = new BatchWriter('mark' in content ? 128 : batchBytes(content));
  if ('mark' in content) writer.mark(content.mark);
  else for (let i = 0; i < count; i++) writer.entry(i, content[i]!);
  const bytes = writer.bytes();
  bytes.fill(0, 0, HEAD_BYTES);
  bytes.writeInt32BE(bytes.length - UNCOUNTED_BYTES, HEAD.length);
  bytes[HEAD.magic] = MAGIC;
  bytes.writeInt32BE(count - 1, HEAD.lastDelta);
  writeInt64(bytes, now, HEAD.timestamp);
  writeInt64(bytes, now, HEAD.maxTimestamp);
  bytes.writeInt32BE(count, HEAD.count);
  return bytes;
}

/** Puts the producer into a batch; with the same one and the same sequence it can be sent again. */
export function signBatch(batch: Buffer, producer: Producer, sequence: number): void {
  batch.writeBigInt64BE(producer.id, HEAD.producer);
  batch.writeInt16BE(producer.epoch, HEAD.epoch);
  batch.writeInt32BE(sequence, HEAD.sequence);
  batch.writeUInt32BE(crc32c(batch.subarray(HEAD.attributes)), HEAD.crc);
}

class BatchWriter {
  readonly #bytes: Buffer;
  #end = HEAD_BYTES;

  constructor(bytes: number) {
    this.#bytes = Buffer.allocUnsafe(bytes);
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  entry(index: number, { at, value }: AppendRequest): void {
    this.#start(bodyBytes(index, value.length, ENTRY_HEADER_BYTES), index);
    this.#varint(value.length);
    this.#bytes.set(value, this.#end);
    this.#end += value.length;
    this.#header(AT, INT64_BYTES);
    this.#int64(at);
  }

  mark({ position, at }: AppendedAt): void {
    this.#start(bodyBytes(0, 0, MARK_HEADER_BYTES), 0);
    this.#varint(-1);
    this.#header(MARK, 2 * INT64_BYTES);
    this.#int64(position);
    this.#int64(at);
  }

  /** Length, attributes, no difference in time, number within the batch, no key. */
  #start(body: number, index: number): void {
    this.#varint(body);
    this.#bytes[this.#end++] = 0;
    this.#bytes[this.#end++] = 0;
    this.#varint(index);
    this.#varint(-1);
  }

  #header(name: Buffer, bytes: number): void {
    this.#varint(1);
    this.#varint(name.length);
    this.#bytes.set(name, this.#end);
    this.#end += name.length;
    this.#varint(bytes);
  }

  #int64(value: number): void {
    writeInt64(this.#bytes, value, this.#end);
    this.#end += INT64_BYTES;
  }

  /** Zigzag, seven bits a byte. */
  #varint(value: number): void {
    let left = zigzag(value);
    while (left > 0x7f) {
      this.#bytes[this.#end++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    this.#bytes[this.#end++] = left;
  }
}

/** Number of headers, its name, its value, with the length of each. */
const ENTRY_HEADER_BYTES = 1 + 1 + AT.length + 1 + INT64_BYTES;
const MARK_HEADER_BYTES = 1 + 1 + MARK.length + 1 + 2 * INT64_BYTES;

function bodyBytes(index: number, value: number, header: number): number {
  return 2 + varintBytes(index) + 1 + varintBytes(value) + value + header;
}

function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let left = zigzag(value); left > 0x7f; left >>>= 7) bytes++;
  return bytes;
}

/** A record of a batch: an entry, or a mark. */
export type BatchRecord = LogRecord | (Mark & { readonly position: number });

/** A batch as it was fetched. Its records' values are views of its bytes. */
export class Batch {
  /** Positions that it covers; a compacted or a control batch has not all of them. */
  readonly first: number;
  readonly last: number;
  readonly #bytes: Buffer;
  #records: readonly BatchRecord[] | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.first = readInt64(bytes, 0) + 1;
    this.last = this.first + bytes.readInt32BE(HEAD.lastDelta);
  }

  get bytes(): number {
    return this.#bytes.length;
  }

  get records(): readonly BatchRecord[] {
    this.#records ??= this.#decode();
    return this.#records;
  }

  #decode(): readonly BatchRecord[] {
    const bytes = this.#bytes;
    if (bytes[HEAD.magic] !== MAGIC) throw new TypeError(`A record batch of format ${bytes[HEAD.magic]} cannot be read`);
    if (crc32c(bytes.subarray(HEAD.attributes)) !== bytes.readUInt32BE(HEAD.crc))
      throw new TypeError(`The record batch at position ${this.first} is damaged`);
    const attributes = bytes.readInt16BE(HEAD.attributes);
    if (attributes & CONTROL) return [];
    const compression = compressionsAlgorithmsByBitmask[attributes & COMPRESSION];
    if (!compression) throw new TypeError('A record batch is compressed in an unknown way');
    const body = bytes.subarray(HEAD_BYTES);
    const reader = new RecordReader(attributes & COMPRESSION ? compression.decompressSync(body) : body, {
      first: this.first,
      since: attributes & LOG_APPEND_TIME ? undefined : readInt64(bytes, HEAD.timestamp),
      stamped: readInt64(bytes, HEAD.maxTimestamp),
    });
    return Array.from({ length: bytes.readInt32BE(HEAD.count) }, () => reader.next());
  }
}

/** The whole batches in what a broker sent; it cuts where it has sent enough, and the last one may be cut off. */
export function batchesOf(bytes: Buffer): Batch[] {
  const batches: Batch[] = [];
  for (let start = 0; start + HEAD_BYTES <= bytes.length; ) {
    const end = start + UNCOUNTED_BYTES + bytes.readInt32BE(start + HEAD.length);
    if (end > bytes.length) break;
    batches.push(new Batch(bytes.subarray(start, end)));
    start = end;
  }
  return batches;
}

interface BatchTimes {
  readonly first: number;
  /** What the records' times count from; undefined: all have the batch's time. */
  readonly since: number | undefined;
  readonly stamped: number;
}

/** Reads one record after the other. One that another program produced has no header of ours: it counts as an entry of Kafka's own time. */
class RecordReader {
  readonly #bytes: Buffer;
  readonly #times: BatchTimes;
  #at = 0;

  constructor(bytes: Buffer, times: BatchTimes) {
    this.#bytes = bytes;
    this.#times = times;
  }

  next(): BatchRecord {
    const bytes = this.#bytes;
    const length = this.#varint();
    const end = this.#at + length;
    this.#at++;
    const { first, since, stamped } = this.#times;
    const elapsed = this.#varint();
    const position = first + this.#varint();
    this.#skip(this.#varint());
    const valueLength = this.#varint();
    const value = bytes.subarray(this.#at, this.#at + Math.max(0, valueLength));
    this.#skip(valueLength);
    let at = since === undefined ? stamped : since + elapsed;
    for (let headers = this.#varint(); headers > 0; headers--) {
      const name = this.#varint();
      const nameStart = this.#at;
      this.#skip(name);
      const size = this.#varint();
      if (name === AT.length && size === INT64_BYTES && this.#says(AT, nameStart)) at = readInt64(bytes, this.#at);
      else if (name === MARK.length && size === 2 * INT64_BYTES && this.#says(MARK, nameStart)) {
        const mark = { position: readInt64(bytes, this.#at), at: readInt64(bytes, this.#at + INT64_BYTES) };
        this.#at = end;
        return { position, mark };
      }
      this.#skip(size);
    }
    this.#at = end;
    return { position, at, value };
  }

  #says(name: Buffer, start: number): boolean {
    for (let i = 0; i < name.length; i++) if (this.#bytes[start + i] !== name[i]) return false;
    return true;
  }

  /** A length of -1 stands for nothing. */
  #skip(bytes: number): void {
    if (bytes > 0) this.#at += bytes;
  }

  /** Differences in time may be larger than 32 bits hold. */
  #varint(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#at++]!;
    if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
    let value = byte & 0x7f;
    let scale = 0x80;
    do {
      byte = bytes[this.#at++]!;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte >= 0x80);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

const TWO_32 = 2 ** 32;

function writeInt64(bytes: Buffer, value: number, start: number): void {
  const high = Math.floor(value / TWO_32);
  bytes.writeInt32BE(high, start);
  bytes.writeUInt32BE(value - high * TWO_32, start + 4);
}

function readInt64(bytes: Buffer, start: number): number {
  return bytes.readInt32BE(start) * TWO_32 + bytes.readUInt32BE(start + 4);
}
