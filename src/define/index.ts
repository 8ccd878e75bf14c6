/** define: the authoring door. Definition types, builders, JSON Schemas. Loads no native module. */

export { BENEFIT_GRANTED, type BenefitDefinition } from './benefit.ts';
export type { BlockContent, BlockDefinition, BlockType } from './block.ts';
export type { Comparisons, CompositeComparisons, TimeComparisons, ValueComparisons } from './build/comparisons.ts';
export {
  all,
  any,
  bucket,
  type ConditionInput,
  type EventHistory,
  event,
  manual,
  next,
  not,
  occurs,
  type PerformedOptions,
  property,
  recommended,
  segment,
  type ThenOptions,
  tag,
  trait,
  type WithoutOptions,
} from './build/conditions.ts';
export {
  type ComputedTraitInput,
  type DeclaredTraitInput,
  defineBenefit,
  defineBlock,
  defineChannel,
  defineEvent,
  defineJourney,
  defineNamespace,
  definePlacement,
  definePolicy,
  defineProject,
  definePurpose,
  defineRecommendation,
  defineSegment,
  defineTag,
  defineTagGroup,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  type FormulaTraitInput,
  type JourneyInput,
  type PlacementInput,
  type PolicyInput,
  type RecommendationInput,
  type ScoreTraitInput,
  type SegmentInput,
  type TagInput,
  type TemplateInput,
} from './build/definitions.ts';
export { type ExpressionInput, type Formula, formula } from './build/formulas.ts';
export type { SplitArm, StepInput, WaitBranchInput } from './build/step-inputs.ts';
export {
  type BranchOptions,
  benefit,
  branch,
  exit,
  removeTag,
  type StepOptions,
  send,
  setTag,
  split,
  startJourney,
  stopJourney,
  ticket,
  update,
  type WaitForFirstOptions,
  type WaitForOptions,
  wait,
  waitFor,
  waitForFirst,
  waitUntil,
  webhook,
} from './build/steps.ts';
export { onDate, onEvent, onSchedule, onSegment, onSegmentExit, onStart } from './build/triggers.ts';
export { addressTraitOf, CAPTURE, type ChannelDefinition, type ChannelType, deliveredEventOf } from './channel.ts';
export { invalid, type Problem, ProjectProblems, placeOf } from './check/problem.ts';
export { type Reference, type ReferencedKind, referencesOf } from './check/references.ts';
export { rolloutFaults } from './check/rollout.ts';
export { shapeProblemsOf, textOf as issueTextOf } from './check/shape.ts';
export { problemsOf, validateProject } from './check/validate.ts';
export { hasEventAtHand, keepsProperties, rulesOf } from './check/walk.ts';
export {
  type AggregateValue,
  type CalendarWindow,
  type Condition,
  type DistanceValue,
  type EdgeValue,
  type ElementValue,
  type FixedWindow,
  fieldsOf,
  type HistoryValue,
  type LengthValue,
  type PairMatch,
  type PerformedValue,
  type RegularValue,
  type RollingWindow,
  type Rule,
  type Scalar,
  type SequenceStep,
  type SequenceValue,
  type ThenValue,
  type ValueKind,
  type Window,
  type WithoutValue,
} from './condition.ts';
export {
  type ApprovalState,
  approvalOf,
  type Blocks,
  blankedBlocks,
  blocksOf,
  blocksWithin,
  CONTENT_FIELDS,
  type ContentAt,
  type ContentField,
  type ContentUse,
  channelsOf,
  contentsOf,
  fingerprintOf,
  forLocale,
  formatOf,
  LIQUID,
  localeKey,
  placeOfBlock,
  type SmsEncoding,
  type SmsLength,
  type SourceFormat,
  smsLengthOf,
  usedBy,
  withBlocks,
} from './content/index.ts';
export { ANY_STEP, editOf, type JourneyEdit, type StepEdit, type StepEdits } from './edit.ts';
export type {
  DataClass,
  Enforcement,
  EnforcementBySource,
  EventDefinition,
  ExpectedVolume,
  PropertyDefinition,
  PropertyType,
} from './event.ts';
export { asksFor, type EventNames, eventNamesOf } from './event-names.ts';
export { type Beside, besideOf, CLOCK_PARTS, type ClockPart, type EventPath, eventPathOf } from './event-path.ts';
export {
  GUARDRAIL_MEASURES,
  GUARDRAIL_MINIMUM,
  GUARDRAIL_WINDOW,
  type Guardrail,
  type GuardrailMeasure,
  guardrail,
  guardrailFault,
} from './guardrail.ts';
export type { JourneyDefinition, JourneyLimits, Kpi, KpiMetric, Reentry } from './journey.ts';
export type { Finding, Lint, Severity } from './lint/lint.ts';
export { SENSITIVE_REVIEW } from './lint/sensitive-words.ts';
export { finalFindings, LINTS, lintProject } from './lint/table.ts';
export { goneText, OCCUPIED_STEP, occupiedText, PAST_SCHEDULE, pastText } from './lint/texts.ts';
export {
  COMPOSITE_OPERATORS,
  type CompareOperator,
  type CompositeOperator,
  HISTORY_OPERATORS,
  type HistoryOperator,
  type Operator,
  TIME_OPERATORS,
  VALUE_OPERATORS,
} from './operators.ts';
export { PLACEMENT_SHOWN, type PlacementCandidate, type PlacementContent, type PlacementDefinition, type PlainValue } from './placement.ts';
export type {
  AcceptedFrequency,
  ApprovalDefinition,
  ArbitrationDefinition,
  FanInDefinition,
  FrequencyCap,
  MemberDefinition,
  NamespaceDefinition,
  PolicyDefinition,
  PurchaseDefinition,
  PurposeDefinition,
  QualityDefinition,
  QuietHoursDefinition,
  SensitiveWords,
  WordSeverity,
  WorkspaceDefinition,
} from './policy.ts';
export type { Definition, DefinitionKind, Project, Release, Released, TemplateVariables } from './project.ts';
export type { RecommendationDefinition, RecommendationSource } from './recommendation.ts';
export { dayOfDate, nextDay, parseRecurrence, type Recurrence } from './recurrence.ts';
export { HOLD_DEFAULT, type RolledOut, type Rollout, type RolloutSettings, type RolloutStage } from './rollout.ts';
export { issueSaid } from './said/issue.ts';
export { placeIn } from './said/places.ts';
export { textSchema } from './schema/base.ts';
export { conditionSchema, ruleSchema, windowSchema } from './schema/condition.ts';
export { guardrailSchema } from './schema/guardrail.ts';
export { rolloutSchema, stepEditsSchema } from './schema/journey.ts';
export { type JsonSchema, projectSchema, publishedSchemas, SCHEMAS } from './schema/project.ts';
export type { SegmentDefinition } from './segment.ts';
export {
  type WordAt,
  type WordFinder,
  type WordSpan,
  wordFinder,
  wordsIn,
  wordsOfContent,
  wordsOfSource,
} from './sensitive-words/index.ts';
export {
  type AnswerField,
  type BenefitStep,
  benefitName,
  type HandingStep,
  type HandOverOutcome,
  handsOver,
  type JourneyStage,
  listsWithin,
  type MessageClass,
  rerouteWayOf,
  type SendStep,
  type SendWay,
  type SplitStep,
  type StartJourneyStep,
  type Step,
  TICKET_RESOLVED,
  type TicketPriority,
  type TicketStep,
  type UpdateStep,
  usualWaysOf,
  type WaitBranch,
  type WaitForStep,
  type WaitStep,
  type WebhookStep,
  waitBranchesOf,
  waysOf,
} from './step.ts';
export { TAG_CHANGED, type TagDefinition, type TagGroupDefinition } from './tag.ts';
export type { Approval, TemplateContent, TemplateDefinition, TemplateVariant } from './template.ts';
export type { Text } from './text.ts';
export type {
  AggregateKind,
  ComputedTrait,
  DatePart,
  DeclaredTrait,
  Expression,
  FormulaTrait,
  FunctionExpression,
  Reconciliation,
  ScoreTrait,
  TraitDefinition,
  TraitType,
} from './trait.ts';
export type { ClockTime, DateTrigger, EventMatch, ScheduleTrigger, StartTrigger, Trigger } from './trigger.ts';
