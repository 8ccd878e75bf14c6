/** runtime: the workers that carry entries from room to room; app.ts wires the whole loop. */
export { type AppOptions, startApp } from './app.ts';
export type { DefinitionStanding, PreparationStanding, ReleaseStanding, StandingState } from './backfill/index.ts';
export {
  type AskForFrames,
  askFolder,
  type BackedUp,
  type BackupHead,
  type BackupOptions,
  type BackupProgress,
  type BackupQuestion,
  backUp,
  backupAhead,
  decodeFrames,
  encodeFrames,
  type Frame,
  freeBytes,
  type Restored,
  type RestoreOptions,
  type RestorePlan,
  type RestoreTarget,
  restore,
  restoreAhead,
} from './backup/index.ts';
export type { Calendar, CalendarEntry, CalendarQuestion } from './calendar/index.ts';
export { clusterOptions, openWarehouseAt } from './cluster/index.ts';
export type { ContentDesk, ContentItem, ContentPreview, ContentQuestion, ContentVersions } from './content/index.ts';
export type { Decision, DecisionQuestion, RecommendationAnswer, RecommendationDesk } from './decide/index.ts';
export type { DictionaryChecked, DictionaryDesk, DictionaryViolation } from './dictionary-desk.ts';
export { Engine, type EngineOptions } from './engine/index.ts';
export type {
  ChainLink,
  Evidence,
  ExplainQuestion,
  Explanation,
  JourneyExplanation,
  MessageExplanation,
  MessageOutcome,
} from './explain/index.ts';
export type {
  ChannelRoute,
  EngineMeasures,
  JourneyPlace,
  Measures,
  MessageState,
  PreparationMeasures,
  Profile,
  ProfileLookup,
  ReleaseSummary,
  SinkMeasures,
  TraceStep,
  VisitorKey,
} from './figures.ts';
export type { Forecast, ForecastQuestion } from './forecast/index.ts';
export type { GroupRow, Groups } from './groups/index.ts';
export { Forwarder, type ForwarderOptions, IdentityStage, type IdentityStageOptions } from './identity/index.ts';
export type { IdentityPreviewProgress, IdentityPreviews } from './identity-preview.ts';
export type { BenefitStock, Benefits, JourneyStart, JourneyStarted, JourneyStarts } from './journeys/index.ts';
export type { LastTouch, Lineage, TraitLineage } from './lineage/index.ts';
export type { LiveCustomer } from './live-customer.ts';
export {
  type Migrated,
  type MigrateOptions,
  type MigrationPlan,
  migrate,
  migrationAhead,
  reopen,
  type Side,
} from './migrate/index.ts';
export type { CustomerMatch, Preview, PreviewPart, PreviewQuestion } from './preview/index.ts';
export type { QualityDesk } from './quality/index.ts';
export type { QuarantineDesk, SetAsideIdentifier } from './quarantine-desk.ts';
export { askCluster, clusterTarget } from './recovery/index.ts';
export type { Releases } from './releases.ts';
export {
  asRollback,
  assertSound,
  type Draft,
  type Edits,
  type GroupReview,
  type JourneyReview,
  projectBackTo,
  type Review,
  type StepReview,
} from './review/index.ts';
export type { Finding, RolloutReport, RolloutWish, WaitsFor } from './rollout/index.ts';
export type { Running } from './running.ts';
export type { Kept, StoredState } from './snapshots/index.ts';
export type {
  AuditRequest,
  DrawRequest,
  JudgedAccuracy,
  JudgedRows,
  TagAudit,
  TagDesk,
  TagFigures,
  TagSheet,
  TagsFigures,
} from './tags/index.ts';
export type { Timeline, TimelineKind, TimelineQuestion, TimelineRow } from './timeline/index.ts';
export type {
  Bindings,
  BindPreviewed,
  Bound,
  IdentityHistory,
  LearntFrom,
  MergeCause,
  PartedCustomer,
  Unbound,
  UnmergePreview,
  UnmergesDone,
  UnmergesPreviewed,
  UnmergeTarget,
} from './unmerge/index.ts';
export { VERSION } from './version.ts';
