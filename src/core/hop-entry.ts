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
  /** What the state was made by. A partition that has not come so far takes it in when it has. */
  readonly plan: PlanReached;
  /** Its rows in order of name; bytes in base64. */
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

export type HopEntry = ResolvedEntry | HandOverEntry | TakenOverEntry | PassedPastsEntry | NoteEntry | ForwardedEntry;
