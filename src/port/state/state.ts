/**
 * The state store: ordered tables of bytes with one atomic, durable commit. It knows nothing of customers.
 *
 * S1. A commit is applied whole or not at all, also under kill -9 at any instant.
 * S2. `commit` resolves `applied` when its changes are visible to later reads of this handle and `durable` when they are on disk. Commits become durable in order.
 * S3. `getMany` and `range` see the last applied commit, each as one consistent snapshot.
 * S4. Keys are ordered by their bytes. A key has 1 to 1,900 bytes. Values may be empty.
 * S5. One process writes at a time; opening it a second time is refused (VOLANO_STATE_LOCKED). Other threads of the same process may open it to read.
 * S6. Who has lost the store to another process stores nothing more in it, whatever it had sent before or sends later (VOLANO_STATE_FENCED). In
 *     PostgreSQL each commit checks the epoch of its partition, which whoever takes it raises. In memory and on LMDB nobody can take a store
 *     from a process that lives: there S5's lock is the fence.
 * S7. With `expected`, a commit is applied only if each of those rows is as given when its turn comes; else it is refused
 *     (VOLANO_STATE_CONFLICT) and nothing of it is stored. The commits around it are as if it had not been asked for.
 */
export type Table =
  /** customer id, part name -> part. Read by customer as one range. */
  | 'customer'
  /** customer id -> past that a backfill has brought and nobody has read; empty: something has been collected for it. */
  | 'past'
  /** namespace, value -> customer id. */
  | 'identifier'
  /** customer id -> identity record (identifiers, merges, redirect). */
  | 'identity'
  /** due, customer id -> empty. */
  | 'timer'
  /** message id -> command waiting for its receipt. */
  | 'outbox'
  /** first seq -> block of facts waiting for the sink. */
  | 'fact'
  /** hour, position -> message id hashes with their instants; and first bits of hashes -> those hashes with their instants. */
  | 'dedupe'
  /** origin -> highest hop applied; position, ordinal -> what is to be forwarded to another partition. Of a stage: position -> what it is to produce, and what its commit has changed. */
  | 'hop'
  /** releases, models, share, position, seq. */
  | 'meta'
  /** What a room keeps beside the loop: name of the desk, 0x00, its own key -> its own value. */
  | 'desk';

/** What reads a state store. */
export interface StateReader {
  getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]>;
  /** Several lookups and ranges in one snapshot (one round trip on a remote carrier). */
  load(request: LoadRequest): Promise<LoadResult>;
  /** Pairs with start <= key < end in key order (or reverse), at most `limit`. */
  range(table: Table, range: KeyRange): Promise<readonly (readonly [key: Uint8Array, value: Uint8Array])[]>;
}

/** A store for whoever only looks. */
export interface StateView extends StateReader {
  close(): Promise<void>;
}

export interface StateStore extends StateView {
  /**
   * Writes and, where the value is undefined, deletions. Later writes of the same key win. The bytes may not be changed before `applied`.
   * Both promises reject with VOLANO_DISK_FULL when nothing was stored; then the commits asked for meanwhile reject as well, so that none
   * is stored without those before it. With VOLANO_STATE_UNAVAILABLE, when the store is a server that gave no answer, nobody knows whether they
   * are stored: whoever goes on reads first, and reads only when that is decided. VOLANO_STATE_CONFLICT: a row is not as `expected` (S7).
   * Throws RangeError for a key that breaks S4, and then nothing of it is written.
   */
  commit(writes: readonly Write[], expected?: readonly Expected[]): Commit;
  /** Number of pairs, exact or the carrier's own count. */
  count(table: Table): Promise<number>;
}

export interface LoadRequest {
  readonly gets: readonly { readonly table: Table; readonly keys: readonly Uint8Array[] }[];
  readonly prefixes: readonly { readonly table: Table; readonly prefixes: readonly Uint8Array[] }[];
}

/** In the order of the request. */
export interface LoadResult {
  readonly gets: readonly (readonly (Uint8Array | undefined)[])[];
  readonly prefixes: readonly (readonly (readonly (readonly [key: Uint8Array, value: Uint8Array])[])[])[];
}

export interface KeyRange {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
  readonly limit: number;
  readonly reverse?: boolean;
}

export interface Write {
  readonly table: Table;
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
}

/** What a row must be for a commit to be applied; undefined: absent. */
export interface Expected {
  readonly table: Table;
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
}

export interface Commit {
  readonly applied: Promise<void>;
  readonly durable: Promise<void>;
}
