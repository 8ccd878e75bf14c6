/**
 * The log on disk: one LMDB environment.
 *
 * Tree `entry`: partition (2 bytes), position (6 bytes) -> at (float64) and the value. Tree `meta`: the number of partitions, and for a
 * trimmed partition its last stamp, so that positions go on rising when every record is gone. L3 rests on N1, L4 on Q1, L5 on D1.
 */
import { VolanoError } from '../../base/index.ts';
import {
  CommitQueue,
  type DirectoryLock,
  type Environment,
  freshSnapshot,
  lockDirectory,
  openEnvironment,
  type Tree,
} from '../lmdb/index.ts';
import { entryKey, LAST_POSITION, positionOf, recordOf, stampBytes, stampOf, valuesOf } from './lmdb-codec.ts';
import type { AppendedAt, AppendRequest, Log, LogRecord } from './log.ts';
import { assertPartition, Tail } from './tail.ts';

export interface LmdbLogOptions {
  /** Directory of its own, created when missing. */
  readonly path: string;
  /** 1 to 1,024; default: as created, else 1. Fixed at creation. */
  readonly partitions?: number;
  /** For other threads than the writer's, and other processes: takes no lock. */
  readonly readOnly?: boolean;
}

/** Opens the log of a directory. Rejects with VOLANO_LOG_LOCKED, VOLANO_LOG_PARTITIONS or, read-only, VOLANO_STORE_MISSING. */
export async function openLmdbLog(options: LmdbLogOptions): Promise<Log> {
  const { path, readOnly = false } = options;
  const lock = readOnly ? undefined : lockDirectory(path);
  if (lock && 'heldBy' in lock) throw new VolanoError('VOLANO_LOG_LOCKED', { path, pid: lock.heldBy });
  let environment: Environment | undefined;
  try {
    environment = openEnvironment(path, ['entry', 'meta'], readOnly);
    const queue = new CommitQueue(environment, path);
    const partitions = await agreePartitions({ environment, queue, options, path });
    return new LmdbLog({ environment, queue, partitions, lock });
  } catch (cause) {
    await environment?.root.close();
    lock?.release();
    throw cause;
  }
}

interface Parts {
  readonly environment: Environment;
  readonly queue: CommitQueue;
  readonly partitions: number;
  readonly lock: DirectoryLock | undefined;
}

class LmdbLog implements Log {
  readonly partitions: number;
  readonly #environment: Environment;
  readonly #queue: CommitQueue;
  readonly #lock: DirectoryLock | undefined;
  readonly #entries: Tree;
  readonly #meta: Tree;
  readonly #tails: readonly Tail[];
  #closed = false;

  constructor({ environment, queue, partitions, lock }: Parts) {
    this.partitions = partitions;
    this.#environment = environment;
    this.#queue = queue;
    this.#lock = lock;
    this.#entries = environment.trees[0]!;
    this.#meta = environment.trees[1]!;
    this.#tails = Array.from({ length: partitions }, (_, partition) => new Tail(this.#lastStamp(partition)));
  }

  async append(partition: number, records: readonly AppendRequest[]): Promise<readonly AppendedAt[]> {
    this.#assertWritable(partition);
    const stamps = this.#tails[partition]!.stamp(records);
    if (records.length === 0) return stamps;
    const values = valuesOf(records, stamps);
    await this.#queue.run(() => {
      for (let i = 0; i < values.length; i++) void this.#entries.put(entryKey(partition, stamps[i]!.position), values[i]!);
    });
    return stamps;
  }

  async read(partition: number, after: number, limit: number): Promise<readonly LogRecord[]> {
    this.#assertOpen(partition);
    freshSnapshot(this.#environment);
    const records: LogRecord[] = [];
    const range = { start: entryKey(partition, after + 1), end: entryKey(partition + 1, 0), limit };
    for (const { key, value } of this.#entries.getRange(range)) records.push(recordOf(positionOf(key), value));
    return records;
  }

  async get(partition: number, positions: readonly number[]): Promise<readonly (LogRecord | undefined)[]> {
    this.#assertOpen(partition);
    freshSnapshot(this.#environment);
    return positions.map((position) => {
      const value = this.#entries.get(entryKey(partition, position));
      return value && recordOf(position, value);
    });
  }

  async end(partition: number): Promise<number> {
    this.#assertOpen(partition);
    return this.#lastStamp(partition)?.position ?? 0;
  }

  async trim(partition: number, before: number): Promise<void> {
    this.#assertWritable(partition);
    const last = this.#lastStamp(partition);
    if (!last) return;
    const noteFloor = (): Promise<void> => this.#queue.run(() => void this.#meta.put(floorKey(partition), stampBytes(last)));
    await noteFloor();
    const range = { start: entryKey(partition, 0), end: entryKey(partition, before), limit: TRIM_CHUNK };
    for (;;) {
      freshSnapshot(this.#environment);
      const keys = [...this.#entries.getKeys(range)];
      if (keys.length === 0) break;
      await this.#queue.run(() => {
        for (const key of keys) void this.#entries.remove(key);
      });
    }
    // LMDB reuses what a transaction freed from the second one after it; on a full disk that one could never be had by appending.
    await noteFloor();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue.idle();
    await this.#environment.root.close();
    this.#lock?.release();
  }

  #lastStamp(partition: number): AppendedAt | undefined {
    freshSnapshot(this.#environment);
    const range = { start: entryKey(partition, LAST_POSITION), end: entryKey(partition, 0), reverse: true, limit: 1 };
    for (const { key, value } of this.#entries.getRange(range)) return recordOf(positionOf(key), value);
    const floor = this.#meta.get(floorKey(partition));
    return floor && stampOf(floor);
  }

  #assertOpen(partition: number): void {
    if (this.#closed) throw new TypeError('The log is closed');
    assertPartition(partition, this.partitions);
  }

  #assertWritable(partition: number): void {
    this.#assertOpen(partition);
    if (!this.#lock) throw new TypeError('This handle of the log is for reading');
  }
}

/** Records removed in one transaction: short enough not to hold up appends. */
const TRIM_CHUNK = 5_000;
const PARTITIONS_KEY: Uint8Array = Buffer.from('partitions');
const PARTITIONS_MAX = 1_024;

function floorKey(partition: number): Uint8Array {
  return Buffer.from(`floor ${partition}`);
}

async function agreePartitions(log: {
  environment: Environment;
  queue: CommitQueue;
  options: LmdbLogOptions;
  path: string;
}): Promise<number> {
  const meta = log.environment.trees[1]!;
  const bytes = meta.get(PARTITIONS_KEY);
  const stored = bytes && Number(Buffer.from(bytes).toString());
  const asked = log.options.partitions ?? stored ?? 1;
  if (!Number.isInteger(asked) || asked < 1 || asked > PARTITIONS_MAX)
    throw new RangeError(`partitions must be 1 to ${PARTITIONS_MAX}, not ${asked}`);
  if (stored !== undefined && stored !== asked) throw new VolanoError('VOLANO_LOG_PARTITIONS', { path: log.path, stored, asked });
  if (stored === undefined && log.options.readOnly) throw new VolanoError('VOLANO_STORE_MISSING', { path: log.path });
  if (stored === undefined) await log.queue.run(() => void meta.put(PARTITIONS_KEY, Buffer.from(String(asked))));
  return asked;
}
