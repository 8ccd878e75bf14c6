/**
 * Versions of journeys that reach customers stage by stage.
 *
 * O1. Who is in depends on the rollout, the stage, and the customer's id (or value of the trait) alone: never on when or where it is asked.
 * O2. Whoever is in at a stage is in at every later one, as long as the value stays.
 * O3. While a rollout runs, who is in enters the new version, and everybody else the one before; after it has been halted everybody enters the one before.
 * O4. What is said about a rollout counts in the order of its numbers, each once: what comes again, or out of turn, does nothing.
 */
import { hashUnit } from '../../base/index.ts';
import type { Rollout } from '../../define/index.ts';
import type { JsonObject, RolloutEntry } from '../entry.ts';
import type { View } from '../know/index.ts';

/** How far a rollout has come. */
export interface RolloutStanding {
  /** How many entries about it have counted. */
  readonly nth: number;
  /** `paused`: held at its stage, and does not go on by itself. */
  readonly state: 'running' | 'paused' | 'halted' | 'completed';
  /** Index of the stage. */
  readonly stage: number;
  /** When the stage began, ms; absent: with the release. */
  readonly since?: number;
}

/** By the rollout's id. */
export type RolloutStandings = ReadonlyMap<string, RolloutStanding>;

/** Of which nothing has been said since its release. */
export const BEGUN: RolloutStanding = { nth: 0, state: 'running', stage: 0 };

/** Who is in at a stage. */
export interface Share {
  readonly rollout: string;
  readonly trait: string | undefined;
  readonly percent: number;
  readonly values: ReadonlySet<string>;
  readonly seed: string;
}

/** Of the stage and all before it. Throws nothing; a stage that there is not is the last one. */
export function shareOf({ id, by = 'customer', stages }: Rollout, stage: number, seed: string): Share {
  const reached = stages.slice(0, stage + 1);
  return {
    rollout: id,
    trait: by === 'customer' ? undefined : by.trait,
    percent: Math.max(0, ...reached.map(({ percent = 0 }) => percent)),
    values: new Set(reached.flatMap(({ values = [] }) => values)),
    seed: `${seed}\u0000rollout:${id}`,
  };
}

/** Whose share it is: the customer, or the value of the trait as a text; undefined where there is none. */
export function subjectOf({ trait }: Share, { customer, view }: { readonly customer: string; readonly view: View }): string | undefined {
  if (trait === undefined) return customer;
  const value = view.trait(trait);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Who has no value is in when everybody is. */
export function isInShare({ percent, values, seed }: Share, subject: string | undefined): boolean {
  if (percent >= 100) return true;
  if (subject === undefined) return false;
  return values.has(subject) || hashUnit(seed, subject) * 100 < percent;
}

/** On which side of a rollout a customer is, and why. */
export interface RolloutPlace {
  readonly isIn: boolean;
  /** Index of the stage that decided it: the first at which the customer is in, else the present one. */
  readonly stage: number;
  readonly rule: `rollout.${'completed' | 'halted' | 'everybody' | 'named' | 'drawn' | 'not_drawn' | 'valueless'}`;
  /** `draw`: below which percentage the customer, or the value of the trait, is in; four places, rounded down. */
  readonly read: JsonObject;
}

/** As O3 has it. `seed`: the workspace's. */
export function placeIn(
  rollout: Rollout,
  { state, stage }: Pick<RolloutStanding, 'state' | 'stage'>,
  { seed, ...who }: { readonly seed: string; readonly customer: string; readonly view: View },
): RolloutPlace {
  if (state === 'completed') return { isIn: true, stage, rule: 'rollout.completed', read: {} };
  if (state === 'halted') return { isIn: false, stage, rule: 'rollout.halted', read: {} };
  const shares = rollout.stages.slice(0, stage + 1).map((_, index) => shareOf(rollout, index, seed));
  const first = shares.findIndex((share) => isInShare(share, subjectOf(share, who)));
  const decides = first === -1 ? stage : first;
  const share = shares[decides]!;
  const { percent, trait, values } = share;
  const subject = subjectOf(share, who);
  const about = { percent, ...(trait !== undefined && { [`trait.${trait}`]: subject ?? null }) };
  if (percent >= 100) return { isIn: true, stage: decides, rule: 'rollout.everybody', read: about };
  if (subject === undefined) return { isIn: false, stage: decides, rule: 'rollout.valueless', read: about };
  if (values.has(subject)) return { isIn: true, stage: decides, rule: 'rollout.named', read: about };
  const read = { ...about, draw: Math.floor(hashUnit(share.seed, subject) * 1_000_000) / 10_000 };
  return { isIn: first !== -1, stage: decides, rule: first === -1 ? 'rollout.not_drawn' : 'rollout.drawn', read };
}

/** How far it is after the entry, whose `at` (ms) is given; undefined: the entry does not count. */
export function afterMove(
  { stages }: Pick<Rollout, 'stages'>,
  standing: RolloutStanding,
  { nth, action, stage, at }: Pick<RolloutEntry, 'nth' | 'action' | 'stage'> & { readonly at: number },
): RolloutStanding | undefined {
  const { state } = standing;
  if (nth !== standing.nth + 1 || state === 'halted' || state === 'completed') return undefined;
  switch (action) {
    case 'advanced':
      return stage > standing.stage && stage < stages.length ? { nth, state, stage, since: at } : undefined;
    case 'paused':
      return state === 'running' ? { ...standing, nth, state: 'paused' } : undefined;
    case 'resumed':
      return state === 'paused' ? { ...standing, nth, state: 'running' } : undefined;
    case 'halted':
    case 'completed':
      return { ...standing, nth, state: action };
  }
}
