/** What of a release reaches customers stage by stage (V5). */
import { VolanoError } from '../../base/index.ts';
import { BEGUN, currentRollouts, type Effects, type Plan, type RolloutStanding } from '../../core/index.ts';
import {
  type JourneyDefinition,
  type Release,
  type Released,
  type RolledOut,
  type Rollout,
  type RolloutSettings,
  rolloutFaults,
} from '../../define/index.ts';
import type { Change } from './changes.ts';
import type { ReleaseOptions } from './release.ts';
import { said } from './said.ts';

/** By journey: the rollout that the latest release is about. */
export type UnderWay = ReadonlyMap<string, RolledOut & Pick<RolloutStanding, 'state'> & { readonly id: string; readonly rollout: Rollout }>;

interface Made {
  readonly number: number;
  readonly latest: Release | undefined;
  readonly changes: readonly Change[];
  readonly definitions: readonly Released[];
}

/** Of a running engine. */
export function underWayIn({ journeys }: Pick<Plan, 'journeys'>, effects: Effects): UnderWay {
  const current = [...currentRollouts(journeys).values()];
  return new Map(
    current.map(({ rollout, release, journey, version, before }) => {
      const { state } = effects.get(release)?.rollouts?.[rollout.id] ?? BEGUN;
      return [journey, { journey, version, before, state, id: rollout.id, rollout }];
    }),
  );
}

const NONE: UnderWay = new Map();

/**
 * Of what changes; and, where it is said how, of what was halted. Throws VOLANO_ROLLOUT_RUNNING where a journey that is being rolled out changes,
 * VOLANO_DEFINITION_INVALID, and VOLANO_ROLLOUT_EMPTY where it is said how and no journey changes.
 */
export function rolloutsOf(made: Made, { rollout: asked, backTo, underWay = NONE }: ReleaseOptions): Rollout[] {
  const changed = new Set(made.changes.filter(({ kind }) => kind === 'journey').map(({ id }) => id));
  if (backTo !== undefined) return [];
  for (const [journey, { id, state }] of underWay)
    if (changed.has(journey) && (state === 'running' || state === 'paused'))
      throw new VolanoError('VOLANO_ROLLOUT_RUNNING', { id, journey });
  if (asked === 'at_once') return [];
  const versions = versionsIn(made.definitions);
  const before = versionsIn(made.latest?.definitions ?? []);
  const halted = asked ? [...underWay].flatMap(([id, { state }]) => (state === 'halted' && !changed.has(id) ? [id] : [])) : [];
  const all = [...changed, ...halted].sort().map((journey): RolledOut => {
    const open = underWay.get(journey);
    const former = open?.state === 'halted' ? open.before : (before.get(journey)?.version ?? 0);
    return { journey, version: versions.get(journey)?.version ?? 0, before: former };
  });
  // Of a journey that was halted the release may bring the version before itself.
  const journeys = all.filter(({ version, before: former }) => version !== former);
  if (asked) {
    if (journeys.length === 0) throw new VolanoError('VOLANO_ROLLOUT_EMPTY');
    return [checked({ ...asked, id: String(made.number), journeys }, made.definitions)];
  }
  return journeys.flatMap((one) => {
    const own = versions.get(one.journey)?.definition.rollout;
    return own ? [checked({ ...own, id: `${made.number}.${one.journey}`, journeys: [one] }, made.definitions)] : [];
  });
}

/** What is entered by those who are not in: it must not be missing, nor what it reads. */
export function formerVersions(
  earlier: readonly Release[],
  { definitions, rollouts }: Pick<Made, 'definitions'> & { readonly rollouts: readonly Rollout[] },
  underWay: UnderWay = NONE,
): readonly Released<JourneyDefinition>[] {
  const versions = versionsIn(definitions);
  const kept = [...underWay.values()].filter(({ journey, version, state }) => {
    return state !== 'completed' && (versions.get(journey)?.version ?? 0) === version;
  });
  return [...kept, ...rollouts.flatMap(({ journeys }) => journeys)].flatMap(({ journey, before }) => {
    const found = earlier.findLast((release) => versionsIn(release.definitions).get(journey)?.version === before);
    return found ? [versionsIn(found.definitions).get(journey)!] : [];
  });
}

function checked(rollout: Rollout, definitions: readonly Released[]): Rollout {
  const settings: RolloutSettings = rollout;
  for (const { path, text } of rolloutFaults(settings, 'rollout'))
    throw new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem: text });
  const { by } = settings;
  if (typeof by === 'object' && !definitions.some(({ definition }) => definition.kind === 'trait' && definition.id === by.trait))
    throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: 'rollout.by.trait', problem: said`there is no trait "${by.trait}"` });
  return rollout;
}

function versionsIn(definitions: readonly Released[]): ReadonlyMap<string, Released<JourneyDefinition>> {
  const journeys = definitions.filter((one): one is Released<JourneyDefinition> => one.definition.kind === 'journey');
  return new Map(journeys.map((one) => [one.definition.id, one]));
}
