import type { Duration } from '../base/index.ts';
import type { Condition, Scalar } from './condition.ts';
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
  /**
   * Property of the triggering event (path with dots): one instance at a time, and one re-entry rule, per value of it ("once" is then once per
   * order). Only with an event trigger. Without it they count per customer.
   */
  readonly key?: string;
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

/** What starts a journey. */
export type Trigger = EventTrigger | SegmentTrigger | DateTrigger | ScheduleTrigger;

/** `maxAge` (default "1h"): how old an event may be at its arrival and still trigger. */
export interface EventTrigger extends EventMatch {
  readonly type: 'event';
  readonly maxAge?: Duration;
}

/** The customer enters the segment (default), or leaves it. */
export interface SegmentTrigger {
  readonly type: 'segment';
  readonly segment: string;
  readonly on?: 'enter' | 'exit';
}

/** Time of day `HH:MM`, from 00:00 to 23:59. */
export type ClockTime = string;

/**
 * A date of the customer's: a birthday, the day a contract ends. The trait is of type time (its date in the workspace's time zone) or a text that
 * begins with a date (`1990-05-12`); one without a year (`--05-12`, `05-12`) does for `every: 'year'`. It starts at `at` in the customer's
 * time zone (trait `timezone`, else the workspace's), once per occurrence.
 *
 * - `on`: that day, or the first day of its month.
 * - `every`: `once`, on the date itself; or each `year` after the date's own. February 29 is February 28 in common years.
 * - `daysBefore`: so many days earlier, 365 at most.
 *
 * An occurrence that passed before the customer or the date was known does not start the journey later.
 */
export interface DateTrigger {
  readonly type: 'date';
  readonly trait: string;
  readonly on: 'day' | 'month';
  readonly every: 'once' | 'year';
  readonly daysBefore?: number;
  readonly at: ClockTime;
}

/** Each day, week (on `weekday`, Monday is 1) or month (on `day`; beyond its end, on its last) at `at` in the customer's time zone; with `segment` for its members only. */
export interface ScheduleTrigger {
  readonly type: 'schedule';
  readonly every: 'day' | 'week' | 'month';
  readonly weekday?: number;
  readonly day?: number;
  readonly at: ClockTime;
  readonly segment?: string;
}

/** `once`; again as soon as the earlier instance has ended; or that long after the last entry. One instance at a time. */
export type Reentry = 'once' | 'always' | { readonly after: Duration };

/** Ids are unique within the journey and stable over its versions. */
export type Step = WaitStep | WaitForStep | BranchStep | SplitStep | SendStep | WebhookStep | UpdateStep | ExitStep;

/** For a fixed time (`duration`), or until a clock in the customer's time zone next shows a time, on one of these weekdays (Monday is 1). One of both. */
export interface WaitStep {
  readonly type: 'wait';
  readonly id: string;
  readonly duration?: Duration;
  readonly until?: { readonly at: ClockTime; readonly weekdays?: readonly number[] };
}

/**
 * Until an event comes, `timeout` at most. When it comes the instance goes on with `steps` at once, else with `otherwise` when the time is over; then on with
 * the next step. An event counts by its own time: one that happened before the wait began does not, however late it arrives.
 */
export interface WaitForStep extends EventMatch {
  readonly type: 'wait_for';
  readonly id: string;
  readonly timeout: Duration;
  readonly steps: readonly Step[];
  readonly otherwise?: readonly Step[];
}

/** The first way whose condition holds, else `otherwise`; then on with the next step. */
export interface BranchStep {
  readonly type: 'branch';
  readonly id: string;
  readonly branches: readonly { readonly when: Condition; readonly steps: readonly Step[] }[];
  readonly otherwise?: readonly Step[];
}

/** Draws one way at random, the same for a customer at each entry. Shares sum to 1 at most; who is in none goes straight on. */
export interface SplitStep {
  readonly type: 'split';
  readonly id: string;
  readonly arms: readonly { readonly id: string; readonly share: number; readonly steps: readonly Step[] }[];
}

/** Sets declared traits of the customer, as an `identify` of the product itself: it is known a moment later, not yet in the next step. */
export interface UpdateStep {
  readonly type: 'update';
  readonly id: string;
  readonly traits: Readonly<Record<string, Scalar>>;
}

/** Calls a channel of type webhook with what the template says. It is written to no customer: no consent and no cap, but held-out customers do not call. */
export interface WebhookStep {
  readonly type: 'webhook';
  readonly id: string;
  readonly channel: string;
  readonly template: string;
}

/** Ends the journey here. */
export interface ExitStep {
  readonly type: 'exit';
  readonly id: string;
}

/** Sends one message, if guard lets it. */
export interface SendStep {
  readonly type: 'send';
  readonly id: string;
  readonly channel: string;
  readonly template: string;
  /** Variant of the template; without it, the template's conditions and shares choose. */
  readonly variant?: string;
  /** Consent purpose that must be granted. */
  readonly purpose: string;
  /** Default marketing. */
  readonly messageClass?: MessageClass;
}

/** A list of steps inside another step, and where in it. */
export interface StepList {
  readonly steps: readonly Step[];
  readonly path: string;
}

/** The lists of steps inside a step, in reading order. */
export function listsWithin(step: Step): readonly StepList[] {
  switch (step.type) {
    case 'branch':
      return [...step.branches.map(({ steps }, index) => ({ steps, path: `branches[${index}].steps` })), ...otherwiseOf(step)];
    case 'wait_for':
      return [{ steps: step.steps, path: 'steps' }, ...otherwiseOf(step)];
    case 'split':
      return step.arms.map(({ steps }, index) => ({ steps, path: `arms[${index}].steps` }));
    default:
      return [];
  }
}

function otherwiseOf({ otherwise }: BranchStep | WaitForStep): readonly StepList[] {
  return otherwise ? [{ steps: otherwise, path: 'otherwise' }] : [];
}
