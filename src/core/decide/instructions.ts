/**
 * Flattens a journey's nested steps into instructions. Each names the one after it; none leads back, so a walk passes an
 * instruction at most once.
 */
import { clockMs, DAY, type Duration, durationMs, VolanoError } from '../../base/index.ts';
import {
  type Condition,
  listsWithin,
  type SendStep,
  type SplitStep,
  type Step,
  type UpdateStep,
  type WaitStep,
} from '../../define/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import type { CompiledCondition } from '../know/index.ts';
import { END, type Instruction, type Instructions, type SendInstruction } from './instruction.ts';

/** Longer plans belong into a journey of their own: a trigger that fires when the time has come. */
const WAIT_MAX: number = 730 * DAY;
const BRANCH_DEPTH_MAX = 8;

/** What steps are compiled with. */
export interface Compiling {
  /** Of a branch: over the customer and what the instance keeps of its trigger. */
  readonly condition: (condition: Condition, path: string) => CompiledCondition;
  /** Of an event that is waited for. */
  readonly filter: (condition: Condition, path: string) => CompiledCondition;
  /** Path of a declared trait in `identify`; undefined when there is no such trait. */
  readonly pathOf: (trait: string) => readonly string[] | undefined;
}

interface Flattening {
  readonly list: Instruction[];
  readonly positions: Map<string, number>;
  readonly compiling: Compiling;
  readonly path: string;
}

/** Throws VOLANO_DEFINITION_INVALID: an id twice, no step, steps nested too deep, a wait of no length or over two years, shares beyond 1, ... */
export function flatten(steps: readonly Step[], path: string, compiling: Compiling): Instructions {
  if (steps.length === 0) invalid(`${path}.steps`, 'a journey needs at least one step');
  const flattening: Flattening = { list: [], positions: new Map(), compiling, path: `${path}.steps` };
  const first = sequence(flattening, { steps, after: END, depth: 0 });
  return { list: flattening.list, first, positions: flattening.positions };
}

/** From the last step to the first, so that what comes after is known. Index of the first. */
function sequence(flattening: Flattening, { steps, after, depth }: { steps: readonly Step[]; after: number; depth: number }): number {
  let next = after;
  for (const step of steps.toReversed()) next = add(flattening, instructionOf(flattening, step, { next, depth }));
  return next;
}

interface Place {
  /** Index of what comes after the step. */
  readonly next: number;
  readonly depth: number;
}

function instructionOf(flattening: Flattening, step: Step, { next, depth }: Place): Instruction {
  const path = `${flattening.path}.${step.id}`;
  if (depth === BRANCH_DEPTH_MAX && listsWithin(step).length > 0)
    invalid(path, `branches are nested more than ${BRANCH_DEPTH_MAX} deep. Split the journey in two`);
  const inside = (steps: readonly Step[] | undefined): number =>
    sequence(flattening, { steps: steps ?? [], after: next, depth: depth + 1 });
  switch (step.type) {
    case 'wait':
      return waitInstruction(step, next, path);
    case 'wait_for': {
      const { id, event, where, timeout, steps, otherwise } = step;
      const filter = where && flattening.compiling.filter(where, `${path}.where`);
      const timeoutMs = waitLength(timeout, path);
      return { op: 'wait_for', step: id, event, where: filter, timeoutMs, came: inside(steps), otherwise: inside(otherwise) };
    }
    case 'branch': {
      if (step.branches.length === 0) invalid(path, 'a branch needs at least one condition');
      const arms = step.branches.map(({ when, steps }, index) => ({
        when: flattening.compiling.condition(when, `${path}.branches[${index}].when`),
        next: inside(steps),
      }));
      return { op: 'branch', step: step.id, arms, otherwise: inside(step.otherwise) };
    }
    case 'split':
      return {
        op: 'split',
        step: step.id,
        arms: splitArms(step, path).map(({ steps, ...arm }) => ({ ...arm, next: inside(steps) })),
        next,
      };
    case 'update':
      return updateInstruction(flattening.compiling, step, { next, path });
    case 'webhook':
      return {
        op: 'webhook',
        step: step.id,
        channel: step.channel,
        template: step.template,
        purpose: '',
        messageClass: 'transactional',
        next,
      };
    case 'send':
      return sendInstruction(step, next);
    case 'exit':
      return { op: 'exit', step: step.id };
  }
}

function waitInstruction({ id, duration, until }: WaitStep, next: number, path: string): Instruction {
  if (duration !== undefined && until === undefined) return { op: 'wait', step: id, lengthMs: waitLength(duration, path), next };
  if (until === undefined || duration !== undefined) invalid(path, 'a wait has either a duration or a time until which it lasts');
  if (until.weekdays && (until.weekdays.length === 0 || !until.weekdays.every(isWeekday)))
    invalid(path, 'weekdays are numbers from 1 (Monday) to 7');
  return { op: 'wait_until', step: id, atMs: clockMs(until.at), weekdays: until.weekdays, next };
}

export function isWeekday(weekday: number): boolean {
  return Number.isInteger(weekday) && weekday >= 1 && weekday <= 7;
}

/** Shares are decimals: 0.1 + 0.2 + 0.7 is 1. */
const SLACK = 1e-9;

function splitArms({ arms }: SplitStep, path: string): { id: string; below: number; steps: readonly Step[] }[] {
  let below = 0;
  const all = arms.map(({ id, share, steps }) => {
    if (!(share > 0)) invalid(path, `the share of "${id}" must be more than 0`);
    below += share;
    // Whoever draws the highest number is in the last arm of a whole.
    return { id, below: below > 1 - SLACK ? Math.max(1, below) : below, steps };
  });
  if (below > 1 + SLACK) invalid(path, 'the shares of a split sum to 1 at most');
  return all;
}

function updateInstruction({ pathOf }: Compiling, { id, traits }: UpdateStep, { next, path }: { next: number; path: string }): Instruction {
  const identified: { [key: string]: Json } = {};
  for (const [trait, value] of Object.entries(traits)) {
    const place = pathOf(trait);
    if (!place) throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path, kind: 'trait', id: trait });
    put(identified, place, value);
  }
  return { op: 'update', step: id, values: traits, traits: identified, next };
}

function put(into: { [key: string]: Json }, [key, ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    into[key!] = value;
    return;
  }
  const inner = into[key!];
  const object: { [key: string]: Json } =
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...(inner as JsonObject) } : {};
  put(object, rest, value);
  into[key!] = object;
}

function sendInstruction(step: SendStep, next: number): SendInstruction {
  const { id, channel, template, variant, purpose, messageClass = 'marketing' } = step;
  return { op: 'send', step: id, channel, template, variant, purpose, messageClass, next };
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
