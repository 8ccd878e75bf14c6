/**
 * The rows of one partition of `events` within the key space that all of them share: every key begins with the partition. So what one engine keeps in a
 * store of its own (message ids, position) several stages can keep in one, and commit together with what they share.
 */
import type { KeyRange, LoadRequest, LoadResult, StateReader, Table, Write } from '../../port/state/index.ts';

type Pair = readonly [key: Uint8Array, value: Uint8Array];

export class OwnSpace implements StateReader {
  readonly #state: StateReader;
  readonly #prefix: Buffer;

  constructor(state: StateReader, partition: number) {
    this.#state = state;
    this.#prefix = prefixOf(partition);
  }

  /** Bytes before the stage's own key. */
  static readonly PREFIX_BYTES: number = 2;

  /** Key of a stage's own row, as the shared space has it. */
  static keyOf(partition: number, key: Uint8Array): Buffer {
    return Buffer.concat([prefixOf(partition), key]);
  }

  /** Whose own row it is, by its key in the shared space. */
  static partitionOf(key: Uint8Array): number {
    return (key[0]! << 8) | key[1]!;
  }

  /** Writes of a stage's own rows, in the shared space. */
  static writesOf(partition: number, writes: readonly Write[]): Write[] {
    return prefixed(writes, prefixOf(partition));
  }

  /** The key as the shared space has it. */
  key(key: Uint8Array): Buffer {
    return Buffer.concat([this.#prefix, key]);
  }

  /** The same writes in the shared space. */
  writes(writes: readonly Write[]): Write[] {
    return prefixed(writes, this.#prefix);
  }

  getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.#state.getMany(
      table,
      keys.map((key) => this.key(key)),
    );
  }

  async load({ gets, prefixes }: LoadRequest): Promise<LoadResult> {
    const loaded = await this.#state.load({
      gets: gets.map(({ table, keys }) => ({ table, keys: keys.map((key) => this.key(key)) })),
      prefixes: prefixes.map(({ table, prefixes: wanted }) => ({ table, prefixes: wanted.map((prefix) => this.key(prefix)) })),
    });
    return { gets: loaded.gets, prefixes: loaded.prefixes.map((group) => group.map((pairs) => pairs.map(withoutPrefix))) };
  }

  async range(table: Table, { start, end, ...rest }: KeyRange): Promise<readonly Pair[]> {
    const pairs = await this.#state.range(table, { ...rest, start: this.key(start), end: this.key(end) });
    return pairs.map(withoutPrefix);
  }
}

function prefixed(writes: readonly Write[], prefix: Buffer): Write[] {
  return writes.map(({ table, key, value }) => ({ table, key: Buffer.concat([prefix, key]), value }));
}

function prefixOf(partition: number): Buffer {
  const prefix = Buffer.alloc(OwnSpace.PREFIX_BYTES);
  prefix.writeUInt16BE(partition);
  return prefix;
}

function withoutPrefix([key, value]: Pair): Pair {
  return [key.subarray(OwnSpace.PREFIX_BYTES), value];
}
