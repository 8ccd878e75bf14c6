/** Helpers that build the steps of a journey. */
import type { Duration } from '../../base/index.ts';
import type { Scalar } from '../condition.ts';
import type { Guardrail } from '../guardrail.ts';
import type { BenefitStep, Fallback, JourneyStage, SendStep, StartJourneyStep, TicketStep, WaitStep, WebhookStep } from '../step.ts';
import type { ClockTime, EventMatch } from '../trigger.ts';
import { type ConditionInput, whereOf } from './conditions.ts';
import type { BranchStepInput, HandingInput, SplitArm, StepInput, WaitForStepInput } from './step-inputs.ts';

/** What any step may be given: an id that survives edits, where in the relation the customer stands from there on, how bad it may become, and what is done then. */
export interface StepOptions {
  readonly id?: string;
  readonly stage?: JourneyStage;
  readonly guardrails?: readonly Guardrail[];
  readonly fallback?: Fallback;
}

/** How long to wait for an event, and what follows. `rearm`: an event with which the wait begins anew. */
export interface WaitForOptions extends StepOptions {
  readonly where?: ConditionInput;
  readonly timeout: Duration;
  readonly then?: readonly StepInput[];
  readonly otherwise?: readonly StepInput[];
  readonly rearm?: EventMatch;
}

/** How long to wait for the first of several ways to open, and what follows when none does. */
export type WaitForFirstOptions = Pick<WaitForOptions, keyof StepOptions | 'timeout' | 'otherwise' | 'rearm'>;

/** Either `when` and `then` (one branch) or `branches` (the first that is true is taken). */
export type BranchOptions = StepOptions & { readonly otherwise?: readonly StepInput[] } & (
    | { readonly when: ConditionInput; readonly then: readonly StepInput[] }
    | { readonly branches: BranchStepInput['branches'] }
  );

/** Waits for a fixed time. */
export function wait(duration: Duration, options: StepOptions = {}): StepInput {
  return { type: 'wait', duration, ...options };
}

/** Goes the first way whose condition is true, else `otherwise`; then on with the next step. */
export function branch(options: BranchOptions): StepInput {
  if ('branches' in options) return { type: 'branch', ...options };
  const { when, then, ...others } = options;
  return { type: 'branch', ...others, branches: [{ when, steps: then }] };
}

/**
 * Sends one message, if guard lets it: a `channel`, a `template`, the consent `purpose`, and `messageClass` (default marketing). `fallbacks`: further channels,
 * in order; `preference`: the trait that names the customer's own choice. `await`: rests until an outcome is heard; `onFailure`: what follows when it fails.
 */
export function send(options: HandingInput<SendStep>): StepInput {
  return { type: 'send', ...options };
}

/** Ends the journey here; `failed`: as one that did not work. */
export function exit(options: StepOptions & { readonly failed?: true } = {}): StepInput {
  return { type: 'exit', ...options };
}

/** Waits until a clock where the customer is next shows this time, on one of the `weekdays` (Monday is 1) where given. */
export function waitUntil(
  at: ClockTime,
  { weekdays, ...options }: StepOptions & { readonly weekdays?: readonly number[] } = {},
): StepInput {
  const until: NonNullable<WaitStep['until']> = { at, ...(weekdays && { weekdays }) };
  return { type: 'wait', until, ...options };
}

/** Waits for an event, `timeout` at most: goes on with `then` when it comes, with `otherwise` when it has not come in time. */
export function waitFor(event: string, { where, then, ...options }: WaitForOptions): StepInput {
  return { type: 'wait_for', event, ...whereOf(where), ...options, steps: then ?? [] };
}

/** Waits for the first of up to 9 ways to open, `timeout` at most: each with an event (`occurs`) or when a condition holds. */
export function waitForFirst(branches: NonNullable<WaitForStepInput['branches']>, options: WaitForFirstOptions): StepInput {
  return { type: 'wait_for', branches, ...options };
}

/** Sends each customer one of these ways at random. Shares sum to 1 at most; the others go straight on. */
export function split(arms: readonly SplitArm[], options: StepOptions = {}): StepInput {
  return { type: 'split', arms, ...options };
}

/** Sets declared traits of the customer. */
export function update(traits: Readonly<Record<string, Scalar>>, options: StepOptions = {}): StepInput {
  return { type: 'update', traits, ...options };
}

/**
 * Opens a ticket: a `template` (its subject is the title), an `owner`, when it is `due`, a `priority` (default normal). `await: { outcome: 'resolved', timeout }`: rests until
 * it is resolved; `onFailure`: what follows when it is not in time.
 */
export function ticket(options: HandingInput<TicketStep>): StepInput {
  return { type: 'ticket', ...options };
}

/** Gives a benefit: a coupon or points, read from there on as `event.<as>` (default `event.benefit`). `onFailure`: what follows when there is none. */
export function benefit(id: string, options: Omit<HandingInput<BenefitStep>, 'benefit'> = {}): StepInput {
  return { type: 'benefit', benefit: id, ...options };
}

/** Sets a manual tag: one whose rule is `manual(TAG)`, alone or among others. */
export function setTag(tag: string, options: StepOptions = {}): StepInput {
  return { type: 'set_tag', tag, ...options };
}

/** Removes a manual tag. */
export function removeTag(tag: string, options: StepOptions = {}): StepInput {
  return { type: 'remove_tag', tag, ...options };
}

/** Starts another journey for this customer; `properties` are handed over. */
export function startJourney(journey: string, options: StepOptions & Pick<StartJourneyStep, 'properties'> = {}): StepInput {
  return { type: 'start_journey', journey, ...options };
}

/** Takes this customer out of another journey. */
export function stopJourney(journey: string, options: StepOptions = {}): StepInput {
  return { type: 'stop_journey', journey, ...options };
}

/**
 * Calls a channel of type webhook with what the template says. `await`: rests until the call is done; `onFailure`: what follows when it fails. `response`: traits that are set
 * by fields of the JSON that is answered, with `await: { outcome: 'answered', timeout }`.
 */
export function webhook(options: HandingInput<WebhookStep>): StepInput {
  return { type: 'webhook', ...options };
}
