/** The whole state of one customer, and its rows as the state store keeps them: one for all small parts, one for each chunk and bucket, and one in a
 * table of its own for a past that a backfill has brought and nobody has read. */
import type { CustomerId } from '../base/index.ts';
import { Bundle } from './bundle.ts';
import { decodeJourneys, emptyJourneys, encodeJourneys, type JourneyState, wakeAt as journeysWakeAt } from './decide/index.ts';
import { decodeGuard, emptyGuard, encodeGuard, type GuardState } from './guard/index.ts';
import {
  decodeKnown,
  decodePieces,
  emptyKnown,
  encodeKnown,
  type Known,
  knownWakeAt,
  PAST_ROW,
  type PartWrite,
  type StoredRows,
  touchAll,
} from './know/index.ts';
import type { Plan } from './plan.ts';

export interface Customer {
  readonly id: CustomerId;
  readonly known: Known;
  journeys: JourneyState;
  guard: GuardState;
  journeysDirty: boolean;
  guardDirty: boolean;
  /** Its small parts as they were encoded last. */
  bundle: Bundle;
}

/** Name of the row that holds all small parts. */
const BUNDLE = '';
/** First letters of parts that have a row of their own. */
const OWN_ROW: ReadonlySet<string | undefined> = new Set(['c', 'b', PAST_ROW]);

/** A customer nobody has heard of before. `at`: of its first entry, ms. */
export function newCustomer(id: CustomerId, at: number): Customer {
  return {
    id,
    known: emptyKnown(at, id),
    journeys: emptyJourneys(),
    guard: emptyGuard(),
    journeysDirty: false,
    guardDirty: false,
    bundle: Bundle.EMPTY,
  };
}

/** No key of a timer holds a later instant: it lies beyond the year 10,000. */
const TIMES_END = 2 ** 48;

/** Earliest instant at which time alone changes something; Infinity for never. */
export function wakeAtOf(customer: Customer): number {
  const due = Math.min(knownWakeAt(customer.known), journeysWakeAt(customer.journeys));
  return due < TIMES_END ? due : Number.POSITIVE_INFINITY;
}

/** The rows that changed since the last call. */
export function encodeCustomer(customer: Customer): PartWrite[] {
  const rows: PartWrite[] = [];
  const small: (readonly [string, Uint8Array])[] = [];
  let gone: Set<string> | undefined;
  for (const write of changedParts(customer)) {
    const [name, bytes] = write;
    if (OWN_ROW.has(name[0])) rows.push(write);
    else if (bytes) small.push([name, bytes]);
    else {
      gone ??= new Set();
      gone.add(name);
    }
  }
  if (gone) customer.bundle = customer.bundle.without(gone);
  if (small.length > 0) {
    const { bundle } = customer;
    customer.bundle = bundle.with(small, bundle.rowsBeside || rows.some(([name]) => name !== PAST_ROW));
    rows.push([BUNDLE, customer.bundle.bytes]);
  }
  return rows;
}

function changedParts(customer: Customer): PartWrite[] {
  const writes = encodeKnown(customer.known);
  if (customer.journeysDirty) writes.push(['j', encodeJourneys(customer.journeys)]);
  if (customer.guardDirty) writes.push(['g', encodeGuard(customer.guard)]);
  customer.journeysDirty = false;
  customer.guardDirty = false;
  return writes;
}

/** All parts in order of name, as a canonical encoding: equal customers have equal bytes. */
export function canonicalParts(customer: Customer): PartWrite[] {
  touchWhole(customer);
  const parts = changedParts(customer).filter(([, bytes]) => bytes !== undefined);
  touchWhole(customer);
  return parts.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** All its rows, those included that its next encoding would delete. */
export function wholeRows(customer: Customer): PartWrite[] {
  touchWhole(customer);
  return encodeCustomer(customer);
}

/** Marks all of it as changed: its next encoding is whole. */
export function touchWhole(customer: Customer): void {
  touchAll(customer.known);
  customer.journeysDirty = true;
  customer.guardDirty = true;
}

/** Of a customer's row that holds its small parts. */
export function journeysInRow(row: Uint8Array): JourneyState {
  const journeys = Bundle.read(row).get('j');
  return journeys ? decodeJourneys(journeys) : emptyJourneys();
}

/** Of what is known of a customer only the event parts, as if nothing had ever followed from them. */
export function partsOf(rows: StoredRows, plan: Plan): Known {
  const small = rows.get(BUNDLE);
  const bundle = small ? Bundle.read(small) : Bundle.EMPTY;
  const past = rows.get(PAST_ROW);
  const parts = { get: (name: string) => (name === 'k' ? undefined : bundle.get(name)), keys: () => bundle.keys() };
  return decodeKnown({ small: parts, rows, past: past && decodePieces(past) }, plan.know, plan.earlier);
}

/** Reads a customer from its rows, by name. */
export function decodeCustomer(id: CustomerId, rows: StoredRows, plan: Plan): Customer {
  const small = rows.get(BUNDLE);
  const bundle = small ? Bundle.read(small) : Bundle.EMPTY;
  const past = rows.get(PAST_ROW);
  const journeys = bundle.get('j');
  const guard = bundle.get('g');
  const known = decodeKnown({ small: bundle, rows, past: past && decodePieces(past) }, plan.know, plan.earlier);
  known.customer = id;
  return {
    id,
    known,
    journeys: journeys ? decodeJourneys(journeys) : emptyJourneys(),
    guard: guard ? decodeGuard(guard) : emptyGuard(),
    journeysDirty: false,
    guardDirty: false,
    bundle,
  };
}
