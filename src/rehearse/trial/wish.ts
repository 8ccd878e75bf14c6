/** What is asked of a trial, and what it answers. Both go between threads: plain data only. */
import type { RenderedContent } from '../../act/index.ts';
import type { Identifier, JsonObject, LeftOutBy } from '../../core/index.ts';
import type { DefinitionKind, Project } from '../../define/index.ts';
import type { KnownRows, PastRecord } from '../../runtime/rehearsal/index.ts';
import type { TestOptions } from '../script/scenario.ts';
import type { MessageStatus } from '../virtual/hand-over.ts';

/** Something that the customer of a trial does, or that is done for it, so long after what stands before it. At least one of them. */
export interface TrialAct {
  readonly afterMs: number;
  /** Told about itself, before the event. */
  readonly traits?: JsonObject;
  readonly consent?: { readonly purpose: string; readonly granted: boolean };
  /** The journey is asked for by name; the properties are handed over to it. */
  readonly start?: boolean;
  readonly event?: string;
  readonly properties?: JsonObject;
}

/** One journey of a project, tried on one customer. */
export interface TrialWish extends Pick<TestOptions, 'arms'> {
  readonly project: Project;
  /** Its id. */
  readonly journey: string;
  /** When it begins, and how long it goes on, ms of virtual time. */
  readonly start: number;
  readonly lengthMs: number;
  readonly script: readonly TrialAct[];
  /** Whether chance holds out; default `nobody` of somebody made up, `drawn` of a known customer: it is held out where it would be. */
  readonly holdout?: 'nobody' | 'drawn';
  /** A customer whom the product knows; absent: somebody made up. */
  readonly known?: KnownRows;
  /** Its events up to then; absent: they are not needed, or cannot be told. */
  readonly past?: readonly PastRecord[];
}

/** Something that happened, in words that facts have; of the script: kind `act`. `at`: ms, virtual. */
export interface Happening {
  readonly at: number;
  readonly kind: string;
  readonly action: string;
  /** Of an act: the event, or the purpose. */
  readonly name: string;
  readonly version: number;
  readonly journey?: string;
  readonly step?: string;
  /** Of a message: its id. */
  readonly subject?: string;
  readonly detail: JsonObject;
}

/** A message that was decided. It has gone nowhere. */
export interface TrialMessage {
  readonly message: string;
  readonly journey: string;
  readonly step: string;
  readonly channel: string;
  readonly template: string;
  readonly decidedAt: number;
  readonly status: MessageStatus;
  readonly endedAt?: number;
  /** Of what failed: what kept it from being made; of what was withdrawn: the rule. */
  readonly reason?: string;
  readonly to?: string;
  /** As it would have been handed over. */
  readonly content?: Pick<RenderedContent, 'format' | 'subject' | 'body'>;
}

/** A step of the journey that the customer came to. */
export interface TrialStep {
  readonly step: string;
  readonly at: number;
  /** Until when it rests there at most. */
  readonly until?: number;
}

/** What was known of a customer when its trial began. */
export interface TrialKnown {
  readonly identifiers: readonly Identifier[];
  readonly tags: readonly string[];
  readonly segments: readonly string[];
  /** Where it stood in the journey already. */
  readonly inside?: TrialStep;
  /** It is left out of the journey, stored or as it will be drawn, whatever the trial makes of chance. */
  readonly leftOut?: LeftOutBy;
  /** Definitions that read something of the past which nobody has kept and that cannot be told, and what leans on them: they begin with nothing. */
  readonly unknownPast: readonly { readonly kind: DefinitionKind; readonly id: string }[];
}

export interface TrialReport {
  readonly journey: string;
  /** Id of the known customer that it is about. */
  readonly customer?: string;
  readonly known?: TrialKnown;
  readonly start: number;
  readonly end: number;
  readonly timeZone: string;
  readonly entered: number;
  /** In order; of a journey that is entered again, those of every way through it. */
  readonly steps: readonly TrialStep[];
  /** Where it still is when time is up. */
  readonly inside?: TrialStep;
  /** Why its trigger led to nothing; a refusal is among what happened. */
  readonly whyNot?: { readonly rule: string; readonly read: JsonObject };
  /** In order of time, of all journeys. */
  readonly happenings: readonly Happening[];
  /** How many more there were. */
  readonly more: number;
  readonly messages: readonly TrialMessage[];
}
