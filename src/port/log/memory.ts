/** The log in memory, for tests and simulation. Its `MemoryLogDisk` stands for the disk: it outlives the handles opened on it. */
import { VolanoError } from '../../base/index.ts';
import type { AppendedAt, AppendRequest, Log, LogRecord } from './log.ts';
import { assertPartition, Tail } from './tail.ts';

/** What a disk would hold. Opening a second writer on one is refused as it would be for a directory. */
export class MemoryLogDisk {
  readonly partitions: MemoryPartition[] = [];
  writing = false;
}

interface MemoryPartition {
  readonly tail: Tail;
  records: LogRecord[];
  /** Position of the last record on disk. */
  durable: number;
}

export interface MemoryLogOptions {
  /** Default 1. Fixed once the disk has been opened. */
  readonly partitions?: number;
  /** Default: a new one. */
  readonly disk?: MemoryLogDisk;
  readonly readOnly?: boolean;
  /** Of a new disk with one partition: it goes on behind this record, which it does not have, as a log goes on whose beginning is gone. */
  readonly behind?: AppendedAt;
}

/** Opens a log in memory. Rejects with VOLANO_LOG_LOCKED, VOLANO_LOG_PARTITIONS or VOLANO_STORE_MISSING as the LMDB carrier does. */
export async function openMemoryLog(options: MemoryLogOptions = {}): Promise<Log> {
  const { disk = new MemoryLogDisk(), readOnly = false } = options;
  const path = 'memory';
  if (readOnly && disk.partitions.length === 0) throw new VolanoError('VOLANO_STORE_MISSING', { path });
  if (!readOnly && disk.writing) throw new VolanoError('VOLANO_LOG_LOCKED', { path, pid: process.pid });
  const stored = disk.partitions.length;
  const asked = options.partitions ?? (stored || 1);
  if (stored > 0 && asked !== stored) throw new VolanoError('VOLANO_LOG_PARTITIONS', { path, stored, asked });
  const { behind } = options;
  while (disk.partitions.length < asked) disk.partitions.push({ tail: new Tail(behind), records: [], durable: behind?.position ?? 0 });
  if (!readOnly) disk.writing = true;
  return new MemoryLog(disk, readOnly);
}

class MemoryLog implements Log {
  readonly partitions: number;
  readonly #disk: MemoryLogDisk;
  readonly #readOnly: boolean;
  #closed = false;

  constructor(disk: MemoryLogDisk, readOnly: boolean) {
    this.partitions = disk.partitions.length;
    this.#disk = disk;
    this.#readOnly = readOnly;
  }

  async append(partition: number, records: readonly AppendRequest[]): Promise<readonly AppendedAt[]> {
    const target = this.#at(partition);
    if (this.#readOnly) throw new TypeError('This handle of the log is for reading');
    const stamps = target.tail.stamp(records);
    records.forEach(({ value }, i) => {
      target.records.push({ ...stamps[i]!, value: new Uint8Array(value) });
    });
    // As on a real disk, the records are not readable before the caller has waited.
    await Promise.resolve();
    target.durable = Math.max(target.durable, stamps.at(-1)?.position ?? 0);
    return stamps;
  }

  async read(partition: number, after: number, limit: number): Promise<readonly LogRecord[]> {
    const { records, durable } = this.#at(partition);
    const start = firstAfter(records, after);
    return records.slice(start, Math.min(start + limit, firstAfter(records, durable)));
  }

  async get(partition: number, positions: readonly number[]): Promise<readonly (LogRecord | undefined)[]> {
    const { records, durable } = this.#at(partition);
    return positions.map((position) => {
      const record = records[firstAfter(records, position - 1)];
      return record?.position === position && position <= durable ? record : undefined;
    });
  }

  async end(partition: number): Promise<number> {
    return this.#at(partition).durable;
  }

  async trim(partition: number, before: number): Promise<void> {
    const target = this.#at(partition);
    if (this.#readOnly) throw new TypeError('This handle of the log is for reading');
    target.records = target.records.slice(firstAfter(target.records, before - 1));
  }

  async close(): Promise<void> {
    if (!this.#closed && !this.#readOnly) this.#disk.writing = false;
    this.#closed = true;
  }

  #at(partition: number): MemoryPartition {
    if (this.#closed) throw new TypeError('The log is closed');
    assertPartition(partition, this.partitions);
    return this.#disk.partitions[partition]!;
  }
}

/** Index of the first record with position > `after`. */
function firstAfter(records: readonly LogRecord[], after: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.position > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
