/**
 * Flattens a journey's nested steps into instructions. Each names the one after it; none leads back, so a walk passes an
 * instruction at most once.
 */
import { clockMs, DAY, type Duration, durationMs, type Said, VolanoError } from '../../base/index.ts';
import {
  type AnswerField,
  benefitName,
  type Condition,
  type EventMatch,
  type HandingStep,
  listsWithin,
  type SendStep,
  type SplitStep,
  type StartJourneyStep,
  type Step,
  type TraitType,
  type UpdateStep,
  usualWaysOf,
  type WaitForStep,
  type WaitStep,
  waitBranchesOf,
} from '../../define/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import type { TakenField } from '../fact.ts';
import { type CompiledCondition, parsePath } from '../know/index.ts';
import { said } from '../said.ts';
import { END, type Instruction, type Instructions, type Operation, type WaitArm } from './instruction.ts';
import type { Ending } from './plan.ts';
import { fallbackOf } from './reroute.ts';

/** Longer plans belong into a journey of their own: a trigger that fires when the time has come. */
const WAIT_MAX: number = 730 * DAY;
const BRANCH_DEPTH_MAX = 8;

/** What steps are compiled with. */
export interface Compiling {
  /** Of a branch: over the customer and what the instance keeps of its trigger. */
  readonly condition: (condition: Condition, path: string) => CompiledCondition;
  /** Of what is waited for. */
  readonly ending: (end: EventMatch | Condition, path: string) => Ending;
  readonly hasBenefit: (id: string) => boolean;
  /** Path of a declared trait in `identify`; undefined when there is no such trait. */
  readonly pathOf: (trait: string) => readonly string[] | undefined;
  readonly typeOf: (trait: string) => TraitType | undefined;
}

interface Flattening {
  readonly list: Instruction[];
  readonly positions: Map<string, number>;
  readonly compiling: Compiling;
  readonly path: string;
}

/** Throws VOLANO_DEFINITION_INVALID: an id twice, no step, steps nested too deep, a wait of no length or over two years, shares beyond 1, ... */
export function flatten(steps: readonly Step[], path: string, compiling: Compiling): Instructions {
  if (steps.length === 0) invalid(`${path}.steps`, said`a journey needs at least one step`);
  const flattening: Flattening = { list: [], positions: new Map(), compiling, path: `${path}.steps` };
  const first = sequence(flattening, { steps, after: END, depth: 0 });
  return { list: flattening.list, first, positions: flattening.positions };
}

/** From the last step to the first, so that what comes after is known. Index of the first. */
function sequence(flattening: Flattening, { steps, after, depth }: { steps: readonly Step[]; after: number; depth: number }): number {
  let next = after;
  for (const step of steps.toReversed()) {
    const operation = operationOf(flattening, step, { next, depth });
    const fallback = fallbackOf(step, { next, positions: flattening.positions, path: `${flattening.path}.${step.id}` });
    next = add(flattening, { step: step.id, stage: step.stage, fallback, ...operation });
  }
  return next;
}

interface Place {
  /** Index of what comes after the step. */
  readonly next: number;
  readonly depth: number;
}

function operationOf(flattening: Flattening, step: Step, { next, depth }: Place): Operation {
  const path = `${flattening.path}.${step.id}`;
  if (depth === BRANCH_DEPTH_MAX && listsWithin(step).length > 0)
    invalid(path, said`branches are nested more than ${BRANCH_DEPTH_MAX} deep. Split the journey in two`);
  const inside = (steps: readonly Step[] | undefined): number =>
    sequence(flattening, { steps: steps ?? [], after: next, depth: depth + 1 });
  switch (step.type) {
    case 'wait':
      return waitOperation(step, next, path);
    case 'wait_for':
      return waitForOperation(flattening.compiling, step, { path, inside });
    case 'branch': {
      if (step.branches.length === 0) invalid(path, said`a branch needs at least one condition`);
      const arms = step.branches.map(({ when, steps }, index) => ({
        when: flattening.compiling.condition(when, `${path}.branches[${index}].when`),
        next: inside(steps),
      }));
      return { op: 'branch', arms, otherwise: inside(step.otherwise) };
    }
    case 'split':
      return {
        op: 'split',
        arms: splitArms(step, path).map(({ steps, ...arm }) => ({ ...arm, next: inside(steps) })),
        next,
      };
    case 'update':
      return updateOperation(flattening.compiling, step, { next, path });
    case 'set_tag':
    case 'remove_tag':
      return { op: 'set_tag', tag: step.tag, set: step.type === 'set_tag', next };
    case 'webhook':
      return {
        ...{ op: 'webhook', purpose: '', messageClass: 'transactional' },
        response: step.response?.map((field) => takenField(flattening.compiling, field, path)),
        ...handing(step, { next, path, inside }),
      };
    case 'benefit':
      if (!flattening.compiling.hasBenefit(step.benefit))
        throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path, kind: 'benefit', id: step.benefit });
      return { op: 'benefit', benefit: step.benefit, as: benefitName(step), next, failed: step.onFailure ? inside(step.onFailure) : next };
    case 'ticket': {
      const { owner, priority = 'normal', due } = step;
      const about = { owner, priority, dueMs: waitLength(due, path) };
      return { op: 'ticket', purpose: '', messageClass: 'transactional', ...about, ...handing(step, { next, path, inside }) };
    }
    case 'send':
      return sendOperation(step, handing(step, { next, path, inside }));
    case 'start_journey':
      return startOperation(step, next);
    case 'stop_journey':
      return { op: 'stop_journey', journey: step.journey, next };
    case 'exit':
      return { op: 'exit', failed: step.failed === true };
  }
}

function waitOperation({ duration, until }: WaitStep, next: number, path: string): Operation {
  if (duration !== undefined && until === undefined) return { op: 'wait', lengthMs: waitLength(duration, path), next };
  if (until === undefined || duration !== undefined) invalid(path, said`a wait has either a duration or a time until which it lasts`);
  if (until.weekdays && (until.weekdays.length === 0 || !until.weekdays.every(isWeekday)))
    invalid(path, said`weekdays are numbers from 1 (Monday) to 7`);
  return { op: 'wait_until', atMs: clockMs(until.at), weekdays: until.weekdays, next };
}

interface Inside {
  readonly path: string;
  /** Index of the first of steps inside. */
  readonly inside: (steps: readonly Step[] | undefined) => number;
}

/** Beyond 9 ways a wait is a riddle. */
const WAIT_BRANCHES_MAX = 9;

function waitForOperation({ ending }: Compiling, step: WaitForStep, { path, inside }: Inside): Operation {
  const ways = waitBranchesOf(step);
  if (ways.length === 0 || ways.length > WAIT_BRANCHES_MAX) invalid(path, said`a wait has 1 to ${WAIT_BRANCHES_MAX} ways to open`);
  const branches = ways.map(({ on, steps, path: place }, index): WaitArm => {
    const name = place === '' ? 'event' : index;
    return { ...ending(on, place === '' ? path : `${path}.${place}on`), name, next: inside(steps) };
  });
  const rearm = step.rearm && ending(step.rearm, `${path}.rearm`);
  if (rearm && rearm.type !== 'event') invalid(`${path}.rearm`, said`a wait is rearmed by an event`);
  return {
    op: 'wait_for',
    branches,
    conditions: branches.flatMap((one) => (one.type === 'condition' ? [one.condition] : [])),
    events: new Set([...branches, ...(rearm ? [rearm] : [])].flatMap((one) => (one.type === 'event' ? [one.event] : []))),
    rearm,
    timeoutMs: waitLength(step.timeout, path),
    otherwise: inside(step.otherwise),
  };
}

export function isWeekday(weekday: number): boolean {
  return Number.isInteger(weekday) && weekday >= 1 && weekday <= 7;
}

/** Shares are decimals: 0.1 + 0.2 + 0.7 is 1. */
const SLACK = 1e-9;

function splitArms({ arms }: SplitStep, path: string): { id: string; below: number; steps: readonly Step[] }[] {
  let below = 0;
  const all = arms.map(({ id, share, steps }) => {
    if (!(share > 0)) invalid(path, said`the share of "${id}" must be more than 0`);
    below += share;
    // Whoever draws the highest number is in the last arm of a whole.
    return { id, below: below > 1 - SLACK ? Math.max(1, below) : below, steps };
  });
  if (below > 1 + SLACK) invalid(path, said`the shares of a split sum to 1 at most`);
  return all;
}

function updateOperation({ pathOf }: Compiling, { traits }: UpdateStep, { next, path }: { next: number; path: string }): Operation {
  const identified: { [key: string]: Json } = {};
  for (const [trait, value] of Object.entries(traits)) {
    const place = pathOf(trait);
    if (!place) throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path, kind: 'trait', id: trait });
    put(identified, place, value);
  }
  return { op: 'update', values: traits, traits: identified, next };
}

function takenField({ pathOf, typeOf }: Compiling, { field, trait, optional }: AnswerField, path: string): TakenField {
  const [into, type] = [pathOf(trait), typeOf(trait)];
  if (!into || !type) throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path, kind: 'trait', id: trait });
  if (type === 'list') invalid(path, said`a single value is taken from an answer, "${trait}" is a list`);
  return { field, trait, type, into, ...(optional && { optional }) };
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

function startOperation({ journey, properties = {} }: StartJourneyStep, next: number): Operation {
  const given = Object.entries(properties).map(
    ([name, from]) => [name, typeof from === 'object' ? { path: parsePath(from.property).rest } : { value: from }] as const,
  );
  return { op: 'start_journey', journey, given, next };
}

function handing(step: HandingStep, { next, path, inside }: Inside & { readonly next: number }) {
  const { await: awaited, onFailure } = step;
  return {
    ways: usualWaysOf(step).map(({ path: _, ...way }) => way),
    awaits: awaited && { outcome: awaited.outcome, timeoutMs: waitLength(awaited.timeout, path) },
    next,
    failed: onFailure ? inside(onFailure) : next,
  };
}

function sendOperation(step: SendStep, handed: ReturnType<typeof handing>): Operation {
  const { preference, purpose, messageClass = 'marketing', nextOnFailure = false } = step;
  return { op: 'send', ...handed, preference, nextOnFailure, purpose, messageClass };
}

function waitLength(duration: Duration, path: string): number {
  const lengthMs = durationMs(duration);
  if (lengthMs === 0) invalid(path, said`a wait must be longer than 0`);
  if (lengthMs > WAIT_MAX) invalid(path, said`a wait may last 730 days at most`);
  return lengthMs;
}

function add(flattening: Flattening, instruction: Instruction): number {
  const { step } = instruction;
  if (flattening.positions.has(step)) invalid(flattening.path, said`two steps have the id "${step}". Rename one`);
  flattening.positions.set(step, flattening.list.length);
  return flattening.list.push(instruction) - 1;
}

export function invalid(path: string, problem: Said): never {
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem });
}
