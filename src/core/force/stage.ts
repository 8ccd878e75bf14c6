/**
 * Which definitions are in force: those of the latest release but for what is in preparation. A definition that reads something of the past which
 * nobody has kept is in preparation until a backfill has filled it in, and with it all that reads it. Until then its earlier version, if there is
 * one, stays in force; what it will read is collected beside what is read.
 *
 * I1. What is in force is a function of the releases and of how each of them took effect.
 * I2. Of what is in force everything that it reads is complete: kept since the customer's beginning, as far back as it reads.
 * I3. Nothing that is in force by the latest release reads what is in preparation.
 */
import { VolanoError } from '../../base/index.ts';
import type { JourneyDefinition, Release, Released } from '../../define/index.ts';
import type { JourneyRollout, ReleaseEdit, RolloutStanding } from '../decide/index.ts';
import { type KnowPlan, keepsAlike, layoutBeyond, type PartLayout, type Preparing, preparingKey } from '../know/index.ts';
import { type Compiled, compileDefinitions, releasedOf } from './compiling.ts';
import { type DeclaredPlaces, declaredBeyond, keysOf, placesOf } from './declared.ts';
import { type Renewal, renewalOf } from './renewal.ts';
import { meanwhile, type Wanted, waitingOf, whatWaits } from './waiting.ts';

/**
 * How a release took effect: all at once; only in part; in part, and wholly when a backfill had filled in what it lacked. `with_gaps`: at once, whatever it
 * lacked, because that was before there were backfills.
 */
export type Effect = 'at_once' | 'in_part' | 'backfilled' | 'with_gaps';

/** By number of the release; of one that is not there nothing more is known than that it came. `rollouts`: how far each of it has come, by id; absent: it has begun. */
export type Effects = ReadonlyMap<number, { readonly how: Effect; readonly rollouts?: Readonly<Record<string, RolloutStanding>> }>;

/** What the latest release waits for. */
export interface Preparation {
  /** Number of the release with which the collecting began: a later one that needs the same goes on with it. */
  readonly since: number;
  readonly definitions: readonly Released[];
}

/** Things as a release leaves them. */
export interface Stage {
  readonly compiled: Compiled;
  readonly preparation: Preparation | undefined;
  /** Of what is in force, and of what is in preparation. */
  readonly declared: DeclaredPlaces;
  readonly wanted: DeclaredPlaces;
  /** Every version of a journey that has been in force. */
  readonly journeys: readonly Released<JourneyDefinition>[];
  /** What releases have said about customers inside of journeys. */
  readonly edits: readonly ReleaseEdit[];
  /** What releases bring stage by stage. */
  readonly rollouts: readonly JourneyRollout[];
  readonly takenOver: KnowPlan['takenOver'];
  /** Whether something that is in force may rest on a past with gaps. */
  readonly hasGaps: boolean;
  /** What it asks for that things have come to this. */
  readonly renewal: Renewal;
  /** All plans on the way here: state may have been written under any of them. */
  readonly plans: readonly KnowPlan[];
}

/** What the releases come to, each having taken effect as `effects` say; undefined: all at once. Throws as `compileDefinitions` does. */
export function stageOf(releases: readonly Release[], effects: Effects | undefined): Stage {
  let stage = NOTHING;
  releases.forEach((release, i) => {
    const effect = effects ? (effects.get(release.number)?.how ?? 'in_part') : 'at_once';
    try {
      stage = remembered(stage, release, effect);
    } catch (error) {
      // A release that never compiled was never in force.
      if (i === releases.length - 1 || !(error instanceof VolanoError)) throw error;
    }
  });
  return stage;
}

const NOTHING_FILLED: ReadonlyMap<string, PartLayout> = new Map();
const NOTHING: Stage = stageAfter(compileDefinitions([]));

function stageAfter(compiled: Compiled): Stage {
  const none = new Map<string, never>();
  const renewal = { rules: [], among: 'nobody', areNew: true } as const;
  return {
    compiled,
    preparation: undefined,
    declared: none,
    wanted: none,
    journeys: [],
    edits: [],
    rollouts: [],
    takenOver: none,
    hasGaps: false,
    renewal,
    plans: [compiled.know],
  };
}

const known = new WeakMap<Release, { readonly before: Stage; readonly effect: Effect; readonly stage: Stage }>();

function remembered(before: Stage, release: Release, effect: Effect): Stage {
  const found = known.get(release);
  if (found?.before === before && found.effect === effect) return found.stage;
  const stage = effect === 'backfilled' ? takeOver(remembered(before, release, 'in_part'), before, release) : next(before, release, effect);
  known.set(release, { before, effect, stage });
  return stage;
}

function next(earlier: Stage, release: Release, effect: Effect): Stage {
  const before = { ...earlier, edits: [...earlier.edits, ...editsIn(release)], rollouts: rolloutsAfter(earlier.rollouts, release) };
  const wanted = wantedOf(before, release);
  const waits = effect === 'in_part' ? whatWaits(wanted, before) : new Set<string>();
  if (waits.size === 0) return settled({ ...before, hasGaps: before.hasGaps || effect === 'with_gaps' }, wanted);
  return prepared(before, release, { wanted, waits });
}

function editsIn({ number, edits = [] }: Release): ReleaseEdit[] {
  return edits.map((edit) => ({ ...edit, release: number }));
}

/** A rollout is about a journey while releases have the version that it brings, and bring it in no other way. */
function rolloutsAfter(before: readonly JourneyRollout[], { number, rollouts = [], definitions }: Release): readonly JourneyRollout[] {
  if (before.length === 0 && rollouts.length === 0) return before;
  const versions = new Map(releasedOf(definitions, 'journey').map(({ definition, version }) => [definition.id, version]));
  const begun = rollouts.flatMap((rollout) => rollout.journeys.map((one) => ({ ...one, rollout, release: number, isCurrent: true })));
  const again = new Set(begun.map(({ journey }) => journey));
  const isLeft = ({ journey, version }: JourneyRollout) => again.has(journey) || (versions.get(journey) ?? 0) !== version;
  return [...before.map((one) => (one.isCurrent && isLeft(one) ? { ...one, isCurrent: false } : one)), ...begun];
}

function wantedOf(before: Stage, { number, definitions }: Release): Wanted {
  const declared = placesOf({ number, definitions }, before.declared, before.wanted);
  const { journeys: pinned, takenOver, edits, rollouts } = before;
  const all = compileDefinitions(definitions, { pinned, edits, rollouts, declaredKeys: keysOf(declared), collecting: { takenOver } });
  return { definitions, all, declared };
}

/** All of the release is in force. */
function settled(before: Stage, { all, declared, definitions }: Wanted): Stage {
  return {
    compiled: all,
    preparation: undefined,
    declared,
    wanted: new Map(),
    journeys: withJourneys(before.journeys, definitions),
    edits: before.edits,
    rollouts: before.rollouts,
    takenOver: all.know.takenOver,
    hasGaps: before.hasGaps,
    renewal: renewalOf({ before: before.compiled, after: all, filled: NOTHING_FILLED, journeys: before.journeys }),
    plans: [...before.plans, all.know],
  };
}

function prepared(before: Stage, release: Release, { wanted, waits }: { wanted: Wanted; waits: ReadonlySet<string> }): Stage {
  const definitions = meanwhile(wanted, waits, before);
  const isNew = new Set(wanted.definitions);
  const declared = new Map(
    definitions.flatMap((one) => {
      const { id } = one.definition;
      const place = (isNew.has(one) ? wanted : before).declared.get(id);
      return one.definition.kind === 'trait' && place ? [[id, place] as const] : [];
    }),
  );
  const { journeys: pinned, takenOver, edits, rollouts } = before;
  let since = release.number;
  const preparing = (layouts: ReadonlyMap<string, PartLayout>): Preparing => {
    const collected = [...keysOf(declared).values()];
    const more = wanted.all.know.declared.filter(({ key }) => !collected.includes(key));
    const grown = { layouts: growing(wanted.all.know.layouts, layouts, since), declared: more };
    const under = before.preparation;
    if (!under || !isAlike(grown, before.compiled.know.preparing!)) return grown;
    since = under.since;
    return { ...grown, layouts: growing(wanted.all.know.layouts, layouts, since) };
  };
  const compiled = compileDefinitions(definitions, {
    pinned,
    edits,
    rollouts,
    declaredKeys: keysOf(declared),
    collecting: { takenOver, preparing },
  });
  return {
    compiled,
    preparation: { since, definitions: waitingOf(wanted, waits) },
    declared,
    wanted: wanted.declared,
    journeys: withJourneys(before.journeys, definitions),
    edits: before.edits,
    rollouts: before.rollouts,
    takenOver,
    hasGaps: before.hasGaps,
    renewal: renewalOf({ before: before.compiled, after: compiled, filled: NOTHING_FILLED, journeys: before.journeys }),
    plans: [...before.plans, compiled.know],
  };
}

/** Layouts of what grows beside the parts there are. */
function growing(wanted: KnowPlan['layouts'], kept: ReadonlyMap<string, PartLayout>, since: number): PartLayout[] {
  const grown: PartLayout[] = [];
  for (const layout of wanted.values()) {
    const place = { slot: kept.size + grown.length, key: preparingKey(layout.key, since) };
    const beyond = layoutBeyond(layout, kept.get(layout.key), place);
    if (beyond) grown.push(beyond);
  }
  return grown;
}

/** Whether all of the one has been collected by the other. */
function isAlike(a: Preparing, b: Preparing): boolean {
  if (declaredBeyond(a.declared, b.declared).length > 0) return false;
  return a.layouts.every((layout) => b.layouts.some((other) => keepsAlike(layout, other)));
}

/** The backfill of a release is complete: what has grown takes its place. */
function takeOver(open: Stage, before: Stage, release: Release): Stage {
  const { preparation, compiled } = open;
  if (!preparation) return open;
  const takenOver = new Map(open.takenOver);
  for (const { prepares, key } of compiled.know.preparing!.layouts) takenOver.set(prepares!, [...(takenOver.get(prepares!) ?? []), key]);
  const { edits, rollouts } = open;
  const { all, ...wanted } = wantedOf({ ...before, edits, rollouts }, release);
  const stage = settled({ ...before, edits, rollouts }, { ...wanted, all: { ...all, know: { ...all.know, takenOver } } });
  const journeys = withJourneys(open.journeys, release.definitions);
  const filled = new Map(compiled.know.preparing!.layouts.map((layout) => [layout.prepares!, layout]));
  const { hasGaps } = open;
  const renewal = renewalOf({ before: compiled, after: stage.compiled, filled, closesGaps: hasGaps, journeys: open.journeys });
  return { ...stage, journeys, renewal, plans: [...open.plans, stage.compiled.know] };
}

function withJourneys(journeys: Stage['journeys'], definitions: readonly Released[]): Stage['journeys'] {
  return [...journeys, ...releasedOf(definitions, 'journey')];
}
