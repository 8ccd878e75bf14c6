/** The state store in memory, for tests and simulation. Its `MemoryStateDisk` stands for the disk: it outlives the handles opened on it. */
import { VolanoError } from '../../base/index.ts';
import { MemoryTable } from './memory-table.ts';
import { said } from './said.ts';
import type { Commit, Expected, KeyRange, LoadRequest, LoadResult, StateStore, Table, Write } from './state.ts';
import { assertWrites, conflictOf, prefixEnd, TABLES } from './write.ts';

/** What a disk would hold. Opening a second writer on one is refused as it would be for a directory. */
export class MemoryStateDisk {
  readonly tables: ReadonlyMap<Table, MemoryTable> = new Map(TABLES.map((table) => [table, new MemoryTable()]));
  created = false;
  writing = false;
}

export interface MemoryStateOptions {
  /** Default: a new one. */
  readonly disk?: MemoryStateDisk;
  readonly readOnly?: boolean;
}

/** Opens a state store in memory. Rejects with VOLANO_STATE_LOCKED or VOLANO_STORE_MISSING as the LMDB carrier does. */
export async function openMemoryState(options: MemoryStateOptions = {}): Promise<StateStore> {
  const { disk = new MemoryStateDisk(), readOnly = false } = options;
  if (readOnly && !disk.created) throw new VolanoError('VOLANO_STORE_MISSING', { path: 'memory' });
  if (!readOnly && disk.writing)
    throw new VolanoError('VOLANO_STATE_LOCKED', { path: 'memory', holder: said`process ${process.pid}`, pid: process.pid });
  disk.created = true;
  if (!readOnly) disk.writing = true;
  return new MemoryState(disk, readOnly);
}

class MemoryState implements StateStore {
  readonly #disk: MemoryStateDisk;
  readonly #readOnly: boolean;
  #closed = false;

  constructor(disk: MemoryStateDisk, readOnly: boolean) {
    this.#disk = disk;
    this.#readOnly = readOnly;
  }

  async getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    const source = this.#table(table);
    return keys.map((key) => source.get(key));
  }

  async load({ gets, prefixes }: LoadRequest): Promise<LoadResult> {
    return {
      gets: gets.map(({ table, keys }) => keys.map((key) => this.#table(table).get(key))),
      prefixes: prefixes.map(({ table, prefixes: wanted }) =>
        wanted.map((prefix) => this.#table(table).range({ start: prefix, end: prefixEnd(prefix), limit: Number.POSITIVE_INFINITY })),
      ),
    };
  }

  async range(table: Table, range: KeyRange): Promise<readonly (readonly [Uint8Array, Uint8Array])[]> {
    return this.#table(table).range(range);
  }

  commit(writes: readonly Write[], expected: readonly Expected[] = []): Commit {
    if (this.#closed) throw new TypeError('The state store is closed');
    if (this.#readOnly) throw new TypeError('This handle of the state store is for reading');
    assertWrites(writes);
    assertWrites(expected);
    // As on a real disk, the changes are not readable before the caller has waited.
    const applied = Promise.resolve().then(() => {
      const conflict = conflictOf(expected, (table, key) => this.#disk.tables.get(table)!.get(key));
      if (conflict) throw conflict;
      for (const { table, key, value } of writes) this.#disk.tables.get(table)!.set(key, value);
    });
    return { applied, durable: applied };
  }

  async count(table: Table): Promise<number> {
    return this.#table(table).size;
  }

  async close(): Promise<void> {
    if (!this.#closed && !this.#readOnly) this.#disk.writing = false;
    this.#closed = true;
  }

  #table(table: Table): MemoryTable {
    if (this.#closed) throw new TypeError('The state store is closed');
    return this.#disk.tables.get(table)!;
  }
}
