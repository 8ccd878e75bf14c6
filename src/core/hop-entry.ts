/**
 * Entries that one stage derives for another log, in an installation of several partitions. Each says from where it comes by its stamp: within an origin
 * they rise towards each log, so that who receives one tells a repeated one.
 */
import type { CustomerId } from '../base/index.ts';
import type { ControlEntry, EventEntry } from './entry.ts';
import type { Fact } from './fact.ts';

/** Names the stage and its partition; position of the entry that it was derived from there, and which of those derived from it, from 0. */
export type Stamp = readonly [origin: string, position: number, ordinal: number];

/** An entry whose customer identity has found, with the entry's own bytes; or one that is passed on to where its customer lives now. */
export interface ResolvedEntry {
  readonly type: 'resolved';
  readonly from: Stamp;
  readonly customer: CustomerId;
  /** `at` of the entry in the log that it came in with, ms. */
  readonly said: number;
  /** What identity has learnt by it. Told where the entry comes to first. */
  readonly facts?: readonly Fact[];
  /** Of one that was passed on: whom it had named. */
  readonly named?: CustomerId;
  /** The parting by which it was last passed on: no earlier one is asked again. */
  readonly parting?: number;
  readonly entry: EventEntry | ControlEntry;
}

/** Identity has found that `customer` is `into`: its whole state is to go there, and what comes for it from now on. */
export interface HandOverEntry {
  readonly type: 'hand_over';
  readonly from: Stamp;
  readonly customer: CustomerId;
  readonly into: CustomerId;
  /** When that was found: `at` of the entry that told it, ms. */
  readonly since: number;
  /** The last partings that `customer` and `into` had come out of: they are to be through before this is. 0: none. */
  readonly after?: readonly [customer: number, into: number];
}

/** How far a partition is with releases: number of the last one, and of the last one whose past was brought; 0: none. */
export type PlanReached = readonly [release: number, brought: number];

/** The whole state of a customer that has left its partition. */
export interface TakenOverEntry {
  readonly type: 'taken_over';
  readonly from: Stamp;
  readonly customer: CustomerId;
  readonly into: CustomerId;
  readonly since: number;
  /** The last parting that `into` had come out of: it is to be through before this is. */
  readonly after?: number;
  /** What the state was made by. A partition that has not come so far takes it in when it has. */
  readonly plan: PlanReached;
  /** Its rows in order of name; bytes in base64. */
  readonly rows: readonly (readonly [row: string, bytes: string])[];
}

/** Entries of a profile that is parted, by what they are: partition of customers, position, and place of its customer among `parts`. */
export type PartedRow = readonly [partition: number, position: number, part: number];

/**
 * A profile is parted: whose each of its entries is, as identity has found and committed. The partition of the profile rebuilds all sides; what has another home
 * leaves for it.
 */
export interface PartedEntry {
  readonly type: 'parted';
  readonly from: Stamp;
  /** The profile. */
  readonly customer: CustomerId;
  /** Its number: position of the entry that asks for it in the first partition of `events`. */
  readonly parting: number;
  readonly by: string;
  /** Customers that the profile was made of, and whose each is now: its own, or another one. */
  readonly parts: readonly (readonly [customer: CustomerId, side: CustomerId])[];
  /** In the order in which they count. */
  readonly entries: readonly PartedRow[];
  /** Merges that stay: behind how many of the entries, and places among `parts`. */
  readonly merges: readonly (readonly [behind: number, from: number, into: number])[];
  /** Places among the entries: of what came back about messages, and of what had begun the message's journey. */
  readonly returned: readonly (readonly [place: number, trigger: number])[];
  /** Identifiers of the sides, the strongest first, and the place of the side among `parts`. */
  readonly identifiers: readonly (readonly [namespace: string, value: string, side: number])[];
  /** Place of the first entry that came while the sides were one. */
  readonly mergedAt: number;
  /** Place among `parts` of a customer that begins by it. */
  readonly begins?: number;
  /** The entries name all up to this position of the partition that this entry is for. Later ones are found there. */
  readonly upTo: number;
  /** Whether the warehouse is to be told of every entry: some may have moved before. */
  readonly isRepeated: boolean;
  /** What identity has found. */
  readonly facts: readonly Fact[];
}

/** The whole state of a customer that has come out of a parting: it lives where this comes to. */
export interface SetFreeEntry {
  readonly type: 'set_free';
  readonly from: Stamp;
  readonly customer: CustomerId;
  readonly parting: number;
  /** As of `taken_over`. */
  readonly plan: PlanReached;
  /** As of `taken_over`. None: it could not be rebuilt, and begins anew. */
  readonly rows: readonly (readonly [row: string, bytes: string])[];
}

/** What a backfill has brought for customers who live elsewhere by now. */
export interface PassedPastsEntry {
  readonly type: 'pasts';
  readonly from: Stamp;
  /** Number of the release with which the collecting began. */
  readonly since: number;
  /** As backfill.ts has them, in base64. */
  readonly pasts: readonly (readonly [customer: CustomerId, past: string])[];
}

/** Facts that concern no state: what identity has found without an event, or could not resolve. */
export interface NoteEntry {
  readonly type: 'note';
  readonly from: Stamp;
  readonly facts: readonly Fact[];
}

/** What this partition had for others up to here is in their logs. */
export interface ForwardedEntry {
  readonly type: 'forwarded';
  readonly upTo: readonly [position: number, ordinal: number];
}

export type HopEntry =
  | ResolvedEntry
  | HandOverEntry
  | TakenOverEntry
  | PartedEntry
  | SetFreeEntry
  | PassedPastsEntry
  | NoteEntry
  | ForwardedEntry;
