/** Drives resolution as a runtime does: batches, two phases of loading, records kept as bytes between batches. And checks K1, K2, K4. */
import { expect } from 'vitest';
import type { CustomerId } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import type { Fact } from '../../fact.ts';
import { type IdentityChanges, IdentityOverlay } from './overlay.ts';
import { decodeIdentity, encodeIdentity, type IdentityRecord, identifierKey, type LiveIdentity } from './record.ts';
import { identitiesNeeded, type Resolution, resolve } from './resolve.ts';
import type { IdentityRules } from './rules.ts';

export class StoredIdentity {
  readonly identifiers: Map<string, CustomerId> = new Map();
  readonly identities: Map<CustomerId, Uint8Array> = new Map();
  readonly facts: Fact[] = [];
  readonly #rules: IdentityRules;
  #position = 0;

  constructor(rules: IdentityRules) {
    this.#rules = rules;
  }

  /** Resolves these events as one batch. */
  batch(events: readonly (readonly Identifier[])[]): Resolution[] {
    const overlay = new IdentityOverlay();
    for (const key of events.flat().map(identifierKey)) overlay.loadIdentifier(key, this.identifiers.get(key));
    for (const event of events) {
      for (const customer of identitiesNeeded(overlay, event, this.#rules)) overlay.loadIdentity(customer, this.record(customer));
    }
    const resolutions = events.map((identifiers) => {
      const position = ++this.#position;
      const address = { partition: 0, position, ordinal: 0 };
      return resolve(overlay, { identifiers, at: 1_000 + position, address, source: `m${position}` }, this.#rules);
    });
    this.take(overlay.takeChanges());
    for (const { facts } of resolutions) this.facts.push(...facts);
    return resolutions;
  }

  /** Stores what has changed. */
  take({ identifiers, identities }: IdentityChanges): void {
    for (const [key, customer] of identifiers) this.identifiers.set(key, customer);
    for (const [customer, record] of identities) this.identities.set(customer, encodeIdentity(record));
  }

  /** Resolves one event. */
  one(...identifiers: Identifier[]): Resolution {
    return this.batch([identifiers])[0]!;
  }

  record(customer: CustomerId): IdentityRecord | undefined {
    const bytes = this.identities.get(customer);
    return bytes && decodeIdentity(bytes);
  }

  live(customer: CustomerId): LiveIdentity {
    const record = this.record(customer);
    if (record?.state !== 'live') throw new Error(`${customer} is not live`);
    return record;
  }

  /** The identifiers of each live customer that has any, sorted: the groups that resolution has found. */
  groups(): string[][] {
    const groups = new Map<CustomerId, string[]>();
    for (const [key, customer] of this.identifiers) groups.set(customer, [...(groups.get(customer) ?? []), key.replace('\u0000', ':')]);
    return [...groups.values()].map((group) => group.sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
  }

  checkInvariants(): void {
    const owners = new Map<string, CustomerId>();
    for (const customer of this.identities.keys()) {
      const record = this.record(customer)!;
      if (record.state === 'merged') {
        expect(this.record(record.into)?.state, 'K4').toBe('live');
        continue;
      }
      const counts = new Map<string, number>();
      for (const { identifier } of record.links) {
        expect(owners.has(identifierKey(identifier)), 'K1').toBe(false);
        owners.set(identifierKey(identifier), customer);
        counts.set(identifier[0], (counts.get(identifier[0]) ?? 0) + 1);
      }
      for (const [namespace, count] of counts) expect(count, 'K2').toBeLessThanOrEqual(this.#rules.of(namespace).limit);
      for (const { from } of record.merges) expect(this.record(from), 'K4').toEqual({ state: 'merged', into: customer });
    }
    expect(owners, 'K1').toEqual(this.identifiers);
  }
}
