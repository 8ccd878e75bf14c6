/**
 * An LMDB environment as both carriers need it.
 *
 * N1. A transaction becomes visible to readers, in any thread or process, only when it is on disk: lmdb's overlapping sync is off, so
 *     no reader can act on what a power failure would take back. Commits are grouped, therefore it costs next to nothing. An environment
 *     that is opened `overlapping` has no readers but its writer, who waits for what must be on disk.
 * N2. Keys and values are plain bytes: no compression, caching, shared structures or typed keys. Keys order by their bytes.
 * N3. Threads of a process share the environment: every thread opens the same path. One of them writes.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { VolanoError } from '../../base/index.ts';

export type Tree = Database<Uint8Array, Uint8Array>;
type Root = RootDatabase<Uint8Array, Uint8Array>;

export interface Environment {
  readonly root: Root;
  /** In the order of the names; undefined: a young one that is not there yet. */
  readonly trees: readonly (Tree | undefined)[];
}

/** Address space, not disk: large enough never to be remapped under the feet of another thread's reads. */
const MAP_BYTES = 2 ** 40;

export interface EnvironmentOptions {
  readonly readOnly: boolean;
  /** Nothing in it need outlive the process: nothing waits for the disk. */
  readonly scratch?: boolean;
  /** Names that an older environment may lack: a reader gets no tree for them. */
  readonly young?: readonly string[];
  /** Commits are visible before they are on disk (`flushed` tells): the next one is made meanwhile, and each waits for the disk once and not twice. */
  readonly overlapping?: boolean;
}

/** Opens the environment and its trees, creating them if it may write. Throws VOLANO_STORE_MISSING. */
export function openEnvironment(
  path: string,
  names: readonly string[],
  { readOnly, scratch = false, young = [], overlapping = false }: EnvironmentOptions,
): Environment {
  if (readOnly && !existsSync(join(path, 'data.mdb'))) throw new VolanoError('VOLANO_STORE_MISSING', { path });
  const bytes = { encoding: 'binary', keyEncoding: 'binary', compression: false, create: !readOnly } as const;
  const root: Root = open({
    ...bytes,
    path,
    noSubdir: false,
    maxDbs: names.length + 2,
    overlappingSync: overlapping,
    noSync: scratch,
    // A batch is written as one explicit block; the automatic one would reject a promise that nobody holds when a commit fails.
    eventTurnBatching: false,
    // Windows would allocate the whole map on disk.
    ...(process.platform === 'win32' ? {} : { mapSize: MAP_BYTES }),
  });
  const trees: (Tree | undefined)[] = [];
  for (const name of names) {
    const tree: Tree | undefined = root.openDB(name, bytes);
    if (!tree && !young.includes(name)) {
      void root.close();
      throw new VolanoError('VOLANO_STORE_MISSING', { path });
    }
    trees.push(tree);
  }
  return { root, trees };
}

/** Resolves when all that is committed now is on disk, in an environment that is `overlapping`. */
export async function flushed({ root }: Environment): Promise<void> {
  await root.flushed;
}

/** Makes the reads that follow see everything committed so far, in one snapshot until the event loop turns. */
export function freshSnapshot({ root }: Environment): void {
  root.resetReadTxn();
}

/** Copies what is committed now, as one snapshot, into an empty directory; whoever writes goes on meanwhile. */
export async function copyEnvironment({ root }: Environment, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  await root.backup(to, false);
}

/** The same of an environment that is no carrier's, whatever it holds. Rejects with VOLANO_STORE_MISSING. */
export async function copyLmdb(path: string, to: string): Promise<void> {
  if (!existsSync(join(path, 'data.mdb'))) throw new VolanoError('VOLANO_STORE_MISSING', { path });
  mkdirSync(to, { recursive: true });
  const root = open({ path, readOnly: true, noSubdir: false, maxDbs: 8, compression: false });
  await root.backup(to, false).finally(() => root.close());
}
