/**
 * Making releases. Pure: history and project in, next release out.
 *
 * V1. Numbers are consecutive, beginning with 1.
 * V2. A version names a content for ever: equal contents of one definition have equal versions over the whole history, different
 *     contents different ones. So a rollback brings the old version back, and a definition that returns never takes a used number.
 * V3. Nothing that customers inside a journey still need is ever missing from a release, but where the release takes all of them out of the version.
 * V4. A release keeps what it says about customers inside of the journeys that it changes: what the definition says, over that what the maker says.
 * V5. While a rollout runs, a release leaves its journeys as they are, unless it is the way back; and whatever those who are not in enter is not missing.
 */
import { kindOf, VolanoError } from '../../base/index.ts';
import {
  type BlockDefinition,
  blocksWithin,
  type Definition,
  type JourneyDefinition,
  type Project,
  type Release,
  type Released,
  type RolloutSettings,
  referencesOf,
  type StepEdits,
  type TemplateDefinition,
  type TemplateVariables,
} from '../../define/index.ts';
import { canonicalText } from './canonical.ts';
import { type Change, changesBetween, nameOf } from './changes.ts';
import { editsOf, leaves } from './edits.ts';
import { formerVersions, rolloutsOf, type UnderWay } from './rollouts.ts';
import { said } from './said.ts';

export interface ReleaseOptions {
  readonly note?: string;
  /** The release whose definitions these are. */
  readonly backTo?: number;
  /** Members who proposed and approved it. */
  readonly by?: string;
  readonly approvedBy?: string;
  /** The journey versions that customers are inside of now. */
  readonly pinned?: readonly Released<JourneyDefinition>[];
  /** What the maker says about customers inside, by journey. */
  readonly edits?: Readonly<Record<string, StepEdits>>;
  /** How what it changes of journeys reaches customers; absent: as each journey says. `at_once`: whatever they say. */
  readonly rollout?: RolloutSettings | 'at_once';
  /** Rollouts that the latest release is about, and how far they have come. */
  readonly underWay?: UnderWay;
  /** What a template reads (the content room knows); a release keeps it beside the template. */
  readonly usesOf?: (template: TemplateDefinition) => TemplateVariables;
  /** Only to be looked at: whom a journey that goes would leave behind unsaid is for the review to find, and refused only when it is made. */
  readonly isReviewed?: boolean;
}

export interface NextRelease {
  /** The latest release itself when nothing has changed. */
  readonly release: Release;
  /** Against the latest release; empty when nothing has changed. */
  readonly changes: readonly Change[];
}

/**
 * The release that a (checked) project makes after the earlier ones, given in ascending order. Throws VOLANO_DEFINITION_IN_USE when
 * a definition is gone that customers inside a journey still need.
 */
export function nextRelease(earlier: readonly Release[], project: Project, options: ReleaseOptions = {}): NextRelease {
  const latest = earlier.at(-1);
  const changes = changesBetween(definitionsOf(latest), project.definitions);
  const again = typeof options.rollout === 'object' && [...(options.underWay?.values() ?? [])].some(({ state }) => state === 'halted');
  const given = again || Object.keys(options.edits ?? {}).length > 0;
  if (latest && changes.length === 0 && !given) return { release: latest, changes };
  const versions = versionsOf(earlier);
  const contentOf = contentTexts(project.definitions);
  const definitions = project.definitions.map((definition): Released => {
    const known = versions.get(nameOf(definition)) ?? new Map<string, number>();
    const version = known.get(contentOf(definition)) ?? Math.max(0, ...known.values()) + 1;
    return { version, definition, ...(definition.kind === 'template' && options.usesOf && { uses: options.usesOf(definition) }) };
  });
  const edits = editsOf({ latest, changes, definitions }, options.edits ?? {});
  const rollouts = rolloutsOf({ number: (latest?.number ?? 0) + 1, latest, changes, definitions }, options);
  refuseMissing(
    project,
    (options.pinned ?? []).filter((one) => !leaves(one, edits) && !isLeftToReview(one, { definitions, ...options })),
  );
  refuseMissing(project, formerVersions(earlier, { definitions, rollouts }, options.underWay), { itself: false });
  const { note, by, approvedBy, backTo } = options;
  const said = {
    ...(note !== undefined && { note }),
    ...(by !== undefined && { by }),
    ...(approvedBy !== undefined && { approvedBy }),
    ...(backTo !== undefined && { backTo }),
    ...(edits.length > 0 && { edits }),
    ...(rollouts.length > 0 && { rollouts }),
  };
  return { release: { number: (latest?.number ?? 0) + 1, ...said, definitions }, changes };
}

/** Of a journey that goes, and nobody has said yet what becomes of those inside. */
function isLeftToReview(
  { definition: { id } }: Released<JourneyDefinition>,
  { definitions, edits, isReviewed }: Pick<ReleaseOptions, 'edits' | 'isReviewed'> & { readonly definitions: readonly Released[] },
): boolean {
  const isThere = definitions.some(({ definition }) => definition.kind === 'journey' && definition.id === id);
  return isReviewed === true && !isThere && edits?.[id] === undefined;
}

/** The project as it was at an earlier release. Throws VOLANO_RELEASE_UNKNOWN. */
export function projectAt(earlier: readonly Release[], number: number): Project {
  const release = earlier.find((one) => one.number === number);
  if (!release) throw new VolanoError('VOLANO_RELEASE_UNKNOWN', { number, latest: earlier.at(-1)?.number ?? 0 });
  return { definitions: definitionsOf(release) };
}

function definitionsOf(release: Release | undefined): readonly Definition[] {
  return release?.definitions.map(({ definition }) => definition) ?? [];
}

/** By definition: content -> version. */
function versionsOf(earlier: readonly Release[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const versions = new Map<string, Map<string, number>>();
  for (const { definitions } of earlier) {
    const contentOf = contentTexts(definitions.map(({ definition }) => definition));
    for (const { version, definition } of definitions) {
      const name = nameOf(definition);
      const known = versions.get(name) ?? new Map<string, number>();
      versions.set(name, known.set(contentOf(definition), version));
    }
  }
  return versions;
}

/** What a version names: of a template with blocks, the blocks too, for they are part of what is sent. */
function contentTexts(definitions: readonly Definition[]): (definition: Definition) => string {
  const blocks = new Map<string, BlockDefinition>();
  for (const definition of definitions) if (definition.kind === 'block') blocks.set(definition.id, definition);
  return (definition) => {
    const within = definition.kind === 'template' && blocks.size > 0 ? [...blocksWithin(definition, blocks)].sort() : [];
    return canonicalText(within.length === 0 ? definition : [definition, ...within.map((id) => blocks.get(id))]);
  };
}

function refuseMissing(project: Project, pinned: readonly Released<JourneyDefinition>[], { itself } = { itself: true }): void {
  const present = new Set(project.definitions.map(nameOf));
  for (const { version, definition } of pinned) {
    const user = said`journey "${definition.id}" version ${version}`;
    for (const needed of [...(itself ? [definition] : []), ...referencesOf(definition)]) {
      if (present.has(nameOf(needed))) continue;
      throw new VolanoError('VOLANO_DEFINITION_IN_USE', { kind: kindOf(needed.kind), id: needed.id, user });
    }
  }
}
