/**
 * Customers of several partitions as one store: who they are from the key space that identity shares, what is known of them from the partition that they live in.
 * A state that is under way between two partitions is in neither. Tables whose rows belong to one partition each cannot be read here.
 */
import { partitionOf } from '../../base/index.ts';
import type { KeyRange, LoadRequest, LoadResult, StateReader, Table } from '../../port/state/index.ts';
import { readCustomerId } from '../engine/index.ts';

type Pair = readonly [key: Uint8Array, value: Uint8Array];

/** What is read: the shared key space, and that of each partition of `customers`, in order. */
export interface PartitionedPlaces {
  readonly shared: StateReader;
  readonly partitions: readonly StateReader[];
}

const SHARED: ReadonlySet<Table> = new Set(['identifier', 'identity']);
const OF_CUSTOMERS: ReadonlySet<Table> = new Set(['customer', 'past']);

export class PartitionedReader implements StateReader {
  readonly #places: PartitionedPlaces;

  constructor(places: PartitionedPlaces) {
    this.#places = places;
  }

  async getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    const { gets } = await this.load({ gets: [{ table, keys }], prefixes: [] });
    return gets[0]!;
  }

  async load({ gets, prefixes }: LoadRequest): Promise<LoadResult> {
    return {
      gets: await Promise.all(gets.map(({ table, keys }) => this.#each(keys, table, (some, place) => place.getMany(table, some)))),
      prefixes: await Promise.all(
        prefixes.map(({ table, prefixes: wanted }) =>
          this.#each(wanted, table, async (some, place) => {
            const loaded = await place.load({ gets: [], prefixes: [{ table, prefixes: some }] });
            return loaded.prefixes[0]!;
          }),
        ),
      ),
    };
  }

  async range(table: Table, range: KeyRange): Promise<readonly Pair[]> {
    if (!SHARED.has(table)) throw new TypeError(`Rows of table ${table} lie in several partitions, each in an order of its own`);
    return this.#places.shared.range(table, range);
  }

  /** What `read` says of each key, asked for in the place where it is. */
  async #each<T>(
    keys: readonly Uint8Array[],
    table: Table,
    read: (some: readonly Uint8Array[], place: StateReader) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    if (SHARED.has(table)) return read(keys, this.#places.shared);
    if (!OF_CUSTOMERS.has(table)) throw new TypeError(`Rows of table ${table} belong to one partition each`);
    const { partitions } = this.#places;
    const found = new Array<T>(keys.length);
    await Promise.all(
      partitions.map(async (place, partition) => {
        const own = keys.flatMap((key, i) => (partitionOf(customerOf(key), partitions.length) === partition ? [i] : []));
        if (own.length === 0) return;
        const values = await read(
          own.map((i) => keys[i]!),
          place,
        );
        own.forEach((i, n) => {
          found[i] = values[n]!;
        });
      }),
    );
    return found;
  }
}

/** A key of a customer's row begins with its id, up to the first zero byte. */
function customerOf(key: Uint8Array): string {
  const end = key.indexOf(0);
  return readCustomerId(end < 0 ? key : key.subarray(0, end));
}
