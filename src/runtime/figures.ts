/** What the running product tells about itself: figures of the loop, profiles, traces, releases. */
import type { DeliveryState } from '../act/index.ts';
import type { Distribution } from '../base/index.ts';
import type { Closed, Entry, Json, JsonObject, Reach, SendCommand } from '../core/index.ts';
import type { JourneyCounts, WrongCounts } from './engine/index.ts';
import type { Completeness, HeldTag } from './tags/index.ts';

/** Where messages of a channel go: by the name of the carrier, `capture` for those that stay here and contact nobody. */
export interface ChannelRoute {
  readonly channel: string;
  readonly carrier: string;
}

/** Definitions that wait for their past, and how far it has been read. */
export interface PreparationMeasures {
  readonly definitions: number;
  /** From 0 to 1. */
  readonly progress: number;
  /** Failed tries in a row, and why the last one failed. */
  readonly attempts: number;
  readonly problem?: string;
}

/** What becomes of customers in journeys. */
export interface JourneyMeasures {
  /** Those that customers may enter, or are in. */
  readonly versions: readonly JourneyCounts[];
  /** What does not add up: nothing, unless something is wrong with the product. */
  readonly wrong: readonly WrongCounts[];
}

/** A moment of the whole loop. Counts are since the start of the process unless said; times are wall clocks in ms. */
export interface Measures {
  readonly at: number;
  readonly door: DoorMeasures;
  /** `problem`: why nothing can be appended at present. */
  readonly log: { readonly end: number; readonly problem?: string };
  readonly engine: EngineMeasures;
  readonly sink: SinkMeasures;
  readonly delivery: DeliveryState;
  /** Of every channel that is defined or configured. */
  readonly channels: readonly ChannelRoute[];
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number };
  /** Customers in the state store. */
  readonly customers: number;
  /** That the engine has gone through, its own among them. */
  readonly events: number;
  /** Facts by `kind/action`, e.g. `tag/set`, `verdict/suppress`. */
  readonly facts: Readonly<Record<string, number>>;
  /** Verdicts that were not `send`, by rule. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Number of the running release, 0 before the first. */
  readonly release: number;
  /** While definitions of it wait for their past. */
  readonly preparation?: PreparationMeasures;
  /** Of the data, as it was measured last; absent before the first time. */
  readonly quality?: QualityMeasures;
  /** As they were counted a few seconds ago. */
  readonly journeys?: JourneyMeasures;
  /** In event time, where it stands. */
  readonly eventTime?: number;
}

/** The quality of the data. */
export interface QualityMeasures {
  /** Alerts that are raised at present. */
  readonly alerts: number;
  /** By source, 0 to 100. */
  readonly scores: Readonly<Record<string, number>>;
}

/** Calls at the door. */
export interface DoorMeasures {
  readonly requests: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Answers that wait at present until the engine has come near. */
  readonly held: number;
  /** Message ids seen before, found by the engine. */
  readonly duplicates: number;
}

export interface EngineMeasures {
  /** Last position committed. */
  readonly position: number;
  /** Entries in the log that it has not processed yet, exact or estimated. */
  readonly behind: number;
  readonly processed: number;
  /** When the oldest unprocessed entry was received; absent when there is none. */
  readonly oldestUnprocessedAt?: number;
  /** When the earliest wake-up that has not run fell due; absent when none is overdue, and in event time. */
  readonly wakeOverdueAt?: number;
  /** When the position last moved, or the process started. */
  readonly movedAt: number;
  readonly problem?: string;
  readonly batchSize: Distribution;
  readonly batchMs: Distribution;
  /** Of one entry. */
  readonly stepMs: Distribution;
}

export interface SinkMeasures {
  /** Rows in the warehouse, ever. */
  readonly written: number;
  readonly behind: number;
  readonly oldestPendingAt?: number;
  readonly movedAt: number;
  readonly problem?: string;
}

export type ProfileLookup = { readonly namespace: string; readonly value: string } | { readonly customer: string };

export interface Profile {
  readonly customer: string;
  /** Ids of customers that were merged into this one. */
  readonly absorbed: readonly string[];
  readonly identifiers: readonly (readonly [namespace: string, value: string])[];
  /** By trait id; times are ms. */
  readonly traits: JsonObject;
  readonly tags: readonly HeldTag[];
  /** How much of what the tags read of anybody is known. */
  readonly completeness: Completeness;
  readonly segments: readonly { readonly id: string; readonly since: number }[];
  readonly journeys: readonly JourneyPlace[];
  readonly consent: readonly { readonly purpose: string; readonly granted: boolean }[];
  readonly suppressed?: string;
  /** Which channels and purposes are open, how much of each cap is used, and whether it is night. */
  readonly reach: Reach;
  /** Messages that are decided and whose hand-over has not ended. */
  readonly sends: readonly OpenMessage[];
  /** Log position at which this was true. */
  readonly position: number;
}

/** `stale`: what has happened since, for which it will be withdrawn. */
export interface OpenMessage extends Pick<SendCommand, 'message' | 'journey' | 'step' | 'channel' | 'purpose' | 'messageClass'> {
  readonly stale?: Closed;
}

export interface JourneyPlace {
  readonly journey: string;
  readonly version: number;
  readonly step: string;
  readonly enteredAt: number;
  readonly waitsUntil?: number;
  readonly holdout: boolean;
}

/** A fact as people read it: what was concluded, by which rule, from which values. */
export interface TraceStep {
  /** Unique and ascending within a partition: `partition-seq`. */
  readonly id: string;
  readonly at: number;
  /** As in `Fact`. */
  readonly kind: string;
  readonly action: string;
  readonly customer: string;
  /** The definition it is about. */
  readonly name: string;
  readonly version: number;
  readonly journey?: string;
  readonly step?: string;
  /** Of verdicts and messages: its id, and the channel where the fact names it. */
  readonly message?: string;
  readonly channel?: string;
  readonly rule?: string;
  readonly read?: Json;
}

/** The newest first. */
export interface MessagePage {
  readonly messages: readonly MessageState[];
  /** `before` of the next page; absent on the last one. */
  readonly next?: string;
}

/** A message that was decided, through whichever channel, as its receipts have it. Wall clocks in ms, except `at`. */
export interface MessageState {
  readonly message: string;
  /** Id that the customer had at the decision. */
  readonly customer: string;
  readonly channel: string;
  /** Through what the channel goes at present: `capture`, `in_app`, `smtp`, ... */
  readonly carrier: string;
  readonly template: string;
  readonly journey: string;
  readonly step: string;
  /** Of the decision, in the engine's time. */
  readonly at: number;
  /** When the event came that led to it; 0 when time alone did. */
  readonly receivedAt: number;
  readonly status: 'waiting' | 'sent' | 'failed' | 'withdrawn';
  /** Why it failed or was withdrawn. */
  readonly reason?: string;
  /** Of those sent. */
  readonly decidedAt?: number;
  readonly dispatchedAt?: number;
  /** What came back, each once, in order: delivered, opened, clicked, replied, bounced, unsubscribed, complained. */
  readonly returned: readonly string[];
}

/** An entry of the log, and when it was appended, ms. */
export interface LoggedEntry {
  readonly at: number;
  readonly entry: Entry;
}

/** Lets calls in that are made by hand in the console. */
export interface VisitorKey {
  readonly source: string;
  readonly writeKey: string;
}

export interface ReleaseSummary {
  readonly number: number;
  readonly note?: string;
  /** Members who proposed and approved it. */
  readonly by?: string;
  readonly approvedBy?: string;
  /** The release whose definitions it has again. */
  readonly backTo?: number;
  /** `at` of its entry, ms; absent where it is not known. */
  readonly at?: number;
  readonly definitions: number;
  /** Definitions whose version it raised. */
  readonly changed: number;
}
