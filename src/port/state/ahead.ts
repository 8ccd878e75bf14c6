/**
 * Reading ahead of commits: the state store as it will be when all that has been prepared for it is in it.
 *
 * O1. Reads see the store with the pending writes over it, whether the store itself shows them yet or not: the same before, while and
 *     after a commit is applied.
 * O2. A read is as consistent as the store's own: only the pending writes may change the store meanwhile.
 * O3. What was added since the last `begin` is committed together, each key once, with the value it was given last.
 */
import type { KeyRange, LoadRequest, LoadResult, StateReader, StateStore, Table, Write } from './state.ts';
import { prefixEnd } from './write.ts';

type Pair = readonly [key: Uint8Array, value: Uint8Array];

/** The store and, over it, the writes of a commit under way and those that wait for the next one. */
export class StateAhead implements StateReader {
  readonly #store: StateStore;
  #underWay = new Layer();
  #waiting = new Layer();

  constructor(store: StateStore) {
    this.#store = store;
  }

  /** These wait for the next commit. They must not change any more. */
  add(writes: readonly Write[]): void {
    this.#waiting.add(writes);
  }

  /** Everything that waits, to be committed now. What was under way before is in the store. */
  begin(): readonly Write[] {
    this.#underWay = this.#waiting;
    this.#waiting = new Layer();
    return this.#underWay.writes();
  }

  /** The commit under way is in the store. */
  settled(): void {
    this.#underWay = new Layer();
  }

  /** Nothing that was added will be committed. */
  forget(): void {
    this.#underWay = new Layer();
    this.#waiting = new Layer();
  }

  async getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    const pending = this.#pending;
    return over({ table, keys, pending }, await this.#store.getMany(table, keys));
  }

  async load(request: LoadRequest): Promise<LoadResult> {
    const pending = this.#pending;
    const stored = await this.#store.load(request);
    if (pending.length === 0) return stored;
    return {
      gets: request.gets.map(({ table, keys }, i) => over({ table, keys, pending }, stored.gets[i]!)),
      prefixes: request.prefixes.map(({ table, prefixes }, i) =>
        prefixes.map((prefix, j) => merged(stored.prefixes[i]![j]!, under(pending, table, prefix))),
      ),
    };
  }

  async range(table: Table, range: KeyRange): Promise<readonly Pair[]> {
    const { start, end, limit, reverse = false } = range;
    const pending = limit > 0 ? within(this.#pending, table, [start, end]) : NONE;
    if (pending.length === 0) return this.#store.range(table, range);
    // So many more are read as pending deletions can take away.
    const stored = await this.#store.range(table, { ...range, limit: Math.min(Number.MAX_SAFE_INTEGER, limit + pending.length) });
    const pairs = merged(reverse ? stored.toReversed() : stored, pending);
    return (reverse ? pairs.toReversed() : pairs).slice(0, limit);
  }

  /** The newer first. Taken before the store is asked: while it answers the commit under way may end, and the answer be without it. */
  get #pending(): readonly Layer[] {
    return [this.#waiting, this.#underWay].filter((layer) => !layer.isEmpty);
  }
}

/** A write with its key as text. */
type Pending = readonly [text: string, write: Write];

interface Asked {
  readonly table: Table;
  readonly keys: readonly Uint8Array[];
  readonly pending: readonly Layer[];
}

function over({ table, keys, pending }: Asked, stored: readonly (Uint8Array | undefined)[]): readonly (Uint8Array | undefined)[] {
  const layers = pending.map((layer) => layer.of(table)).filter((one) => one !== undefined);
  if (layers.length === 0) return stored;
  return keys.map((key, i) => {
    const text = textOf(key);
    const write = layers[0]!.get(text) ?? layers[1]?.get(text);
    return write ? write.value : stored[i];
  });
}

/** Pending writes with start <= key < end (undefined: to the end), in order. */
function within(
  pending: readonly Layer[],
  table: Table,
  [start, end]: readonly [start: Uint8Array, end: Uint8Array | undefined],
): readonly Pending[] {
  return together(pending.map((layer) => layer.of(table)?.within(start, end) ?? NONE));
}

/** Pending writes whose keys begin with a prefix, in order. */
function under(pending: readonly Layer[], table: Table, prefix: Uint8Array): readonly Pending[] {
  return together(pending.map((layer) => layer.of(table)?.under(prefix) ?? NONE));
}

/** The newer over the older, in order. */
function together([newer = NONE, older = NONE]: readonly (readonly Pending[])[]): readonly Pending[] {
  if (newer.length === 0) return older;
  if (older.length === 0) return newer;
  return [...new Map([...older, ...newer])].sort(byKey);
}

/** Writes that are committed together. */
class Layer {
  readonly #tables = new Map<Table, PendingTable>();

  get isEmpty(): boolean {
    return this.#tables.size === 0;
  }

  of(table: Table): PendingTable | undefined {
    return this.#tables.get(table);
  }

  add(writes: readonly Write[]): void {
    for (const write of writes) {
      let table = this.#tables.get(write.table);
      if (!table) {
        table = new PendingTable();
        this.#tables.set(write.table, table);
      }
      table.add(write);
    }
  }

  writes(): Write[] {
    const writes: Write[] = [];
    for (const table of this.#tables.values()) for (const write of table.writes()) writes.push(write);
    return writes;
  }
}

const NONE: readonly Pending[] = [];

/** The pending writes of one table by key. Keys are Latin-1 text: one character per byte, so that text order is byte order. */
class PendingTable {
  readonly #writes = new Map<string, Write>();
  #sorted: Pending[] | undefined;
  /** Keys by what they begin with up to their first zero byte: what belongs together has that in common. Made when first asked for. */
  #groups: Map<string, Set<string>> | undefined;

  add(write: Write): void {
    const text = textOf(write.key);
    this.#writes.set(text, write);
    this.#sorted = undefined;
    if (this.#groups) group(text, this.#groups);
  }

  writes(): Iterable<Write> {
    return this.#writes.values();
  }

  get(text: string): Write | undefined {
    return this.#writes.get(text);
  }

  /** Those with start <= key < end (undefined: to the end), in order. */
  within(start: Uint8Array, end: Uint8Array | undefined): readonly Pending[] {
    this.#sorted ??= [...this.#writes].sort(byKey);
    const from = this.#firstAtLeast(textOf(start));
    const to = end ? this.#firstAtLeast(textOf(end)) : this.#sorted.length;
    return from < to ? this.#sorted.slice(from, to) : NONE;
  }

  /** Those whose keys begin with a prefix, in order. */
  under(prefix: Uint8Array): readonly Pending[] {
    const text = textOf(prefix);
    if (text === '' || text.indexOf(ZERO) !== text.length - 1) return this.within(prefix, prefixEnd(prefix));
    if (!this.#groups) {
      this.#groups = new Map();
      for (const key of this.#writes.keys()) group(key, this.#groups);
    }
    const keys = this.#groups.get(text);
    return keys ? [...keys].map((key): Pending => [key, this.#writes.get(key)!]).sort(byKey) : NONE;
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

const ZERO = '\u0000';

function group(key: string, groups: Map<string, Set<string>>): void {
  const start = key.slice(0, key.indexOf(ZERO) + 1);
  const keys = groups.get(start);
  if (keys) keys.add(key);
  else groups.set(start, new Set([key]));
}

/** Both ascending. */
function merged(stored: readonly Pair[], pending: readonly Pending[]): readonly Pair[] {
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

function byKey([a]: Pending, [b]: Pending): number {
  return a < b ? -1 : 1;
}

function textOf(key: Uint8Array): string {
  return (Buffer.isBuffer(key) ? key : Buffer.from(key.buffer, key.byteOffset, key.byteLength)).toString('latin1');
}
