/**
 * What other rules would make of the same history: its events resolved from nothing, under the rules of today and under others, and the two compared.
 *
 * G1. Both sides are what `resolve` makes of the same events in the same order; what else has shaped the profiles of today (earlier rules, unmerges, binds)
 *     is left out of both, so that the difference is that of the rules alone.
 */
import type { CustomerId } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { IdentityOverlay } from './overlay.ts';
import { identifierKey, identifierOfKey } from './record.ts';
import { type IdentityQuestion, resolve } from './resolve.ts';
import type { IdentityRules } from './rules.ts';

/** How one set of rules has gone through the history. */
export interface Grouping {
  /** Profiles that hold an identifier. */
  readonly profiles: number;
  readonly merges: number;
  /** Identifiers left out of events, by reason: a limit, a cap, `fan_in`, or blocked. */
  readonly dropped: number;
  readonly quarantined: number;
  readonly blocked: number;
  /** Events that no identifier could be used of. */
  readonly unidentified: number;
}

/** Profiles of one side that the other side has in other ways, the largest first. */
export interface Regrouped {
  readonly count: number;
  /** Each the groups that the other side makes of it. */
  readonly examples: readonly (readonly (readonly Identifier[])[])[];
}

export interface RulesDifference {
  readonly events: number;
  readonly before: Grouping;
  readonly after: Grouping;
  /** Profiles of today that would be several. */
  readonly split: Regrouped;
  /** Profiles that would be one of several of today. */
  readonly joined: Regrouped;
}

const EXAMPLES_MAX = 5;
/** Identifiers of a group that are shown. */
const SHOWN_MAX = 10;

/** Takes a history's events in the log's order; then tells the difference. */
export class Regrouping {
  readonly #before: Side;
  readonly #after: Side;
  #events = 0;

  constructor(rules: { readonly before: IdentityRules; readonly after: IdentityRules }) {
    this.#before = new Side(rules.before);
    this.#after = new Side(rules.after);
  }

  take(question: IdentityQuestion): void {
    this.#events++;
    this.#before.take(question);
    this.#after.take(question);
  }

  difference(): RulesDifference {
    const [before, after] = [this.#before.owners(), this.#after.owners()];
    return {
      events: this.#events,
      before: this.#before.grouping(before),
      after: this.#after.grouping(after),
      split: regrouped(before, after),
      joined: regrouped(after, before),
    };
  }
}

class Side {
  readonly #rules: IdentityRules;
  readonly #overlay = new IdentityOverlay();
  readonly #seen = new Set<string>();
  readonly #counts = { merges: 0, dropped: 0, quarantined: 0, blocked: 0, unidentified: 0 };

  constructor(rules: IdentityRules) {
    this.#rules = rules;
  }

  take(question: IdentityQuestion): void {
    for (const identifier of question.identifiers) {
      const key = identifierKey(identifier);
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#overlay.loadIdentifier(key, undefined);
    }
    const { merges, facts } = resolve(this.#overlay, question, this.#rules);
    // All that has changed is at hand in the overlay; what a commit would write is not wanted.
    this.#overlay.takeChanges();
    this.#counts.merges += merges.length;
    for (const { action, detail } of facts) {
      if (action === 'dropped' || action === 'quarantined' || action === 'blocked') this.#counts[action]++;
      if (action === 'created' && detail?.unidentified === true) this.#counts.unidentified++;
    }
  }

  /** By key of the identifier; those that nobody holds are absent. */
  owners(): ReadonlyMap<string, CustomerId> {
    const owners = new Map<string, CustomerId>();
    for (const key of this.#seen) {
      const customer = this.#overlay.customerAtHand(identifierOfKey(key));
      if (customer !== undefined) owners.set(key, customer);
    }
    return owners;
  }

  grouping(owners: ReadonlyMap<string, CustomerId>): Grouping {
    return { profiles: new Set(owners.values()).size, ...this.#counts };
  }
}

/** Profiles of `these` whose identifiers `those` gives to more than one. What the others give to nobody is no group. */
function regrouped(these: ReadonlyMap<string, CustomerId>, those: ReadonlyMap<string, CustomerId>): Regrouped {
  const groups = new Map<CustomerId, Map<CustomerId, string[]>>();
  for (const [key, owner] of these) {
    const other = those.get(key);
    if (other === undefined) continue;
    const parts = groups.get(owner) ?? new Map<CustomerId, string[]>();
    groups.set(owner, parts);
    parts.set(other, [...(parts.get(other) ?? []), key]);
  }
  const changed = [...groups.values()].filter((parts) => parts.size > 1).sort((a, b) => sizeOf(b) - sizeOf(a));
  const examples = changed
    .slice(0, EXAMPLES_MAX)
    .map((parts) => [...parts.values()].slice(0, SHOWN_MAX).map((keys) => keys.slice(0, SHOWN_MAX).map(identifierOfKey)));
  return { count: changed.length, examples };
}

function sizeOf(parts: ReadonlyMap<CustomerId, readonly string[]>): number {
  return [...parts.values()].reduce((sum, { length }) => sum + length, 0);
}
