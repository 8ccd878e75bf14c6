/** Releases, reports and explanations of one engine, wherever it runs: what plan, apply, releases, report and explain ask for. */
import type { RulesDifference } from '../core/index.ts';
import type { Definition, DefinitionKind, Project, Release, RolloutSettings } from '../define/index.ts';
import type {
  BenefitStock,
  BindPreviewed,
  Bound,
  Calendar,
  ContentItem,
  ContentPreview,
  ContentVersions,
  DictionaryChecked,
  DictionaryDesk,
  Draft,
  Edits,
  Explanation,
  Forecast,
  ForecastQuestion,
  Groups,
  IdentityHistory,
  IdentityPreviewProgress,
  JourneyDetail,
  JourneyFigures,
  JourneyStart,
  JourneyStarted,
  JudgedAccuracy,
  JudgedRows,
  Lineage,
  Member,
  MemberChange,
  MemberWish,
  MergeCause,
  Preview,
  PreviewPart,
  Profile,
  QualityDesk,
  QuarantineDesk,
  RecommendationAnswer,
  ReleaseStanding,
  Review,
  RolloutReport,
  RolloutWish,
  TagAudit,
  TagFigures,
  TagSheet,
  TagsFigures,
  Timeline,
  Unbound,
  UnmergePreview,
  UnmergesDone,
  UnmergesPreviewed,
  WriteKey,
} from '../runtime/index.ts';
import type { Change } from '../runtime/project/index.ts';

export type { DictionaryChecked, JourneyDetail, JourneyFigures } from '../runtime/index.ts';

/** The running server at the address; when none answers, what lies in the data folder is opened directly. */
export type OpenManagement = (where: Where) => Promise<Management>;

/** Reads and checks the project of a folder. */
export type LoadProject = (folder: string) => Promise<Project>;

export interface Where {
  readonly url: string;
  readonly token?: string;
  /** Token of a member, where the workspace asks for a second person. */
  readonly member?: string;
  /** Given when no address was asked for. */
  readonly dataFolder?: string;
  /** What the server says is in English whoever reads it: it is for a program. */
  readonly json?: true;
}

/** Releases and reports of one engine. */
export interface Management {
  /** What a release of this project would change. Changes nothing. */
  plan(project: Project, said?: Pick<ReleaseWish, 'edits' | 'rollout'>): Promise<Review>;
  /** Makes the project the running release; resolves when the release is on disk. */
  apply(project: Project, wish?: ReleaseWish): Promise<Review & { readonly draft?: string }>;
  /** Releases that wait for a second person; what one would come to; and what a member says to it. */
  drafts(): Promise<readonly Draft[]>;
  draft(id: string): Promise<Review>;
  approve(id: string): Promise<ReleaseSummary>;
  reject(id: string, note?: string): Promise<void>;
  /** A new release with the definitions of an earlier one; without `to`, of the one before that in force. With `dryRun` only what it would be. */
  rollback(wish: RollbackWish): Promise<Review>;
  /** Releases that reach customers stage by stage, the newest first; and what is said of one. */
  rollouts(): Promise<readonly RolloutReport[]>;
  sayOfRollout(id: string, wish: Omit<RolloutWish, 'by'>): Promise<RolloutReport>;
  /** Which definitions are in force, and what the others wait for; undefined where the server does not tell. */
  standing(): Promise<ReleaseStanding | undefined>;
  /** Newest first. */
  releases(): Promise<readonly ReleaseSummary[]>;
  /** The release in force, with its definitions. */
  release(): Promise<Release>;
  /** What releases have said of a definition, and which; empty when none has it. */
  versions(kind: DefinitionKind, id: string): Promise<readonly DefinitionVersion[]>;
  report(): Promise<unknown>;
  /** Why a customer got a message and why not another. */
  explain(request: ExplainRequest): Promise<Explanation>;
  /** What is planned for whom: `from`, `to`, and whom as in `ExplainRequest`. */
  calendar(question: Readonly<Record<string, string>>): Promise<Calendar>;
  /** The released segments and tags at a glance. */
  groups(): Promise<Groups>;
  /** Ids of the release's recommendations. */
  recommendations(): Promise<readonly string[]>;
  /** What goes with an item, or what is recommended to a customer. */
  recommended(recommendation: string, about: Whom | { readonly item: string }): Promise<RecommendationAnswer>;
  /** What guard would drop of one message to a segment. */
  forecast(question: ForecastQuestion): Promise<Forecast>;
  /** What a definition that is not released would come to. */
  preview(request: PreviewRequest): Promise<Preview>;
  /** Takes a snapshot of the state; which there are. */
  snapshot(): Promise<SnapshotSummary>;
  snapshots(): Promise<{ readonly snapshots: readonly SnapshotSummary[]; readonly logFrom: number | null }>;
  /** Sends messages that failed for good again, oldest first; with `dryRun` only says which. */
  redeliver(selection: RedeliverSelection): Promise<{ readonly messages: readonly string[] }>;
  /** Everything that is known of a customer. */
  customer(whom: Whom): Promise<Profile>;
  /** Which definition and which event made its traits what they are. */
  lineage(whom: Whom): Promise<Lineage>;
  /** What happened to it, newest first. */
  timeline(whom: Whom, request: TimelineRequest): Promise<Timeline>;
  /** Which entry linked each identifier of a customer, and which caused each of its merges. */
  identity(whom: Pick<ExplainRequest, 'customer' | 'namespace' | 'value'>): Promise<IdentityHistory>;
  /** What undoing merges would come to. */
  /** What the project's identity rules would make of the history; tells from time to time how far it has come. */
  previewIdentity(project: Project, onProgress: (progress: IdentityPreviewProgress) => void): Promise<RulesDifference>;
  previewUnmerge(request: UnmergeRequest): Promise<UnmergesPreviewed>;
  /** What binding one identifier to the profile of another would come to; and does it. */
  previewBind(request: BindRequest): Promise<BindPreviewed>;
  bind(request: BindRequest): Promise<Bound>;
  /** What taking an identifier out of its profile would come to; and does it. */
  previewUnbind(request: UnbindRequest): Promise<UnmergePreview>;
  unbind(request: UnbindRequest): Promise<Unbound>;
  /** Undoes some of them; the answer says how many are left, to be asked for again. */
  unmerge(request: UnmergeRequest): Promise<UnmergesDone>;
  /** The data dictionary against what has come. Times are those of arrival, ms. */
  readonly dictionary: DictionaryManagement;
  /** The quality of the data, measured now, or as of an instant of the past, ms. */
  quality(at?: number): Promise<DataQuality>;
  /** The steps of a journey, or of all, against their guardrails and their past; and a person's word on a reroute. */
  diagnosis(journey?: string): Promise<readonly JourneyDiagnosis[]>;
  reroute(request: RerouteRequest): Promise<JourneyDiagnosis>;
  /** The health of tags. */
  readonly tags: TagManagement;
  /** Templates and blocks. */
  readonly content: ContentManagement;
  /** Benefits and the codes of their pools. */
  readonly benefits: BenefitManagement;
  /** What becomes of customers in journeys, and starting one. */
  readonly journeys: JourneyManagement;
  /** What the door refused. */
  readonly quarantine: QuarantineManagement;
  /** Who signs in to the console. */
  readonly members: MemberManagement;
  readonly writeKeys: WriteKeyManagement;
  close(): Promise<void>;
}

/** A content of a definition, and the numbers of the releases that have it. */
export interface DefinitionVersion {
  readonly definition: Definition;
  readonly releases: readonly number[];
}

/** As it is listed. */
export type ListedWriteKey = Omit<WriteKey, 'createdBy' | 'endedBy'>;

/** Write keys, as /v1/write-keys has them. */
export interface WriteKeyManagement {
  list(): Promise<{ readonly keys: readonly ListedWriteKey[] }>;
  make(source: string, name: string | undefined): Promise<{ readonly secret: string; readonly key: ListedWriteKey }>;
  /** `until`: when the old one ends, ms UTC. */
  rotate(id: string, until: number): Promise<{ readonly secret: string; readonly key: ListedWriteKey; readonly old: ListedWriteKey }>;
  revoke(id: string): Promise<{ readonly key: ListedWriteKey }>;
}

/** Members, as /v1/members has them. */
export interface MemberManagement {
  list(): Promise<{ readonly members: readonly Member[] }>;
  add(wish: MemberWish): Promise<{ readonly member: Member; readonly link: MemberLink }>;
  change(id: string, change: MemberChange): Promise<{ readonly member: Member }>;
  link(id: string): Promise<{ readonly link: MemberLink }>;
}

/** `path`: of the page that opens it, on the server. */
export interface MemberLink {
  readonly path: string;
  /** Ms UTC. */
  readonly expiresAt: number;
}

export type JourneyDiagnosis = Awaited<ReturnType<QualityDesk['diagnosis']['of']>>[number];

export interface RerouteRequest {
  readonly journey: string;
  readonly step: string;
  readonly action: 'on' | 'off' | 'auto';
  readonly by?: string;
  readonly reason?: string;
}

export type DataQuality = Awaited<ReturnType<QualityDesk['measure']>>;

/** As /v1/journeys has them. */
export interface JourneyManagement {
  list(): Promise<readonly JourneyFigures[]>;
  show(journey: string): Promise<JourneyDetail>;
  start(journey: string, asked: JourneyStart): Promise<JourneyStarted>;
}

/** Benefits, as /v1/benefits has them. */
export interface BenefitManagement {
  list(): Promise<{ readonly benefits: readonly BenefitStock[] }>;
  bringIn(benefit: string, codes: readonly string[]): Promise<{ readonly codes: number }>;
}

/** Templates and blocks, as /v1/content has them. */
export interface ContentManagement {
  list(): Promise<{ readonly content: readonly ContentItem[] }>;
  versions(template: string, range: Readonly<Record<string, string>>): Promise<ContentVersions>;
  preview(template: string, question: Readonly<Record<string, string>>): Promise<ContentPreview>;
  rollback(template: string, request: { readonly version: number; readonly note?: string }): Promise<{ readonly number: number }>;
}

/** The health of tags, as /v1/tags has it. */
export interface TagManagement {
  figures(draw: Draw): Promise<TagsFigures>;
  figuresOf(tag: string, draw: Draw): Promise<TagDetail>;
  audit(request: Draw & { readonly tag?: string }): Promise<TagAudit>;
  sheet(tag: string, draw: Draw): Promise<TagSheet>;
  judge(marked: JudgedRows): Promise<JudgedAccuracy>;
}

/** How many customers; the same seed draws the same ones. */
export interface Draw {
  readonly sample: number;
  readonly seed: string;
}

export interface TagDetail extends Pick<TagsFigures, 'at' | 'position' | 'customers' | 'drawn' | 'contradictions'> {
  readonly tag: TagFigures;
}

export interface DictionaryManagement {
  infer(options: { readonly since: number; readonly source?: string }): Promise<{ readonly events: readonly Inferred[] }>;
  check(request: { readonly project: Project; readonly since: number; readonly source?: string }): Promise<DictionaryChecked>;
}

export type Inferred = Awaited<ReturnType<DictionaryDesk['infer']>>[number];

/** The quarantine, as /v1/quarantine has it. */
export interface QuarantineManagement {
  list(selection: QuarantineSelection, limit: number): Promise<{ readonly records: readonly QuarantineRecord[] }>;
  show(id: string): Promise<QuarantineRecord>;
  stats(selection: QuarantineSelection): Promise<QuarantineCounts>;
  identifiers(): Promise<{ readonly identifiers: readonly SetAside[] }>;
  replay(request: ReplayRequest & { readonly after?: string }): Promise<ReplayedPart>;
  drop(request: DropRequest & { readonly after?: string }): Promise<{ readonly dropped: number; readonly next?: string }>;
}

/** Times are those of arrival, ms. */
export type QuarantineSelection = Readonly<
  Partial<Record<'source' | 'event' | 'code' | 'field', string>> & Partial<Record<'since' | 'until', number>>
>;

export interface DropRequest {
  readonly selection: QuarantineSelection;
  readonly dryRun: boolean;
}

export interface ReplayRequest extends DropRequest {
  readonly correction?: unknown;
}

export type ReplayedPart = Awaited<ReturnType<QuarantineDesk['replay']>>;
export type QuarantineCounts = Awaited<ReturnType<QuarantineDesk['counts']>>;
export type QuarantineRecord = NonNullable<Awaited<ReturnType<QuarantineDesk['show']>>>;
export type SetAside = Awaited<ReturnType<QuarantineDesk['identifiers']>>[number];

/** Parameters of the question, as the API takes them: whom, by `customer` or by `namespace` and `value`; `message` and `journey`. */
export type ExplainRequest = Readonly<Partial<Record<'customer' | 'namespace' | 'value' | 'message' | 'journey', string>>>;

/** A customer id, or an identifier. */
export type Whom = { readonly customer: string } | { readonly namespace: string; readonly value: string };

/** Parameters of `/v1/timeline` beside whom. */
export type TimelineRequest = Readonly<Record<string, string | readonly string[]>>;

/** As the API takes it: `of` is segment.ID, tag.ID or trait.ID of the project; whom as in `ExplainRequest`. */
export interface PreviewRequest {
  readonly project: Project;
  readonly of: string;
  readonly sample: number;
  readonly parts?: readonly PreviewPart[];
  readonly customer?: string;
  readonly namespace?: string;
  readonly value?: string;
}

/** One profile and customers that it has absorbed, or what caused the merges. */
export type UnmergeRequest = { readonly customer: string; readonly from: readonly string[] } | MergeCause;

export interface BindRequest extends UnbindRequest {
  readonly to: readonly [string, string];
}

export interface UnbindRequest {
  readonly identifier: readonly [string, string];
}

/** One message, those of a channel, or all. */
export interface RedeliverSelection {
  readonly message?: string;
  readonly channel?: string;
  readonly all?: true;
  readonly dryRun: boolean;
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
}

export interface RollbackWish extends ReleaseWish {
  readonly to?: number;
  readonly dryRun?: true;
}

export interface ReleaseOutcome {
  /** The release in force when there is no change, else the new one. */
  readonly number: number;
  readonly changes: readonly Change[];
  /** What of it reaches customers stage by stage. */
  readonly rollouts?: Review['rollouts'];
}

/** As /v1/snapshots has it. Times in ms. */
export interface SnapshotSummary {
  readonly position: number;
  readonly at: number;
  readonly takenAt: number;
  /** Version of the engine that made the state. */
  readonly engine: string;
  readonly bytes: number;
}

export interface ReleaseSummary {
  readonly number: number;
  readonly note?: string;
  /** The release whose definitions it has again. */
  readonly backTo?: number;
  /** How many definitions it has, and how many of them are new or differ from the release before. */
  readonly definitions: number;
  readonly changed: number;
}
