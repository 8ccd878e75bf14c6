/** The rules by which a profile's entries are resolved again. */
import type { Identifier } from '../../entry.ts';
import { type Discount, identifierKey, type Link } from './record.ts';
import type { BlockedReason, FanInRule, IdentityRules, NamespaceRule, ResolvingRules } from './rules.ts';

interface RecordRules {
  readonly links: ReadonlyMap<string, Link>;
  readonly isForeign: (identifier: Identifier) => boolean;
  readonly discounts: readonly Discount[];
}

/** The rules of today for what the profile does not hold; what it holds was taken under rules of its day (N1). */
export class RulesOfRecord implements ResolvingRules {
  readonly fanIn: FanInRule = { max: Number.POSITIVE_INFINITY, perMs: 0 };
  readonly #rules: IdentityRules;
  readonly #links: ReadonlyMap<string, Link>;
  readonly #isForeign: (identifier: Identifier) => boolean;
  readonly #discounts: readonly Discount[];
  /** Of the entry that is resolved. */
  position = 0;
  readonly #held = new Map<string, number>();

  constructor(rules: IdentityRules, record: RecordRules) {
    this.#rules = rules;
    this.#links = record.links;
    this.#isForeign = record.isForeign;
    this.#discounts = record.discounts;
    for (const { identifier } of record.links.values()) this.#held.set(identifier[0], (this.#held.get(identifier[0]) ?? 0) + 1);
  }

  decisive(identifiers: readonly Identifier[]): readonly Identifier[] {
    return this.#rules.decisive(identifiers);
  }

  of(namespace: string): NamespaceRule {
    const rule = this.#rules.of(namespace);
    return { ...rule, limit: Math.max(rule.limit, this.#held.get(namespace) ?? 0) };
  }

  blocked(identifier: Identifier): BlockedReason | undefined {
    if (this.#links.has(identifierKey(identifier))) return undefined;
    return this.#isForeign(identifier) ? 'value' : this.#rules.blocked(identifier);
  }

  /** Whether the profile holds it, or somebody else who may have it from the profile. */
  isOfRecord(identifier: Identifier): boolean {
    return this.#links.has(identifierKey(identifier)) || this.#isForeign(identifier);
  }

  strongestFirst(a: Identifier, b: Identifier): number {
    const weaker = this.#discounts.length > 0 ? Number(this.#isWeakest(a)) - Number(this.#isWeakest(b)) : 0;
    return weaker || this.#rules.strongestFirst(a, b);
  }

  /** Identifiers of an entry that do not count beside another one of the profile. */
  leftOut(identifiers: readonly Identifier[], position: number): readonly Identifier[] {
    if (this.#discounts.length === 0) return [];
    const left = identifiers.filter((one) => this.#isDiscounted(one, 'left_out', position));
    const others = identifiers.some((one) => !left.includes(one) && this.#links.has(identifierKey(one)));
    return others ? left : [];
  }

  #isWeakest(identifier: Identifier): boolean {
    return this.#isDiscounted(identifier, 'weakest', this.position);
  }

  #isDiscounted(identifier: Identifier, how: Discount['how'], position: number): boolean {
    const key = identifierKey(identifier);
    return this.#discounts.some(
      (one) => one.how === how && one.since <= position && position < one.until && identifierKey(one.identifier) === key,
    );
  }
}
