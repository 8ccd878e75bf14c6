/**
 * `step`: the whole of the product's thinking about one customer. Live traffic, simulation, tests and rebuild call it.
 *
 * T1. The result is a function of (customer, entry, plan, now, address): no clock, no random number, no I/O.
 * T2. `step` owns the customer it is given and changes it in place; after an exception the customer must be thrown away.
 * T3. An entry is applied to a customer only after all of its own wake-ups due by then, each with now = due.
 */
import { type Address, type CustomerId, effectIdOf, hashUnit } from '../base/index.ts';
import { type Customer, wakeAtOf } from './customer.ts';
import {
  awaitsMessage,
  type Cause,
  Commons,
  closeSend,
  concernsJourneys,
  decide,
  wakeAt as journeysWakeAt,
  mergeJourneys,
  type Passage,
  reopenSend,
} from './decide/index.ts';
import type { ControlEntry, EventEntry, ReceiptEntry, RedeliverEntry } from './entry.ts';
import type { Command, Fact } from './fact.ts';
import { applyConsent, applyReceipt, type ConsentContext, comeAgain, mergeGuard, settle, vet } from './guard/index.ts';
import { applyEvent, applyPlan, applyTime, type KnowContext, knownMayWakeBy, mergeKnown, type Transition, viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

/** What can happen to one customer. */
export type CustomerEntry =
  | EventEntry
  | ReceiptEntry
  | ControlEntry
  | RedeliverEntry
  /** Its own time has come. */
  | { readonly type: 'wake' }
  /** A release or new score edges: all rules are evaluated again. */
  | { readonly type: 'refresh' }
  /** The same where only some rules can come out otherwise than before. */
  | { readonly type: 'renew' }
  /** What is known of it was rebuilt (`rebuild.ts`): these segments it was never in. Nothing is triggered. */
  | { readonly type: 'rebuilt'; readonly retracted: readonly string[] }
  /** It takes in the whole state of another customer who turned out to be the same one. */
  | { readonly type: 'merge_in'; readonly from: Customer };

/** Where and when: `at` of the log entry, its address, and a counter for the effects of that entry. */
export interface StepWorld {
  readonly plan: Plan;
  readonly at: number;
  readonly address: Address;
  readonly nextOrdinal: () => number;
  readonly facts: Fact[];
  readonly commands: Command[];
  /** Takes what steps of journeys are counted by; absent: nobody counts. */
  readonly passages?: Passage[];
  /** What the customers of the partition have in common, changed in place; absent: nothing is known of others. */
  readonly commons?: Commons;
  /** Of the log of customers; default 1. */
  readonly partitions?: number;
}

/** Runs the customer's due wake-ups, then the entry (T3). Facts and commands are appended to the world's. */
export function step(customer: Customer, entry: CustomerEntry, world: StepWorld): void {
  runDue(customer, world);
  if (entry.type !== 'wake') apply(customer, entry, { world, now: world.at });
}

/** Every wake-up due by `at`, in due order. */
function runDue(customer: Customer, world: StepWorld): void {
  if (!knownMayWakeBy(customer.known, world.at) && journeysWakeAt(customer.journeys) > world.at) return;
  for (let due = wakeAtOf(customer); due <= world.at; due = wakeAtOf(customer)) apply(customer, { type: 'wake' }, { world, now: due });
}

interface Moment {
  readonly world: StepWorld;
  readonly now: number;
}

function apply(customer: Customer, entry: CustomerEntry, moment: Moment): void {
  const { world, now } = moment;
  const { facts, plan } = world;
  const transitions: Transition[] = [];
  const context: KnowContext = { customer: customer.id, known: customer.known, plan: plan.know, now, facts, transitions };
  let cause: Cause = { type: 'knowledge' };
  switch (entry.type) {
    case 'event':
      heed(customer, entry, moment);
      applyEvent(context, entry);
      cause = { type: 'event', entry };
      break;
    case 'wake':
      applyTime(context);
      cause = { type: 'wake' };
      break;
    case 'refresh':
      applyPlan(context);
      break;
    case 'renew':
      applyPlan(context, plan.renewal.rules);
      break;
    case 'rebuilt':
      transitions.push(...entry.retracted.map((id) => ({ kind: 'segment', id, action: 'retracted' }) as const));
      break;
    case 'merge_in':
      mergeIn(customer, entry.from, { context, world });
      break;
    case 'control':
      if (applyConsent(consentContext(customer, moment), entry)) customer.guardDirty = true;
      break;
    case 'receipt':
      if (closeSend(customer.journeys, entry.message, entry.kind)) customer.journeysDirty = true;
      if (settle(customer.guard, entry, now)) customer.guardDirty = true;
      facts.push(receiptFact(customer.id, entry, now));
      if (!awaitsMessage(customer.journeys, entry.message)) return;
      cause = { type: 'receipt', receipt: entry };
      break;
    case 'redeliver':
      redeliver(customer, entry, moment);
      return;
  }
  decideNow(customer, cause, { moment, transitions });
}

/** A message that failed comes back: whether it may go is asked at its hand-over. */
function redeliver(customer: Customer, { command, by }: RedeliverEntry, { world, now }: Moment): void {
  const { facts, commands, plan } = world;
  const again = { ...command, customer: customer.id };
  if (reopenSend(customer.journeys, again)) customer.journeysDirty = true;
  if (comeAgain(customer.guard, again, { plan: plan.guard, now })) customer.guardDirty = true;
  const { message: subject, channel, journey, step } = again;
  const about = { customer: customer.id, at: now, name: '', version: 0, journey, step, subject };
  facts.push({ kind: 'message', action: 'redelivered', ...about, detail: { channel, by } });
  commands.push(again);
}

/** What the event says about consent, and what came back with it about a message of ours. */
function heed(customer: Customer, entry: EventEntry, moment: Moment): void {
  const { context, receipt } = entry;
  if (context?.consent !== undefined && applyConsent(consentContext(customer, moment), entry)) customer.guardDirty = true;
  if (receipt && applyReceipt(consentContext(customer, moment), entry, receipt)) customer.guardDirty = true;
}

function consentContext(customer: Customer, { world, now }: Moment): ConsentContext {
  return { customer: customer.id, now, plan: world.plan.guard, state: customer.guard, facts: world.facts };
}

function decideNow(
  customer: Customer,
  cause: Cause,
  { moment, transitions }: { moment: Moment; transitions: readonly Transition[] },
): void {
  const { world, now } = moment;
  const { plan } = world;
  const segmentsEntered = segmentsWith('entered', transitions);
  const segmentsLeft = segmentsWith('left', transitions);
  const segmentsRetracted = segmentsWith('retracted', transitions);
  const { journeys } = customer;
  if (!concernsJourneys({ journeys, plan: plan.journeys, cause, now, segmentsEntered, segmentsLeft, segmentsRetracted })) return;
  const view = viewOf(customer.known, plan.know, now);
  const changed = decide({
    customer: customer.id,
    now,
    view,
    cause,
    segmentsEntered,
    segmentsLeft,
    segmentsRetracted,
    journeys,
    plan: plan.journeys,
    assign: (key) => hashUnit(plan.seed, `${customer.id}\u0000${key}`),
    vet: (request) => {
      customer.guardDirty = true;
      return vet({ state: customer.guard, plan: plan.guard, view, now }, request);
    },
    went: () => [...customer.guard.sends, ...customer.guard.coming],
    expiryMs: plan.guard.expiryMs,
    commons: world.commons ?? new Commons(),
    slice: { partition: world.address.partition, partitions: world.partitions ?? 1 },
    nextEffectId: (prefix) => effectIdOf(prefix, { ...world.address, ordinal: world.nextOrdinal() }),
    facts: world.facts,
    commands: world.commands,
    passages: world.passages ?? [],
  });
  if (changed) customer.journeysDirty = true;
}

const NO_SEGMENTS: readonly string[] = [];

/** Ids of the segments that were entered, left or retracted, in order. */
function segmentsWith(action: string, transitions: readonly Transition[]): readonly string[] {
  if (transitions.length === 0) return NO_SEGMENTS;
  return transitions.filter((one) => one.kind === 'segment' && one.action === action).map(({ id }) => id);
}

function mergeIn(customer: Customer, from: Customer, { context, world }: { context: KnowContext; world: StepWorld }): void {
  const { now, facts } = context;
  const { plan, passages = [] } = world;
  mergeGuard(customer.guard, from.guard, { plan: plan.guard, now });
  mergeJourneys(customer.journeys, from.journeys, { survivor: customer.id, absorbed: from.id, now, facts, passages });
  customer.guardDirty = true;
  customer.journeysDirty = true;
  mergeKnown(context, from.known);
}

function receiptFact(customer: CustomerId, entry: ReceiptEntry, now: number): Fact {
  const { kind, message, channel, decidedAt, dispatchedAt, reason, read } = entry;
  const detail = { channel, decidedAt, dispatchedAt, ...(reason !== undefined && { reason }), ...(read && { read }) };
  return { kind: 'message', action: kind, customer, at: now, name: '', version: 0, subject: message, detail };
}
