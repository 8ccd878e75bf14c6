/**
 * The identity records at hand: what was loaded for a batch, and what the batch has changed so far. Resolution reads and writes only
 * this, so that it needs no store. An overlay may live longer than a batch and serve as a cache.
 */
import type { CustomerId } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { type IdentityRecord, identifierKey, type LiveIdentity } from './record.ts';
import type { ResolvingRules } from './rules.ts';

/** What is known of the store beforehand: an overlay asks it before anything is loaded. */
export interface KnownIdentifiers {
  /** The customer that the store has for it; undefined: none is known. May be asked with text that is not well-formed, and then knows none. */
  customerOf(identifier: Identifier): CustomerId | undefined;
}

const NOTHING_KNOWN: KnownIdentifiers = { customerOf: () => undefined };

/** What a commit has to write. */
export interface IdentityChanges {
  /** By `identifierKey`. */
  readonly identifiers: ReadonlyMap<string, CustomerId>;
  readonly identities: ReadonlyMap<CustomerId, IdentityRecord>;
}

/** What is stored of the identities of a batch, and over it what the batch has changed so far: later entries see earlier ones. */
export class IdentityOverlay {
  readonly #identifiers = new Map<string, CustomerId | undefined>();
  readonly #identities = new Map<CustomerId, IdentityRecord | undefined>();
  #changedIdentifiers = new Map<string, CustomerId>();
  #changedIdentities = new Map<CustomerId, IdentityRecord>();
  readonly #known: KnownIdentifiers;
  /** Whether identifiers that are known have gone to another customer since. */
  #relinked = false;

  constructor(known: KnownIdentifiers = NOTHING_KNOWN) {
    this.#known = known;
  }

  /** What the store holds; undefined: nothing. Does not undo a change of the batch. */
  loadIdentifier(key: string, customer: CustomerId | undefined): void {
    if (!this.#identifiers.has(key)) this.#identifiers.set(key, customer);
  }

  hasIdentity(customer: CustomerId): boolean {
    return this.#identities.has(customer);
  }

  loadIdentity(customer: CustomerId, record: IdentityRecord | undefined): void {
    if (!this.#identities.has(customer)) this.#identities.set(customer, record);
  }

  /** Whether what `knownCustomer` has said may have changed since. */
  get isRelinked(): boolean {
    return this.#relinked;
  }

  /** The customer of the identifier as far as it is at hand; undefined: none, or it must be loaded first. */
  customerAtHand(identifier: Identifier): CustomerId | undefined {
    const known = this.#relinked ? undefined : this.#known.customerOf(identifier);
    return known ?? this.#identifiers.get(identifierKey(identifier)) ?? this.#known.customerOf(identifier);
  }

  /**
   * The common case, at the cost of a lookup per identifier: all are usable and at hand, and name one customer. Undefined in any other: what is
   * missing must be loaded, then `resolve` tells.
   */
  knownCustomer(identifiers: readonly Identifier[], rules: ResolvingRules): CustomerId | undefined {
    let customer: CustomerId | undefined;
    for (const identifier of rules.decisive(identifiers)) {
      if (rules.blocked(identifier)) return undefined;
      const found = this.customerAtHand(identifier);
      if (found === undefined || (customer !== undefined && found !== customer)) return undefined;
      customer = found;
    }
    return customer;
  }

  /** The customer of an identifier that is known or was loaded; undefined: it belongs to nobody. */
  customerOf(identifier: Identifier): CustomerId | undefined {
    const customer = this.customerAtHand(identifier);
    if (customer !== undefined) return customer;
    const key = identifierKey(identifier);
    if (!this.#identifiers.has(key)) throw new Error(`The identifier ${JSON.stringify(key)} was not loaded`);
    return undefined;
  }

  /** The live customer that this one is now: itself, or the one it was merged into (K4). A customer without a record is itself. */
  survivorOf(customer: CustomerId): CustomerId {
    const record = this.#recordOf(customer);
    return record?.state === 'merged' ? record.into : customer;
  }

  /** Whether there is or was such a customer. Its record must have been loaded. */
  isKnown(customer: CustomerId): boolean {
    return this.#recordOf(customer) !== undefined;
  }

  /** The record of a customer that an identifier names. */
  live(customer: CustomerId): LiveIdentity {
    const record = this.#recordOf(customer);
    if (record?.state !== 'live') throw new Error(`Customer ${customer} is named by an identifier but is not live`);
    return record;
  }

  link(identifier: Identifier, customer: CustomerId): void {
    const key = identifierKey(identifier);
    if (!this.#relinked) this.#relinked = this.#known.customerOf(identifier) !== undefined;
    this.#identifiers.set(key, customer);
    this.#changedIdentifiers.set(key, customer);
  }

  put(customer: CustomerId, record: IdentityRecord): void {
    this.#identities.set(customer, record);
    this.#changedIdentities.set(customer, record);
  }

  /** What has changed since it was last taken. */
  takeChanges(): IdentityChanges {
    const changes = { identifiers: this.#changedIdentifiers, identities: this.#changedIdentities };
    this.#changedIdentifiers = new Map();
    this.#changedIdentities = new Map();
    return changes;
  }

  /** How many identifiers and records are at hand, for who keeps the overlay as a cache. */
  get size(): number {
    return this.#identifiers.size + this.#identities.size;
  }

  #recordOf(customer: CustomerId): IdentityRecord | undefined {
    const record = this.#identities.get(customer);
    if (record === undefined && !this.#identities.has(customer)) throw new Error(`The identity record of ${customer} was not loaded`);
    return record;
  }
}
