/**
 * Taking merges back: the entries of a profile are resolved again, in the log's order and from nothing, under the rule that some customers stay
 * apart (K7). So each event, each link and each earlier merge falls to the side it would have fallen to had the merges never been.
 *
 * N1. Only the given merges are undone, and those that rested on them alone. Two that one entry had caused together are undone together: those it brought
 *     in may stay one. Whatever else the profile had become stays together, though the rules of today would not unite it: identifiers that it holds may
 *     be used, in the numbers that it holds.
 * N2. Customers keep their ids: one that was absorbed is found again under its own. None is made that never was.
 * N3. Every identifier of the profile ends with one of the sides (K1); what belongs to others stays theirs.
 * N4. An identifier that is taken out leaves alone: whatever else the profile holds stays together, and so does every entry that names some of it.
 * N5. What earlier partings have said of an identifier (`discounts`) holds when the entries are resolved again. A bind counts again, but between sides.
 */
import { type CustomerId, customerIdOf } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { type BindQuestion, bind } from './binding.ts';
import { type IdentityChanges, IdentityOverlay } from './overlay.ts';
import {
  type Apart,
  apartOf,
  type Discount,
  discountsOf,
  identifierKey,
  type Link,
  type LiveIdentity,
  type Merge,
  type Origin,
} from './record.ts';
import { RulesOfRecord } from './record-rules.ts';
import { type IdentityQuestion, resolve } from './resolve.ts';
import type { IdentityRules } from './rules.ts';
import { type Taking, takenLinks } from './taking.ts';

/** The order of entries, links and merges that stand in several partitions. */
export interface Places {
  of(origin: Pick<Origin, 'partition' | 'position'>): number;
  /** Between which places a discount holds. */
  held(discount: Discount): Discount;
}

const POSITIONS: Places = { of: ({ position }) => position, held: (discount) => discount };

export interface PartingOptions {
  /** The profile as it is. */
  readonly customer: CustomerId;
  readonly record: LiveIdentity;
  /** Position of the entry that asks for it. */
  readonly position: number;
  /** Customers that it has absorbed, to be set free. */
  readonly from: readonly CustomerId[];
  /** An identifier that is taken out; `from` is what it says. */
  readonly taking?: Taking;
  /** Identifiers that are taken for the weakest of all. */
  readonly suspect?: readonly Identifier[];
  readonly rules: IdentityRules;
  /** Whether the identifier belongs to somebody outside of the profile. */
  readonly isForeign: (identifier: Identifier) => boolean;
  /** Default: all stand in one partition, in order of their positions. */
  readonly places?: Places;
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
  /** Between the sides. */
  readonly #sidesApart: readonly Apart[];
  /** Those, and whom the profile was parted from before. */
  readonly #apart: readonly Apart[];
  readonly #discounts: readonly Discount[] | undefined;
  readonly #rules: RulesOfRecord;
  readonly #overlay = new IdentityOverlay();
  readonly #places: Places;
  /** Of a customer that begins with an identifier, who had it first. */
  readonly #begun: ReadonlyMap<CustomerId, CustomerId>;
  /** Places of entries by which the rules of today join nobody, though they name what the profile holds or held. */
  readonly #bent = new Set<number>();
  /** Places of all that were resolved. */
  readonly #seen = new Set<number>();

  constructor({ customer, record, position, from, taking, suspect = [], rules, isForeign, places = POSITIONS }: PartingOptions) {
    this.#customer = customer;
    this.#places = places;
    this.#sides = [customer, ...from];
    this.#parts = new Set([customer, ...record.merges.map((merge) => merge.from)]);
    this.#links = new Map([...record.links, ...(taking?.link ? [taking.link] : [])].map((link) => [identifierKey(link.identifier), link]));
    const taken = taking?.link && record.links.find(({ identifier }) => identifierKey(identifier) === identifierKey(taking.identifier));
    this.#begun = new Map(taking?.link && taken ? [[taking.link.first, taken.first]] : []);
    this.#mergeOf = new Map(record.merges.map((merge) => [merge.from, merge]));
    const earlier = record.apart ?? [];
    this.#sidesApart = apartBetween(
      this.#sides,
      from.flatMap((id) => this.#mergeOf.get(id) ?? []),
      places,
    );
    const begins = taking?.link?.first;
    // Who was parted from the profile was parted from all that it held.
    const inherited =
      begins === undefined ? [] : earlier.filter(([, other]) => !this.#parts.has(other)).map(([, other]): Apart => [begins, other]);
    this.#apart = [...earlier, ...inherited, ...this.#sidesApart];
    const until = position;
    this.#discounts = discountsOf([
      ...(record.discounts ?? []),
      ...suspect.map((identifier): Discount => ({ identifier, since: 0, until, how: 'weakest' })),
      ...(taking ? [{ identifier: taking.identifier, since: taking.since, until, how: 'left_out' as const }] : []),
    ]);
    const discounts = this.#discounts ?? [];
    this.#rules = new RulesOfRecord(rules, { links: this.#links, isForeign, discounts: discounts.map((one) => places.held(one)) });
    for (const link of takenLinks(this.#links.values(), discounts)) {
      this.#overlay.loadIdentifier(identifierKey(link.identifier), undefined);
      this.#give(link, link.first);
    }
  }

  /** Whose the entry is, had the merges never been. */
  resolve(question: IdentityQuestion): Parted {
    const position = this.#places.of(question.address);
    const left = this.#rules.leftOut(question.identifiers, position);
    const counting = left.length === 0 ? question : { ...question, identifiers: question.identifiers.filter((one) => !left.includes(one)) };
    const resolved = this.#resolve(counting);
    if (left.length === 0) return resolved;
    this.#bent.add(position);
    const again = this.#mergedAgain(position);
    return { customer: this.#rootOf(resolved.customer), merges: [...resolved.merges, ...again] };
  }

  #resolve(question: IdentityQuestion): Parted {
    const { identifiers, at, address } = question;
    const usable = this.#usableOf(question);
    const isKnown = usable.some((identifier) => this.#overlay.customerAtHand(identifier) !== undefined);
    if (!isKnown && !this.#parts.has(customerIdOf(at, address))) return { customer: this.#adopted(usable), merges: [] };
    const { customer, created, merges } = resolve(this.#overlay, { ...question, identifiers }, this.#rules);
    if (created) this.#putApart(customer);
    return { customer, merges };
  }

  /** What staff has bound is bound again, unless it is between the sides (N5). Whom it is about. */
  bind(question: BindQuestion): Parted {
    const usable = this.#usableOf(question);
    const roots = usable.flatMap((identifier) => this.#overlay.customerAtHand(identifier) ?? []);
    const [one, other] = roots;
    const isBetween = one !== undefined && other !== undefined && this.#areSidesApart(one, other);
    const outcome = isBetween ? undefined : bind(this.#overlay, question, this.#rules);
    if (outcome && 'customer' in outcome) return outcome;
    if (outcome) this.#bent.add(this.#places.of(question.address));
    return { customer: roots.at(-1) ?? this.#rootOf(this.#customer), merges: [] };
  }

  /** The identifiers that count, at hand in the overlay; what was linked and is lost is given back. */
  #usableOf({ identifiers, address }: IdentityQuestion): Identifier[] {
    const position = this.#places.of(address);
    this.#rules.position = position;
    const usable = this.#rules.decisive(identifiers).filter((one) => this.#rules.blocked(one) === undefined);
    this.#seen.add(position);
    if (identifiers.some((one) => !usable.includes(one) && this.#rules.isOfRecord(one))) this.#bent.add(position);
    for (const identifier of identifiers) this.#overlay.loadIdentifier(identifierKey(identifier), undefined);
    for (const identifier of usable) this.#giveLost(identifier, position);
    return usable;
  }

  /** Merges that an entry had caused by an identifier that does not count any more stay (N4). */
  #mergedAgain(position: number): { from: CustomerId; into: CustomerId }[] {
    const merges: { from: CustomerId; into: CustomerId }[] = [];
    for (const merge of this.#mergeOf.values()) {
      if (this.#places.of(merge) !== position || !this.#overlay.hasIdentity(merge.from) || !this.#overlay.hasIdentity(merge.into)) continue;
      const [into, from] = [this.#rootOf(merge.from), this.#rootOf(merge.into)].sort() as [CustomerId, CustomerId];
      if (into === from || this.#areSidesApart(into, from)) continue;
      this.#unite(into, from);
      merges.push({ from, into });
    }
    return merges;
  }

  /** The one that an entry names outright. */
  resolveNamed(customer: CustomerId): CustomerId {
    return this.#parts.has(customer) ? this.#rootOf(customer) : this.#rootOf(this.#customer);
  }

  /** Which customer of the profile had the events of this one at a position, as things were: the merges up to there followed. */
  arrivedAs(customer: CustomerId, position: number): CustomerId {
    let arrived = this.#begun.get(customer) ?? customer;
    for (let merge = this.#mergeOf.get(arrived); merge && this.#places.of(merge) <= position; merge = this.#mergeOf.get(arrived))
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
    const discounts = this.#discounts;
    if (discounts) for (const root of this.roots()) this.#overlay.put(root, { ...this.#overlay.live(root), discounts });
    return merges;
  }

  /** After `finish`: the live customers that the profile has become, its own first, then those set free, then who fell with them. */
  roots(): CustomerId[] {
    return [...new Set(this.#sides.map((side) => this.#rootOf(side)))];
  }

  /** The live customer that one of the profile is in by now; after `finish`, its side. */
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
    if (link && this.#places.of(link) < position && this.#overlay.customerAtHand(identifier) === undefined)
      this.#give(link, this.#homeOf(link));
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
      if (this.#isSide(root)) return this.#areSidesApart(root, part) ? undefined : root;
    }
    return undefined;
  }

  /** A merge that has not come about again stays when the entry cannot be asked, or when it is today's rules that keep it from it. */
  #stays(merge: Merge): boolean {
    const position = this.#places.of(merge);
    return this.#bent.has(position) || !this.#seen.has(position);
  }

  /** Whether two live customers are kept apart by what is undone here. */
  #areSidesApart(one: CustomerId, other: CustomerId): boolean {
    return this.#sidesApart.some(([own, from]) => this.#rootOf(own) === one && this.#rootOf(from) === other);
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
function apartBetween(sides: readonly CustomerId[], undone: readonly Merge[], places: Places): Apart[] {
  const broughtBy = new Map(undone.map((merge) => [merge.from, places.of(merge)]));
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
