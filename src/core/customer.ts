/** The whole state of one customer, and its parts as the state store keeps them. */
import type { CustomerId } from '../base/index.ts';
import { decodeJourneys, emptyJourneys, encodeJourneys, type JourneyState, wakeAt as journeysWakeAt } from './decide/index.ts';
import { decodeGuard, emptyGuard, encodeGuard, type GuardState } from './guard/index.ts';
import { decodeKnown, emptyKnown, encodeKnown, type Known, knownWakeAt, type PartWrite, touchAll } from './know/index.ts';
import type { Plan } from './plan.ts';

export interface Customer {
  readonly id: CustomerId;
  readonly known: Known;
  journeys: JourneyState;
  guard: GuardState;
  journeysDirty: boolean;
  guardDirty: boolean;
}

/** A customer nobody has heard of before. `at`: of its first entry, ms. */
export function newCustomer(id: CustomerId, at: number): Customer {
  return { id, known: emptyKnown(at), journeys: emptyJourneys(), guard: emptyGuard(), journeysDirty: false, guardDirty: false };
}

/** Earliest instant at which time alone changes something; Infinity for never. */
export function wakeAtOf(customer: Customer): number {
  return Math.min(knownWakeAt(customer.known), journeysWakeAt(customer.journeys));
}

/** The parts that changed since the last call. */
export function encodeCustomer(customer: Customer): PartWrite[] {
  const writes = encodeKnown(customer.known);
  if (customer.journeysDirty) writes.push(['j', encodeJourneys(customer.journeys)]);
  if (customer.guardDirty) writes.push(['g', encodeGuard(customer.guard)]);
  customer.journeysDirty = false;
  customer.guardDirty = false;
  return writes;
}

/** All parts in order of name, as a canonical encoding: equal customers have equal bytes. */
export function canonicalParts(customer: Customer): PartWrite[] {
  return wholeOf(customer)
    .filter(([, bytes]) => bytes !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Names of all parts that a store may hold of the customer, also of those that its next encoding would delete. */
export function partNames(customer: Customer): string[] {
  return wholeOf(customer).map(([name]) => name);
}

function wholeOf(customer: Customer): PartWrite[] {
  touchAll(customer.known);
  customer.journeysDirty = true;
  customer.guardDirty = true;
  return encodeCustomer(customer);
}

/** Reads a customer from its parts. */
export function decodeCustomer(id: CustomerId, parts: ReadonlyMap<string, Uint8Array>, plan: Plan): Customer {
  const journeys = parts.get('j');
  const guard = parts.get('g');
  return {
    id,
    known: decodeKnown(parts, plan.know, plan.earlier),
    journeys: journeys ? decodeJourneys(journeys) : emptyJourneys(),
    guard: guard ? decodeGuard(guard) : emptyGuard(),
    journeysDirty: false,
    guardDirty: false,
  };
}
