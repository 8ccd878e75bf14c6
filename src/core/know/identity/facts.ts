/**
 * The facts of one resolution. All are of kind `identity` and about the customer it ended with:
 *   created   detail.unidentified when no identifier could be used
 *   linked    name: the namespace; detail.value, detail.source
 *   merged    name: the absorbed customer's id, one row for each id that now leads to this customer, so that the latest row of an id
 *             tells where it went; detail.through: the customer it was part of; detail.source
 *   dropped   name: the namespace; detail.value, detail.reason: not used, it would have broken a limit (`limit`, `identifiers`, `merges`), or united
 *             what was parted (`apart`)
 *   quarantined   the same, because the profile takes in others faster than a person can: somebody should look at it
 *   blocked   name: the namespace; detail.value, detail.reason: it identifies nobody
 *   bound     name: the namespace; detail.value, detail.to: staff has said that they belong together; what comes of it has detail.reason `bind`, and each
 *             row detail.by
 */
import type { CustomerId } from '../../../base/index.ts';
import type { Identifier, JsonObject } from '../../entry.ts';
import type { Fact } from '../../fact.ts';
import type { Excess } from './proposal.ts';
import type { BlockedReason } from './rules.ts';

/** Values are shown up to this length: what is too long to identify may be anything. */
const SHOWN_MAX = 200;

interface Row {
  readonly action: 'created' | 'linked' | 'merged' | 'dropped' | 'quarantined' | 'blocked' | 'bound';
  readonly name: string;
  readonly detail: JsonObject;
}

export class IdentityFacts {
  readonly #at: number;
  readonly #by: JsonObject;
  readonly #rows: Row[] = [];

  /** `by`: who of the staff has asked for it. */
  constructor(at: number, by?: string) {
    this.#at = at;
    this.#by = by === undefined ? {} : { reason: 'bind', by };
  }

  created(unidentified: boolean): void {
    this.#rows.push({ action: 'created', name: '', detail: unidentified ? { unidentified } : {} });
  }

  linked([name, value]: Identifier, source: string): void {
    this.#rows.push({ action: 'linked', name, detail: { value, source, ...this.#by } });
  }

  merged(absorbed: CustomerId, through: CustomerId, source: string): void {
    this.#rows.push({ action: 'merged', name: absorbed, detail: { through, source, ...this.#by } });
  }

  dropped([name, value]: Identifier, reason: Excess): void {
    this.#rows.push({ action: reason === 'fan_in' ? 'quarantined' : 'dropped', name, detail: { value, reason } });
  }

  blocked([name, value]: Identifier, reason: BlockedReason): void {
    const [shownName, shownValue] = [name.slice(0, SHOWN_MAX), value.slice(0, SHOWN_MAX).toWellFormed()];
    this.#rows.push({ action: 'blocked', name: shownName.toWellFormed(), detail: { value: shownValue, reason } });
  }

  bound([name, value]: Identifier, to: Identifier): void {
    this.#rows.push({ action: 'bound', name, detail: { value, to: [...to], ...this.#by } });
  }

  of(customer: CustomerId): readonly Fact[] {
    return this.#rows.map(({ action, name, detail }) => ({ kind: 'identity', action, customer, at: this.#at, name, version: 0, detail }));
  }
}
