/** What is said about rollouts, as the engine takes it in. */
import { afterMove, BEGUN, currentRollouts, type Fact, type JourneyRollout, type Plan, type RolloutEntry } from '../../core/index.ts';
import type { Release, Rollout } from '../../define/index.ts';
import type { Batch, Positioned } from './batch.ts';
import { NOBODY } from './entry-facts.ts';
import { type Meta, planOf } from './meta.ts';

interface World {
  readonly batch: Batch;
  readonly meta: Meta;
  readonly plan: Plan;
}

/** The plan that the next batch follows; undefined: nothing changes. */
export function applyRollout(one: Positioned, entry: RolloutEntry, { batch, meta, plan }: World): Plan | undefined {
  const { id, release, nth, action, stage, by, reason, evidence } = entry;
  const { at } = one;
  const said = { by, ...(reason !== undefined && { reason }), ...(evidence && { evidence: [...evidence] }) };
  const about = [...currentRollouts(plan.journeys).values()].filter((current) => current.rollout.id === id && current.release === release);
  const effect = meta.effects.get(release);
  const rollout = about[0]?.rollout;
  const next = rollout && effect && afterMove(rollout, effect.rollouts?.[id] ?? BEGUN, { nth, action, stage, at });
  if (!next) {
    const detail = { action, nth, stage, ...said };
    batch.note(one, { ...NOBODY, kind: 'rollout', action: 'refused', at, name: id, version: release, detail });
    return undefined;
  }
  batch.note(one, factOf(rollout, { action, at, release, stage: next.stage, said }));
  meta.effects = new Map(meta.effects).set(release, { ...effect, rollouts: { ...effect.rollouts, [id]: next } });
  if (asksForPass(action, about, { meta, plan })) meta.run = meta.run ? { cursor: '' } : { cursor: '', scope: 'moved' };
  return planOf(meta);
}

/** What begins with a release. */
export function rolloutsBegun({ at }: Pick<Positioned, 'at'>, { number, rollouts = [] }: Release): readonly Fact[] {
  return rollouts.map((rollout) => factOf(rollout, { action: 'started', at, release: number, stage: 0, said: {} }));
}

interface About {
  readonly action: string;
  /** Ms. */
  readonly at: number;
  readonly release: number;
  readonly stage: number;
  readonly said: NonNullable<Fact['detail']>;
}

function factOf({ id, stages, journeys }: Rollout, { action, at, release, stage, said }: About): Fact {
  const { percent, values } = stages[stage]!;
  const who = { ...(percent !== undefined && { percent }), ...(values && { values: [...values] }) };
  const detail = { stage, ...who, journeys: journeys.map(({ journey }) => journey), ...said };
  return { ...NOBODY, kind: 'rollout', action, at, name: id, version: release, detail };
}

/** Who is inside may have to follow what was said, and what comes by itself may come to somebody else: nobody of them need have an entry of its own. */
function asksForPass(
  action: RolloutEntry['action'],
  about: readonly JourneyRollout[],
  { meta, plan }: Pick<World, 'meta' | 'plan'>,
): boolean {
  if (action === 'paused' || action === 'resumed') return false;
  if (action === 'halted') return true;
  const { edits = [] } = meta.releases.find(({ number }) => number === about[0]!.release) ?? {};
  const isIn = (id: string) => about.some(({ journey }) => journey === id);
  return edits.some(({ journey }) => isIn(journey)) || plan.journeys.timed.journeys.some(({ id }) => isIn(id));
}
