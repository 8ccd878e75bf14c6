/** Which version of a journey a customer enters while a rollout brings a new one, and why. */

import { placeIn } from '../../core/decide/index.ts';
import { BEGUN, currentRollouts, viewOf } from '../../core/index.ts';
import type { RolloutTold } from './explanation.ts';
import type { Person } from './world.ts';

/** Undefined where the running release is about no rollout of the journey. */
export function rolloutOf({ world, ids, customer, plan, now }: Person, journey: string): RolloutTold | undefined {
  const found = currentRollouts(plan.journeys).get(journey);
  if (!found) return undefined;
  const { rollout, release, version, before } = found;
  const standing = world.rolloutStanding(release, rollout.id) ?? BEGUN;
  const who = { seed: plan.journeys.sources.seed, customer: ids[0] ?? '', view: viewOf(customer.known, plan.know, now) };
  const { isIn, stage: decidedBy, rule, read } = placeIn(rollout, standing, who);
  const { state, stage } = standing;
  const about = { rollout: rollout.id, release, state, stage, stages: rollout.stages.length };
  return { ...about, version: isIn ? version : before, isNew: isIn, decidedBy, rule, read };
}
