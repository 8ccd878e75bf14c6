/**
 * Steps as authors write them, and the ids of those that have none. A step's id names it in facts and pins customers to it, so it has to survive an edit of
 * its neighbours: where none is given, it comes from what the step does (`wait-2h`, `send-welcome`), with a number when that is taken.
 */
import type {
  BenefitStep,
  BranchStep,
  ExitStep,
  SendStep,
  SetTagStep,
  SplitStep,
  StartJourneyStep,
  Step,
  StopJourneyStep,
  TicketStep,
  UpdateStep,
  WaitForStep,
  WaitStep,
  WebhookStep,
} from '../step.ts';
import type { EventMatch } from '../trigger.ts';
import { type ConditionInput, conditionOf, endOf } from './conditions.ts';

type OptionalId<S> = Omit<S, 'id'> & { readonly id?: string };

/** A step whose id may be missing and whose conditions may be single rules. */
export type StepInput =
  | OptionalId<WaitStep>
  | WaitForStepInput
  | BranchStepInput
  | SplitStepInput
  | HandingStepInput<SendStep>
  | HandingStepInput<WebhookStep>
  | HandingStepInput<TicketStep>
  | OptionalId<UpdateStep>
  | OptionalId<SetTagStep>
  | HandingStepInput<BenefitStep>
  | OptionalId<StartJourneyStep>
  | OptionalId<StopJourneyStep>
  | OptionalId<ExitStep>;

/** A way of a wait. */
export interface WaitBranchInput {
  readonly on: EventMatch | ConditionInput;
  readonly steps: readonly StepInput[];
}

/** One way of a split. */
export interface SplitArm {
  readonly id: string;
  readonly share: number;
  readonly steps: readonly StepInput[];
}

export type WaitForStepInput = Omit<OptionalId<WaitForStep>, 'steps' | 'branches' | 'otherwise'> & {
  readonly steps?: readonly StepInput[];
  readonly branches?: readonly WaitBranchInput[];
  readonly otherwise?: readonly StepInput[];
};

type SplitStepInput = Omit<OptionalId<SplitStep>, 'arms'> & { readonly arms: readonly SplitArm[] };

export type BranchStepInput = Omit<OptionalId<BranchStep>, 'branches' | 'otherwise'> & {
  readonly branches: readonly { readonly when: ConditionInput; readonly steps: readonly StepInput[] }[];
  readonly otherwise?: readonly StepInput[];
};

type HandingStepInput<S extends { readonly onFailure?: readonly Step[] }> = Omit<OptionalId<S>, 'onFailure'> & {
  readonly onFailure?: readonly StepInput[];
};

/** What the helper of a step that hands something over is given. */
export type HandingInput<S extends { readonly type: string; readonly onFailure?: readonly Step[] }> = Omit<HandingStepInput<S>, 'type'>;

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
      return { ...input, id, branches, ...(input.otherwise && { otherwise: all(input.otherwise) }) } as Step;
    }
    case 'wait_for':
      return {
        ...input,
        id,
        ...(input.steps && { steps: all(input.steps) }),
        ...(input.branches && { branches: input.branches.map(({ on, steps }) => ({ on: endOf(on), steps: all(steps) })) }),
        ...(input.otherwise && { otherwise: all(input.otherwise) }),
      } as Step;
    case 'split':
      return { ...input, id, arms: input.arms.map((arm) => ({ ...arm, steps: all(arm.steps) })) };
    case 'send':
    case 'webhook':
    case 'ticket':
    case 'benefit':
      return { ...input, id, ...(input.onFailure && { onFailure: all(input.onFailure) }) } as Step;
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
    case 'ticket':
      return `${input.type}-${input.template}`;
    case 'start_journey':
    case 'stop_journey':
      return `${input.type === 'start_journey' ? 'start' : 'stop'}-${input.journey}`;
    case 'benefit':
      return `give-${input.benefit}`;
    case 'set_tag':
    case 'remove_tag':
      return `${input.type === 'set_tag' ? 'set' : 'remove'}-${input.tag}`;
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
      return [input.steps ?? [], ...(input.branches ?? []).map(({ steps }) => steps), input.otherwise ?? []];
    case 'split':
      return input.arms.map(({ steps }) => steps);
    case 'send':
    case 'webhook':
    case 'ticket':
    case 'benefit':
      return [input.onFailure ?? []];
    default:
      return [];
  }
}
