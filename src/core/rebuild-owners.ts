/** Whose each entry of a profile is that is parted: as resolving it anew finds (`Owners`), or as it was found before (`ToldOwners`). */
import type { Address, CustomerId } from '../base/index.ts';
import type { BindEntry, ControlEntry, EventEntry } from './entry.ts';
import type { PartedEntry } from './hop-entry.ts';
import type { Parted, Parting } from './know/index.ts';

/** An entry about the profile, at its place in the log. */
export interface PastEntry {
  /** Where they come from several logs: its place among them. */
  readonly position: number;
  readonly at: number;
  readonly entry: EventEntry | ControlEntry | BindEntry;
  /** Where identity has found it, if that is another log. */
  readonly address?: Address;
}

export interface OwnersOptions {
  readonly parting: Parting;
  /** Position of what came back about a message -> of the event that had begun the message's journey. */
  readonly returned: ReadonlyMap<number, number>;
  readonly partition: number;
}

/** What a refolding asks, entry by entry. */
export interface OwnersOf {
  /** Whose it is as of then, and the merges before it. */
  ownerOf(past: PastEntry): Parted;
  /** Merges that stay and no entry has made again. */
  finish(): Parted['merges'];
  /** After `finish`: the customers that the profile has become, its own first. */
  roots(): readonly CustomerId[];
  rootOf(customer: CustomerId): CustomerId;
  arrivedAs(customer: CustomerId, position: number): CustomerId;
}

/** Resolves them again. */
export class Owners implements OwnersOf {
  readonly #options: OwnersOptions;
  /** Whose the events are that have begun journeys of messages about which something came back, by position. */
  readonly #beganBy = new Map<number, CustomerId>();
  readonly #begins: ReadonlySet<number>;

  constructor(options: OwnersOptions) {
    this.#options = options;
    this.#begins = new Set(options.returned.values());
  }

  ownerOf(past: PastEntry): Parted {
    const parted = this.#found(past);
    if (this.#begins.has(past.position)) this.#beganBy.set(past.position, parted.customer);
    return parted;
  }

  finish(): Parted['merges'] {
    return this.#options.parting.finish();
  }

  roots(): readonly CustomerId[] {
    return this.#options.parting.roots();
  }

  rootOf(customer: CustomerId): CustomerId {
    return this.#options.parting.rootOf(customer);
  }

  arrivedAs(customer: CustomerId, position: number): CustomerId {
    return this.#options.parting.arrivedAs(customer, position);
  }

  #found({ position, at, entry, address = { partition: this.#options.partition, position, ordinal: 0 } }: PastEntry): Parted {
    const { parting, returned } = this.#options;
    if (entry.type === 'event' && entry.customer !== undefined) {
      const began = this.#beganBy.get(returned.get(position) ?? 0);
      return { customer: began === undefined ? parting.resolveNamed(entry.customer) : parting.rootOf(began), merges: [] };
    }
    if (entry.type === 'bind') return parting.bind({ ...entry, at, address, source: '' });
    const source = entry.type === 'event' ? entry.messageId : '';
    return parting.resolve({ identifiers: entry.identifiers, at, address, source });
  }
}

/** As the identity stage has found it: positions are places among the entries, from 1. */
export class ToldOwners implements OwnersOf {
  readonly #entry: Pick<PartedEntry, 'customer' | 'parts' | 'merges'>;
  /** By place. */
  readonly #parts: readonly number[];
  readonly #sides: ReadonlyMap<CustomerId, CustomerId>;
  #merged = 0;

  /** `parts`: of each entry, the place of its customer among the parts. */
  constructor(entry: Pick<PartedEntry, 'customer' | 'parts' | 'merges'>, parts: readonly number[]) {
    this.#entry = entry;
    this.#parts = parts;
    this.#sides = new Map(entry.parts);
  }

  ownerOf({ position }: PastEntry): Parted {
    return { customer: this.#partOf(this.#parts[position - 1]!), merges: this.#mergesBehind(position - 1) };
  }

  finish(): Parted['merges'] {
    return this.#mergesBehind(Number.POSITIVE_INFINITY);
  }

  roots(): readonly CustomerId[] {
    return [...new Set([this.#entry.customer, ...this.#sides.values()])];
  }

  rootOf(customer: CustomerId): CustomerId {
    return this.#sides.get(customer) ?? customer;
  }

  arrivedAs(customer: CustomerId): CustomerId {
    return customer;
  }

  #mergesBehind(count: number): Parted['merges'] {
    const merges: { from: CustomerId; into: CustomerId }[] = [];
    for (let next = this.#entry.merges[this.#merged]; next && next[0] <= count; next = this.#entry.merges[++this.#merged])
      merges.push({ from: this.#partOf(next[1]), into: this.#partOf(next[2]) });
    return merges;
  }

  #partOf(place: number): CustomerId {
    return this.#entry.parts[place]![0];
  }
}
