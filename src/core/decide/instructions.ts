/**
 * Flattens a journey's nested steps into instructions. Each names the one after it; none leads back, so a walk passes an
 * instruction at most once.
 */
import { DAY, type Duration, durationMs, VolanoError } from '../../base/index.ts';
import type { Condition, MessageClass, SendStep, Step } from '../../define/index.ts';
import type { CompiledCondition } from '../know/index.ts';

/** After the last step. */
export const END = -1;
/** Longer plans belong into a journey of their own: a trigger that fires when the time has come. */
const WAIT_MAX: number = 730 * DAY;
const BRANCH_DEPTH_MAX = 8;

export type Instruction =
  | { readonly op: 'wait'; readonly step: string; readonly lengthMs: number; readonly next: number }
  | { readonly op: 'branch'; readonly step: string; readonly arms: readonly BranchArm[]; readonly otherwise: number }
  | SendInstruction
  | { readonly op: 'exit'; readonly step: string };

export interface BranchArm {
  readonly when: CompiledCondition;
  readonly next: number;
}

export interface SendInstruction {
  readonly op: 'send';
  readonly step: string;
  readonly channel: string;
  readonly template: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
  readonly next: number;
}

export interface Instructions {
  readonly list: readonly Instruction[];
  readonly first: number;
  /** Index of an instruction by its step. */
  readonly positions: ReadonlyMap<string, number>;
}

type CompileStepCondition = (condition: Condition, path: string) => CompiledCondition;

interface Flattening {
  readonly list: Instruction[];
  readonly positions: Map<string, number>;
  readonly condition: CompileStepCondition;
  readonly path: string;
}

/** Throws VOLANO_DEFINITION_INVALID: an id twice, no step, branches nested too deep, a wait of no length or over two years. */
export function flatten(steps: readonly Step[], path: string, condition: CompileStepCondition): Instructions {
  if (steps.length === 0) invalid(`${path}.steps`, 'a journey needs at least one step');
  const flattening: Flattening = {
    list: [],
    positions: new Map(),
    condition,
    path: `${path}.steps`,
  };
  const first = sequence(flattening, { steps, after: END, depth: 0 });
  return { list: flattening.list, first, positions: flattening.positions };
}

/** From the last step to the first, so that what comes after is known. Index of the first. */
function sequence(flattening: Flattening, { steps, after, depth }: { steps: readonly Step[]; after: number; depth: number }): number {
  let next = after;
  for (const step of steps.toReversed()) next = add(flattening, instructionOf(flattening, step, { next, depth }));
  return next;
}

function instructionOf(flattening: Flattening, step: Step, { next, depth }: { next: number; depth: number }): Instruction {
  const path = `${flattening.path}.${step.id}`;
  if (step.type === 'wait') return { op: 'wait', step: step.id, lengthMs: waitLength(step.duration, path), next };
  if (step.type === 'exit') return { op: 'exit', step: step.id };
  if (step.type === 'send') return sendInstruction(step, next);
  if (step.branches.length === 0) invalid(path, 'a branch needs at least one condition');
  if (depth === BRANCH_DEPTH_MAX) invalid(path, `branches are nested more than ${BRANCH_DEPTH_MAX} deep. Split the journey in two`);
  const arms = step.branches.map(({ when, steps }, index) => ({
    when: flattening.condition(when, `${path}.branches[${index}].when`),
    next: sequence(flattening, { steps, after: next, depth: depth + 1 }),
  }));
  return {
    op: 'branch',
    step: step.id,
    arms,
    otherwise: sequence(flattening, { steps: step.otherwise ?? [], after: next, depth: depth + 1 }),
  };
}

function sendInstruction(step: SendStep, next: number): SendInstruction {
  const { id, channel, template, purpose, messageClass = 'marketing' } = step;
  return { op: 'send', step: id, channel, template, purpose, messageClass, next };
}

function waitLength(duration: Duration, path: string): number {
  const lengthMs = durationMs(duration);
  if (lengthMs === 0) invalid(path, 'a wait must be longer than 0');
  if (lengthMs > WAIT_MAX) invalid(path, 'a wait may last 730 days at most');
  return lengthMs;
}

function add(flattening: Flattening, instruction: Instruction): number {
  const { step } = instruction;
  if (flattening.positions.has(step)) invalid(flattening.path, `two steps have the id "${step}". Rename one`);
  flattening.positions.set(step, flattening.list.length);
  return flattening.list.push(instruction) - 1;
}

export function invalid(path: string, problem: string): never {
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem });
}
