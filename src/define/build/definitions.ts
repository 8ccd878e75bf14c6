/** The `define*` functions: each returns the definition as plain JSON data, with its kind filled in. Nothing is checked here; `validateProject` does. */
import type { BenefitDefinition } from '../benefit.ts';
import type { BlockDefinition } from '../block.ts';
import type { ChannelDefinition } from '../channel.ts';
import type { EventDefinition } from '../event.ts';
import type { JourneyDefinition } from '../journey.ts';
import type { PlacementCandidate, PlacementDefinition } from '../placement.ts';
import type { NamespaceDefinition, PolicyDefinition, PurposeDefinition, WorkspaceDefinition } from '../policy.ts';
import type { Definition, Project } from '../project.ts';
import type { RecommendationDefinition } from '../recommendation.ts';
import type { SegmentDefinition } from '../segment.ts';
import type { TagDefinition, TagGroupDefinition } from '../tag.ts';
import type { TemplateDefinition, TemplateVariant } from '../template.ts';
import type { ComputedTrait, DeclaredTrait, FormulaTrait, ScoreTrait, TraitDefinition } from '../trait.ts';
import type { EventMatch } from '../trigger.ts';
import { type ConditionInput, conditionOf, endOf } from './conditions.ts';
import { type ExpressionInput, expressionOf } from './formulas.ts';
import { type StepInput, stepsOf } from './step-inputs.ts';

type Input<D extends Definition, Loose extends keyof D = never> = Omit<D, 'kind' | Loose>;

/** What `defineTrait` takes for a trait that a source tells. */
export type DeclaredTraitInput = Input<DeclaredTrait>;
/** What `defineTrait` takes for a trait computed from events. */
export type ComputedTraitInput = Input<ComputedTrait, 'where'> & { readonly where?: ConditionInput };
/** What `defineTrait` takes for a trait computed from other traits. */
export type FormulaTraitInput = Input<FormulaTrait, 'formula'> & { readonly formula: ExpressionInput };
/** What `defineTrait` takes for a quantile score. */
export type ScoreTraitInput = Input<ScoreTrait>;
/** What `defineTag` takes. */
export type TagInput = Input<TagDefinition, 'rule'> & { readonly rule: ConditionInput };
/** What `defineSegment` takes. */
export type SegmentInput = Input<SegmentDefinition, 'condition'> & { readonly condition: ConditionInput };
/** What `defineJourney` takes. Ids of steps may be left out. */
export type JourneyInput = Input<JourneyDefinition, 'when' | 'goal' | 'exits' | 'steps'> & {
  readonly when?: ConditionInput;
  readonly goal?: EventMatch | ConditionInput;
  readonly exits?: readonly (EventMatch | ConditionInput)[];
  readonly steps: readonly StepInput[];
};
/** What `definePolicy` takes. */
export type PolicyInput = Omit<PolicyDefinition, 'kind' | 'id'>;

/** A trait told by a source (`type`), computed from events (`aggregate`), from other traits (`formula`), or a quantile score (`score`). */
export function defineTrait(input: ComputedTraitInput): ComputedTrait;
export function defineTrait(input: FormulaTraitInput): FormulaTrait;
export function defineTrait(input: ScoreTraitInput): ScoreTrait;
export function defineTrait(input: DeclaredTraitInput): DeclaredTrait;
export function defineTrait(input: DeclaredTraitInput | ComputedTraitInput | FormulaTraitInput | ScoreTraitInput): TraitDefinition {
  if ('formula' in input) return { kind: 'trait', ...input, formula: expressionOf(input.formula) };
  if (!('aggregate' in input)) return { kind: 'trait', ...input };
  const { where, ...rest } = input;
  return { kind: 'trait', ...rest, ...(where && { where: conditionOf(where) }) };
}

/** A label with a rule, an owner and an expiry. */
export function defineTag(input: TagInput): TagDefinition {
  return { kind: 'tag', ...input, rule: conditionOf(input.rule) };
}

/** Tags that belong together; in an exclusive group at most one holds. */
export function defineTagGroup(input: Input<TagGroupDefinition>): TagGroupDefinition {
  return { kind: 'tag_group', ...input };
}

/** A condition whose members are tracked live. */
export function defineSegment(input: SegmentInput): SegmentDefinition {
  return { kind: 'segment', ...input, condition: conditionOf(input.condition) };
}

/** What a customer is led through, step by step, from a trigger to a goal. */
export function defineJourney(input: JourneyInput): JourneyDefinition {
  const { when, goal, exits, steps, ...rest } = input;
  return {
    kind: 'journey',
    ...rest,
    ...(when && { when: conditionOf(when) }),
    ...(goal && { goal: endOf(goal) }),
    ...(exits && { exits: exits.map(endOf) }),
    steps: stepsOf(steps),
  };
}

/** A way to reach customers. */
export function defineChannel(input: Input<ChannelDefinition>): ChannelDefinition {
  return { kind: 'channel', ...input };
}

/** What `defineTemplate` takes. */
export type TemplateInput = Input<TemplateDefinition, 'variants'> & {
  readonly variants?: Readonly<Record<string, Omit<TemplateVariant, 'when'> & { readonly when?: ConditionInput }>>;
};

/** Content of a message, in Liquid. */
export function defineTemplate({ variants, ...rest }: TemplateInput): TemplateDefinition {
  if (!variants) return { kind: 'template', ...rest };
  const conditions = Object.entries(variants).map(([id, { when, ...variant }]) => [
    id,
    { ...variant, ...(when && { when: conditionOf(when) }) },
  ]);
  return { kind: 'template', ...rest, variants: Object.fromEntries(conditions) };
}

/** A piece of content that templates share. */
export function defineBlock(input: Input<BlockDefinition>): BlockDefinition {
  return { kind: 'block', ...input };
}

/** What `definePlacement` takes. */
export type PlacementInput = Input<PlacementDefinition, 'candidates'> & {
  readonly candidates: readonly (Omit<PlacementCandidate, 'when'> & { readonly when?: ConditionInput })[];
};

/** A place for which `POST /v1/decide` chooses what a customer sees. */
export function definePlacement({ candidates, ...rest }: PlacementInput): PlacementDefinition {
  return {
    kind: 'placement',
    ...rest,
    candidates: candidates.map(({ when, ...candidate }) => ({ ...candidate, ...(when && { when: conditionOf(when) }) })),
  };
}

/** What `defineRecommendation` takes. */
export type RecommendationInput = Input<RecommendationDefinition, 'where'> & { readonly where?: ConditionInput };

/** Items for a customer, from what customers take together. */
export function defineRecommendation({ where, ...rest }: RecommendationInput): RecommendationDefinition {
  return { kind: 'recommendation', ...rest, ...(where && { where: conditionOf(where) }) };
}

/** What customers are given: coupons from a pool of codes, or points. */
export function defineBenefit(input: Input<BenefitDefinition>): BenefitDefinition {
  return { kind: 'benefit', ...input };
}

/** An event of the data dictionary. `id` is its exact name. */
export function defineEvent(input: Input<EventDefinition>): EventDefinition {
  return { kind: 'event', ...input };
}

/** What consent is asked for. */
export function definePurpose(input: Input<PurposeDefinition>): PurposeDefinition {
  return { kind: 'purpose', ...input };
}

/** What guard enforces; one per project. */
export function definePolicy(input: PolicyInput): PolicyDefinition {
  return { kind: 'policy', id: 'default', ...input };
}

/** A kind of identifier. */
export function defineNamespace(input: Input<NamespaceDefinition>): NamespaceDefinition {
  return { kind: 'namespace', ...input };
}

/** The project's own settings; one per project. Time zone of the tz database, currency of ISO 4217. */
export function defineWorkspace(input: Input<WorkspaceDefinition>): WorkspaceDefinition {
  return { kind: 'workspace', ...input };
}

/** The whole project: definitions in any order; lists inside the list are flattened, so that a file may export several at once. */
export function defineProject(...definitions: readonly (Definition | readonly Definition[])[]): Project {
  return { definitions: definitions.flat() as readonly Definition[] };
}
