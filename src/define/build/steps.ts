/**
 * Helpers that build the steps of a journey. A step's id names it in facts and pins customers to it, so it has to survive an edit of its
 * neighbours: where none is given, it comes from what the step does (`wait-2h`, `send-welcome`), with a number when that is taken.
 */
import type { Duration } from '../../base/index.ts';
import type { SendStep, Step, Trigger } from '../journey.ts';
import { type ConditionInput, conditionOf, whereOf } from './conditions.ts';

type OptionalId<S> = Omit<S, 'id'> & { readonly id?: string };

/** A step whose id may be missing and whose conditions may be single rules. */
export type StepInput = WaitInput | BranchStepInput | OptionalId<SendStep> | ExitInput;
type WaitInput = OptionalId<Extract<Step, { type: 'wait' }>>;
type ExitInput = OptionalId<Extract<Step, { type: 'exit' }>>;

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

/** A journey starts when this event arrives, at most `maxAge` old (default "1h"). */
export function onEvent(event: string, options: { readonly where?: ConditionInput; readonly maxAge?: Duration } = {}): Trigger {
  const { where, maxAge } = options;
  return { type: 'event', event, ...(maxAge !== undefined && { maxAge }), ...whereOf(where) };
}

/** A journey starts when the customer enters this segment. */
export function onSegment(segment: string): Trigger {
  return { type: 'segment', segment };
}

/** The steps with every id filled in, depth first. */
export function stepsOf(inputs: readonly StepInput[]): readonly Step[] {
  const taken = new Set<string>();
  for (const id of givenIds(inputs)) taken.add(id);
  return inputs.map((input) => stepOf(input, taken));
}

function stepOf(input: StepInput, taken: Set<string>): Step {
  const id = input.id ?? freeId(wishOf(input), taken);
  if (input.type !== 'branch') return { ...input, id };
  return {
    type: 'branch',
    id,
    branches: input.branches.map(({ when, steps }) => ({ when: conditionOf(when), steps: steps.map((step) => stepOf(step, taken)) })),
    ...(input.otherwise && { otherwise: input.otherwise.map((step) => stepOf(step, taken)) }),
  };
}

function wishOf(input: StepInput): string {
  if (input.type === 'wait') return `wait-${input.duration}`;
  return input.type === 'send' ? `send-${input.template}` : input.type;
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
    if (input.type !== 'branch') continue;
    for (const { steps } of input.branches) yield* givenIds(steps);
    yield* givenIds(input.otherwise ?? []);
  }
}
