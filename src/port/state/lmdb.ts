/**
 * The state store on disk: one LMDB environment, one tree per table. S1 and the order in S2 rest on Q1 and Q2, S5 on D1.
 * A commit is visible only once it is on disk (N1), so `applied` and `durable` are one moment here, and no other thread can act on an
 * outbox row that a power failure would take back; unless it was opened `overlapping`.
 */
import { VolanoError } from '../../base/index.ts';
import {
  CommitQueue,
  copyEnvironment,
  type DirectoryLock,
  type Environment,
  flushed,
  freshSnapshot,
  lockDirectory,
  openEnvironment,
  type Tree,
} from '../lmdb/index.ts';
import { said } from './said.ts';
import type { Commit, Expected, KeyRange, LoadRequest, LoadResult, StateStore, Table, Write } from './state.ts';
import { Uncommitted } from './uncommitted.ts';
import { assertWrites, conflictOf, prefixEnd, TABLES, YOUNG_TABLES } from './write.ts';

export interface LmdbStateOptions {
  /** Directory of its own, created when missing. */
  readonly path: string;
  /** For other threads than the writer's, and other processes: takes no lock. */
  readonly readOnly?: boolean;
  /** For a store that is thrown away: faster, and nothing of it need survive a crash. */
  readonly scratch?: boolean;
  /** Those that it has; default: all. The others are empty and not written to. */
  readonly tables?: readonly Table[];
  /** For a store that its writer alone reads: commits are applied before they are durable, and the next is made meanwhile. */
  readonly overlapping?: boolean;
}

/** Opens the state store of a directory. Rejects with VOLANO_STATE_LOCKED or, read-only, VOLANO_STORE_MISSING. */
export async function openLmdbState(options: LmdbStateOptions): Promise<StateStore> {
  const { path, readOnly = false, scratch = false, tables = TABLES, overlapping = false } = options;
  const lock = readOnly ? undefined : lockDirectory(path);
  if (lock && 'heldBy' in lock)
    throw new VolanoError('VOLANO_STATE_LOCKED', { path, holder: said`process ${lock.heldBy}`, pid: lock.heldBy });
  try {
    const environment = openEnvironment(path, tables, { readOnly, scratch, overlapping, young: YOUNG_TABLES });
    return new LmdbState({ path, environment, tables, lock, overlapping });
  } catch (cause) {
    lock?.release();
    throw cause;
  }
}

/**
 * Copies the state of a directory, as its last commit left it, into an empty directory that `openLmdbState` opens. A running server goes
 * on undisturbed. Rejects with VOLANO_STORE_MISSING.
 */
export async function copyLmdbState(path: string, to: string): Promise<void> {
  const environment = openEnvironment(path, TABLES, { readOnly: true, young: YOUNG_TABLES });
  try {
    await copyEnvironment(environment, to);
  } finally {
    await environment.root.close();
  }
}

type Pair = readonly [key: Uint8Array, value: Uint8Array];

interface Parts {
  readonly path: string;
  readonly environment: Environment;
  readonly tables: readonly Table[];
  readonly lock: DirectoryLock | undefined;
  readonly overlapping: boolean;
}

class LmdbState implements StateStore {
  readonly #environment: Environment;
  readonly #queue: CommitQueue;
  readonly #lock: DirectoryLock | undefined;
  /** Without those that an older store does not have yet. */
  readonly #trees: ReadonlyMap<Table, Tree>;
  /** Of the transaction that is being made. */
  #uncommitted = new Uncommitted();
  readonly #overlapping: boolean;
  #closed = false;

  constructor({ path, environment, tables, lock, overlapping }: Parts) {
    this.#overlapping = overlapping;
    this.#environment = environment;
    this.#queue = new CommitQueue(environment, path);
    this.#lock = lock;
    this.#trees = new Map(tables.flatMap((table, i) => (environment.trees[i] ? [[table, environment.trees[i]]] : [])));
  }

  async getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    this.#refresh();
    return this.#get(table, keys);
  }

  async load({ gets, prefixes }: LoadRequest): Promise<LoadResult> {
    this.#refresh();
    return {
      gets: gets.map(({ table, keys }) => this.#get(table, keys)),
      prefixes: prefixes.map(({ table, prefixes: wanted }) => wanted.map((prefix) => this.#underPrefix(table, prefix))),
    };
  }

  async range(table: Table, { start, end, limit, reverse = false }: KeyRange): Promise<readonly Pair[]> {
    this.#refresh();
    if (limit <= 0 || end.length === 0 || Buffer.compare(start, end) >= 0) return [];
    const low = start.length === 0 ? LOWEST_KEY : start;
    const bounds = reverse
      ? { start: end, exclusiveStart: true, end: low, inclusiveEnd: true, reverse, limit }
      : { start: low, end, limit };
    return pairsOf(this.#trees.get(table), bounds);
  }

  commit(writes: readonly Write[], expected: readonly Expected[] = []): Commit {
    if (this.#closed) throw new TypeError('The state store is closed');
    if (!this.#lock) throw new TypeError('This handle of the state store is for reading');
    assertWrites(writes);
    assertWrites(expected);
    for (const { table } of writes) if (!this.#trees.has(table)) throw new TypeError(`This state store has no table ${table}`);
    const applied = this.#queue.run((isFirst) => {
      if (isFirst) this.#uncommitted = new Uncommitted();
      const conflict = this.#conflict(expected);
      if (conflict) return conflict;
      this.#uncommitted.add(writes);
      for (const { table, key, value } of writes) {
        const tree = this.#trees.get(table)!;
        if (value === undefined) void tree.remove(key);
        else void tree.put(key, value);
      }
      return undefined;
    });
    return { applied, durable: this.#overlapping ? applied.then(() => flushed(this.#environment)) : applied };
  }

  async count(table: Table): Promise<number> {
    this.#refresh();
    return entriesIn(this.#trees.get(table)?.getStats() ?? {});
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue.idle();
    if (this.#overlapping) await flushed(this.#environment);
    await this.#environment.root.close();
    this.#lock?.release();
  }

  /** Inside a transaction: what it has put already cannot be read from the store. */
  #conflict(expected: readonly Expected[]): Error | undefined {
    if (expected.length === 0) return undefined;
    freshSnapshot(this.#environment);
    return conflictOf(expected, (table, key) => {
      const write = this.#uncommitted.find(table, key);
      return write ? write.value : this.#get(table, [key])[0];
    });
  }

  #refresh(): void {
    if (this.#closed) throw new TypeError('The state store is closed');
    freshSnapshot(this.#environment);
  }

  #get(table: Table, keys: readonly Uint8Array[]): (Uint8Array | undefined)[] {
    const tree = this.#trees.get(table);
    return keys.map((key) => copyOf(tree?.getBinaryFast(key)));
  }

  #underPrefix(table: Table, prefix: Uint8Array): readonly Pair[] {
    const end = prefixEnd(prefix);
    return pairsOf(this.#trees.get(table), { start: prefix.length === 0 ? LOWEST_KEY : prefix, ...(end ? { end } : {}) });
  }
}

/** LMDB has no empty key, and none is below this one. */
const LOWEST_KEY: Uint8Array = Uint8Array.of(0);

function pairsOf(tree: Tree | undefined, bounds: Parameters<Tree['getRange']>[0]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const { key, value } of tree?.getRange(bounds) ?? []) pairs.push([key, value]);
  return pairs;
}

/**
 * A value by itself: lmdb reads each into the same memory, and the copies it makes have memory of their own outside the heap, which costs more
 * than the look-up.
 */
function copyOf(value: Buffer | undefined): Buffer | undefined {
  if (value === undefined) return undefined;
  const { length } = value;
  const copy = Buffer.allocUnsafe(length);
  // Its length is lmdb's own: the memory behind it is longer.
  copy.set(new Uint8Array(value.buffer, value.byteOffset, length));
  return copy;
}

function entriesIn(stats: object): number {
  return 'entryCount' in stats && typeof stats.entryCount === 'number' ? stats.entryCount : 0;
}
