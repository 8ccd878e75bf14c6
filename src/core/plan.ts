/** Releases compiled into the Plan that `step` follows. */
import { type TimeZone, VolanoError } from '../base/index.ts';
import type { Definition, DefinitionKind, Release, Released, WorkspaceDefinition } from '../define/index.ts';
import { compileJourneys, type JourneyPlan, type JourneySources, type TemplateUse } from './decide/index.ts';
import { compileGuard, type GuardPlan } from './guard/index.ts';
import {
  compileIdentityRules,
  type Earlier,
  type IdentityRules,
  type KnowPlan,
  type PartLayout,
  type RuleTable,
  startKnowPlan,
} from './know/index.ts';

/** Everything that is the same for all customers. Immutable; a release or model entry makes a new one. */
export interface Plan {
  /** Number of the release; 0 before the first. */
  readonly release: number;
  readonly workspace: WorkspaceDefinition;
  readonly zone: TimeZone;
  readonly seed: string;
  readonly know: KnowPlan;
  readonly journeys: JourneyPlan;
  readonly guard: GuardPlan;
  readonly identity: IdentityRules;
  /** To read state written under earlier releases. */
  readonly earlier: Earlier;
}

/** Score trait id -> edges of its bins, scaled, ascending. */
export type ScoreEdges = ReadonlyMap<string, readonly number[]>;

const NO_RELEASE: Release = { number: 0, definitions: [] };
const DEFAULT_WORKSPACE: WorkspaceDefinition = {
  kind: 'workspace',
  id: 'default',
  name: { en: 'Workspace', zh: '工作区' },
  timeZone: 'UTC',
  currency: 'USD',
  seed: 'volano',
};

/**
 * Compiles the latest of the releases; the earlier ones keep journeys that customers may still be in, and layouts of stored state.
 * Throws VOLANO_DEFINITION_INVALID, VOLANO_DEFINITION_CYCLE, VOLANO_REFERENCE_UNKNOWN and others of kind `definition`.
 */
export function compilePlan(releases: readonly Release[], edges: ScoreEdges): Plan {
  const { release, workspace, policy, know, journeys } = compileKnowledge(releases, edges);
  const purposes = of(release, 'purpose').map(({ definition }) => definition);
  return {
    release: release.number,
    workspace,
    zone: workspace.timeZone,
    seed: workspace.seed,
    know,
    journeys,
    guard: compileGuard({ policy, purposes, workspace }),
    identity: compileIdentityRules(
      of(release, 'namespace').map(({ definition }) => definition),
      workspace.fanIn,
    ),
    earlier: earlierOf(releases.slice(0, -1)),
  };
}

/** Traits, rules and journeys share layouts, so they compile together. */
function compileKnowledge(releases: readonly Release[], edges: ScoreEdges) {
  const release = releases.at(-1) ?? NO_RELEASE;
  const workspace = of(release, 'workspace')[0]?.definition ?? DEFAULT_WORKSPACE;
  const builder = startKnowPlan(release.definitions, workspace.timeZone);
  const policy = of(release, 'policy')[0]?.definition;
  const pinned = releases.slice(0, -1).flatMap((earlier) => of(earlier, 'journey'));
  const sources: JourneySources = {
    live: of(release, 'journey'),
    pinned,
    templates: templatesOf(release),
    channels: of(release, 'channel').map(({ definition }) => definition),
    traits: of(release, 'trait').map(({ definition }) => definition),
    zone: workspace.timeZone,
    globalControl: policy?.globalControl ?? 0,
  };
  const journeys = compileJourneys(sources, builder.compile);
  return { release, workspace, policy, journeys, know: builder.build(edges) };
}

/** The same plan with new edges of a score trait. */
export function withEdges(plan: Plan, edges: ScoreEdges): Plan {
  return { ...plan, know: { ...plan.know, edges } };
}

function of<K extends DefinitionKind>(release: Release, kind: K): Released<Extract<Definition, { kind: K }>>[] {
  return release.definitions.filter((one): one is Released<Extract<Definition, { kind: K }>> => one.definition.kind === kind);
}

function templatesOf(release: Release): Map<string, TemplateUse> {
  return new Map(
    of(release, 'template').map(({ definition, version, uses }) => [
      definition.id,
      {
        version,
        traits: uses?.traits ?? [],
        properties: uses?.properties ?? [],
        ...(uses?.requiredProperties && { requiredProperties: uses.requiredProperties }),
      },
    ]),
  );
}

function earlierOf(releases: readonly Release[]): Earlier {
  const layouts = new Map<string, PartLayout>();
  const tables = new Map<number, RuleTable>();
  for (let count = 0; count <= releases.length; count++) {
    try {
      const { know } = compileKnowledge(releases.slice(0, count), new Map());
      for (const layout of know.layouts.values()) layouts.set(layout.id, layout);
      tables.set(know.table.id, know.table);
    } catch (error) {
      // A release that never compiled was never in force, so no state has its layouts.
      if (!(error instanceof VolanoError)) throw error;
    }
  }
  return { layouts, tables };
}
