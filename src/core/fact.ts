/**
 * Facts: everything the engine concluded, with a dense (partition, seq). The runtime adds partition, seq, position and ordinal.
 */
import type { CustomerId } from '../base/index.ts';
import type { TraitType } from '../define/index.ts';
import type { JsonObject } from './entry.ts';

export type FactKind =
  | 'identity' // action: created, linked, merged, dropped (identifier not used), quarantined, blocked; bound, bind_refused; unmerged, unbound, rebuilt, moved, instance_moved, unmerge_refused, unbind_refused
  | 'profile' // action: changed; name: trait id
  | 'consent' // action: granted, withdrawn, suppressed, unsuppressed; name: purpose
  | 'tag' // action: set, removed, retracted, expired; kept by who was rebuilt; name: tag id
  | 'segment' // action: entered, left, retracted; kept by who was rebuilt; name: segment id
  | 'journey' // action: entered, moved, transferred, completed, converted, exited, failed; name: journey id
  | 'stage' // action: reached; name: the stage; detail.from
  | 'decision' // action: entered, not_entered (with the rule and the values read); name: journey id
  | 'exposure' // action: holdout, treatment, global_control; name: journey id
  | 'verdict' // action: send, defer, suppress; name: journey id; detail.rule, detail.read
  | 'message' // action: decided; sent, failed, withdrawn; redelivered; delivered, bounced, opened, clicked, replied, unsubscribed, resubscribed, complained, answered (detail.text: why it is refused); name: template id of decided
  | 'benefit' // action: granted, refused; stocked (codes came in); name: benefit id; subject: instance; detail.code, points, rule, read
  | 'ticket' // action: opened; name: template id; subject: message id; detail.owner, priority, dueAt
  | 'model' // action: changed; name: score trait id
  | 'release' // action: applied
  | 'duplicate' // action: ignored; name: event; subject: message id; detail.source
  | 'alert' // action: raised, cleared; name: measure; subject: alert id; detail.what, value, threshold, z; of data source, event; of a step (journey, step) evidence
  | 'reroute' // action: on, off, auto; name: journey id; step; detail.who, by, reason, evidence
  | 'draft' // action: proposed, approved, rejected; name: the member; subject: the draft's id; detail.note, base, definitions
  | 'rollout' // action: started, advanced, paused, resumed, halted, completed, refused; name: the rollout's id; version: the release; detail.stage, percent, by, reason, evidence, journeys
  | 'failure'; // action: step_failed

export interface Fact {
  readonly kind: FactKind;
  readonly action: string;
  readonly customer: CustomerId | '';
  /** When it became true: the due time of a wake-up, else the entry's `at`. Ms since 1970 UTC. */
  readonly at: number;
  /** Id of the definition it is about, or ''. */
  readonly name: string;
  /** Version of that definition, 0 when it has none. */
  readonly version: number;
  readonly journey?: string;
  readonly step?: string;
  /** Id of the journey instance or message. */
  readonly subject?: string;
  readonly detail?: JsonObject;
}

/** A field of an answer in JSON that sets a declared trait. */
export interface TakenField {
  /** Path with dots. */
  readonly field: string;
  readonly trait: string;
  readonly type: Exclude<TraitType, 'list'>;
  /** Path of the trait in `identify`. */
  readonly into: readonly string[];
  readonly optional?: true;
}

/** A message, or a call of a webhook, to be handed over after the commit. */
export interface SendCommand {
  readonly type: 'send';
  /** Idempotency key of the message. */
  readonly message: string;
  readonly customer: CustomerId;
  readonly channel: string;
  readonly template: string;
  readonly templateVersion: number;
  /** Of the template; absent for its own content. */
  readonly variant?: string;
  readonly journey: string;
  readonly journeyVersion: number;
  readonly step: string;
  readonly instance: string;
  readonly purpose: string;
  readonly messageClass: string;
  /** It opens a ticket. `dueAt`: on the clock of `at`, ms. */
  readonly ticket?: { readonly owner: string; readonly priority: string; readonly dueAt: number };
  /** What is taken from the answer of a webhook. */
  readonly response?: readonly TakenField[];
  /** Variables of the template, as they were when the decision was made. */
  readonly variables: JsonObject;
  /** `at` of the decision; wall clock at which the triggering event was received (0 when time alone triggered). */
  readonly at: number;
  readonly receivedAt: number;
  /** Address on the channel (e-mail address, phone number, ...), as it was when the decision was made; absent where a channel needs none. */
  readonly to?: string;
  /** Locale of the customer, BCP 47, when known. */
  readonly locale?: string;
  /** Not to be handed over after this instant (on the clock of `at`), ms; absent: never too late. */
  readonly expiresAt?: number;
  /** When it was last asked for once more, after it had failed, on that clock, ms: from then on it has as long as it had at first. */
  readonly askedAt?: number;
}

/**
 * An event that the engine itself concludes (`Experiment Viewed`, or the `$identify` of a journey's update step), to be appended to the log.
 * Its outbox key is the event's message id; consuming the event removes the row, and dedupe makes a repeated append harmless.
 */
export interface EmitCommand {
  readonly type: 'emit';
  readonly message: string;
  readonly customer: CustomerId;
  readonly call: 'track' | 'identify';
  readonly event: string;
  readonly properties: JsonObject;
  readonly traits?: JsonObject;
  readonly at: number;
}

export type Command = SendCommand | EmitCommand;
