/** What `explain` answers: why a customer got a message and why not another, each step with the row that proves it. Times are ms. */
import type { RolloutPlace, RolloutStanding } from '../../core/decide/index.ts';
import type { Json, JsonObject } from '../../core/index.ts';
import type { Text } from '../../define/index.ts';
import type { ProfileLookup } from '../figures.ts';

/** Whom and what is asked about; without message and journey, every journey of the running release. */
export interface ExplainQuestion {
  readonly lookup: ProfileLookup;
  readonly message?: string | undefined;
  readonly journey?: string | undefined;
}

export interface Explanation {
  /** Id that the customer has today, and those of profiles it has taken in. */
  readonly customer: string;
  readonly absorbed: readonly string[];
  readonly release: number;
  /** The instant on the log's clock for which this holds, and the position of the log. */
  readonly at: number;
  readonly position: number;
  /** In which people read its times. */
  readonly timeZone: string;
  /** When a message was asked about. */
  readonly message?: MessageExplanation;
  /** When no message was asked about: the journey asked for, or all, by id. */
  readonly journeys?: readonly JourneyExplanation[];
}

/** A row of the warehouse, `partition-seq`, and the log entry (`position`) that led to it. */
export type Evidence = FactEvidence | EventEvidence;

interface Row {
  readonly id: string;
  readonly position: number;
  /** As in the row: when a fact became true, or the log took the event. */
  readonly at: number;
  /** Id that the customer had at the time. */
  readonly customer: string;
}

export interface FactEvidence extends Row {
  readonly table: 'facts';
  readonly kind: string;
  readonly action: string;
  readonly name: string;
  readonly version: number;
  readonly journey?: string;
  readonly step?: string;
  readonly subject?: string;
  /** As the fact has it. */
  readonly detail: JsonObject;
}

export interface EventEvidence extends Row {
  readonly table: 'events';
  readonly event: string;
  readonly messageId: string;
  readonly source: string;
  readonly time: number;
  /** Those that the journey reads, of a purchase order and revenue; all of an event of which nothing is read. */
  readonly properties: JsonObject;
}

/** The links of the chain from the signal to what came of it, in this order. */
export type LinkName =
  | 'signal'
  | 'identity'
  | 'knowledge'
  | 'trigger'
  | 'decision'
  | 'step'
  | 'verdict'
  | 'delivery'
  | 'receipt'
  | 'conversion'
  | 'end';

/** `signal` without an event: time alone led to it; the evidence is the decision. */
export interface ChainLink {
  readonly link: LinkName;
  readonly evidence: Evidence;
}

/** `waiting`: decided, not handed over yet. `deferred`: asked again later, under another id. */
export type MessageStatus = 'sent' | 'failed' | 'withdrawn' | 'waiting' | 'suppressed' | 'deferred';

/** What became of one message that a journey wanted to send. */
export interface MessageOutcome {
  readonly message: string;
  readonly journey: string;
  readonly step: string;
  readonly channel: string;
  readonly template: string;
  readonly purpose: string;
  readonly status: MessageStatus;
  /** What decided the status: guard's rule, or of a failure what the channel said. */
  readonly rule: string;
  readonly read: Json;
  /** Until when a deferral waits. */
  readonly until?: number;
  /** The fact that decided the status. */
  readonly evidence: FactEvidence;
}

export interface MessageExplanation extends MessageOutcome {
  readonly journeyName?: Text;
  readonly journeyVersion: number;
  readonly instance: string;
  readonly chain: readonly ChainLink[];
}

/**
 * How the customer stands to a journey: `refused`: its trigger came and something spoke against it, the customer never was in it;
 * `untriggered`: no decision was ever made.
 */
export type Standing = 'inside' | 'completed' | 'converted' | 'exited' | 'failed' | 'refused' | 'untriggered';

export interface JourneyExplanation {
  readonly journey: string;
  /** Of the running release; missing for journeys that it does not have any more. */
  readonly name?: Text;
  /** While it is rolled out, the one that this customer enters. */
  readonly version?: number;
  /** While the running release is about a rollout of it: on which side of it the customer is. */
  readonly rollout?: RolloutTold;
  readonly standing: Standing;
  /** How often it was entered. */
  readonly entered: number;
  /** The latest way through it, the one under way first. */
  readonly way?: Way;
  /** Refusals since the latest entry, of which the latest is told. */
  readonly refused?: Refused;
  /** Why there is no decision. */
  readonly untriggered?: Untriggered;
  /** When it could be entered again by its rule of re-entry; the rule alone when never. */
  readonly again?: { readonly rule: 'reentry.once' | 'reentry.after'; readonly at?: number };
  /** Messages that it wanted to send, latest first, at most 20. */
  readonly messages: readonly MessageOutcome[];
}

export interface RolloutTold extends Pick<RolloutPlace, 'rule' | 'read'> {
  readonly rollout: string;
  readonly release: number;
  readonly state: RolloutStanding['state'];
  /** Index of the present stage, of so many. */
  readonly stage: number;
  readonly stages: number;
  /** The version that the customer enters by now, and whether it is the new one; 0: none, of a journey that is new or goes. */
  readonly version: number;
  readonly isNew: boolean;
  /** Index of the stage that decided it: of who is in, the first that brought it; else the present one. */
  readonly decidedBy: number;
}

export interface Way {
  readonly instance: string;
  readonly key?: string;
  readonly version: number;
  readonly enteredAt: number;
  /** Inside: where it rests, and until when. */
  readonly step?: string;
  readonly until?: number;
  /** Over: what ended it. */
  readonly endedAt?: number;
  readonly rule?: string;
  readonly read?: Json;
  readonly arm?: string;
  /** Entry, assignment, and what moved it last or ended it. */
  readonly evidence: readonly FactEvidence[];
}

export interface Refused {
  readonly count: number;
  readonly rule: string;
  readonly read: Json;
  readonly evidence: FactEvidence;
}

/** Why a trigger never led to a decision. */
export type UntriggeredRule =
  /** No event of this name. */
  | 'trigger.event_absent'
  /** Events came, and the trigger's filter matches none. */
  | 'trigger.where_false'
  /** Events came, and the filter matches some by what is known today; it did not when they came. */
  | 'trigger.where_false_then'
  /** What matches came before the journey's release. */
  | 'trigger.before_release'
  /** Never in the segment; what its condition reads now. */
  | 'trigger.segment_outside'
  /** In the segment since before the journey's release. */
  | 'trigger.segment_before_release'
  | 'trigger.segment_not_left'
  | 'trigger.date_missing'
  /** What the trait holds is no date, or none with a year where one is needed. */
  | 'trigger.date_unreadable'
  | 'trigger.date_past'
  | 'trigger.date_ahead'
  | 'trigger.not_started'
  | 'trigger.schedule_ahead'
  /** Only members of a segment are asked, and the customer is none. */
  | 'trigger.schedule_outside';

export interface Untriggered {
  readonly rule: UntriggeredRule;
  readonly read: JsonObject;
  /** When the moment comes. */
  readonly next?: number;
  readonly evidence?: Evidence;
}
