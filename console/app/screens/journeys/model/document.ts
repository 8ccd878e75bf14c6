/**
 * The document of a journey as it is drawn and edited: its steps, the ways inside them, and where each stands.
 *
 * D1. A step's id is unique in the journey; every list of steps is a list.
 * D2. A change leaves every part that it does not concern as it was, down to the object: what was not touched makes no noise in a diff.
 */
import type { JourneyDefinition, JourneyStep } from '../../../api/index.ts';

export type Journey = JourneyDefinition;
export type Step = JourneyStep;
export type StepType = Step['type'];
export type StepOf<Type extends StepType> = Extract<Step, { type: Type }>;

export const STEP_TYPES = [
  ...(['send', 'wait', 'wait_for', 'branch', 'split', 'update', 'set_tag', 'remove_tag'] as const),
  ...(['ticket', 'benefit', 'webhook', 'start_journey', 'stop_journey', 'exit'] as const),
] as const satisfies readonly StepType[];

/** A list of steps: of the journey itself (without an owner), or of a way of a step. */
export interface Place {
  /** Id of the step. */
  readonly owner?: string;
  /** Key of the way: the path of its list within the step. */
  readonly way?: string;
}

/** A place between two steps: before the one at `index`. */
export interface Slot extends Place {
  readonly index: number;
}

/** A step and where it stands. */
export interface Placed {
  readonly step: Step;
  readonly slot: Slot;
  /** From the journey's definition on: `steps[1].otherwise[0]`, as problems name it. */
  readonly path: string;
  /** 0 in the journey itself. */
  readonly depth: number;
}

/**
 * `through`: goes on without anything in between; `rest`: whoever is in no arm. Both hold no steps.
 */
export type WayKind = 'branch' | 'else' | 'arm' | 'rest' | 'event' | 'opens' | 'timeout' | 'through' | 'failure';

/** One way through a step. */
export interface Way {
  readonly key: string;
  readonly kind: WayKind;
  /** Of branches and arms. */
  readonly index: number;
  readonly steps: readonly Step[];
  readonly holdsSteps: boolean;
}

/** Of shares that are told with decimals. */
const SLACK = 1e-6;

/** The ways through a step in the order in which they are drawn; none where it has only one way on. */
export function waysOf(step: Step): readonly Way[] {
  switch (step.type) {
    case 'branch':
      return [...listed('branch', 'branches', step.branches), way('else', 'otherwise', step.otherwise)];
    case 'split':
      return [...listed('arm', 'arms', step.arms), ...(sharesOf(step) < 1 - SLACK ? [straight('rest')] : [])];
    case 'wait_for':
      return [
        ...(step.event === undefined ? [] : [way('event', 'steps', step.steps)]),
        ...listed('opens', 'branches', step.branches ?? []),
        way('timeout', 'otherwise', step.otherwise),
      ];
    case 'send':
    case 'webhook':
    case 'ticket':
    case 'benefit':
      return step.onFailure ? [straight('through'), way('failure', 'onFailure', step.onFailure)] : [];
    default:
      return [];
  }
}

/** What the shares of a split come to. */
export function sharesOf({ arms }: StepOf<'split'>): number {
  return arms.reduce((sum, { share }) => sum + share, 0);
}

/** Every step in reading order. */
export function placedIn(journey: Pick<Journey, 'steps'>): readonly Placed[] {
  return within(journey.steps, {}, { path: 'steps', depth: 0 });
}

function within(steps: readonly Step[], place: Place, at: { readonly path: string; readonly depth: number }): readonly Placed[] {
  return steps.flatMap((step, index) => {
    const path = `${at.path}[${index}]`;
    const inside = waysOf(step)
      .filter(({ holdsSteps }) => holdsSteps)
      .flatMap(({ key, steps: inner }) => within(inner, { owner: step.id, way: key }, { path: `${path}.${key}`, depth: at.depth + 1 }));
    return [{ step, slot: { ...place, index }, path, depth: at.depth }, ...inside];
  });
}

/** A step by its id. */
export function findStep(journey: Pick<Journey, 'steps'>, id: string): Placed | undefined {
  return placedIn(journey).find(({ step }) => step.id === id);
}

/** The steps that stand at a place; undefined where there is no such place. */
export function stepsAt(journey: Pick<Journey, 'steps'>, { owner, way: key }: Place): readonly Step[] | undefined {
  if (owner === undefined) return journey.steps;
  const found = findStep(journey, owner);
  return found && waysOf(found.step).find((one) => one.key === key && one.holdsSteps)?.steps;
}

/** The innermost step that a path of a problem is about. */
export function stepOfPath(journey: Pick<Journey, 'steps'>, path: string): string | undefined {
  const about = placedIn(journey).filter((one) => path === one.path || path.startsWith(`${one.path}.`));
  return about.at(-1)?.step.id;
}

function way(kind: WayKind, key: string, steps: readonly Step[] = []): Way {
  return { key, kind, index: 0, steps, holdsSteps: true };
}

function listed(kind: WayKind, name: string, ways: readonly { readonly steps: readonly Step[] }[]): readonly Way[] {
  return ways.map(({ steps }, index) => ({ key: `${name}[${index}].steps`, kind, index, steps, holdsSteps: true }));
}

function straight(kind: WayKind): Way {
  return { key: kind, kind, index: 0, steps: [], holdsSteps: false };
}
