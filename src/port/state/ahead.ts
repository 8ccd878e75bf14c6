/**
 * Reading ahead of a commit: the state store as it will be when the writes of a commit under way are in it.
 *
 * O1. Reads see the store with the pending writes over it, whether the store itself shows them yet or not: the same before, while and
 *     after the commit is applied.
 * O2. A read is as consistent as the store's own: only the pending writes may change the store meanwhile.
 */
import type { KeyRange, LoadRequest, LoadResult, StateReader, StateStore, Table, Write } from './state.ts';
import { prefixEnd } from './write.ts';

type Pair = readonly [key: Uint8Array, value: Uint8Array];

/** The store and, over it, the writes last given to `expect`. */
export class StateAhead implements StateReader {
  readonly #store: StateStore;
  #writes: readonly Write[] = [];
  readonly #tables = new Map<Table, PendingTable>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  /** These writes, and none but these, are under way. They must not change any more. */
  expect(writes: readonly Write[]): void {
    this.#writes = writes;
    this.#tables.clear();
  }

  async getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.#over(table, keys, await this.#store.getMany(table, keys));
  }

  async load(request: LoadRequest): Promise<LoadResult> {
    const stored = await this.#store.load(request);
    if (this.#writes.length === 0) return stored;
    return {
      gets: request.gets.map(({ table, keys }, i) => this.#over(table, keys, stored.gets[i]!)),
      prefixes: request.prefixes.map(({ table, prefixes }, i) => {
        const pending = this.#pending(table);
        return prefixes.map((prefix, j) => merged(stored.prefixes[i]![j]!, pending.within(prefix, prefixEnd(prefix))));
      }),
    };
  }

  async range(table: Table, range: KeyRange): Promise<readonly Pair[]> {
    const { start, end, limit, reverse = false } = range;
    const pending = limit > 0 ? this.#pending(table).within(start, end) : NONE;
    if (pending.length === 0) return this.#store.range(table, range);
    // So many more are read as pending deletions can take away.
    const stored = await this.#store.range(table, { ...range, limit: Math.min(Number.MAX_SAFE_INTEGER, limit + pending.length) });
    const pairs = merged(reverse ? stored.toReversed() : stored, pending);
    return (reverse ? pairs.toReversed() : pairs).slice(0, limit);
  }

  #over(table: Table, keys: readonly Uint8Array[], stored: readonly (Uint8Array | undefined)[]): readonly (Uint8Array | undefined)[] {
    const pending = this.#pending(table);
    if (pending.size === 0) return stored;
    return keys.map((key, i) => {
      const write = pending.get(key);
      return write ? write.value : stored[i];
    });
  }

  /** Made when a table is first read: most writes of a commit are never looked at. */
  #pending(table: Table): PendingTable {
    let pending = this.#tables.get(table);
    if (!pending) {
      pending = new PendingTable(table, this.#writes);
      this.#tables.set(table, pending);
    }
    return pending;
  }
}

const NONE: readonly (readonly [string, Write])[] = [];

/** The pending writes of one table by key. Keys are Latin-1 text: one character per byte, so that text order is byte order. */
class PendingTable {
  readonly #writes = new Map<string, Write>();
  #sorted: (readonly [string, Write])[] | undefined;

  constructor(table: Table, writes: readonly Write[]) {
    for (const write of writes) if (write.table === table) this.#writes.set(textOf(write.key), write);
  }

  get size(): number {
    return this.#writes.size;
  }

  get(key: Uint8Array): Write | undefined {
    return this.#writes.get(textOf(key));
  }

  /** Those with start <= key < end (undefined: to the end), in order. */
  within(start: Uint8Array, end: Uint8Array | undefined): readonly (readonly [string, Write])[] {
    if (this.#writes.size === 0) return NONE;
    this.#sorted ??= [...this.#writes].sort(([a], [b]) => (a < b ? -1 : 1));
    const from = this.#firstAtLeast(textOf(start));
    const to = end ? this.#firstAtLeast(textOf(end)) : this.#sorted.length;
    return from < to ? this.#sorted.slice(from, to) : NONE;
  }

  #firstAtLeast(key: string): number {
    const sorted = this.#sorted!;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]![0] < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Both ascending. */
function merged(stored: readonly Pair[], pending: readonly (readonly [string, Write])[]): readonly Pair[] {
  if (pending.length === 0) return stored;
  const pairs: Pair[] = [];
  let next = 0;
  for (const [text, { key, value }] of pending) {
    for (; next < stored.length; next++) {
      const one = stored[next]!;
      const order = Buffer.compare(one[0], key);
      if (order < 0) pairs.push(one);
      else if (order > 0) break;
    }
    if (value !== undefined) pairs.push([Buffer.from(text, 'latin1'), value]);
  }
  for (; next < stored.length; next++) pairs.push(stored[next]!);
  return pairs;
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
