/** define: the authoring door. Definition types, builders, JSON Schemas. Loads no native module. */
export type {
  CalendarWindow,
  CompareOperator,
  Condition,
  HistoryOperator,
  Operator,
  PerformedValue,
  Rule,
  Scalar,
  ThenValue,
  Window,
  WithoutValue,
} from './condition.ts';
export type { EventMatch, JourneyDefinition, JourneyStage, MessageClass, Reentry, SendStep, Step, Trigger } from './journey.ts';
export type { FrequencyCap, NamespaceDefinition, PolicyDefinition, PurposeDefinition, WorkspaceDefinition } from './policy.ts';
export type { Definition, DefinitionKind, Project, Release, Released } from './project.ts';
export type { SegmentDefinition } from './segment.ts';
export type { TagDefinition, TagGroupDefinition } from './tag.ts';
export type { TemplateDefinition } from './template.ts';
export type { Text } from './text.ts';
export type {
  AggregateKind,
  ComputedTrait,
  DeclaredTrait,
  Expression,
  FormulaTrait,
  ScoreTrait,
  TraitDefinition,
  TraitType,
} from './trait.ts';
