/**
 * Filling a log that has never had a record with records that have positions and times already: what a backup holds. Positions stand in ids and
 * states, so they are kept. Behind the last one the log goes on by itself.
 */
import { VolanoError } from '../../base/index.ts';
import { CommitQueue, lockDirectory, openEnvironment } from '../lmdb/index.ts';
import { blocksOf } from './block.ts';
import { openLmdbLog } from './lmdb.ts';
import { entryKey, trimBytes, trimKey } from './lmdb-codec.ts';
import type { LogRecord } from './log.ts';

export interface LogFiller {
  /** Records with rising positions, behind those of the call before. On disk when it resolves. Rejects with VOLANO_DISK_FULL. */
  put(records: readonly LogRecord[]): Promise<void>;
  close(): Promise<void>;
}

export interface LogFillerOptions {
  /** A directory without a log, or with one that was filled so far. */
  readonly path: string;
  readonly partition: number;
  readonly partitions: number;
}

/** Of the LMDB log. Rejects with VOLANO_LOG_LOCKED. */
export async function fillLmdbLog({ path, partition, partitions }: LogFillerOptions): Promise<LogFiller> {
  const log = await openLmdbLog({ path, partitions });
  const isEmpty = (await log.end(partition)) === 0;
  await log.close();
  const lock = lockDirectory(path);
  if ('heldBy' in lock) throw new VolanoError('VOLANO_LOG_LOCKED', { path, pid: lock.heldBy });
  const environment = openEnvironment(path, ['block', 'meta'], { readOnly: false });
  const queue = new CommitQueue(environment, path);
  const [blocks, meta] = environment.trees;
  let isFirst = isEmpty;
  return {
    put(records) {
      const [first] = records;
      if (!first) return Promise.resolve();
      const begins = isFirst && first.position > 1;
      isFirst = false;
      const encoded = blocksOf(records, (bytes) => Buffer.allocUnsafeSlow(bytes));
      return queue.run(() => {
        // What came before is not there: as if it had been trimmed.
        const mark = { before: first.position, last: { position: first.position - 1, at: first.at } };
        if (begins) void meta!.put(trimKey(partition), trimBytes(mark));
        for (const block of encoded) void blocks!.put(entryKey(partition, block.first), block.bytes);
      });
    },
    async close() {
      await queue.idle();
      await environment.root.close();
      lock.release();
    },
  };
}
