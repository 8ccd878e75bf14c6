/**
 * Parting a profile: what is known of each side is folded anew from its own entries, under the plan in force, as if the merges that are undone had
 * never been. Pure; the runtime hands in the entries, and stores what comes of it.
 *
 * U1. Knowledge (declared traits, what windows count, tags, segments and since when) is that of a life without those merges: every entry goes to
 *     the side that `Parting` gives it, and each side's wake-ups run between its entries (T3).
 * U2. Nothing is triggered. What differs from what held before is told as facts with `rebuilt`; a segment that is lost was never entered, so it is
 *     `retracted`, with all that follows.
 * U3. What was sent stays sent, and counts against the caps of every side. Assignments stay as they were stored, on every side.
 * U4. An instance and its open messages follow the event that triggered it. A message that would go elsewhere, or say something else, had it been
 *     decided for that side alone, is stale.
 * U5. What came back about a message while the profiles were one, and speaks against writing, counts for every side.
 * U6. An event that says so is of the side that the event is of which had begun the message's journey, as far as that is known (`returned`).
 */
import type { CustomerId } from '../base/index.ts';
import { type Customer, newCustomer } from './customer.ts';
import type { Identifier } from './entry.ts';
import type { Fact, SendCommand } from './fact.ts';
import { applyConsent, applyReceipt, type ConsentContext, mergeGuard } from './guard/index.ts';
import type { PartedEntry } from './hop-entry.ts';
import {
  applyEvent,
  applyPlan,
  applyTime,
  type IdentityChanges,
  identifierKey,
  type KnowContext,
  knownWakeAt,
  type LiveIdentity,
  mergeKnown,
  type Parted,
  Parting,
  type Taking,
} from './know/index.ts';
import type { Plan } from './plan.ts';
import { type Arrival, partingFacts, type SideOutcome, sideFacts } from './rebuild-facts.ts';
import { partJourneys } from './rebuild-journeys.ts';
import { Owners, type OwnersOf, type PastEntry, ToldOwners } from './rebuild-owners.ts';

export interface RebuildInput {
  /** The profile as it is at `at`, its own due wake-ups run. */
  readonly customer: Customer;
  readonly record: LiveIdentity;
  /** Customers that it has absorbed, to be set free; at least one. */
  readonly from: readonly CustomerId[];
  /** An identifier that is taken out. */
  readonly taking?: Taking;
  /** Identifiers that caused the merges: they leave an entry first. */
  readonly suspect?: readonly Identifier[];
  readonly by: string;
  /** Position of what came back about a message -> of the event that had begun the message's journey. */
  readonly returned: ReadonlyMap<number, number>;
  /** All of the profile, ascending by position. */
  readonly entries: readonly PastEntry[];
  /** Whether the identifier belongs to somebody outside of the profile. */
  readonly isForeign: (identifier: Identifier) => boolean;
  /** Its messages in the outbox. */
  readonly commands: readonly SendCommand[];
  readonly plan: Plan;
  /** Of the entry that asks for it; `at` in ms. */
  readonly position: number;
  readonly at: number;
  readonly partition: number;
}

/** One of the customers that the profile has become. */
export interface Side {
  readonly customer: Customer;
  readonly record: LiveIdentity;
  /** How many of the events are its own. */
  readonly events: number;
  /** Segments that it was never in, as it turns out. */
  readonly retracted: readonly string[];
}

export interface Rebuilt {
  /** The profile's own first. */
  readonly sides: readonly Side[];
  readonly identity: IdentityChanges;
  /** About identity first, then side by side what has changed. */
  readonly facts: readonly Fact[];
  /** Messages in the outbox that are another customer's now. */
  readonly commands: readonly SendCommand[];
}

/** Parts the profile. Throws nothing: an entry that cannot be applied counts for nobody, as it did when it came. */
export function rebuild(input: RebuildInput): Rebuilt {
  const { customer, record, from, taking, returned, partition, position, at, by } = input;
  const undone = record.merges.filter((merge) => from.includes(merge.from));
  const taken = taking?.link && identifierKey(taking.identifier);
  const links = record.links.filter(({ identifier }) => identifierKey(identifier) === taken);
  const mergedAt = Math.min(...[...undone, ...links].map((origin) => origin.position));
  const begins = taking?.link?.first;
  const settings = { ...input, mergedAt, ...(begins !== undefined && { begins }) };
  let parting!: Parting;
  const { refolded, failed, owners } = refold(settings, () => {
    parting = new Parting({ ...input, customer: customer.id, position, rules: input.plan.identity });
    return new Owners({ parting, returned, partition });
  });
  const isFirst = record.apart === undefined && record.discounts === undefined;
  const facts: Fact[] = partingFacts({
    customer: customer.id,
    parts: [customer.id, ...record.merges.map((merge) => merge.from), ...(begins === undefined ? [] : [begins])],
    rootOf: (part) => owners.rootOf(part),
    arrivals: refolded.arrivals,
    at,
    by,
    failed,
    // Behind its last merge everything came to the profile as it is.
    movedUpTo: isFirst ? 0 : Math.max(0, ...record.merges.map((merge) => merge.position)),
    ...(taking && { taken: taking.identifier }),
    held: record,
    now: (root) => parting.recordOf(root),
  });
  const outcome = outcomeOf(settings, { refolded, owners });
  const sides = outcome.sides.map((side): Side => ({ ...side, record: parting.recordOf(side.customer.id) }));
  return { sides, identity: parting.changes(), facts: [...facts, ...outcome.facts], commands: outcome.commands };
}

/** A profile that identity has parted before. */
export interface PartedInput extends Pick<RebuildInput, 'customer' | 'commands' | 'plan' | 'at'> {
  readonly parted: Pick<PartedEntry, 'customer' | 'parts' | 'merges' | 'mergedAt' | 'begins'>;
  /** Positions are their places, from 1, as of `mergedAt`. */
  readonly entries: readonly PastEntry[];
  /** Of each of them, the place of its customer among the parts. */
  readonly whose: readonly number[];
}

/** Rebuilds its sides. What is told is about what is known of them, not about identity. Throws nothing. */
export function rebuildParted(
  input: PartedInput,
): Omit<Rebuilt, 'identity' | 'sides'> & { readonly sides: readonly Omit<Side, 'record'>[] } {
  const { parted, whose } = input;
  const begins = parted.begins === undefined ? undefined : parted.parts[parted.begins]![0];
  const settings = { ...input, mergedAt: parted.mergedAt, ...(begins !== undefined && { begins }) };
  return outcomeOf(
    settings,
    refold(settings, () => new ToldOwners(parted, whose)),
  );
}

interface RefoldInput extends Pick<RebuildInput, 'customer' | 'commands' | 'plan' | 'at' | 'entries'> {
  /** Position from which on the profiles were one that are parted now. */
  readonly mergedAt: number;
  /** A customer that begins by it. */
  readonly begins?: CustomerId;
}

interface Done {
  readonly refolded: Refolding;
  readonly owners: OwnersOf;
}

/** Over the entries that can be applied. */
function refold(input: RefoldInput, start: () => OwnersOf): Done & { readonly failed: number } {
  const failed = new Set<number>();
  for (;;) {
    const past = input.entries.filter(({ position }) => !failed.has(position));
    const owners = start();
    const refolded = new Refolding(input, owners);
    const failure = past.find((one) => !refolded.take(one));
    if (failure) failed.add(failure.position);
    else {
      refolded.merge(owners.finish(), input.at);
      return { refolded, owners, failed: failed.size };
    }
  }
}

function outcomeOf({ customer: before, at, plan, commands }: RefoldInput, { refolded, owners }: Done) {
  const rootOf = (customer: CustomerId): CustomerId => owners.rootOf(customer);
  const customers = owners.roots().map((root) => refolded.settled(root, at));
  for (const { guard } of customers) guard.sends.splice(0, guard.sends.length, ...before.guard.sends);
  const sideOf = (message: string): CustomerId | undefined => {
    const customer = refolded.customerOf.get(message);
    return customer === undefined ? undefined : rootOf(customer);
  };
  const journeys = partJourneys({ before, customers, sideOf, plan, at, commands });
  for (const {
    guard,
    journeys: { sends },
  } of customers) {
    const own = before.guard.coming.filter((coming) => sends.some(({ message }) => message === coming.message));
    guard.coming.splice(0, guard.coming.length, ...own);
  }
  const facts: Fact[] = [...journeys.facts];
  const sides = customers.map((customer): Omit<Side, 'record'> => {
    const outcome: SideOutcome = sideFacts(customer.id === before.id ? before : undefined, customer, { plan, at });
    facts.push(...outcome.facts);
    const events = refolded.arrivals.filter((one) => one.isEvent && rootOf(one.customer) === customer.id).length;
    return { customer, events, retracted: outcome.retracted };
  });
  return { sides, facts, commands: journeys.commands };
}

/** The lives of all customers that the profile is made of, folded anew. */
class Refolding {
  readonly arrivals: Arrival[] = [];
  /** By message id, of the events that triggered something that still goes on. */
  readonly customerOf = new Map<string, CustomerId>();
  readonly #input: RefoldInput;
  readonly #owners: OwnersOf;
  readonly #customers = new Map<CustomerId, Customer>();
  readonly #triggers: ReadonlySet<string | undefined>;
  readonly #scratch: Fact[] = [];

  constructor(input: RefoldInput, owners: OwnersOf) {
    this.#input = input;
    this.#owners = owners;
    const { journeys } = input.customer;
    this.#triggers = new Set([...journeys.instances, ...journeys.sends].map(({ trigger }) => trigger));
  }

  /** Applies an entry to whom it belongs. False: it cannot be applied. */
  take(past: PastEntry): boolean {
    const { position, at, entry } = past;
    const { customer, merges } = this.#owners.ownerOf(past);
    try {
      this.merge(merges, at);
      if (entry.type === 'bind') return true;
      const own = this.#open(customer, at);
      this.#runDue(own, at);
      this.#apply(own, past);
    } catch {
      return false;
    }
    const arrivedAs = this.#owners.arrivedAs(customer, position);
    this.arrivals.push({ position, customer, arrivedAs, isEvent: entry.type === 'event' });
    if (entry.type === 'event' && this.#triggers.has(entry.messageId)) this.customerOf.set(entry.messageId, customer);
    return true;
  }

  merge(merges: Parted['merges'], at: number): void {
    for (const { from, into } of merges) {
      const [gone, kept] = [this.#open(from, at), this.#open(into, at)];
      for (const one of [gone, kept]) this.#runDue(one, at);
      mergeGuard(kept.guard, gone.guard, { plan: this.#input.plan.guard, now: at });
      mergeKnown(this.#knowing(kept, at), gone.known);
      this.#customers.delete(from);
    }
  }

  /** The customer as it is when all has been taken. */
  settled(root: CustomerId, at: number): Customer {
    const customer = this.#open(root, at);
    this.#runDue(customer, at);
    customer.guardDirty = true;
    customer.journeysDirty = true;
    return customer;
  }

  #apply(customer: Customer, { at, position, entry }: PastEntry): void {
    if (entry.type === 'bind') return;
    if (entry.type === 'control') {
      applyConsent(this.#consenting(customer, at), entry);
      return;
    }
    const { receipt } = entry;
    if (entry.context?.consent !== undefined) applyConsent(this.#consenting(customer, at), entry);
    if (receipt) {
      const { mergedAt, begins } = this.#input;
      const isOfAll = position >= mergedAt && receipt.kind !== 'resubscribed';
      if (isOfAll && begins !== undefined) this.#open(this.#owners.rootOf(begins), at);
      for (const one of isOfAll ? this.#customers.values() : [customer]) applyReceipt(this.#consenting(one, at), entry, receipt);
    }
    applyEvent(this.#knowing(customer, at), entry);
  }

  #open(id: CustomerId, at: number): Customer {
    const known = this.#customers.get(id);
    if (known) return known;
    const customer = newCustomer(id, at);
    this.#customers.set(id, customer);
    applyPlan(this.#knowing(customer, at));
    return customer;
  }

  #runDue(customer: Customer, at: number): void {
    for (let due = knownWakeAt(customer.known); due <= at; due = knownWakeAt(customer.known)) applyTime(this.#knowing(customer, due));
  }

  #knowing({ id, known }: Customer, now: number): KnowContext {
    this.#scratch.length = 0;
    return { customer: id, known, plan: this.#input.plan.know, now, facts: this.#scratch, transitions: [] };
  }

  #consenting({ id, guard }: Customer, now: number): ConsentContext {
    this.#scratch.length = 0;
    return { customer: id, now, plan: this.#input.plan.guard, state: guard, facts: this.#scratch };
  }
}
