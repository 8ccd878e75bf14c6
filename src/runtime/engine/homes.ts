/**
 * Where the customers of a partition live: in an engine that has one of several partitions the table `identity` says only that. Who they are is resolved
 * before, in a key space that all partitions share.
 */
import { type CustomerId, partitionOf } from '../../base/index.ts';
import { decodeIdentity, encodeIdentity, type IdentityRecord } from '../../core/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { identityKey } from './keys.ts';

/** Who somebody is by now, as far as this partition knows, and whether that one lives here. */
export interface Home {
  readonly customer: CustomerId;
  readonly isHere: boolean;
  /** Since when it is that one, ms; -Infinity: it always was. */
  readonly since: number;
}

const LIVE: IdentityRecord = { state: 'live', links: [], merges: [] };

export class Homes {
  readonly #partition: number;
  readonly #partitions: number;
  readonly #records = new Map<CustomerId, IdentityRecord | undefined>();
  readonly #changed = new Set<CustomerId>();

  constructor(partition: number, partitions: number) {
    this.#partition = partition;
    this.#partitions = partitions;
  }

  /** Loads what is known of these, and of those here who they have become. */
  async load(customers: Iterable<CustomerId>, state: StateReader): Promise<void> {
    for (let wanted = this.#missing(customers); wanted.length > 0; ) {
      const rows = await state.getMany('identity', wanted.map(identityKey));
      const next = new Set<CustomerId>();
      wanted.forEach((id, i) => {
        const bytes = rows[i];
        const record = bytes && decodeIdentity(bytes);
        this.#records.set(id, record);
        if (record?.state === 'merged') next.add(record.into);
      });
      wanted = this.#missing(next);
    }
  }

  #missing(customers: Iterable<CustomerId>): CustomerId[] {
    return [...new Set(customers)].filter((id) => !this.#records.has(id) && this.#isHere(id));
  }

  /** Whether this partition has heard of it. */
  isKnown(customer: CustomerId): boolean {
    return this.#records.get(customer) !== undefined;
  }

  of(customer: CustomerId): Home {
    // Ids become smaller with each merge, so this ends.
    let since = Number.NEGATIVE_INFINITY;
    for (let id = customer; ; ) {
      if (!this.#isHere(id)) return { customer: id, isHere: false, since };
      const record = this.#records.get(id);
      if (record?.state !== 'merged') return { customer: id, isHere: true, since };
      id = record.into;
      since = Math.max(since, record.since ?? since);
    }
  }

  /** It lives here from now on, if it has not before. */
  settle(customer: CustomerId): void {
    if (!this.isKnown(customer)) this.#put(customer, LIVE);
  }

  /** It is this one now: what comes for it is for that one. */
  redirect(customer: CustomerId, into: CustomerId, since: number): void {
    this.#put(customer, { state: 'merged', into, since });
  }

  writes(): Write[] {
    return [...this.#changed].map((id) => ({ table: 'identity', key: identityKey(id), value: encodeIdentity(this.#records.get(id)!) }));
  }

  #put(customer: CustomerId, record: IdentityRecord): void {
    this.#records.set(customer, record);
    this.#changed.add(customer);
  }

  #isHere(customer: CustomerId): boolean {
    return partitionOf(customer, this.#partitions) === this.#partition;
  }
}
