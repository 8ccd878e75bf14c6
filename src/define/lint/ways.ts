/** Ways through a journey, with the longest time that can lie between their messages. */
import { DAY, durationMs } from '../../base/index.ts';
import { stepsIn } from '../check/walk.ts';
import type { JourneyDefinition } from '../journey.ts';
import { type HandingStep, type SendStep, type Step, type WaitStep, waitBranchesOf } from '../step.ts';

/** A message of a way, and the latest moment at which it is asked for, ms after the entry. */
export interface SendOnWay {
  readonly step: SendStep;
  readonly atMost: number;
}

type Way = readonly SendOnWay[];

interface Walked {
  readonly way: Way;
  readonly atMost: number;
  readonly isOver: boolean;
}

/** A journey with more ways than this is not looked at whole. */
const WAYS_MAX = 2_000;

/** Every way, by the messages on it. */
export function waysOf({ steps }: JourneyDefinition): readonly Way[] {
  return walked([{ way: [], atMost: 0, isOver: false }], steps).map(({ way }) => way);
}

function walked(from: readonly Walked[], steps: readonly Step[]): readonly Walked[] {
  let all = from;
  for (const step of steps) {
    const over = all.filter(({ isOver }) => isOver);
    const on = all.filter(({ isOver }) => !isOver);
    all = [...over, ...passed(on, step)].slice(0, WAYS_MAX);
  }
  return all;
}

function passed(on: readonly Walked[], step: Step): readonly Walked[] {
  const later = (ms: number): readonly Walked[] => on.map((one) => ({ ...one, atMost: one.atMost + ms }));
  switch (step.type) {
    case 'wait':
      return later(longest(step));
    case 'wait_for':
      return [...waitBranchesOf(step).map(({ steps }) => steps), step.otherwise ?? []].flatMap((steps) =>
        walked(later(durationMs(step.timeout)), steps),
      );
    case 'branch':
      return [...step.branches.map(({ steps }) => steps), step.otherwise ?? []].flatMap((steps) => walked(on, steps));
    case 'split':
      return step.arms.flatMap(({ steps }) => walked(on, steps));
    case 'send':
      return handed(
        on.map((one) => ({ ...one, way: [...one.way, { step, atMost: one.atMost }] })),
        step,
      );
    case 'webhook':
    case 'ticket':
      return handed(on, step);
    case 'benefit':
      return handed(on, step);
    case 'exit':
      return on.map((one) => ({ ...one, isOver: true }));
    default:
      return on;
  }
}

/** It goes on, or takes the edge of failure; at the latest when its outcome is overdue. */
function handed(on: readonly Walked[], { await: awaited, onFailure }: Pick<HandingStep, 'await' | 'onFailure'>): readonly Walked[] {
  const later = awaited ? on.map((one) => ({ ...one, atMost: one.atMost + durationMs(awaited.timeout) })) : on;
  return onFailure?.length ? [...later, ...walked(later, onFailure)] : later;
}

/** A day, and an hour where clocks go back; a week where only some weekdays count. */
const NEXT_CLOCK: number = DAY + DAY / 24;

function longest({ duration, until }: WaitStep): number {
  if (duration !== undefined) return durationMs(duration);
  return until?.weekdays ? 7 * NEXT_CLOCK : NEXT_CLOCK;
}

/** Where each step stands in the definition, by its id. */
export function pathsOf({ steps }: JourneyDefinition): ReadonlyMap<string, string> {
  return new Map([...stepsIn(steps)].map(({ step, path }) => [step.id, path]));
}
