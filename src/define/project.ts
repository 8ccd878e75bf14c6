import type { BenefitDefinition } from './benefit.ts';
import type { BlockDefinition } from './block.ts';
import type { ChannelDefinition } from './channel.ts';
import type { JourneyEdit } from './edit.ts';
import type { EventDefinition } from './event.ts';
import type { JourneyDefinition } from './journey.ts';
import type { PlacementDefinition } from './placement.ts';
import type { NamespaceDefinition, PolicyDefinition, PurposeDefinition, WorkspaceDefinition } from './policy.ts';
import type { RecommendationDefinition } from './recommendation.ts';
import type { Rollout } from './rollout.ts';
import type { SegmentDefinition } from './segment.ts';
import type { TagDefinition, TagGroupDefinition } from './tag.ts';
import type { TemplateDefinition } from './template.ts';
import type { TraitDefinition } from './trait.ts';

/** Any definition of a project. */
export type Definition =
  | WorkspaceDefinition
  | NamespaceDefinition
  | EventDefinition
  | PurposeDefinition
  | PolicyDefinition
  | TraitDefinition
  | TagGroupDefinition
  | TagDefinition
  | SegmentDefinition
  | ChannelDefinition
  | BlockDefinition
  | TemplateDefinition
  | JourneyDefinition
  | RecommendationDefinition
  | PlacementDefinition
  | BenefitDefinition;
/** The kinds of definitions. */
export type DefinitionKind = Definition['kind'];

/** A growth project: plain JSON data. */
export interface Project {
  readonly definitions: readonly Definition[];
}

/** A definition in a release, with the version its content has reached (1, 2, ...: changes only when the content does). */
export interface Released<D extends Definition = Definition> {
  readonly version: number;
  readonly definition: D;
  /** Of a template: what it reads, so that a decision can capture it. Found when the release is made. */
  readonly uses?: TemplateVariables;
  /** Of a template with blocks or MJML: what is rendered, blocks put in and MJML made HTML. Made with the release; absent where the definition itself is rendered. */
  readonly built?: TemplateDefinition;
}

/** What a template reads. */
export interface TemplateVariables {
  /** Ids, from `trait.<id>`. */
  readonly traits: readonly string[];
  /** Top-level properties of the triggering event, from `event.<property>`. */
  readonly properties: readonly string[];
  /** Of these, what it cannot do without: printed in some language outside of any branch, with no `default`. Absent when there are none. */
  readonly requiredProperties?: readonly string[];
  /** Ids, from `recommend.<id>`. Absent when there are none. */
  readonly recommendations?: readonly string[];
}

/** An immutable, numbered set of definitions. */
export interface Release {
  readonly number: number;
  readonly note?: string;
  /** Members who proposed and approved it, where the workspace asks for a second person. */
  readonly by?: string;
  readonly approvedBy?: string;
  /** Number of the release whose definitions it brings back. */
  readonly backTo?: number;
  /** What becomes of customers inside of journeys that it changes. */
  readonly edits?: readonly JourneyEdit[];
  /** What of it reaches customers stage by stage; everything else is there for everybody at once. */
  readonly rollouts?: readonly Rollout[];
  readonly definitions: readonly Released[];
}
