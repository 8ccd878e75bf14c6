/**
 * What a release of a project would come to: what differs, whom it concerns, and what the lints find. Changes nothing.
 *
 * Who is inside of a journey is read from the warehouse, so it is as old as what the sink has not written yet: a few seconds.
 */
import {
  type Definition,
  type Finding,
  type JourneyDefinition,
  lintProject,
  listsWithin,
  type Project,
  type Release,
  type Step,
} from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { type Change, canonicalText, type NextRelease } from '../project/index.ts';
import { stepsInside } from './inside.ts';

export interface Review {
  /** The release in force when there is no change, else the one that it would be. */
  readonly number: number;
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  /** Journeys that change or go, and those inside. */
  readonly journeys: readonly JourneyReview[];
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
}

export interface GroupReview {
  readonly kind: 'segment' | 'tag';
  readonly id: string;
  readonly action: Change['action'];
  /** Who is in it now; absent of what is new: `volano preview` counts it. */
  readonly members?: number;
}

export interface ReviewWorld {
  readonly warehouse: Pick<Warehouse, 'query'>;
  /** Ascending. */
  readonly releases: readonly Release[];
  readonly counters: ReadonlyMap<string, number>;
  readonly next: (project: Project) => NextRelease;
  /** Resolves when the warehouse has what the engine has concluded. */
  readonly catchUp: () => Promise<void>;
}

/** Rejects with errors of kind `definition`. */
export async function reviewOf(project: Project, world: ReviewWorld): Promise<Review> {
  const { release, changes } = world.next(project);
  const uses = new Map(release.definitions.map((one) => [`${one.definition.kind} ${one.definition.id}`, one.uses]));
  return {
    number: release.number,
    changes,
    findings: lintProject(project, ({ id }) => uses.get(`template ${id}`)),
    journeys: await journeysOf(project, changes, world),
    groups: changes.flatMap((change) => groupOf(change, world)),
  };
}

async function journeysOf(project: Project, changes: readonly Change[], world: ReviewWorld): Promise<JourneyReview[]> {
  const concerned = changes.filter(({ kind, action }) => kind === 'journey' && action !== 'added');
  if (concerned.length === 0) return [];
  await world.catchUp();
  const inside = await stepsInside(
    world.warehouse,
    concerned.map(({ id }) => id),
  );
  return concerned.map(({ id, action }) => {
    const next = journeyIn(project.definitions, id);
    const steps = inside
      .filter(({ journey }) => journey === id)
      .map(({ version, step, inside }) => {
        const before = versionOf(world.releases, id, version);
        return { version, step, inside, becomes: becomes(step, before, next) };
      });
    return {
      journey: id,
      action: action as JourneyReview['action'],
      inside: steps.reduce((sum, one) => sum + one.inside, 0),
      steps,
    };
  });
}

function journeyIn(definitions: readonly Definition[], id: string): JourneyDefinition | undefined {
  return definitions.find((one): one is JourneyDefinition => one.kind === 'journey' && one.id === id);
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
  const { steps: _, otherwise: __, ...own } = step as Step & { steps?: unknown; otherwise?: unknown };
  return canonicalText(own, undefined);
}

function groupOf({ kind, id, action }: Change, { counters }: ReviewWorld): GroupReview[] {
  if (kind !== 'segment' && kind !== 'tag') return [];
  return [{ kind, id, action, ...(action !== 'added' && { members: counters.get(`${kind}:${id}`) ?? 0 }) }];
}
