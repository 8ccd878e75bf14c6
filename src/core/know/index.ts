/** core/know: who and what a customer is. Pure. */
export {
  applyEvent,
  applyPlan,
  applyTime,
  isMet,
  isMetByBlank,
  type KnowContext,
  knownMayWakeBy,
  knownWakeAt,
  type Transition,
  viewOf,
} from './apply.ts';
export { decodeKnown, type Earlier, encodeKnown, type PartWrite, type StoredRows, touchAll } from './codec.ts';
export type { EventAtHand } from './compile/event-path.ts';
export { type EventTest, eventTestOf } from './compile/filter.ts';
export {
  type Collecting,
  type DeclaredKeys,
  type DeclaredSource,
  type KnowPlan,
  type KnowPlanBuilder,
  type Preparing,
  startKnowPlan,
} from './compile/plan.ts';
export type { RuleNode } from './compile/rule.ts';
export type { CompileCondition, CompiledCondition, View } from './condition.ts';
export { type Held, heldOf, touchesOf } from './held.ts';
export {
  type BindQuestion,
  type BindRefusal,
  bind,
  compileIdentityRules,
  type Discount,
  decodeIdentity,
  encodeIdentity,
  type Grouping,
  type IdentityChanges,
  IdentityOverlay,
  type IdentityRecord,
  type IdentityRules,
  identifierKey,
  identifierOfKey,
  identitiesNeeded,
  type LiveIdentity,
  type Parted,
  type PartedSides,
  Parting,
  type Places,
  type Regrouped,
  Regrouping,
  type Resolution,
  type RulesDifference,
  resolve,
  type Taking,
  type TakingRefusal,
  takingOf,
} from './identity/index.ts';
export { emptyKnown, type Known, segmentsOf, tagsOf } from './known.ts';
export { keepsAlike, layoutBeyond, preparingKey } from './measure/beyond.ts';
export type { PartLayout } from './measure/layout.ts';
export { readMember } from './membership.ts';
export { mergeKnown } from './merge.ts';
export { addPast, collects, eventsRead, type PastEvent, PastFold, type PastNeed, pastNeeds } from './past.ts';
export { decodePieces, PAST_ROW, pastRowWith } from './past-row.ts';
export { parsePath, readPath } from './property.ts';
export {
  type ModelItem,
  NO_MODELS,
  type RecommendationModel,
  type RecommendationModelEntry,
  type RecommendationModels,
  type RecommendationSlice,
  withSlice,
} from './recommend/model.ts';
export type { Recommended } from './recommend/recommend.ts';
export type { RuleTable } from './roll.ts';
export { type Touching, touchingOf } from './touching.ts';
export { timeOf } from './value.ts';
export type { CustomerView } from './view.ts';
export { ZONE_TRAIT, zoneOfCustomer } from './zone.ts';
