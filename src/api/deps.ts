/** What the API needs of the running product. Whoever starts the product provides it; nothing here knows a carrier. */

import type { CaptureReader, InboxDesk, LetterReader, Redelivered, Redelivery } from '../act/index.ts';
import type { Project, Release, RolloutSettings } from '../define/index.ts';
import type { HourCounts, Quality, Report } from '../learn/index.ts';
import type { RehearsalDesk, SimulationDesk } from '../rehearse/index.ts';
import type {
  BackupQuestion,
  Benefits,
  Bindings,
  BroadcastDesk,
  Calendar,
  CalendarQuestion,
  Changes,
  ChannelStanding,
  ContentApprovals,
  ContentDesk,
  DataScope,
  Decision,
  DecisionQuestion,
  DictionaryDesk,
  Draft,
  Edits,
  ExplainQuestion,
  Explanation,
  Forecast,
  ForecastQuestion,
  FoundCustomers,
  Frame,
  GroupDay,
  GroupHistoryQuestion,
  GroupMembers,
  GroupMembersQuestion,
  Groups,
  IdentityHistory,
  IdentityPreviews,
  JourneyDesk,
  JourneyStarts,
  Kept,
  LatestEvent,
  LatestEventsQuestion,
  Lineage,
  MeasureDesk,
  Measures,
  MembersRoom,
  MessagePage,
  Permission,
  PlaybookDesk,
  Preview,
  PreviewQuestion,
  Profile,
  ProfileLookup,
  QualityDesk,
  QuarantineDesk,
  RecommendationDesk,
  ReleaseStanding,
  ReleaseSummary,
  Review,
  RolloutReport,
  RolloutWish,
  SearchQuestion,
  SegmentFlow,
  SegmentFlowQuestion,
  StoredState,
  TagDesk,
  TestSender,
  Timeline,
  TimelineQuestion,
  TraceStep,
  UnmergesDone,
  UnmergesPreviewed,
  UnmergeTarget,
  VisitorKey,
  WholeEvent,
  WriteKeys,
} from '../runtime/index.ts';

export type {
  IdentityHistory,
  Measures,
  PreviewQuestion,
  Profile,
  ProfileLookup,
  ReleaseSummary,
  TraceStep,
  UnmergeTarget,
  VisitorKey,
} from '../runtime/index.ts';

export interface ApiDependencies {
  /** Of the product, as in package.json. */
  readonly version: string;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Called for /health, /metrics and, while somebody watches, once a second: to be cheap. */
  readonly measures: () => Promise<Measures>;
  /** Who may use the installation, and what they did. */
  readonly members: MembersRoom;
  readonly outbox: CaptureReader;
  /** Those that are defined or configured. */
  readonly channels: () => readonly ChannelStanding[];
  /** Tries channels out. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_QUERY_INVALID and VOLANO_TEST_SEND_LIMIT. */
  readonly testSend: TestSender['send'];
  /** What customers see and do in the in-app inbox. */
  readonly inbox: InboxDesk;
  /** Messages that failed for good. */
  readonly deadLetters: LetterReader;
  /** Sends some of them again. Rejects when the log takes nothing. */
  readonly redeliver: (redelivery: Redelivery) => Promise<Redelivered>;
  /** The data dictionary against what has come. */
  readonly dictionary: Pick<DictionaryDesk, 'infer' | 'check'>;
  /** The quality of the data, measured now, or as of an instant of the past, ms. */
  readonly dataQuality: (at?: number) => Promise<Quality>;
  /** Counts of so many hours, the running one the last, by source and event. */
  readonly recentHours: (count: number) => Promise<readonly HourCounts[]>;
  /** Who may send events. */
  readonly writeKeys: Pick<WriteKeys, 'sources' | 'list' | 'make' | 'rotate' | 'revoke'>;
  /** What came lately, newest first; and one event whole, undefined when there is none. */
  readonly latestEvents: (question: LatestEventsQuestion) => Promise<readonly LatestEvent[]>;
  readonly event: (id: string) => Promise<WholeEvent | undefined>;
  /** The steps of journeys against their guardrails and their past. */
  readonly diagnosis: Pick<QualityDesk['diagnosis'], 'of' | 'reroute'>;
  /** Templates and blocks of the releases. */
  readonly content: Pick<ContentDesk, 'list' | 'versions' | 'preview' | 'draft' | 'renderedDraft' | 'rolledBack'>;
  /** A member's word on content. */
  readonly contentApprovals: Pick<ContentApprovals, 'words' | 'waiting' | 'say'>;
  /** What becomes of customers in journeys. `of` rejects with VOLANO_RESOURCE_UNKNOWN. */
  readonly journeys: Pick<JourneyDesk, 'list' | 'of'>;
  /** Begins a journey for a customer. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_JOURNEY_NOT_STARTABLE, and with what is wrong in the request. */
  readonly startJourney: JourneyStarts['start'];
  /** Benefits, and the codes of their pools. */
  readonly benefits: Pick<Benefits, 'stock' | 'bringIn'>;
  /** The health of tags. */
  readonly tags: Pick<TagDesk, 'figures' | 'audit' | 'sheet' | 'judge'>;
  /** What the door refused. */
  readonly quarantine: Pick<QuarantineDesk, 'list' | 'show' | 'counts' | 'replay' | 'drop' | 'identifiers'>;
  /** Undefined when nobody has this identifier or id. Finds merged customers by their old ids too. */
  readonly profileOf: (lookup: ProfileLookup) => Promise<Profile | undefined>;
  /** What a customer sees in a placement. Rejects with VOLANO_RESOURCE_UNKNOWN when there is no such placement. */
  readonly decide: (question: DecisionQuestion) => Promise<Decision>;
  /** What goes with an item, and what is recommended to a customer. */
  readonly recommendations: Pick<RecommendationDesk, 'ids' | 'answer'>;
  /** What happened to a customer and what was concluded about it, newest first, in pages; undefined when nobody is meant. */
  readonly timeline: (lookup: ProfileLookup, question: TimelineQuestion) => Promise<Timeline | undefined>;
  /** Which definition and which event made each trait of a customer what it is; of these traits, or all. Undefined when nobody is meant. */
  readonly lineage: (lookup: ProfileLookup, traits: readonly string[] | undefined) => Promise<Lineage | undefined>;
  /** Which entry linked each identifier of a customer, and which caused each of its merges; undefined when nobody has this identifier or id. */
  readonly identityHistory: (lookup: ProfileLookup) => Promise<IdentityHistory | undefined>;
  /** What undoing merges would come to. Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_MERGE_UNKNOWN or VOLANO_UNMERGE_PREPARING. */
  readonly previewUnmerge: (target: UnmergeTarget) => Promise<UnmergesPreviewed>;
  /** Identifiers that staff binds to profiles, and takes out of them. */
  readonly bindings: Pick<Bindings, 'previewBind' | 'bind' | 'previewUnbind' | 'unbind'>;
  /** What a project's identity rules would make of the history. */
  readonly identityPreviews: Pick<IdentityPreviews, 'run' | 'progress'>;
  /** Undoes them, of at most `max` profiles; the answer says how many are left. Rejects as `previewUnmerge` does. */
  readonly unmerge: (target: UnmergeTarget, options: { readonly by: string; readonly max: number }) => Promise<UnmergesDone>;
  /** The released segments and tags at a glance. */
  readonly groups: () => Promise<Groups>;
  /** Who is in a segment or holds a tag, the latest first, in pages; and how it has grown, day by day. */
  readonly groupMembers: (question: GroupMembersQuestion) => Promise<GroupMembers>;
  readonly groupHistory: (question: GroupHistoryQuestion) => Promise<readonly GroupDay[]>;
  /** From which segments customers came into one, and into which they went. */
  readonly segmentFlow: (question: SegmentFlowQuestion) => Promise<SegmentFlow>;
  /** The present day of the workspace's time zone, in days since 1970. */
  readonly today: () => number;
  /** Customers by how their identifiers begin, in pages. */
  readonly search: (question: SearchQuestion) => Promise<FoundCustomers>;
  /** What a definition that is not released would come to. Rejects with errors of kind `definition`, and VOLANO_RESOURCE_UNKNOWN. */
  readonly preview: (question: PreviewQuestion) => Promise<Preview>;
  /** Why a customer got a message and why not another. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  readonly explain: (question: ExplainQuestion) => Promise<Explanation>;
  /** The latest decisions, verdicts and messages, newest first. */
  readonly latestSteps: (limit: number) => Promise<readonly TraceStep[]>;
  /** What was concluded about these customers, newest first; beside the kinds of `latestSteps`: exposures, journeys, consent, merges. */
  readonly stepsOf: (customers: readonly string[], limit: number) => Promise<readonly TraceStep[]>;
  /** The latest messages that were decided about these customers, whatever channel they go through, newest first. */
  readonly messagesOf: (
    customers: readonly string[],
    slice: { readonly limit: number; readonly before?: string | undefined },
  ) => Promise<MessagePage>;
  /** A write key for calls that the console makes in the name of a visitor, and the source that they come from. */
  readonly visitorKey: () => VisitorKey;
  /** The installation as a stream, for `volano backup`. */
  readonly backupFrames: (question: BackupQuestion) => AsyncGenerator<Frame>;
  /** A snapshot of the state, taken now; and which there are, with the first entry that the log has. */
  readonly snapshot: () => Promise<StoredState>;
  readonly kept: () => Promise<Kept>;
  /** What dashboards show, within a data scope. */
  readonly measured: Pick<
    MeasureDesk,
    'revenue' | 'rfm' | 'rfmCustomers' | 'retention' | 'funnel' | 'events' | 'latency' | 'messages' | 'lift'
  >;
  /** The report as `volano report --json` prints it. */
  readonly report: (scope?: DataScope) => Promise<Report>;
  /** Which definitions of the latest release are in force, and what the others wait for. */
  readonly standing: () => ReleaseStanding;
  /** Newest first. */
  readonly releases: () => Promise<readonly ReleaseSummary[]>;
  readonly release: (number: number) => Promise<Release | undefined>;
  /** What guard would drop of one message to a segment. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  /** Undefined when there is no such customer. */
  readonly calendar: (question: CalendarQuestion, whom?: ProfileLookup) => Promise<Calendar | undefined>;
  readonly forecast: (question: ForecastQuestion) => Promise<Forecast>;
  /** What a release of the project would come to. Rejects with errors of kind `definition`. */
  readonly review: (project: Project, said: Pick<ReleaseWish, 'edits' | 'rollout'>) => Promise<Review>;
  /** Makes the next release of a project. Rejects with errors of kind `definition`. */
  readonly apply: (project: Project, wish: ReleaseWish) => Promise<ReleaseSummary | Proposed>;
  /** Definitions as somebody left them, not released yet. */
  readonly changes: Pick<Changes, 'list' | 'get' | 'put' | 'discard' | 'project'>;
  /** Journeys tried before they are live. */
  readonly rehearsals: Pick<RehearsalDesk, 'test'>;
  readonly simulations: Pick<SimulationDesk, 'start' | 'of' | 'stop'>;
  /** One message to a segment at one time. */
  readonly broadcasts: Pick<BroadcastDesk, 'plan' | 'put'>;
  /** Practices that a project may take. */
  readonly playbooks: Pick<PlaybookDesk, 'list' | 'plan' | 'put'>;
  /** Releases that wait for a second person. */
  readonly drafts: DraftDesk;
  /** Releases that reach customers stage by stage. */
  readonly rollouts: RolloutsDesk;
  /** Makes a release with the definitions of an earlier one. Rejects with VOLANO_RELEASE_UNKNOWN, and as `apply` does. */
  readonly rollback: (wish: RollbackWish) => Promise<Review>;
}

/** Who asks for a release: by a token of a member that the workspace lists, or signed in. */
export type Asker = string | { readonly signedIn: string; readonly may: ReadonlySet<Permission> };

/** The workspace asks for a second person: it waits under this id. */
export interface Proposed {
  readonly draft: string;
}

/** `member`: who asks. All reject with VOLANO_MEMBER_UNKNOWN, VOLANO_RESOURCE_UNKNOWN and VOLANO_DRAFT_DECIDED. */
export interface DraftDesk {
  readonly list: () => Promise<readonly Draft[]>;
  /** What it would come to if it went live now. */
  readonly review: (id: string) => Promise<Review>;
  /** Makes it the running release. Rejects with VOLANO_DRAFT_OWN and VOLANO_DRAFT_OVERTAKEN too. */
  readonly approve: (id: string, member: Asker | undefined) => Promise<ReleaseSummary>;
  readonly reject: (id: string, wish: Pick<ReleaseWish, 'member' | 'note'>) => Promise<void>;
}

/** How rollouts stand, the newest first; and what staff says of one. Rejects with VOLANO_RESOURCE_UNKNOWN and VOLANO_ROLLOUT_STATE. */
export interface RolloutsDesk {
  readonly list: () => Promise<readonly RolloutReport[]>;
  readonly say: (
    id: string,
    wish: Pick<RolloutWish, 'action' | 'stage' | 'reason'> & { readonly member?: Asker },
  ) => Promise<RolloutReport>;
}

/** `to`: default the release before that in force. `dryRun`: only what it would be. */
export interface RollbackWish extends ReleaseWish {
  readonly to?: number;
  readonly dryRun?: boolean;
}

/** What is said beside the project. */
export interface ReleaseWish {
  readonly note?: string;
  /** Ids of lints whose errors are accepted. */
  readonly accept?: readonly string[];
  /** About customers inside of journeys that change, by journey. */
  readonly edits?: Edits;
  /** How journeys that change reach customers; absent: as each journey says. */
  readonly rollout?: RolloutSettings | 'at_once';
  /** Number of the release that was looked at: it is made on no other one. */
  readonly on?: number;
  /** Who asks; needed where the workspace asks for a second person. */
  readonly member?: Asker;
}
