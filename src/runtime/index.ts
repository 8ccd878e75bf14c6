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
  problemFrame,
  type Restored,
  type RestoreOptions,
  type RestorePlan,
  type RestoreTarget,
  restore,
  restoreAhead,
} from './backup/index.ts';
export { BroadcastDesk, type BroadcastPlan, type BroadcastWish } from './broadcast/index.ts';
export type { Calendar, CalendarEntry, CalendarQuestion } from './calendar/index.ts';
export {
  type ChangeAction,
  type ChangePick,
  type ChangeProblem,
  Changes,
  type ChangeWish,
  type ListedChange,
  type LooseDefinition,
  type ShownChange,
} from './changes/index.ts';
export type { ChannelStanding } from './channel-list.ts';
export type { ChannelCredential } from './channels.ts';
export { clusterOptions, openWarehouseAt } from './cluster/index.ts';
export {
  ContentApprovals,
  ContentDesk,
  type ContentItem,
  type ContentPreview,
  type ContentQuestion,
  type ContentVerdict,
  type ContentVersions,
  type ContentWord,
  type DraftPreview,
  type DraftQuestion,
  type Rendered,
  type WaitingContent,
} from './content/index.ts';
export type { Decision, DecisionQuestion, RecommendationAnswer, RecommendationDesk } from './decide/index.ts';
export type { DictionaryChecked, DictionaryDesk, DictionaryViolation } from './dictionary-desk.ts';
export { Engine, type EngineOptions } from './engine/index.ts';
export type { LatestEvent, LatestEventsQuestion, WholeEvent } from './events/index.ts';
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
  MessagePage,
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
export {
  type GroupDay,
  type GroupHistoryQuestion,
  type GroupKey,
  type GroupMembers,
  type GroupMembersQuestion,
  type GroupRow,
  type Groups,
  MEMBER_CURSOR,
  type SegmentFlow,
  type SegmentFlowQuestion,
} from './groups/index.ts';
export { Forwarder, type ForwarderOptions, IdentityStage, type IdentityStageOptions } from './identity/index.ts';
export type { IdentityPreviewProgress, IdentityPreviews } from './identity-preview.ts';
export type {
  BenefitStock,
  Benefits,
  JourneyDesk,
  JourneyDetail,
  JourneyFigures,
  JourneyStart,
  JourneyStarted,
  JourneyStarts,
} from './journeys/index.ts';
export type { KnownRows } from './known-rows.ts';
export type { LastTouch, Lineage, TraitLineage } from './lineage/index.ts';
export type { LiveCustomer } from './live-customer.ts';
export type {
  CustomersMeasure,
  EventsMeasure,
  FunnelMeasure,
  LatencyMeasure,
  LiftMeasure,
  MeasureDesk,
  MessagesMeasure,
  RetentionMeasure,
  RevenueMeasure,
  RfmMeasure,
} from './measure/index.ts';
export {
  type ApiToken,
  AUDIT_KEPT_MS,
  type AuditActor,
  type AuditEntry,
  type AuditPage,
  type AuditQuestion,
  csrfOf,
  type DataScope,
  type HandedLink,
  IDLE_MS,
  joinPath,
  LIFE_MS,
  type Member,
  type MemberChange,
  type MemberRole,
  type MembersRoom,
  type MemberWish,
  openMembers,
  PERMISSION_BY_KIND,
  PERMISSION_NAMES,
  PERMISSIONS,
  type Permission,
  type PlacedEntry,
  permissionsOf,
  ROLE_IDS,
  type RoleId,
  roles,
  type Session,
  type SignInWay,
  TOKEN_PREFIX,
  type Vouched,
} from './members/index.ts';
export {
  type Migrated,
  type MigrateOptions,
  type MigrationPlan,
  migrate,
  migrationAhead,
  reopen,
  type Side,
} from './migrate/index.ts';
export { builtInShelf, type OfferedPlaybook, PlaybookDesk, type PlaybookPlan } from './playbook/index.ts';
export type { CustomerMatch, Preview, PreviewPart, PreviewQuestion } from './preview/index.ts';
export { type Change, changesBetween } from './project/index.ts';
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
export type { FoundCustomer, FoundCustomers, SearchQuestion } from './search.ts';
export type { Kept, StoredState } from './snapshots/index.ts';
export { openWriteKeys, type WriteKey, type WriteKeys } from './sources/index.ts';
export type {
  AuditRequest,
  DrawRequest,
  JudgedAccuracy,
  JudgedRows,
  TagAudit,
  TagDesk,
  TagFigures,
  TagFinding,
  TagSheet,
  TagsFigures,
  TagVerdict,
} from './tags/index.ts';
export { TESTS_MAX, type TestOutcome, type TestSend, TestSender, type TestSent } from './test-send.ts';
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
