/**
 * The log on disk: one LMDB environment. Tree `block`: partition, position of the first record -> block of records (block.ts). Tree `meta`:
 * the number of partitions; how far each partition is trimmed. L3 rests on N1, L4 on Q1, L5 on D1.
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
import { blocksOf, type EncodedBlock, USUAL_BLOCK_BYTES } from './block.ts';
import { BlockReader } from './block-reader.ts';
import { BufferPool } from './buffer-pool.ts';
import { entryKey, trimBytes, trimKey } from './lmdb-codec.ts';
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
    environment = openEnvironment(path, ['block', 'meta'], { readOnly });
    const queue = new CommitQueue(environment, path);
    const partitions = await agreePartitions(environment.trees[1]!, queue, options);
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

/** What has been asked for and goes into the next transaction. */
interface Gathering {
  readonly records: LogRecord[];
  readonly stored: Promise<void>;
}

class LmdbLog implements Log {
  readonly partitions: number;
  readonly #environment: Environment;
  readonly #queue: CommitQueue;
  readonly #lock: DirectoryLock | undefined;
  readonly #blocks: Tree;
  readonly #meta: Tree;
  readonly #readers: readonly BlockReader[];
  readonly #tails: readonly Tail[];
  readonly #gathering = new Map<number, Gathering>();
  readonly #buffers = new BufferPool(USUAL_BLOCK_BYTES, BUFFERS_MAX);
  #closed = false;

  constructor({ environment, queue, partitions, lock }: Parts) {
    this.partitions = partitions;
    this.#environment = environment;
    this.#queue = queue;
    this.#lock = lock;
    const [blocks, meta] = environment.trees as readonly [Tree, Tree];
    this.#blocks = blocks;
    this.#meta = meta;
    this.#readers = Array.from({ length: partitions }, (_, partition) => new BlockReader({ blocks, meta, partition }));
    freshSnapshot(environment);
    this.#tails = this.#readers.map((reader) => new Tail(reader.last()));
  }

  async append(partition: number, records: readonly AppendRequest[]): Promise<readonly AppendedAt[]> {
    this.#assertWritable(partition);
    const stamps = this.#tails[partition]!.stamp(records);
    if (records.length === 0) return stamps;
    const gathering = this.#gather(partition);
    for (let i = 0; i < records.length; i++) {
      const { position, at } = stamps[i]!;
      gathering.records.push({ position, at, value: records[i]!.value });
    }
    await gathering.stored;
    return stamps;
  }

  async read(partition: number, after: number, limit: number): Promise<readonly LogRecord[]> {
    return this.#reader(partition).read(after, limit);
  }

  async get(partition: number, positions: readonly number[]): Promise<readonly (LogRecord | undefined)[]> {
    return this.#reader(partition).get(positions);
  }

  async end(partition: number): Promise<number> {
    return this.#reader(partition).last()?.position ?? 0;
  }

  async trim(partition: number, position: number): Promise<void> {
    this.#assertWritable(partition);
    const reader = this.#reader(partition);
    const last = reader.last();
    // What is not there yet must not be born trimmed.
    const before = Math.min(position, (last?.position ?? 0) + 1);
    if (!last || before <= reader.trimmedBefore()) return;
    const mark = (): Promise<void> => this.#queue.run(() => void this.#meta.put(trimKey(partition), trimBytes({ before, last })));
    await mark();
    for (;;) {
      const keys = this.#reader(partition).blocksBefore(before, TRIM_CHUNK);
      if (keys.length === 0) break;
      await this.#queue.run(() => {
        for (const key of keys) void this.#blocks.remove(key);
      });
    }
    // LMDB reuses what a transaction freed from the second one after it; on a full disk that one could never be had by appending.
    await mark();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue.idle();
    await this.#environment.root.close();
    this.#lock?.release();
  }

  /** Appends of one moment share a transaction and its blocks. */
  #gather(partition: number): Gathering {
    const open = this.#gathering.get(partition);
    if (open) return open;
    const records: LogRecord[] = [];
    let blocks: readonly EncodedBlock[] = [];
    const stored = this.#queue.run(() => {
      this.#gathering.delete(partition);
      blocks = blocksOf(records, (bytes) => this.#buffers.take(bytes));
      for (const { first, bytes } of blocks) void this.#blocks.put(entryKey(partition, first), bytes);
    });
    const gathering = { records, stored };
    this.#gathering.set(partition, gathering);
    stored.then(
      () => {
        for (const { buffer } of blocks) this.#buffers.give(buffer);
      },
      () => {
        // A failure of the transaction before it ends it unwritten (Q2): later appends must start anew.
        if (this.#gathering.get(partition) === gathering) this.#gathering.delete(partition);
      },
    );
    return gathering;
  }

  /** For reading what is on disk now. */
  #reader(partition: number): BlockReader {
    this.#assertOpen(partition);
    freshSnapshot(this.#environment);
    return this.#readers[partition]!;
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

/** Of usual size, kept to be used again: what two transactions write when much is appended. */
const BUFFERS_MAX = 64;
/** Blocks removed in one transaction: short enough not to hold up appends. */
const TRIM_CHUNK = 500;
const PARTITIONS_KEY: Uint8Array = Buffer.from('partitions');
const PARTITIONS_MAX = 1_024;

async function agreePartitions(meta: Tree, queue: CommitQueue, { path, partitions, readOnly }: LmdbLogOptions): Promise<number> {
  const bytes = meta.get(PARTITIONS_KEY);
  const stored = bytes && Number(Buffer.from(bytes).toString());
  const asked = partitions ?? stored ?? 1;
  if (!Number.isInteger(asked) || asked < 1 || asked > PARTITIONS_MAX) {
    throw new RangeError(`partitions must be 1 to ${PARTITIONS_MAX}, not ${asked}`);
  }
  if (stored !== undefined && stored !== asked) throw new VolanoError('VOLANO_LOG_PARTITIONS', { path, stored, asked });
  if (stored === undefined && readOnly) throw new VolanoError('VOLANO_STORE_MISSING', { path });
  if (stored === undefined) await queue.run(() => void meta.put(PARTITIONS_KEY, Buffer.from(String(asked))));
  return asked;
}
