/** Releases compiled into the Plan that `step` follows. */
import type { TimeZone } from '../base/index.ts';
import type { Release, WorkspaceDefinition } from '../define/index.ts';
import { type JourneyPlan, type PlacementPlan, type Reroutes, type RolloutStandings, withRollouts } from './decide/index.ts';
import { definitionsOf, type Effects, type Preparation, type Renewal, type Stage, stageOf } from './force/index.ts';
import { compileGuard, type GuardPlan } from './guard/index.ts';
import {
  compileIdentityRules,
  type Earlier,
  type IdentityRules,
  type KnowPlan,
  type PartLayout,
  type RecommendationModels,
  type RuleTable,
} from './know/index.ts';

/** Everything that is the same for all customers. Immutable; a release or model entry makes a new one. */
export interface Plan {
  /** Number of the latest release; 0 before the first. */
  readonly release: number;
  /** What of it is not in force yet; undefined: all of it is. */
  readonly preparation: Preparation | undefined;
  /** What has to be evaluated, and for whom, because things came to this. */
  readonly renewal: Renewal;
  readonly workspace: WorkspaceDefinition;
  readonly zone: TimeZone;
  readonly seed: string;
  readonly know: KnowPlan;
  readonly journeys: JourneyPlan;
  readonly placements: PlacementPlan;
  readonly guard: GuardPlan;
  readonly identity: IdentityRules;
  /** To read state written under earlier releases. */
  readonly earlier: Earlier;
}

/** Score trait id -> edges of its bins, scaled, ascending. */
export type ScoreEdges = ReadonlyMap<string, readonly number[]>;

/**
 * Compiles what is in force of the releases; the earlier ones keep journeys that customers may still be in, and layouts of stored state. `effects`:
 * how each release took effect; without them each did at once.
 * Throws VOLANO_DEFINITION_INVALID, VOLANO_DEFINITION_CYCLE, VOLANO_REFERENCE_UNKNOWN and others of kind `definition`.
 */
export function compilePlan(releases: readonly Release[], edges: ScoreEdges, effects?: Effects): Plan {
  const stage = stageOf(releases, effects);
  const { workspace, policy, know, journeys, placements } = stage.compiled;
  const definitions = releases.at(-1)?.definitions ?? [];
  return {
    release: releases.at(-1)?.number ?? 0,
    preparation: stage.preparation,
    renewal: stage.renewal,
    workspace,
    zone: workspace.timeZone,
    seed: workspace.seed,
    know: { ...know, edges },
    journeys: withRollouts(journeys, standingsIn(effects)),
    placements,
    guard: compileGuard({ policy, purposes: definitionsOf(definitions, 'purpose'), workspace }),
    identity: compileIdentityRules(definitionsOf(definitions, 'namespace'), workspace.fanIn),
    earlier: earlierOf(stage),
  };
}

/** How far rollouts have come. */
function standingsIn(effects: Effects = new Map()): RolloutStandings {
  return new Map([...effects.values()].flatMap(({ rollouts = {} }) => Object.entries(rollouts)));
}

/** The same plan, about to be followed by customers inside of journeys, and by journeys that come by themselves: no rule comes out otherwise than before. */
export function asMoved(plan: Plan): Plan {
  return { ...plan, renewal: { rules: [], among: 'everybody', areNew: false } };
}

/** The same plan with these models of recommendations. */
export function withModels(plan: Plan, models: RecommendationModels): Plan {
  return plan.know.models === models ? plan : { ...plan, know: { ...plan.know, models } };
}

/** The same plan with new edges of the score traits `changed`: only rules that read one of them can come out otherwise (N1). */
export function withEdges(plan: Plan, edges: ScoreEdges, changed: readonly string[]): Plan {
  const rules = plan.know.rules.filter(({ dependencies }) => changed.some((trait) => dependencies.scores.has(trait)));
  return { ...plan, know: { ...plan.know, edges }, renewal: { rules, among: 'everybody', areNew: false } };
}

/** The same plan with these steps rerouted. */
export function withReroutes(plan: Plan, reroutes: Reroutes): Plan {
  return { ...plan, journeys: { ...plan.journeys, reroutes } };
}

function earlierOf({ plans }: Stage): Earlier {
  const layouts = new Map<string, PartLayout>();
  const tables = new Map<number, RuleTable>();
  for (const know of plans) {
    for (const layout of know.layouts.values()) layouts.set(layout.id, layout);
    tables.set(know.table.id, know.table);
  }
  return { layouts, tables };
}
