/**
 * Helpers that build the steps of a journey. A step's id names it in facts and pins customers to it, so it has to survive an edit of its
 * neighbours: where none is given, it comes from what the step does (`wait-2h`, `send-welcome`), with a number when that is taken.
 */
import type { Duration } from '../../base/index.ts';
import type { Condition, Scalar } from '../condition.ts';
import type { ClockTime, ExitStep, SendStep, Step, UpdateStep, WaitStep, WebhookStep } from '../journey.ts';
import { type ConditionInput, conditionOf, whereOf } from './conditions.ts';

type OptionalId<S> = Omit<S, 'id'> & { readonly id?: string };

/** A step whose id may be missing and whose conditions may be single rules. */
export type StepInput =
  | OptionalId<WaitStep>
  | WaitForStepInput
  | BranchStepInput
  | SplitStepInput
  | OptionalId<SendStep>
  | OptionalId<WebhookStep>
  | OptionalId<UpdateStep>
  | OptionalId<ExitStep>;

interface WaitForStepInput {
  readonly type: 'wait_for';
  readonly id?: string;
  readonly event: string;
  readonly where?: Condition;
  readonly timeout: Duration;
  readonly steps: readonly StepInput[];
  readonly otherwise?: readonly StepInput[];
}

/** How long to wait for an event, and what follows. */
export interface WaitForOptions {
  readonly id?: string;
  readonly where?: ConditionInput;
  readonly timeout: Duration;
  readonly then?: readonly StepInput[];
  readonly otherwise?: readonly StepInput[];
}

/** One way of a split. */
export interface SplitArm {
  readonly id: string;
  readonly share: number;
  readonly steps: readonly StepInput[];
}

interface SplitStepInput {
  readonly type: 'split';
  readonly id?: string;
  readonly arms: readonly SplitArm[];
}

interface BranchStepInput {
  readonly type: 'branch';
  readonly id?: string;
  readonly branches: readonly { readonly when: ConditionInput; readonly steps: readonly StepInput[] }[];
  readonly otherwise?: readonly StepInput[];
}

/** Either `when` and `then` (one branch) or `branches` (the first that is true is taken). */
export type BranchOptions = { readonly id?: string; readonly otherwise?: readonly StepInput[] } & (
  | { readonly when: ConditionInput; readonly then: readonly StepInput[] }
  | { readonly branches: BranchStepInput['branches'] }
);

/** Waits for a fixed time. */
export function wait(duration: Duration, options: { readonly id?: string } = {}): StepInput {
  return { type: 'wait', duration, ...options };
}

/** Goes the first way whose condition is true, else `otherwise`; then on with the next step. */
export function branch(options: BranchOptions): StepInput {
  const branches = 'branches' in options ? options.branches : [{ when: options.when, steps: options.then }];
  return {
    type: 'branch',
    ...(options.id !== undefined && { id: options.id }),
    branches,
    ...(options.otherwise && { otherwise: options.otherwise }),
  };
}

/** Sends a message, if guard lets it: a `channel`, a `template`, the consent `purpose`, and `messageClass` (default marketing). */
export function send(options: Omit<SendStep, 'type' | 'id'> & { readonly id?: string }): StepInput {
  return { type: 'send', ...options };
}

/** Ends the journey here. */
export function exit(options: { readonly id?: string } = {}): StepInput {
  return { type: 'exit', ...options };
}

/** Waits until a clock where the customer is next shows this time, on one of the `weekdays` (Monday is 1) where given. */
export function waitUntil(
  at: ClockTime,
  { weekdays, ...options }: { readonly id?: string; readonly weekdays?: readonly number[] } = {},
): StepInput {
  return { type: 'wait', until: { at, ...(weekdays && { weekdays }) }, ...options };
}

/** Waits for an event, `timeout` at most: goes on with `then` when it comes, with `otherwise` when it has not come in time. */
export function waitFor(event: string, { where, then, ...options }: WaitForOptions): StepInput {
  return { type: 'wait_for', event, ...whereOf(where), ...options, steps: then ?? [] };
}

/** Sends each customer one of these ways at random. Shares sum to 1 at most; the others go straight on. */
export function split(arms: readonly SplitArm[], options: { readonly id?: string } = {}): StepInput {
  return { type: 'split', arms, ...options };
}

/** Sets declared traits of the customer. */
export function update(traits: Readonly<Record<string, Scalar>>, options: { readonly id?: string } = {}): StepInput {
  return { type: 'update', traits, ...options };
}

/** Calls a channel of type webhook with what the template says. */
export function webhook(options: Omit<WebhookStep, 'type' | 'id'> & { readonly id?: string }): StepInput {
  return { type: 'webhook', ...options };
}

/** The steps with every id filled in, depth first. */
export function stepsOf(inputs: readonly StepInput[]): readonly Step[] {
  const taken = new Set<string>();
  for (const id of givenIds(inputs)) taken.add(id);
  return inputs.map((input) => stepOf(input, taken));
}

function stepOf(input: StepInput, taken: Set<string>): Step {
  const id = input.id ?? freeId(wishOf(input), taken);
  const all = (steps: readonly StepInput[]): readonly Step[] => steps.map((step) => stepOf(step, taken));
  switch (input.type) {
    case 'branch': {
      const branches = input.branches.map(({ when, steps }) => ({ when: conditionOf(when), steps: all(steps) }));
      return { type: 'branch', id, branches, ...(input.otherwise && { otherwise: all(input.otherwise) }) };
    }
    case 'wait_for':
      return { ...input, id, steps: all(input.steps), ...(input.otherwise && { otherwise: all(input.otherwise) }) } as Step;
    case 'split':
      return { ...input, id, arms: input.arms.map((arm) => ({ ...arm, steps: all(arm.steps) })) };
    default:
      return { ...input, id };
  }
}

function wishOf(input: StepInput): string {
  switch (input.type) {
    case 'wait':
      return input.until ? `wait-until-${input.until.at.replace(':', '')}` : `wait-${input.duration}`;
    case 'wait_for':
      return 'wait-for';
    case 'send':
    case 'webhook':
      return `${input.type}-${input.template}`;
    default:
      return input.type;
  }
}

function freeId(wish: string, taken: Set<string>): string {
  let id = wish;
  for (let number = 2; taken.has(id); number++) id = `${wish}-${number}`;
  taken.add(id);
  return id;
}

function* givenIds(inputs: readonly StepInput[]): Generator<string> {
  for (const input of inputs) {
    if (input.id !== undefined) yield input.id;
    for (const steps of listsIn(input)) yield* givenIds(steps);
  }
}

function listsIn(input: StepInput): readonly (readonly StepInput[])[] {
  switch (input.type) {
    case 'branch':
      return [...input.branches.map(({ steps }) => steps), input.otherwise ?? []];
    case 'wait_for':
      return [input.steps, input.otherwise ?? []];
    case 'split':
      return input.arms.map(({ steps }) => steps);
    default:
      return [];
  }
}
