import type { Duration } from '../base/index.ts';
import type { Condition } from './condition.ts';
import type { Text } from './text.ts';

/** Where in the relation the journey helps. */
export type JourneyStage = 'acquire' | 'activate' | 'retain' | 'repurchase' | 'advocate';
/** Decides which rules of guard apply to a message. */
export type MessageClass = 'marketing' | 'service' | 'transactional';

/** What a customer is led through, step by step, from a trigger to a goal. */
export interface JourneyDefinition {
  readonly kind: 'journey';
  readonly id: string;
  readonly name: Text;
  readonly description?: Text;
  readonly stage: JourneyStage;
  readonly trigger: Trigger;
  /** Must hold at entry. May read properties of the triggering event. */
  readonly when?: Condition;
  readonly reentry: Reentry;
  /** Reaching it ends the instance as converted, at once, also in mid-wait. */
  readonly goal?: EventMatch | Condition;
  /** Each ends the instance, at once, also in mid-wait. */
  readonly exits?: readonly (EventMatch | Condition)[];
  /** Share of entrants in [0, 1) that go the same way without messages, to measure lift. */
  readonly holdout?: number;
  readonly steps: readonly Step[];
}

/** An event as it arrives: exact name, and what its properties must fulfil. */
export interface EventMatch {
  readonly event: string;
  readonly where?: Condition;
}

/** `maxAge` (default "1h"): how old an event may be at its arrival and still trigger. */
export type Trigger =
  | ({ readonly type: 'event'; readonly maxAge?: Duration } & EventMatch)
  | { readonly type: 'segment'; readonly segment: string };

/** `once`; again as soon as the earlier instance has ended; or that long after the last entry. One instance at a time. */
export type Reentry = 'once' | 'always' | { readonly after: Duration };

/** Ids are unique within the journey and stable over its versions. */
export type Step =
  | { readonly type: 'wait'; readonly id: string; readonly duration: Duration }
  | {
      readonly type: 'branch';
      readonly id: string;
      readonly branches: readonly { readonly when: Condition; readonly steps: readonly Step[] }[];
      readonly otherwise?: readonly Step[];
    }
  | SendStep
  | { readonly type: 'exit'; readonly id: string };

/** Sends one message, if guard lets it. */
export interface SendStep {
  readonly type: 'send';
  readonly id: string;
  readonly channel: string;
  readonly template: string;
  /** Consent purpose that must be granted. */
  readonly purpose: string;
  /** Default marketing. */
  readonly messageClass?: MessageClass;
}
