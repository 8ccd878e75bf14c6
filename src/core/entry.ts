/**
 * Entries of the log: the only input. In the log an entry is UTF-8 JSON; `at` and the position are the log's own, beside it.
 *
 * Times are milliseconds since 1970 UTC. `at` (stamped at append, never decreasing) drives wake-ups, waits, caps and dedupe;
 * an event's `time` only selects windows.
 */

import type { CustomerId } from '../base/index.ts';
import type { Project, Release, RolloutSettings, StepEdits } from '../define/index.ts';
import type { SendCommand } from './fact.ts';
import type { HopEntry, Stamp } from './hop-entry.ts';
import type { RecommendationModelEntry } from './know/index.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** [namespace, value], e.g. ["user_id", "u-17"]. */
export type Identifier = readonly [namespace: string, value: string];

export type CallType = 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias';

/** What a source sent, normalised by the door. */
export interface EventEntry {
  readonly type: 'event';
  readonly call: CallType;
  /** Event name; `$identify`, `$page`, `$screen`, `$group`, `$alias` for the other calls. */
  readonly event: string;
  readonly messageId: string;
  readonly source: string;
  /** Event time after clock correction, at most 5 minutes after `at` (clamped by the door). */
  readonly time: number;
  /** Wall clock of the door; for latency only. */
  readonly receivedAt: number;
  readonly identifiers: readonly Identifier[];
  readonly properties: JsonObject;
  /** Of `identify` and `group` calls, and `context.traits`. */
  readonly traits?: JsonObject;
  readonly context?: JsonObject;
  /** What of it does not keep to the dictionary; set by the door. */
  readonly violations?: readonly Violation[];
  /** Only of an event that was replayed from the quarantine: the record's id. */
  readonly quarantine?: string;
  /** Only in events that the product itself writes: whose it is. Identity is not asked; a merge since then is followed. */
  readonly customer?: CustomerId;
  /** Only in events that the product itself writes: somebody asks for this journey to start; the properties are handed over to it. */
  readonly start?: { readonly journey: string };
  /** Only in events that the product itself writes: what came back about a message. */
  readonly receipt?: MessageReceipt;
}

/** What of an event does not keep to its definition. `unplanned`: the property is not defined; `unknown_event`: the event is not. */
export type ViolationProblem = 'missing' | 'type' | 'value' | 'pattern' | 'range' | 'unplanned' | 'unknown_event';

export interface Violation {
  /** Path of the property, or '' for the event as a whole. */
  readonly field: string;
  readonly problem: ViolationProblem;
  /** The property was left out. */
  readonly omitted?: true;
}

/** Source of the events that the product itself writes. No key of the door has it. */
export const OWN_SOURCE = 'volano';

/**
 * What can come back about a message after its hand-over. `resubscribed`: the customer takes an unsubscribe back; the purpose is granted again. `answered`: of a webhook's
 * call, what it takes from the answer is in the traits of its event; or why nothing is (`text`).
 */
export type ReturnKind =
  | 'delivered'
  | 'bounced'
  | 'opened'
  | 'clicked'
  | 'replied'
  | 'unsubscribed'
  | 'resubscribed'
  | 'complained'
  | 'answered';

/**
 * What came back about a message of ours. It travels in an event of the customer (`Email Opened`, ...), so that traits, segments and
 * journeys see it as they see any other; guard and the facts about the message read it from here.
 */
export interface MessageReceipt {
  readonly kind: ReturnKind;
  readonly message: string;
  readonly channel: string;
  /** Purpose of the message: what an unsubscribe or a complaint withdraws. */
  readonly purpose: string;
  readonly journey: string;
  readonly step: string;
  /** A bounce that will not heal: the address takes no messages of this channel any more. */
  readonly permanent?: boolean;
  /** Opened or clicked by a machine (mail proxy, link scanner), not by a person. */
  readonly machine?: boolean;
  /** Address of the link that was clicked. */
  readonly link?: string;
  /** Words of a reply, reason of a bounce, what is wrong with an answer; at most 500 characters. */
  readonly text?: string;
}

/** Time has reached `at`. Wake-ups due by then run in due order, at most `limit` of them (default all). */
export interface TickEntry {
  readonly type: 'tick';
  readonly limit?: number;
}

export interface ReleaseEntry {
  readonly type: 'release';
  readonly release: Release;
}

/** The code of `step` has changed. Written at start when the version differs from the log's last one. */
export interface EngineEntry {
  readonly type: 'engine';
  readonly version: string;
}

/** New parameters computed outside. */
export type ModelEntry = QuantilesEntry | RecommendationModelEntry;

/** The edges of a score trait's bins, ascending, scaled decimals. */
export interface QuantilesEntry {
  readonly type: 'model';
  readonly model: 'quantiles';
  readonly trait: string;
  readonly version: string;
  readonly edges: readonly number[];
}

/** `withdrawn`: not handed over, because something spoke against it by then; the reason is guard's rule. */
export type ReceiptKind = 'sent' | 'failed' | 'withdrawn';

/** What became of a message's hand-over. It ends the message's stay in the outbox; counted once per message. */
export interface ReceiptEntry {
  readonly type: 'receipt';
  readonly kind: ReceiptKind;
  readonly customer: CustomerId;
  readonly message: string;
  readonly channel: string;
  /** Wall clocks, ms: committed by the engine; handed to the channel. */
  readonly decidedAt: number;
  readonly dispatchedAt: number;
  /** As the message's command has it: which time it was that has ended. */
  readonly askedAt?: number;
  /** Of `sent` and `failed`: the instant of the (last) hand-over on the clock of `at`, ms; absent: that of the entry. */
  readonly handedAt?: number;
  /** Of `withdrawn` the rule; of `failed` what the channel said. */
  readonly reason?: string;
  /** The values that the rule read. */
  readonly read?: JsonObject;
  /** Passed on by the partition whose outbox the message was in: it has ended its stay there. */
  readonly from?: Stamp;
  /** Of one that was passed on, as of `resolved`. */
  readonly named?: CustomerId;
  readonly parting?: number;
}

/** Set by staff, API or the preference center. */
export type ControlEntry = {
  readonly type: 'control';
  readonly identifiers: readonly Identifier[];
  readonly by: string;
  /** `at` of the entry that it came in with, ms; absent: that of this one. */
  readonly said?: number;
} & (
  | { readonly action: 'consent'; readonly purpose: string; readonly granted: boolean }
  /** Of everything, or of one channel. */
  | { readonly action: 'suppress' | 'unsuppress'; readonly reason: string; readonly channel?: string }
);

/**
 * Somebody wants a message that failed for good to be sent again: it comes back into the outbox under its id, unless it is there already. Whether it may
 * go is asked anew at its hand-over.
 */
export interface RedeliverEntry {
  readonly type: 'redeliver';
  readonly by: string;
  readonly command: SendCommand;
  /** Passed on by a partition that the customer has left. */
  readonly from?: Stamp;
}

/**
 * Merges are taken back: the customers `from`, which were absorbed by `customer`, are customers of their own again, and what is known of all of them is
 * rebuilt from their own entries.
 */
export interface UnmergeEntry {
  readonly type: 'unmerge';
  /** The profile that is parted, as it is now. */
  readonly customer: CustomerId;
  /** Absorbed customers that are set free. With each go those that it had absorbed itself. */
  readonly from: readonly CustomerId[];
  readonly by: string;
  /** Positions, ascending, of the entries about the profile up to `upTo`: its events, and what was said of its consent. Later ones the engine finds. */
  readonly positions: readonly number[];
  readonly upTo: number;
  /**
   * What came back about messages up to `upTo`: position of its event, and of the event that had begun the message's journey. Whoever has the latter has
   * the former.
   */
  readonly returned?: readonly (readonly [position: number, trigger: number])[];
  /** Identifiers that caused the merges: where an entry names two sides, they leave it first. */
  readonly suspect?: readonly Identifier[];
  /** With several partitions; `positions` and `returned` say nothing then, and `upTo` is of the first partition of `events`. */
  readonly spread?: SpreadPositions;
}

/** An entry of the log of customers. */
export type SpreadPlace = readonly [partition: number, position: number];

/** What a parting names where entries lie in several partitions. */
export interface SpreadPositions {
  /** Of the entries about the profile, up to `upTo`. */
  readonly places: readonly SpreadPlace[];
  readonly returned?: readonly (readonly [place: SpreadPlace, trigger: SpreadPlace])[];
  /** By partition of customers: up to where the places are all there are. */
  readonly upTo: readonly number[];
  /** By partition of `events`: what came up to there has led to nothing behind `upTo`. */
  readonly arrived: readonly number[];
}

/**
 * An identifier is taken out of a profile: it, and the events of the profile that name no other one of it, are a customer's own again. What is known of
 * both is rebuilt.
 */
export interface UnbindEntry extends Pick<UnmergeEntry, 'customer' | 'by' | 'positions' | 'upTo' | 'returned' | 'spread'> {
  readonly type: 'unbind';
  readonly identifier: Identifier;
}

/** Staff says that the first identifier belongs to the profile of the second: it is linked, or the two profiles become one. */
export interface BindEntry {
  readonly type: 'bind';
  readonly identifiers: readonly [identifier: Identifier, to: Identifier];
  readonly by: string;
}

/**
 * What happened before a release, for definitions that could not know it: part of the past of all customers, in order of their ids. Chunks count one
 * after the other, each once; a chunk of a backfill that is not open any more counts nothing.
 */
export interface BackfillChunkEntry {
  readonly type: 'backfill';
  readonly action: 'chunk';
  /** Number of the release with which the collecting began. */
  readonly since: number;
  /** Which chunk it is, from 0. */
  readonly chunk: number;
  /** All customers with an id up to this one have been looked at. */
  readonly upTo: CustomerId;
  /** How many of them have a past here. */
  readonly customers: number;
  /** Of the body. */
  readonly hash: number;
  /** Their pasts, in base64 (backfill.ts). */
  readonly body: string;
}

/** The past is complete after so many chunks: what was in preparation is in force from here on. */
export interface BackfillDoneEntry {
  readonly type: 'backfill';
  readonly action: 'done';
  readonly since: number;
  readonly chunks: number;
}

export type BackfillEntry = BackfillChunkEntry | BackfillDoneEntry;

/** Something about the data, or a step of a journey, is wrong, or is right again: staff should know. */
export type AlertEntry = {
  readonly type: 'alert';
  /** The same for both states, and for no other alert. */
  readonly id: string;
  readonly state: 'raised' | 'cleared';
  /** What was measured: `missing`, `late`, `volume`, `score`, ...; of a step `conversion`, `drop`, `stall`, `error`, `fatigue`. */
  readonly measure: string;
  readonly value: number;
  /** What the value was held against. */
  readonly threshold: number;
  /** How far it is from its own past, robust z-score; absent where that played no part. */
  readonly z?: number;
} & (
  | {
      readonly what: 'quality';
      readonly source: string;
      /** '' for the source as a whole. */
      readonly event: string;
    }
  /** `evidence`: the figures now and before, and examples of instances. */
  | { readonly what: 'journey'; readonly journey: string; readonly step: string; readonly evidence: JsonObject }
  /** A guardrail of a rollout does not hold, and it was halted. */
  | { readonly what: 'rollout'; readonly rollout: string; readonly journey: string; readonly evidence: JsonObject }
);

/**
 * From here on who comes to the step goes its fallback's way (`on`), or its own (`off`). `auto`: a person lets go of it, and diagnosis decides again; until it does the step
 * stays as it is.
 */
export interface RerouteEntry {
  readonly type: 'reroute';
  readonly journey: string;
  readonly step: string;
  readonly action: 'on' | 'off' | 'auto';
  readonly who: 'diagnosis' | 'person';
  /** Name of the person, or `diagnosis`. */
  readonly by: string;
  /** The measure that is broken, or recovered; or the person's words. */
  readonly reason: string;
  /** The figures that it rests on. */
  readonly evidence?: JsonObject;
}

/** Codes for the pool of a benefit, brought in by staff. Of several partitions each gets its part, under the same batch. */
export interface CodesEntry {
  readonly type: 'codes';
  readonly benefit: string;
  /** The same counts once. */
  readonly batch: string;
  readonly codes: readonly string[];
  readonly by: string;
}

/** A release that one member proposes, and what another one says to it. The entry `proposed` holds what would be released. */
export type DraftEntry = {
  readonly type: 'draft';
  /** Of the draft: the same in all that is said of it. */
  readonly id: string;
  /** The member. */
  readonly by: string;
  readonly note?: string;
} & (
  | {
      readonly action: 'proposed';
      readonly project: Project;
      readonly edits?: Readonly<Record<string, StepEdits>>;
      /** How journeys that change would reach customers. */
      readonly rollout?: RolloutSettings | 'at_once';
      /** Number of the release that it was made on. */
      readonly base: number;
    }
  | { readonly action: 'approved' | 'rejected' }
);

/** What is said about a rollout of a release: by the guard that looks after it, or by staff. It begins with its release. */
export interface RolloutEntry {
  readonly type: 'rollout';
  /** Number of the release. */
  readonly release: number;
  /** Of the rollout. */
  readonly id: string;
  /** Which of the entries about it this is, from 1: of two with one number the first counts. */
  readonly nth: number;
  /** `paused`: it stays at its stage. `halted`: everybody enters the version before again, for good. `completed`: everybody enters the new one. */
  readonly action: 'advanced' | 'paused' | 'resumed' | 'halted' | 'completed';
  /** Index of the stage that it is at from here on. */
  readonly stage: number;
  /** A member of staff, or `volano`. */
  readonly by: string;
  /** In words for people: why. */
  readonly reason?: string;
  /** What was measured. */
  readonly evidence?: readonly JsonObject[];
}

/** Anything that can stand in the log. */
export type Entry =
  | EventEntry
  | TickEntry
  | ReleaseEntry
  | EngineEntry
  | ModelEntry
  | ReceiptEntry
  | ControlEntry
  | RedeliverEntry
  | UnmergeEntry
  | UnbindEntry
  | BindEntry
  | BackfillEntry
  | AlertEntry
  | RerouteEntry
  | CodesEntry
  | DraftEntry
  | RolloutEntry
  | HopEntry;
