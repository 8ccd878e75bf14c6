/** What is asked about single customers, and about definitions before they are released. Changes nothing. */
import { type CustomerId, dayOf } from '../base/index.ts';
import type { Plan } from '../core/index.ts';
import type { Project } from '../define/index.ts';
import type { Sink } from '../learn/index.ts';
import type { Log } from '../port/log/index.ts';
import type { Papers, StateReader, StateView } from '../port/state/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import type { Appending } from './appender.ts';
import { type Calendar, type CalendarQuestion, calendarOf } from './calendar/index.ts';
import { ContentDesk } from './content/index.ts';
import { DecisionDesk, RecommendationDesk } from './decide/index.ts';
import { byPartition, type EngineLink } from './engine/index.ts';
import { type LatestEvent, type LatestEventsQuestion, latestEvents, type WholeEvent, wholeEvent } from './events/index.ts';
import type { Profile, ProfileLookup, ReleaseSummary } from './figures.ts';
import { type Forecast, type ForecastQuestion, forecastOf } from './forecast/index.ts';
import {
  type GroupDay,
  type GroupHistoryQuestion,
  type GroupMembers,
  type GroupMembersQuestion,
  type Groups,
  groupHistoryOf,
  groupMembersOf,
  groupsOf,
  type SegmentFlow,
  type SegmentFlowQuestion,
  segmentFlowOf,
} from './groups/index.ts';
import type { Standing } from './installation.ts';
import { Benefits, JourneyDesk, JourneyStarts, type ReadCounts } from './journeys/index.ts';
import { type PastRecord, readKnownPast } from './known-past.ts';
import { type KnownRows, readKnownRows } from './known-rows.ts';
import { type Lineage, lineageOf } from './lineage/index.ts';
import { MeasureDesk } from './measure/index.ts';
import { type Preview, type PreviewQuestion, previewOf } from './preview/index.ts';
import { profileFrom } from './profile.ts';
import { type ReadCustomer, type Reader, readById, readByIdentifier } from './reading.ts';
import { ReleaseTimes } from './release-times.ts';
import type { Releases, Said } from './releases.ts';
import { Drafts, type Edits, type Review, reviewOf } from './review/index.ts';
import { RolloutDesk } from './rollout/index.ts';
import { type FoundCustomers, type SearchQuestion, searchCustomers } from './search.ts';
import type { WriteKeys } from './sources/index.ts';
import { TagDesk } from './tags/index.ts';
import type { TimeMode } from './time-mode.ts';
import { type Timeline, type TimelineQuestion, timelineOf } from './timeline/index.ts';

export interface QuestionsParts {
  readonly warehouse: Warehouse;
  readonly state: StateView;
  readonly homeOf: (customer: CustomerId) => StateReader;
  readonly log: Log;
  readonly partition: number;
  readonly releases: Releases;
  readonly engine: Pick<EngineLink, 'status' | 'reached'>;
  readonly standing: Standing;
  readonly journeyCounts: ReadCounts;
  readonly appender: Pick<Appending, 'time' | 'end' | 'entries'>;
  readonly sink: Pick<Sink, 'flush'>;
  readonly options: { readonly directory: string; readonly offline?: boolean; readonly cluster?: object };
  readonly papers: Papers;
  readonly writeKeys: WriteKeys;
  readonly mode?: Pick<TimeMode, 'replay'>;
}

/** What the maker says beside the project. */
export type ReviewOptions = Pick<Said, 'edits' | 'rollout' | 'backTo'>;

export class Questions {
  /** The health of tags. */
  readonly tags: TagDesk;
  /** Releases that wait for a second person. */
  readonly drafts: Drafts;
  /** Templates and blocks. */
  readonly content: ContentDesk;
  /** What customers see in placements. */
  readonly decisions: DecisionDesk;
  readonly recommendations: RecommendationDesk;
  /** Releases that reach customers stage by stage. */
  readonly rollouts: RolloutDesk;
  /** What becomes of customers in journeys. */
  readonly journeys: JourneyDesk;
  /** Journeys that are started by name. */
  readonly starts: JourneyStarts;
  /** Benefits, and the codes of their pools. */
  readonly benefits: Benefits;
  /** What dashboards show. */
  readonly measured: MeasureDesk;
  readonly #parts: QuestionsParts;
  readonly #times: ReleaseTimes;

  constructor(parts: QuestionsParts) {
    this.#parts = parts;
    this.#times = new ReleaseTimes(parts);
    this.tags = new TagDesk(parts);
    this.drafts = new Drafts(parts);
    this.decisions = new DecisionDesk(parts);
    this.recommendations = new RecommendationDesk(parts);
    this.journeys = new JourneyDesk(parts);
    this.starts = new JourneyStarts(parts);
    this.benefits = new Benefits(parts);
    this.rollouts = new RolloutDesk(parts);
    this.content = new ContentDesk({
      releases: parts.releases,
      standing: () => ({ plan: parts.releases.plan, now: parts.appender.time }),
      read: (lookup) => this.#read(lookup),
    });
    this.measured = new MeasureDesk(parts);
  }

  /** Where everything lies; undefined: the log is that of a cluster. */
  get dataFolder(): string | undefined {
    const { cluster, directory } = this.#parts.options;
    return cluster ? undefined : directory;
  }

  /** The newest first, with when each was applied. */
  releases(): Promise<readonly ReleaseSummary[]> {
    return this.#times.of(this.#parts.releases.summaries());
  }

  /** Undefined when there is no such customer. */
  async profileOf(lookup: ProfileLookup): Promise<Profile | undefined> {
    const { engine, releases } = this.#parts;
    const { position } = engine.status;
    const { plan, now, read } = await this.#read(lookup);
    return read && profileFrom(read, { position, plan, now, release: releases.list.at(-1) });
  }

  /** All that the state store has of a customer, to begin a rehearsal with; undefined when there is no such customer. */
  knownRows(lookup: ProfileLookup): Promise<KnownRows | undefined> {
    const { appender } = this.#parts;
    return readKnownRows(lookup, { ...this.#parts, now: () => appender.time });
  }

  /** Its events up to there; undefined where they cannot be told. */
  knownPast(known: KnownRows): Promise<readonly PastRecord[] | undefined> {
    const { standing, sink } = this.#parts;
    return readKnownPast(known, { ...this.#parts, catchUp: async () => sink.flush((await standing()).seq) });
  }

  /** What happened to a customer and what was concluded about it, in pages; undefined when there is no such customer. */
  async timeline(lookup: ProfileLookup, question: TimelineQuestion): Promise<Timeline | undefined> {
    const { read } = await this.#read(lookup);
    if (!read) return undefined;
    const { warehouse, engine, sink } = this.#parts;
    const { position, seq } = engine.status;
    await sink.flush(seq);
    return timelineOf([read.id, ...read.absorbed], question, { warehouse, position });
  }

  /** Where the values of a customer's traits come from; undefined when there is no such customer. `traits`: ids, undefined: all. */
  async lineage(lookup: ProfileLookup, traits: readonly string[] | undefined): Promise<Lineage | undefined> {
    const { read, plan } = await this.#read(lookup);
    if (!read) return undefined;
    const { warehouse, engine, sink, releases } = this.#parts;
    await sink.flush(engine.status.seq);
    const release = releases.list.at(-1);
    return release ? lineageOf(read, traits, { warehouse, release, plan }) : { customer: read.id, traits: [] };
  }

  /** Who may send events. */
  get writeKeys(): WriteKeys {
    return this.#parts.writeKeys;
  }

  /** What came lately, newest first, as far as the warehouse has it. */
  latestEvents(question: LatestEventsQuestion): Promise<readonly LatestEvent[]> {
    const { warehouse, engine } = this.#parts;
    const seqs = byPartition(engine.status).map(({ seq }) => seq);
    return latestEvents(warehouse, seqs, question);
  }

  /** One event with all that it carries; undefined when there is none of that id. */
  event(id: string): Promise<WholeEvent | undefined> {
    return wholeEvent(this.#parts.warehouse, id);
  }

  /** What a segment, a tag or a trait that is not released would come to. Rejects with errors of kind `definition`, and VOLANO_RESOURCE_UNKNOWN. */
  preview(question: PreviewQuestion): Promise<Preview> {
    const { releases, appender } = this.#parts;
    return previewOf(question, { ...this.#parts, plan: () => releases.plan, now: () => appender.time });
  }

  /** What a release of the project would come to. Rejects with errors of kind `definition`. */
  review(project: Project, { edits, rollout, backTo }: ReviewOptions = {}): Promise<Review> {
    const { warehouse, releases, engine, sink, appender } = this.#parts;
    const { counters, seq } = engine.status;
    const next = (one: Project, said: Edits | undefined) =>
      releases.next(one, undefined, {
        isReviewed: true,
        ...(said && { edits: said }),
        ...(rollout !== undefined && { rollout }),
        ...(backTo !== undefined && { backTo }),
      });
    const catchUp = (): Promise<void> => sink.flush(seq);
    return reviewOf(project, edits, { warehouse, releases: releases.list, counters, next, catchUp, now: appender.time });
  }

  /** What guard would drop of one message to a segment. Rejects with VOLANO_RESOURCE_UNKNOWN. */
  async forecast(question: ForecastQuestion): Promise<Forecast> {
    const { warehouse, state, releases, appender, sink, engine } = this.#parts;
    await sink.flush(engine.status.seq);
    return forecastOf(question, { warehouse, state, plan: releases.plan, now: appender.time });
  }

  /** What is planned for whom; of one customer, undefined when there is none such. Rejects with VOLANO_QUERY_INVALID. */
  async calendar(question: CalendarQuestion, whom?: ProfileLookup): Promise<Calendar | undefined> {
    const { warehouse, releases, appender, sink, engine } = this.#parts;
    const { seq, counters } = engine.status;
    await sink.flush(seq);
    const profile = whom && (await this.profileOf(whom));
    if (whom && !profile) return undefined;
    return calendarOf(question, { warehouse, counters, plan: releases.plan, release: releases.list.at(-1), now: appender.time, profile });
  }

  /** The released segments and tags at a glance. */
  async groups(): Promise<Groups> {
    const { warehouse, state, engine, sink, releases, appender } = this.#parts;
    const { position, seq, counters } = engine.status;
    await sink.flush(seq);
    const about = { release: releases.list.at(-1), plan: releases.plan, counters, position, behind: Math.max(0, appender.end - position) };
    return groupsOf({ warehouse, state, ...about, now: appender.time });
  }

  /** Who is in a segment or holds a tag, the latest first, in pages. */
  async groupMembers(question: GroupMembersQuestion): Promise<GroupMembers> {
    const { warehouse, state, engine, sink, releases } = this.#parts;
    await sink.flush(engine.status.seq);
    return groupMembersOf(question, { warehouse, state, plan: releases.plan });
  }

  /** How a segment or tag has grown, day by day. */
  async groupHistory(question: GroupHistoryQuestion): Promise<readonly GroupDay[]> {
    const { warehouse, engine, sink, releases } = this.#parts;
    await sink.flush(engine.status.seq);
    return groupHistoryOf(question, { warehouse, plan: releases.plan });
  }

  /** From which segments customers came into one, and into which they went. */
  async segmentFlow(question: SegmentFlowQuestion): Promise<SegmentFlow> {
    const { warehouse, engine, sink, releases } = this.#parts;
    await sink.flush(engine.status.seq);
    return segmentFlowOf(question, { warehouse, plan: releases.plan });
  }

  /** The present day of the workspace's time zone, in days since 1970. */
  get today(): number {
    const { appender, releases } = this.#parts;
    return dayOf(appender.time, releases.plan.zone);
  }

  /** Customers by how their identifiers begin, in pages. */
  search(question: SearchQuestion): Promise<FoundCustomers> {
    return searchCustomers(this.#parts, question);
  }

  async #read(lookup: ProfileLookup): Promise<{ readonly plan: Plan; readonly now: number; readonly read: ReadCustomer | undefined }> {
    const { state, releases, appender } = this.#parts;
    const reader: Reader = { state, plan: () => releases.plan, now: () => appender.time };
    const read = await ('customer' in lookup
      ? readById(reader, lookup.customer)
      : readByIdentifier(reader, [lookup.namespace, lookup.value]));
    return { plan: reader.plan(), now: reader.now(), read };
  }
}
