/**
 * Identity resolution: which customer an entry is about. Deterministic: a function of what is stored and of the log's order.
 *
 * K1. A usable identifier belongs to exactly one live customer; the identifiers and the records agree.
 * K2. No profile gets more values of a namespace than its limit (ever, or within the limit's time), more than 1,000 identifiers, more than 100 merges, or
 *     merges faster than `fanIn` allows. Where an event would make one, its weakest identifier is dropped from it, and the next, until it fits; each
 *     drop is a fact. What a dropped identifier was linked to before stays.
 * K3. Of several customers the one with the smallest id (the earliest) survives. While nothing is dropped or blocked, identifiers end
 *     in the same groups in whatever order the events arrive.
 * K4. The record of a merged customer names a live one directly, however many merges follow.
 * K5. Every event gets a customer. One without a usable identifier gets a customer of its own that nothing else will find: nothing is
 *     lost and nobody else is touched. Its fact `created` says `unidentified`.
 * K6. History is only added to: a link keeps when, by what and for whom it was made; merges stand after those they rest on. Only an unmerge
 *     takes from it, what it undoes (`parting.ts`).
 * K7. Profiles that were parted are never united again by what arrives: of an event that names both, the identifiers of the profile that the
 *     strongest one does not name leave the event. Staff may unite them (`binding.ts`).
 */
import { type Address, type CustomerId, customerIdOf } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import type { Fact } from '../../fact.ts';
import { IdentityFacts } from './facts.ts';
import type { IdentityOverlay } from './overlay.ts';
import { areApart, excessOf, type Profile, type Proposal, united } from './proposal.ts';
import { identifierKey, type LiveIdentity, type Origin } from './record.ts';
import type { ResolvingRules } from './rules.ts';

/** What an entry says about identity. */
export interface IdentityQuestion {
  readonly identifiers: readonly Identifier[];
  /** Of the entry, ms since 1970 UTC. */
  readonly at: number;
  readonly address: Address;
  /** Message id of the event, '' for other entries. Kept in the history. */
  readonly source: string;
}

export interface Resolution {
  readonly customer: CustomerId;
  readonly created: boolean;
  /** In the order in which they are to be applied; all into `customer`. */
  readonly merges: readonly { readonly from: CustomerId; readonly into: CustomerId }[];
  readonly facts: readonly Fact[];
  /** Of those that are merged, and of `customer` where any are, the last parting that each has come out of. Absent: none has. */
  readonly after?: readonly (readonly [customer: CustomerId, parting: number])[];
}

const NOTHING: readonly never[] = Object.freeze([]);

/**
 * Resolves against the overlay and records there what changes. The identifiers must have been loaded, and the records that
 * `identitiesNeeded` names.
 */
export function resolve(overlay: IdentityOverlay, question: IdentityQuestion, rules: ResolvingRules): Resolution {
  const known = overlay.knownCustomer(question.identifiers, rules);
  if (known !== undefined) return { customer: known, created: false, merges: NOTHING, facts: NOTHING };
  const facts = new IdentityFacts(question.at);
  let usable = usableOf(rules.decisive(question.identifiers), rules, facts);
  let proposal = propose(overlay, usable);
  if (proposal.records.length > 1 && proposal.records.some(({ apart }) => apart)) {
    usable = withoutApart(overlay, usable, facts);
    proposal = propose(overlay, usable);
  }
  for (let excess = excessOf(proposal, rules, question.at); excess; excess = excessOf(proposal, rules, question.at)) {
    facts.dropped(usable.pop()!, excess);
    proposal = propose(overlay, usable);
  }
  return accept(overlay, { proposal, question, facts });
}

/** The customers whose records `resolve` will read for these identifiers. Mostly none: known identifiers of one customer need no record. */
export function identitiesNeeded(overlay: IdentityOverlay, named: readonly Identifier[], rules: ResolvingRules): readonly CustomerId[] {
  const identifiers = rules.decisive(named);
  // One identifier has one customer or none: nothing is united or linked to what exists.
  if (identifiers.length < 2 || overlay.knownCustomer(identifiers, rules) !== undefined) return NOTHING;
  const customers = new Set<CustomerId>();
  let fresh = false;
  for (const identifier of identifiers) {
    if (rules.blocked(identifier)) continue;
    const found = overlay.customerOf(identifier);
    if (found === undefined) fresh = true;
    else customers.add(found);
  }
  return customers.size === 0 || (customers.size === 1 && !fresh) ? NOTHING : [...customers];
}

/** The identifiers that may be used, each once, the strongest first. */
function usableOf(identifiers: readonly Identifier[], rules: ResolvingRules, facts: IdentityFacts): Identifier[] {
  const usable = new Map<string, Identifier>();
  for (const identifier of identifiers) {
    const reason = rules.blocked(identifier);
    if (reason) facts.blocked(identifier, reason);
    else usable.set(identifierKey(identifier), identifier);
  }
  return [...usable.values()].sort((a, b) => rules.strongestFirst(a, b));
}

/** Of the usable identifiers, strongest first, those that belong to nobody or to profiles that were not parted from those before (K7). */
function withoutApart(overlay: IdentityOverlay, usable: readonly Identifier[], facts: IdentityFacts): Identifier[] {
  const together: Profile[] = [];
  return usable.filter((identifier) => {
    const customer = overlay.customerOf(identifier);
    if (customer === undefined || together.some((one) => one.customer === customer)) return true;
    const profile = { customer, record: overlay.live(customer) };
    const isApart = together.some((one) => areApart(one, profile));
    if (isApart) facts.dropped(identifier, 'apart');
    else together.push(profile);
    return !isApart;
  });
}

/** What these identifiers, of which each may be used, would make of the customers they name. */
export function propose(overlay: IdentityOverlay, usable: readonly Identifier[]): Proposal {
  const fresh: Identifier[] = [];
  const found = new Set<CustomerId>();
  for (const identifier of usable) {
    const customer = overlay.customerOf(identifier);
    if (customer === undefined) fresh.push(identifier);
    else found.add(customer);
  }
  const customers = [...found].sort();
  const changes = customers.length > 1 || fresh.length > 0;
  return { customers, fresh, records: changes ? customers.map((customer) => overlay.live(customer)) : NOTHING };
}

interface Acceptance {
  readonly proposal: Proposal;
  readonly question: IdentityQuestion;
  readonly facts: IdentityFacts;
}

/** Records it, and says who it is. */
export function accept(overlay: IdentityOverlay, { proposal, question, facts }: Acceptance): Resolution {
  const { at, address, source } = question;
  const { customers, fresh, records } = proposal;
  const [survivor, ...losers] = customers;
  const customer = survivor ?? customerIdOf(at, address);
  const created = survivor === undefined;
  if (created) facts.created(fresh.length === 0);
  if (!created && fresh.length === 0 && losers.length === 0) return { customer, created, merges: NOTHING, facts: facts.of(customer) };

  const origin: Origin = { at, partition: address.partition, position: address.position, source };
  overlay.put(customer, united(customer, proposal, origin));
  for (const identifier of fresh) {
    overlay.link(identifier, customer);
    facts.linked(identifier, source);
  }
  losers.forEach((loser, i) => {
    const record = records[i + 1]!;
    for (const { identifier } of record.links) overlay.link(identifier, customer);
    for (const absorbed of [loser, ...record.merges.map(({ from }) => from)]) {
      overlay.put(absorbed, { state: 'merged', into: customer });
      facts.merged(absorbed, loser, source);
    }
  });
  const merges = losers.map((from) => ({ from, into: customer }));
  return { customer, created, merges, facts: facts.of(customer), ...afterOf(customers, records) };
}

function afterOf(customers: readonly CustomerId[], records: readonly LiveIdentity[]): Pick<Resolution, 'after'> {
  if (customers.length < 2 || records.every(({ parted }) => parted === undefined)) return {};
  return { after: records.flatMap(({ parted }, i) => (parted === undefined ? [] : [[customers[i]!, parted] as const])) };
}
