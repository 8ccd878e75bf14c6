/**
 * Taking merges back: the entries of a profile are resolved again, in the log's order and from nothing, under the rule that some customers stay
 * apart (K7). So each event, each link and each earlier merge falls to the side it would have fallen to had the merges never been.
 *
 * N1. Only the given merges are undone, and those that rested on them alone. Two that one entry had caused together are undone together: those it brought
 *     in may stay one. Whatever else the profile had become stays together, though the rules of today would not unite it: identifiers that it holds may
 *     be used, in the numbers that it holds.
 * N2. Customers keep their ids: one that was absorbed is found again under its own. None is made that never was.
 * N3. Every identifier of the profile ends with one of the sides (K1); what belongs to others stays theirs.
 */
import { type CustomerId, customerIdOf } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { type IdentityChanges, IdentityOverlay } from './overlay.ts';
import { areApart, type Profile } from './proposal.ts';
import { type Apart, apartOf, identifierKey, type Link, type LiveIdentity, type Merge } from './record.ts';
import { type IdentityQuestion, resolve } from './resolve.ts';
import type { BlockedReason, IdentityRules, NamespaceRule, ResolvingRules } from './rules.ts';

export interface PartingOptions {
  /** The profile as it is. */
  readonly customer: CustomerId;
  readonly record: LiveIdentity;
  /** Customers that it has absorbed, to be set free. */
  readonly from: readonly CustomerId[];
  /** Identifiers that are taken for the weakest of all. */
  readonly suspect?: readonly Identifier[];
  readonly rules: IdentityRules;
  /** Whether the identifier belongs to somebody outside of the profile. */
  readonly isForeign: (identifier: Identifier) => boolean;
}

export interface Parted {
  readonly customer: CustomerId;
  /** In the order in which they are to be applied. */
  readonly merges: readonly { readonly from: CustomerId; readonly into: CustomerId }[];
}

/** Resolves a profile's entries again, one after the other; then says how it is parted. */
export class Parting {
  readonly #customer: CustomerId;
  readonly #sides: CustomerId[];
  /** All customers that the profile is made of. */
  readonly #parts: ReadonlySet<CustomerId>;
  readonly #links: ReadonlyMap<string, Link>;
  readonly #mergeOf: ReadonlyMap<CustomerId, Merge>;
  /** Of all sides, and of those that the profile was parted from before. */
  readonly #apart: readonly Apart[];
  readonly #rules: RulesOfRecord;
  readonly #overlay = new IdentityOverlay();
  /** Positions of entries by which the rules of today join nobody, though they name what the profile holds or held. */
  readonly #bent = new Set<number>();
  /** Positions of all that were resolved. */
  readonly #seen = new Set<number>();

  constructor({ customer, record, from, suspect = [], rules, isForeign }: PartingOptions) {
    this.#customer = customer;
    this.#sides = [customer, ...from];
    this.#parts = new Set([customer, ...record.merges.map((merge) => merge.from)]);
    this.#links = new Map(record.links.map((link) => [identifierKey(link.identifier), link]));
    this.#mergeOf = new Map(record.merges.map((merge) => [merge.from, merge]));
    const earlier = (record.apart ?? []).filter(([, other]) => !this.#parts.has(other));
    this.#apart = [
      ...earlier,
      ...apartBetween(
        this.#sides,
        from.flatMap((id) => this.#mergeOf.get(id) ?? []),
      ),
    ];
    this.#rules = new RulesOfRecord(rules, { links: this.#links, isForeign, suspect: new Set(suspect.map(identifierKey)) });
  }

  /** Whose the entry is, had the merges never been. */
  resolve(question: IdentityQuestion): Parted {
    const { identifiers, at, address } = question;
    const usable = this.#rules.decisive(identifiers).filter((one) => this.#rules.blocked(one) === undefined);
    this.#seen.add(address.position);
    if (identifiers.some((one) => !usable.includes(one) && this.#rules.isOfRecord(one))) this.#bent.add(address.position);
    for (const identifier of identifiers) this.#overlay.loadIdentifier(identifierKey(identifier), undefined);
    for (const identifier of usable) this.#giveLost(identifier, address.position);
    const isKnown = usable.some((identifier) => this.#overlay.customerAtHand(identifier) !== undefined);
    if (!isKnown && !this.#parts.has(customerIdOf(at, address))) return { customer: this.#adopted(usable), merges: [] };
    const { customer, created, merges } = resolve(this.#overlay, question, this.#rules);
    if (created) this.#putApart(customer);
    return { customer, merges };
  }

  /** The one that an entry names outright. */
  resolveNamed(customer: CustomerId): CustomerId {
    return this.#parts.has(customer) ? this.#rootOf(customer) : this.#rootOf(this.#customer);
  }

  /** Which customer of the profile had the events of this one at a position, as things were: the merges up to there followed. */
  arrivedAs(customer: CustomerId, position: number): CustomerId {
    let arrived = customer;
    for (let merge = this.#mergeOf.get(arrived); merge && merge.position <= position; merge = this.#mergeOf.get(arrived))
      arrived = merge.into;
    return arrived;
  }

  /**
   * Ends it: brings back together what other merges had united and today's rules would not (N1), and gives every identifier a side (N3). Returns those
   * merges.
   */
  finish(): Parted['merges'] {
    for (const side of this.#sides) this.#ensure(side);
    const merges: { from: CustomerId; into: CustomerId }[] = [];
    for (const part of [...this.#parts].sort()) {
      if (!this.#overlay.hasIdentity(part) || this.#rootOf(part) !== part || this.#isSide(part)) continue;
      const root = this.#sideRootOf(part);
      if (root === undefined) {
        this.#sides.push(part);
        continue;
      }
      const [into, from] = root < part ? [root, part] : [part, root];
      this.#unite(into, from);
      merges.push({ from, into });
    }
    for (const part of this.#parts) {
      if (this.#overlay.hasIdentity(part)) continue;
      this.#overlay.put(part, { state: 'live', links: [], merges: [] });
      this.#unite(this.#sideRootOf(part) ?? this.#rootOf(this.#customer), part);
    }
    for (const link of this.#links.values()) {
      if (this.#overlay.customerAtHand(link.identifier) === undefined) this.#give(link, this.#homeOf(link));
    }
    return merges;
  }

  /** After `finish`: the live customers that the profile has become, its own first, then those set free, then who fell with them. */
  roots(): CustomerId[] {
    return [...new Set(this.#sides.map((side) => this.#rootOf(side)))];
  }

  /** After `finish`: the side that a customer of the profile belongs to. */
  rootOf(customer: CustomerId): CustomerId {
    return this.#rootOf(customer);
  }

  recordOf(root: CustomerId): LiveIdentity {
    return this.#overlay.live(root);
  }

  /** After `finish`: everything that is stored of the profile. */
  changes(): IdentityChanges {
    return this.#overlay.takeChanges();
  }

  /** An entry by which nobody here began and that names nobody known: what first linked its identifiers is lost, or does not count any more. */
  #adopted(usable: readonly Identifier[]): CustomerId {
    const links = [...usable].sort((a, b) => this.#rules.strongestFirst(a, b)).flatMap((one) => this.#links.get(identifierKey(one)) ?? []);
    const root = links[0] ? this.#homeOf(links[0]) : this.#rootOf(this.#customer);
    for (const link of links) this.#give(link, root);
    return root;
  }

  /** What first linked it was before, and is lost or does not count any more: it belongs to whom it belonged to then. */
  #giveLost(identifier: Identifier, position: number): void {
    const link = this.#links.get(identifierKey(identifier));
    if (link && link.position < position && this.#overlay.customerAtHand(identifier) === undefined) this.#give(link, this.#homeOf(link));
  }

  #give(link: Link, to: CustomerId): void {
    const root = this.#ensure(to);
    const record = this.#overlay.live(root);
    this.#overlay.put(root, { ...record, links: [...record.links, link] });
    this.#overlay.link(link.identifier, root);
  }

  /** Who had the identifier first. */
  #homeOf({ first }: Link): CustomerId {
    return this.#rootOf(this.#parts.has(first) ? first : this.#customer);
  }

  /** The live customer that this one is in by now. */
  #rootOf(customer: CustomerId): CustomerId {
    return this.#overlay.hasIdentity(customer) ? this.#overlay.survivorOf(customer) : customer;
  }

  #isSide(root: CustomerId): boolean {
    return this.#sides.some((side) => this.#rootOf(side) === root);
  }

  /** Where a merge that stays leads from here; undefined: it has rested on what is undone. */
  #sideRootOf(part: CustomerId): CustomerId | undefined {
    for (let merge = this.#mergeOf.get(part); merge && this.#stays(merge); merge = this.#mergeOf.get(merge.into)) {
      const root = this.#rootOf(merge.into);
      if (this.#isSide(root)) return this.#areApart(root, part) ? undefined : root;
    }
    return undefined;
  }

  /** A merge that has not come about again stays when the entry cannot be asked, or when it is today's rules that keep it from it. */
  #stays({ position }: Merge): boolean {
    return this.#bent.has(position) || !this.#seen.has(position);
  }

  #areApart(one: CustomerId, other: CustomerId): boolean {
    const [a, b] = [one, other].map((customer) => ({ customer, record: this.#overlay.live(customer) })) as [Profile, Profile];
    return areApart(a, b);
  }

  #ensure(customer: CustomerId): CustomerId {
    const root = this.#rootOf(customer);
    if (!this.#overlay.hasIdentity(root)) {
      this.#overlay.put(root, { state: 'live', links: [], merges: [] });
      this.#putApart(root);
    }
    return root;
  }

  #putApart(customer: CustomerId): void {
    const apart = apartOf(this.#apart.filter(([own]) => own === customer));
    if (apart) this.#overlay.put(customer, { ...this.#overlay.live(customer), apart });
  }

  #unite(into: CustomerId, from: CustomerId): void {
    const [kept, gone] = [this.#overlay.live(into), this.#overlay.live(from)];
    const { at = 0, partition = 0, position = 0, source = '' } = this.#mergeOf.get(from) ?? this.#mergeOf.get(into) ?? {};
    const merge: Merge = { from, into, at, partition, position, source };
    const apart = apartOf([...(kept.apart ?? []), ...(gone.apart ?? [])]);
    const record: LiveIdentity = {
      state: 'live',
      links: [...kept.links, ...gone.links],
      merges: [...kept.merges, ...gone.merges, merge],
      ...(apart && { apart }),
    };
    this.#overlay.put(into, record);
    for (const { identifier } of gone.links) this.#overlay.link(identifier, into);
    for (const id of [from, ...gone.merges.map((one) => one.from)]) this.#overlay.put(id, { state: 'merged', into });
  }
}

/**
 * The sides from each other, and whoever is set free from the one that had absorbed it. Not two that one and the same entry had brought in: what is
 * undone is that it named the profile, too.
 */
function apartBetween(sides: readonly CustomerId[], undone: readonly Merge[]): Apart[] {
  const broughtBy = new Map(undone.map(({ from, position }) => [from, position]));
  const areApart = (a: CustomerId, b: CustomerId) => a !== b && (!broughtBy.has(a) || broughtBy.get(a) !== broughtBy.get(b));
  const between = sides.flatMap((own) => sides.filter((other) => areApart(own, other)).map((other): Apart => [own, other]));
  return [
    ...between,
    ...undone.flatMap(({ from, into }): Apart[] => [
      [from, into],
      [into, from],
    ]),
  ];
}

interface RecordRules {
  readonly links: ReadonlyMap<string, Link>;
  readonly isForeign: (identifier: Identifier) => boolean;
  /** By key. */
  readonly suspect: ReadonlySet<string>;
}

/** The rules of today for what the profile does not hold; what it holds was taken under rules of its day (N1). */
class RulesOfRecord implements ResolvingRules {
  readonly fanIn = { max: Number.POSITIVE_INFINITY, perMs: 0 };
  readonly #rules: IdentityRules;
  readonly #links: ReadonlyMap<string, Link>;
  readonly #isForeign: (identifier: Identifier) => boolean;
  readonly #suspect: ReadonlySet<string>;
  readonly #held = new Map<string, number>();

  constructor(rules: IdentityRules, record: RecordRules) {
    this.#rules = rules;
    this.#links = record.links;
    this.#isForeign = record.isForeign;
    this.#suspect = record.suspect;
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
    const weaker = this.#suspect.size > 0 ? Number(this.#isSuspect(a)) - Number(this.#isSuspect(b)) : 0;
    return weaker || this.#rules.strongestFirst(a, b);
  }

  #isSuspect(identifier: Identifier): boolean {
    return this.#suspect.has(identifierKey(identifier));
  }
}
