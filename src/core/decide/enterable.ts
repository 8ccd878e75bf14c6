/** Which journeys may be entered, indexed by what starts them, as rollouts leave it: so that an event meets only the journeys it can touch. */
import { eventNamesOf, type Rollout, type TraitDefinition, type Trigger } from '../../define/index.ts';
import { ZONE_TRAIT } from '../know/index.ts';
import { orderOf, type ReleaseEdit } from './edits.ts';
import type { CompiledJourney, JourneyPlan, TimedJourneys } from './plan.ts';
import { BEGUN, type RolloutStandings, type Share, shareOf } from './rollout.ts';

/** What a release brings of a journey stage by stage. */
export interface JourneyRollout {
  readonly rollout: Rollout;
  readonly release: number;
  readonly journey: string;
  readonly version: number;
  readonly before: number;
  /** Whether the latest release still has this version of it. */
  readonly isCurrent: boolean;
}

/** For whom a journey is, while a rollout runs. */
export interface Side {
  readonly share: Share;
  /** `after`: the new version, for who is in; `before`: for everybody else. */
  readonly side: 'after' | 'before';
  /** Whether there is nothing on the other side: the journey is new, or goes. */
  readonly isOnly: boolean;
}

/** What rollouts leave of a plan. */
export interface Enterable {
  readonly byEvent: ReadonlyMap<string, readonly CompiledJourney[]>;
  readonly bySegment: ReadonlyMap<string, readonly CompiledJourney[]>;
  /** By the segment whose leaving starts them. */
  readonly bySegmentLeft: ReadonlyMap<string, readonly CompiledJourney[]>;
  /** Those that are started by name, by their ids. */
  readonly byName: ReadonlyMap<string, readonly CompiledJourney[]>;
  readonly timed: TimedJourneys;
  /** What releases, and rollouts that were halted, have said about customers inside, by journey, in their order. */
  readonly edits: ReadonlyMap<string, readonly ReleaseEdit[]>;
}

/** What they are made from. */
export interface Versions {
  /** Journeys of the release, in the order of their ids. */
  readonly live: readonly CompiledJourney[];
  /** The versions before those that are being rolled out. */
  readonly former: readonly CompiledJourney[];
  readonly rollouts: readonly JourneyRollout[];
  /** What releases have said about customers inside, in their order. */
  readonly said: readonly ReleaseEdit[];
  readonly traits: ReadonlyMap<string, TraitDefinition>;
  readonly seed: string;
}

/** As things are with these standings; of a rollout that is not among them nothing more is known than that it has begun. */
export function enterableOf(versions: Versions, standings: RolloutStandings): Enterable {
  const journeys = sidesOf(versions, standings).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version));
  const startedBy = (type: Trigger['type'], on: 'enter' | 'exit' = 'enter') =>
    Map.groupBy(
      journeys.filter(({ trigger }) => trigger.type === type && trigger.on === on),
      ({ trigger }) => trigger.name,
    );
  return {
    byEvent: startedBy('event'),
    bySegment: startedBy('segment'),
    bySegmentLeft: startedBy('segment', 'exit'),
    byName: startedBy('start'),
    timed: timedOf(journeys, versions.traits),
    edits: Map.groupBy(editsOf(versions, standings), ({ journey }) => journey),
  };
}

/** The same plan, with rollouts as far as these standings say. */
export function withRollouts(plan: JourneyPlan, standings: RolloutStandings): JourneyPlan {
  return plan.sources.rollouts.length === 0 ? plan : { ...plan, ...enterableOf(plan.sources, standings) };
}

/** Rollouts that the latest release is still about, and their shares. */
export function currentRollouts({ sources }: Pick<JourneyPlan, 'sources'>): ReadonlyMap<string, JourneyRollout> {
  return new Map(sources.rollouts.filter(({ isCurrent }) => isCurrent).map((one) => [one.journey, one]));
}

function sidesOf({ live, former, rollouts, seed }: Versions, standings: RolloutStandings): CompiledJourney[] {
  const current = new Map(rollouts.filter(({ isCurrent }) => isCurrent).map((one) => [one.journey, one]));
  const stateOf = ({ rollout }: JourneyRollout) => standings.get(rollout.id) ?? BEGUN;
  const sided = (journey: CompiledJourney, one: JourneyRollout, side: Side['side']): CompiledJourney => ({
    ...journey,
    side: { share: shareOf(one.rollout, stateOf(one).stage, seed), side, isOnly: one.before === 0 || one.version === 0 },
  });
  const after = live.flatMap((journey): CompiledJourney[] => {
    const one = current.get(journey.id);
    // While the new version is in preparation the release has the one before itself.
    if (!one || one.version !== journey.version) return [journey];
    const { state } = stateOf(one);
    if (state === 'completed') return [journey];
    return state === 'halted' ? [] : [sided(journey, one, 'after')];
  });
  const before = former.flatMap((journey): CompiledJourney[] => {
    const one = current.get(journey.id);
    if (one?.before !== journey.version || live.some(({ id, version }) => id === journey.id && version === journey.version)) return [];
    const { state } = stateOf(one);
    if (state === 'completed') return [];
    return [state === 'halted' ? journey : sided(journey, one, 'before')];
  });
  return [...after, ...before];
}

/** What a release says of a journey that it rolls out counts for who is in; a rollout that was halted says the way back. */
function editsOf({ said, rollouts, seed }: Versions, standings: RolloutStandings): ReleaseEdit[] {
  const of = (edit: ReleaseEdit) => rollouts.find(({ release, journey }) => release === edit.release && journey === edit.journey);
  const edits = said.flatMap((edit): ReleaseEdit[] => {
    const one = of(edit);
    if (!one) return [edit];
    const { state, stage } = standings.get(one.rollout.id) ?? BEGUN;
    if (state === 'completed') return [edit];
    return state === 'halted' || !one.isCurrent ? [] : [{ ...edit, share: shareOf(one.rollout, stage, seed) }];
  });
  const back = rollouts.flatMap(({ rollout, release, journey, version, before }): ReleaseEdit[] => {
    if (version === 0 || standings.get(rollout.id)?.state !== 'halted') return [];
    const steps = { '*': before === 0 ? ('exit' as const) : ('move' as const), ...rollout.onHalt };
    return [{ release, journey, version: before, steps, from: version, isHalt: true }];
  });
  return [...edits, ...back].sort((a, b) => orderOf(a) - orderOf(b));
}

function timedOf(live: readonly CompiledJourney[], traits: ReadonlyMap<string, TraitDefinition>): TimedJourneys {
  const timed = live.filter(({ trigger }) => trigger.timing);
  const read = new Set(timed.length === 0 ? [] : [ZONE_TRAIT]);
  const segments = new Set<string>();
  for (const { trigger, side } of timed) {
    const timing = trigger.timing!;
    if (timing.type === 'date') read.add(timing.trait);
    else if (timing.segment !== undefined) segments.add(timing.segment);
    if (side?.share.trait !== undefined) read.add(side.share.trait);
  }
  const events = new Set([...read].flatMap((id) => (traits.has(id) ? changing(traits.get(id)!) : [])));
  return { journeys: timed, events, anyEvent: events.has(ANY), segments };
}

const ANY = '*';

/** Names of the events that may change the trait; `*` where they cannot be listed. */
function changing(trait: TraitDefinition): readonly string[] {
  if ('type' in trait) return ['$identify'];
  if (!('aggregate' in trait)) return [ANY];
  const { exact, prefixes, any } = eventNamesOf(trait.event);
  return any || prefixes.length > 0 ? [ANY] : exact;
}
