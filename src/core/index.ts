/** core: what we think about one customer. Pure: no I/O, no clock, no randomness, no await. */

export { backfillChunk, type CustomerPast, pastsOf, takeInPast } from './backfill.ts';
export { Bundle, hasRowsBeside } from './bundle.ts';
export {
  type Customer,
  canonicalParts,
  decodeCustomer,
  encodeCustomer,
  journeysInRow,
  newCustomer,
  touchWhole,
  wakeAtOf,
  wholeRows,
} from './customer.ts';
export {
  afterMove,
  BEGUN,
  type CodeBlock,
  Commons,
  type CompiledCandidate,
  type CompiledPlacement,
  currentRollouts,
  isLow,
  type JourneyRollout,
  type JourneyState,
  lowFact,
  type Passage,
  type Pool,
  type Reroute,
  type Reroutes,
  type RolloutStanding,
  rerouted,
  type Slice,
  sliceOf,
} from './decide/index.ts';
export { type Dispatch, mayDispatch } from './dispatch.ts';
export type {
  AlertEntry,
  BackfillChunkEntry,
  BackfillDoneEntry,
  BackfillEntry,
  BindEntry,
  CallType,
  CodesEntry,
  ControlEntry,
  DraftEntry,
  EngineEntry,
  Entry,
  EventEntry,
  Identifier,
  Json,
  JsonObject,
  MessageReceipt,
  ModelEntry,
  ReceiptEntry,
  ReceiptKind,
  RedeliverEntry,
  ReleaseEntry,
  RerouteEntry,
  ReturnKind,
  RolloutEntry,
  SpreadPlace,
  SpreadPositions,
  TickEntry,
  UnbindEntry,
  UnmergeEntry,
  Violation,
  ViolationProblem,
} from './entry.ts';
export { OWN_SOURCE } from './entry.ts';
export { decodeEntry, encodeEntry, encodeResolved, ownBytes } from './entry-codec.ts';
export type { Command, EmitCommand, Fact, FactKind, SendCommand, TakenField } from './fact.ts';
export type { Effect, Effects, Preparation } from './force/index.ts';
export { type Foreseen, foresee, type Intended } from './forecast.ts';
export { type Glance, glanceAt } from './glance.ts';
export { settleSince } from './guard/index.ts';
export type {
  ForwardedEntry,
  HandOverEntry,
  HopEntry,
  NoteEntry,
  PartedEntry,
  PartedRow,
  PassedPastsEntry,
  PlanReached,
  ResolvedEntry,
  SetFreeEntry,
  Stamp,
  TakenOverEntry,
} from './hop-entry.ts';
export {
  type BindQuestion,
  type BindRefusal,
  bind,
  type CompiledCondition,
  collects,
  compileIdentityRules,
  type Discount,
  decodeIdentity,
  encodeIdentity,
  eventsRead,
  type Grouping,
  type Held,
  heldOf,
  type IdentityChanges,
  IdentityOverlay,
  type IdentityRecord,
  type IdentityRules,
  identifierKey,
  identifierOfKey,
  identitiesNeeded,
  type LiveIdentity,
  type ModelItem,
  NO_MODELS,
  PAST_ROW,
  type PartedSides,
  Parting,
  type PartWrite,
  type PastEvent,
  PastFold,
  type PastNeed,
  type Places,
  parsePath,
  pastNeeds,
  pastRowWith,
  type RecommendationModel,
  type RecommendationModelEntry,
  type RecommendationModels,
  type RecommendationSlice,
  type Recommended,
  type Regrouped,
  Regrouping,
  type Resolution,
  type RulesDifference,
  readMember,
  readPath,
  resolve,
  type StoredRows,
  segmentsOf,
  type Taking,
  type TakingRefusal,
  type Touching,
  tagsOf,
  takingOf,
  timeOf,
  touchesOf,
  touchingOf,
  type View,
  viewOf,
  withSlice,
} from './know/index.ts';
export { type LeftOutBy, type LeftOutRules, leftOutOf } from './left-out.ts';
export { decidePlacement, type LeftOut, type PlacementChoice, type PlacementQuestion, type WeighedCandidate } from './placement.ts';
export { asMoved, compilePlan, type Plan, type ScoreEdges, withEdges, withModels, withReroutes } from './plan.ts';
export { type Closed, type Reach, reachOf } from './reach.ts';
export { holdsOfBlank, type Reason, reasonsOf, refolded, runDue, type TrialWorld } from './reasons.ts';
export { type PartedInput, type RebuildInput, type Rebuilt, rebuild, rebuildParted, type Side } from './rebuild.ts';
export { type Arrival, partingFacts } from './rebuild-facts.ts';
export { Owners, type PastEntry } from './rebuild-owners.ts';
export { type Answer, answerEvent, type MessageOf, type ReturnFacts, returnEvent } from './returns.ts';
export { type CustomerEntry, type StepWorld, step } from './step.ts';
export { variantFor } from './variant-for.ts';
