/** Definitions compiled together: traits, rules and journeys share layouts. */
import type {
  Definition,
  DefinitionKind,
  JourneyDefinition,
  PolicyDefinition,
  Released,
  TemplateDefinition,
  WorkspaceDefinition,
} from '../../define/index.ts';
import {
  compileJourneys,
  compilePlacements,
  type JourneyPlan,
  type JourneyRollout,
  type PlacementPlan,
  type ReleaseEdit,
  type TemplateUse,
  type VariantUse,
} from '../decide/index.ts';
import { type Collecting, type DeclaredKeys, type KnowPlan, startKnowPlan } from '../know/index.ts';

export interface Compiled {
  readonly definitions: readonly Released[];
  readonly workspace: WorkspaceDefinition;
  readonly policy: PolicyDefinition | undefined;
  readonly know: KnowPlan;
  readonly journeys: JourneyPlan;
  readonly placements: PlacementPlan;
}

export interface CompileOptions {
  /** Earlier versions of journeys that customers may still be in. */
  readonly pinned?: readonly Released<JourneyDefinition>[];
  /** What releases have said about customers inside. */
  readonly edits?: readonly ReleaseEdit[];
  /** What releases bring stage by stage. */
  readonly rollouts?: readonly JourneyRollout[];
  readonly declaredKeys?: DeclaredKeys;
  readonly collecting?: Collecting;
}

const DEFAULT_WORKSPACE: WorkspaceDefinition = {
  kind: 'workspace',
  id: 'default',
  name: { en: 'Workspace', zh: '工作区' },
  timeZone: 'UTC',
  currency: 'USD',
  seed: 'volano',
};

/** Throws VOLANO_DEFINITION_INVALID, VOLANO_DEFINITION_CYCLE, VOLANO_REFERENCE_UNKNOWN and others of kind `definition`. */
export function compileDefinitions(definitions: readonly Released[], options: CompileOptions = {}): Compiled {
  const workspace = definitionsOf(definitions, 'workspace')[0] ?? DEFAULT_WORKSPACE;
  const policy = definitionsOf(definitions, 'policy')[0];
  const zone = workspace.timeZone;
  const builder = startKnowPlan(definitions, zone, options.declaredKeys);
  const sources = {
    live: releasedOf(definitions, 'journey'),
    pinned: options.pinned ?? [],
    edits: options.edits ?? [],
    rollouts: options.rollouts ?? [],
    seed: workspace.seed,
    templates: templatesOf(definitions),
    channels: definitionsOf(definitions, 'channel'),
    traits: definitionsOf(definitions, 'trait'),
    recommendations: atHandOf(definitions),
    benefits: definitionsOf(definitions, 'benefit'),
    zone,
    globalControl: policy?.globalControl ?? 0,
    arbitration: policy?.arbitration,
  };
  const journeys = compileJourneys(sources, builder.compile);
  const placements = compilePlacements(releasedOf(definitions, 'placement'), sources, builder.compile);
  return { definitions, workspace, policy, journeys, placements, know: builder.build(new Map(), options.collecting) };
}

type OfKind<K extends DefinitionKind> = Extract<Definition, { kind: K }>;

export function releasedOf<K extends DefinitionKind>(definitions: readonly Released[], kind: K): Released<OfKind<K>>[] {
  return definitions.filter((one): one is Released<OfKind<K>> => one.definition.kind === kind);
}

export function definitionsOf<K extends DefinitionKind>(definitions: readonly Released[], kind: K): OfKind<K>[] {
  return releasedOf(definitions, kind).map(({ definition }) => definition);
}

/** What recommendations read of the event. */
function atHandOf(definitions: readonly Released[]): Map<string, string | undefined> {
  return new Map(definitionsOf(definitions, 'recommendation').map(({ id, of }) => [id, of]));
}

function templatesOf(definitions: readonly Released[]): Map<string, TemplateUse> {
  const atHand = atHandOf(definitions);
  return new Map(
    releasedOf(definitions, 'template').map(({ definition, version, uses }) => [
      definition.id,
      {
        version,
        traits: uses?.traits ?? [],
        // What a recommendation reads of the event has to be kept as well.
        properties: [...(uses?.properties ?? []), ...(uses?.recommendations ?? []).flatMap((id) => atHand.get(id) ?? [])],
        ...(uses?.recommendations && { recommendations: uses.recommendations }),
        ...(uses?.requiredProperties && { requiredProperties: uses.requiredProperties }),
        ...(definition.variants && { variants: variantsOf(definition) }),
      },
    ]),
  );
}

function variantsOf({ variants = {} }: TemplateDefinition): readonly VariantUse[] {
  return Object.entries(variants).map(([id, { share, when }]) => ({ id, ...(share !== undefined && { share }), ...(when && { when }) }));
}
