/**
 * What a release of a project would come to: what differs, whom it concerns, and what the lints find. Changes nothing.
 *
 * Who is inside of a journey is read from the warehouse, so it is as old as what the sink has not written yet: a few seconds.
 */
import {
  ANY_STEP,
  editOf,
  type Finding,
  goneText,
  type JourneyDefinition,
  lintProject,
  listsWithin,
  OCCUPIED_STEP,
  occupiedText,
  type Project,
  type Release,
  type Released,
  type Rollout,
  type Step,
  type StepEdit,
  type StepEdits,
} from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { type Change, canonicalText, type NextRelease } from '../project/index.ts';
import { stepsInside } from './inside.ts';
import { pastSchedules } from './past.ts';

export interface Review {
  /** The release in force when there is no change, else the one that it would be. */
  readonly number: number;
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  /** Journeys that change or go, and those inside. */
  readonly journeys: readonly JourneyReview[];
  /** What of it reaches customers stage by stage; everything else is there for everybody at once. */
  readonly rollouts: readonly Rollout[];
  /** Segments and tags that change or go. */
  readonly groups: readonly GroupReview[];
}

export interface JourneyReview {
  readonly journey: string;
  readonly action: 'changed' | 'removed';
  /** Instances inside, of all versions. */
  readonly inside: number;
  /** Where they are. */
  readonly steps: readonly StepReview[];
}

export interface StepReview {
  readonly version: number;
  readonly step: string;
  readonly inside: number;
  /** What becomes of the step that they rest at: it stays as it is, says something else, or is not there any more. */
  readonly becomes: 'same' | 'changed' | 'removed';
  /** What becomes of those who rest there; where nothing is said they stay on their version. */
  readonly edit: StepEdit;
  /** Whether anything is said of it. */
  readonly isSaid: boolean;
}

export interface GroupReview {
  readonly kind: 'segment' | 'tag';
  readonly id: string;
  readonly action: Change['action'];
  /** Who is in it now; absent of what is new: `volano preview` counts it. */
  readonly members?: number;
}

/** What the maker says about customers inside, by journey. */
export type Edits = Readonly<Record<string, StepEdits>>;

export interface ReviewWorld {
  readonly warehouse: Pick<Warehouse, 'query'>;
  /** Ascending. */
  readonly releases: readonly Release[];
  readonly counters: ReadonlyMap<string, number>;
  readonly next: (project: Project, edits: Edits | undefined) => NextRelease;
  /** Resolves when the warehouse has what the engine has concluded. */
  readonly catchUp: () => Promise<void>;
  /** The present as the engine has it, ms. */
  readonly now: number;
}

/** Rejects with errors of kind `definition`. */
export async function reviewOf(project: Project, edits: Edits | undefined, world: ReviewWorld): Promise<Review> {
  const made = world.next(project, edits);
  const { release, changes } = made;
  const uses = new Map(release.definitions.map((one) => [`${one.definition.kind} ${one.definition.id}`, one.uses]));
  const journeys = await journeysOf(made, world);
  const inForce = (world.releases.at(-1)?.definitions ?? []).map(({ definition }) => definition);
  return {
    number: release.number,
    changes,
    findings: [
      ...lintProject(project, ({ id }) => uses.get(`template ${id}`), inForce),
      ...journeys.flatMap(occupied),
      ...pastSchedules(made, world.now),
    ],
    journeys,
    rollouts: world.releases.includes(release) ? [] : (release.rollouts ?? []),
    groups: changes.flatMap((change) => groupOf(change, world)),
  };
}

async function journeysOf({ release, changes }: NextRelease, world: ReviewWorld): Promise<JourneyReview[]> {
  const actions = new Map((release.edits ?? []).map(({ journey }): [string, JourneyReview['action']] => [journey, 'changed']));
  for (const { kind, id, action } of changes) if (kind === 'journey' && action !== 'added') actions.set(id, action);
  if (actions.size === 0 || world.releases.includes(release)) return [];
  await world.catchUp();
  const inside = await stepsInside(world.warehouse, [...actions.keys()]);
  return [...actions].map(([id, action]) => {
    const next = journeyIn(release, id);
    const said = release.edits?.find(({ journey }) => journey === id)?.steps ?? {};
    const steps = inside
      .filter(({ journey }) => journey === id)
      .map(({ version, step, inside }): StepReview => {
        const edit = version === next?.version ? undefined : editOf(said, step);
        const place = { version, step, inside, becomes: becomes(step, versionOf(world.releases, id, version), next?.definition) };
        return { ...place, edit: edit ?? 'stay', isSaid: edit !== undefined };
      });
    return { journey: id, action, inside: steps.reduce((sum, one) => sum + one.inside, 0), steps };
  });
}

/** Somebody rests at a step that goes, and nothing is said of it: what its maker means is not to be guessed. */
function occupied({ journey, action, inside, steps }: JourneyReview): Finding[] {
  const open = steps.filter(({ becomes, isSaid }) => becomes === 'removed' && !isSaid);
  const about = { lint: OCCUPIED_STEP, severity: 'error', kind: 'journey', id: journey } as const;
  // Of a journey that goes nothing is left to stay or to move on in, so it is one question.
  if (action === 'removed') return open.length === 0 ? [] : [{ ...about, path: `edits.${ANY_STEP}`, text: goneText({ journey, inside }) }];
  return open.map(({ step, version, inside }) => ({
    ...about,
    path: `edits.${step}`,
    text: occupiedText({ journey, step, version, inside }),
  }));
}

function journeyIn({ definitions }: Release, id: string): Released<JourneyDefinition> | undefined {
  return definitions.find((one): one is Released<JourneyDefinition> => one.definition.kind === 'journey' && one.definition.id === id);
}

function versionOf(releases: readonly Release[], id: string, version: number): JourneyDefinition | undefined {
  const all = releases.flatMap(({ definitions }) => definitions);
  const found = all.find((one) => one.version === version && one.definition.kind === 'journey' && one.definition.id === id);
  return found?.definition as JourneyDefinition | undefined;
}

function becomes(id: string, before: JourneyDefinition | undefined, next: JourneyDefinition | undefined): StepReview['becomes'] {
  const now = next && stepIn(next.steps, id);
  if (!now) return 'removed';
  const was = before && stepIn(before.steps, id);
  return was && ownText(was) === ownText(now) ? 'same' : 'changed';
}

function stepIn(steps: readonly Step[], id: string): Step | undefined {
  for (const step of steps) {
    if (step.id === id) return step;
    for (const list of listsWithin(step)) {
      const found = stepIn(list.steps, id);
      if (found) return found;
    }
  }
  return undefined;
}

/** What the step itself says, without the steps inside it. */
function ownText(step: Step): string {
  const inside = new Set<unknown>(listsWithin(step).map(({ steps }) => steps));
  return canonicalText(JSON.parse(JSON.stringify(step, (_, value) => (inside.has(value) ? undefined : value))));
}

function groupOf({ kind, id, action }: Change, { counters }: ReviewWorld): GroupReview[] {
  if (kind !== 'segment' && kind !== 'tag') return [];
  return [{ kind, id, action, ...(action !== 'added' && { members: counters.get(`${kind}:${id}`) ?? 0 }) }];
}
