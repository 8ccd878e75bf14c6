/**
 * Where the customers of a partition live: in an engine that has one of several partitions the table `identity` says only that. Who they are is resolved
 * before, in a key space that all partitions share.
 */
import { type CustomerId, partitionOf } from '../../base/index.ts';
import {
  decodeIdentity,
  encodeIdentity,
  type Identifier,
  type IdentityRecord,
  type LiveIdentity,
  type PartedSides,
} from '../../core/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { identityKey } from './keys.ts';

/** Who somebody is by now, as far as this partition knows, and whether that one lives here. */
export interface Home {
  readonly customer: CustomerId;
  readonly isHere: boolean;
  /** Since when it is that one, ms; -Infinity: it always was. */
  readonly since: number;
  /** The last parting that it had come out of when it turned out to be that one; 0: none. */
  readonly after: number;
  /** The parting by which it is that one; 0: none has been asked. */
  readonly parting: number;
  /** Whether a parting that one of them had come out of is still to come here. */
  readonly waits: boolean;
}

/** What is for a customer, and what tells of which side of it after a parting. */
export interface Named {
  readonly customer: CustomerId;
  /** Whom it had named before it was passed on. */
  readonly named?: CustomerId;
  readonly parting?: number;
  readonly identifiers?: readonly Identifier[];
}

const LIVE: LiveIdentity = { state: 'live', links: [], merges: [] };

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
        for (const sides of record?.partings ?? []) for (const side of sidesIn(sides)) next.add(side);
      });
      wanted = this.#missing(next);
    }
  }

  #missing(customers: Iterable<CustomerId>): CustomerId[] {
    return [...new Set(customers)].filter((id) => !this.#records.has(id) && this.livesHere(id));
  }

  /** Whether this partition has heard of it. */
  isKnown(customer: CustomerId): boolean {
    return this.#records.get(customer) !== undefined;
  }

  /** Whoever it is as an entry names it: merges are followed, and partings where the entry is of a side that has left. */
  of({ customer, named = customer, parting: asked = 0, identifiers = NOTHING }: Named, known = 0): Home {
    // Ids become smaller with each merge, and each parting is asked once, so this ends.
    let since = Number.NEGATIVE_INFINITY;
    let after = known;
    let parting = asked;
    let waits = false;
    for (let id = customer; ; ) {
      if (!this.livesHere(id)) return { customer: id, isHere: false, since, after, parting, waits };
      const record = this.#records.get(id);
      waits ||= after > (record?.parted ?? 0);
      const left = record?.partings && sideOf(record.partings, { named, identifiers, parting });
      if (left) {
        parting = left.parting;
        id = left.side;
      } else if (record?.state !== 'merged') return { customer: id, isHere: true, since, after, parting, waits };
      else {
        id = record.into;
        since = Math.max(since, record.since ?? since);
        after = record.after ?? 0;
      }
    }
  }

  /** The last parting that it has come out of here; 0: none. */
  partedOf(customer: CustomerId): number {
    return this.#records.get(customer)?.parted ?? 0;
  }

  /** It lives here from now on, if it has not before. */
  settle(customer: CustomerId): void {
    if (!this.isKnown(customer)) this.#put(customer, LIVE);
  }

  /** It is this one now: what comes for it is for that one. */
  redirect(customer: CustomerId, into: CustomerId, { since, after }: { readonly since: number; readonly after: number }): void {
    const { parted, partings } = this.#records.get(customer) ?? LIVE;
    const known = { ...(parted !== undefined && { parted }), ...(after > 0 && { after }), ...(partings && { partings }) };
    this.#put(customer, { state: 'merged', into, since, ...known });
  }

  /** What is of a side that has left is for that one. */
  part(customer: CustomerId, sides: PartedSides): void {
    const earlier = this.#records.get(customer)?.partings ?? [];
    this.#put(customer, { ...LIVE, parted: sides.parting, partings: [...earlier, sides] });
  }

  /** It lives here again, or begins, by a parting. */
  free(customer: CustomerId, parting: number): void {
    const partings = this.#records.get(customer)?.partings;
    this.#put(customer, { ...LIVE, parted: parting, ...(partings && { partings }) });
  }

  /** Somebody who had left it is a part of it again. */
  regain(customer: CustomerId, part: CustomerId): void {
    const record = this.#records.get(customer);
    if (record?.state !== 'live' || !record.partings?.some((sides) => sidesIn(sides).has(part))) return;
    const partings = record.partings
      .map(({ parting, customers, identifiers }) => ({
        parting,
        customers: customers.filter(([, side]) => side !== part),
        identifiers: identifiers.filter(([, , side]) => side !== part),
      }))
      .filter(({ customers, identifiers }) => customers.length + identifiers.length > 0);
    const { partings: _, ...rest } = record;
    this.#put(customer, { ...rest, ...(partings.length > 0 && { partings }) });
  }

  writes(): Write[] {
    return [...this.#changed].map((id) => ({ table: 'identity', key: identityKey(id), value: encodeIdentity(this.#records.get(id)!) }));
  }

  #put(customer: CustomerId, record: IdentityRecord): void {
    this.#records.set(customer, record);
    this.#changed.add(customer);
  }

  /** Whether this partition is its home, whoever it is. */
  livesHere(customer: CustomerId): boolean {
    return partitionOf(customer, this.#partitions) === this.#partition;
  }
}

/** What a partition has of one who lives in it and whom one engine of all customers has had: it lives, or is another one for good. */
export function homeRecordOf(record: IdentityRecord): IdentityRecord {
  return record.state === 'live' ? LIVE : { state: 'merged', into: record.into };
}

function sidesIn({ customers, identifiers }: PartedSides): Set<CustomerId> {
  return new Set([...customers.map(([, side]) => side), ...identifiers.map(([, , side]) => side)]);
}

/** The first parting, of those that have not been asked, by which it is another one's: it had named that one, or it names nothing that has not left. */
function sideOf(
  partings: readonly PartedSides[],
  { named, identifiers, parting: asked }: Required<Omit<Named, 'customer'>>,
): { readonly side: CustomerId; readonly parting: number } | undefined {
  for (const { parting, customers, identifiers: left } of partings) {
    if (parting <= asked) continue;
    const part = customers.find(([customer]) => customer === named);
    if (part) return { side: part[1], parting };
    const sides = identifiers.map(([namespace, value]) => left.findIndex((one) => one[0] === namespace && one[1] === value));
    if (sides.length > 0 && sides.every((place) => place >= 0)) return { side: left[Math.min(...sides)]![2], parting };
  }
  return undefined;
}

const NOTHING: readonly never[] = Object.freeze([]);
