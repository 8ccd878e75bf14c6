/**
 * What dashboards show, from the warehouse, as it is at the moment or was some seconds ago.
 *
 * A1. Whoever is bound to some customers (a data scope) sees figures of these alone.
 * A2. Equal questions within half a minute have one answer; `asOf` says of when. Pages of a cell have the matrix's edges, which are kept for five minutes.
 */
import { DAY, dayOf, dayStart, dayText, VolanoError } from '../../base/index.ts';
import {
  before,
  cohortsOf,
  effectOf,
  funnelOf,
  latencyMeasured,
  levelFor,
  liftOf,
  mappingOf,
  messagesMeasured,
  PROMISE_MS,
  type ReportMapping,
  type RfmRow,
  type RfmScale,
  revenueOf,
  rfmCellOf,
  rfmOf,
  rfmScaleOf,
  type Span,
  type SpanQuestion,
  spanOf,
  textLiteral,
} from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import type { DataScope } from '../members/index.ts';
import type { Releases } from '../releases.ts';
import { said } from '../said.ts';
import type { TimeMode } from '../time-mode.ts';
import type {
  CustomersMeasure,
  EventsMeasure,
  FunnelMeasure,
  FunnelRequest,
  LatencyMeasure,
  LiftMeasure,
  MessagesMeasure,
  RetentionMeasure,
  RevenueMeasure,
  RfmCustomersRequest,
  RfmMeasure,
  Series,
} from './answers.ts';
import { AnswerCache } from './cache.ts';
import { scopeSql } from './scope.ts';

export interface MeasureParts {
  readonly warehouse: Warehouse;
  readonly releases: Releases;
  readonly appender: Pick<Appending, 'time'>;
  readonly mode?: Pick<TimeMode, 'replay'>;
  /** Wall clock, ms; default: the machine's. */
  readonly now?: () => number;
}

const KEPT_MS = 30_000;
const SCALE_KEPT_MS = 5 * 60_000;
const ENTRIES_MAX = 200;
const WINDOW_DAYS_MAX = 365;
const EVENTS_MAX = 500;

/** Asked of the running product; changes nothing. */
export class MeasureDesk {
  readonly #parts: MeasureParts;
  readonly #cache: AnswerCache;
  readonly #scales: AnswerCache;

  constructor(parts: MeasureParts) {
    const { now = Date.now } = parts;
    this.#parts = parts;
    this.#cache = new AnswerCache({ keptMs: KEPT_MS, entriesMax: ENTRIES_MAX, now });
    // The first purchase is seen at once.
    const isKept = (answer: unknown): boolean => (answer as { scale?: RfmScale }).scale !== undefined;
    this.#scales = new AnswerCache({ keptMs: SCALE_KEPT_MS, entriesMax: ENTRIES_MAX, now, isKept });
  }

  /** Sales by day, week or month, beside as many days before. Rejects with VOLANO_QUERY_INVALID, as all that take days do. */
  revenue(question: SpanQuestion, scope?: DataScope): Promise<RevenueMeasure> {
    return this.#asked(['revenue', question, scope], async (mapping) => {
      const { span, series } = this.#series(question);
      const { rows, ...sums } = await revenueOf(this.#parts.warehouse, mapping, { span, today: this.#today });
      const past = before(span);
      return {
        ...series,
        currency: mapping.currency,
        ...sums,
        rows: rows.map(({ start, ...row }) => ({ day: dayText(start), ...row })),
        daysBefore: { from: dayText(past.first), to: dayText(past.last) },
      };
    });
  }

  /** Customers by recency and frequency of what they bought; `rfm` is absent while nobody has. */
  rfm(scope?: DataScope): Promise<RfmMeasure> {
    return this.#asked(['rfm', {}, scope], async (mapping) => {
      const rfm = await rfmOf(this.#parts.warehouse, mapping, await this.#scaleOf(mapping, this.#mapping(scope).key));
      return { currency: mapping.currency, ...(rfm && { rfm }) };
    });
  }

  /** Who is in one cell, in pages by customer id. */
  async rfmCustomers({ after, limit, ...cell }: RfmCustomersRequest, scope?: DataScope): Promise<CustomersMeasure> {
    const { warehouse } = this.#parts;
    const { mapping, key } = this.#mapping(scope);
    const scale = await this.#scaleOf(mapping, key);
    const question = { ...cell, after, limit: limit + 1 };
    const rows: readonly RfmRow[] = scale ? await rfmCellOf(warehouse, { mapping, scale }, question) : [];
    const customers = rows.slice(0, limit);
    return { currency: mapping.currency, customers, ...(rows.length > limit && { next: customers.at(-1)!.customer }) };
  }

  /** Of those who bought first in a month, how many bought again in each month after it. */
  retention(scope?: DataScope): Promise<RetentionMeasure> {
    return this.#asked(['retention', {}, scope], async (mapping) => ({
      timeZone: mapping.timeZone,
      month: dayText(this.#today).slice(0, 7),
      cohorts: await cohortsOf(this.#parts.warehouse, mapping),
    }));
  }

  /** How many did one event after another. Rejects with VOLANO_RESOURCE_UNKNOWN for a segment that there is not. */
  funnel(request: FunnelRequest, scope?: DataScope): Promise<FunnelMeasure> {
    return this.#asked(['funnel', request, scope], async (mapping) => {
      const { events, windowDays = 7, segment, ...question } = request;
      if (!(windowDays >= 1 && windowDays <= WINDOW_DAYS_MAX))
        throw new VolanoError('VOLANO_QUERY_INVALID', { field: 'windowDays', problem: said`must be 1 to ${WINDOW_DAYS_MAX}` });
      const { span, series } = this.#series(question);
      const { from, until } = this.#instants(span);
      const among = [mapping.among, segment === undefined ? undefined : this.#membersSql(segment)].filter((one) => one !== undefined);
      const steps = await funnelOf(this.#parts.warehouse, {
        ...{ events, windowMs: windowDays * DAY, from, until },
        ...(among.length > 0 && { among: among.join(' INTERSECT DISTINCT ') }),
      });
      const { by: _, ...days } = series;
      return { ...days, windowDays, steps, isOpen: until + windowDays * DAY > this.#parts.appender.time };
    });
  }

  /** Names of events that there are, the most frequent first. */
  events(): Promise<EventsMeasure> {
    return this.#cache.of('events', async () => ({
      events: await this.#parts.warehouse.query<{ event: string; count: number }>(
        `SELECT toString(event) AS event, count() AS count FROM events GROUP BY event ORDER BY count DESC, event LIMIT ${EVENTS_MAX}`,
      ),
    }));
  }

  /** From events received to the hand-over of the messages they led to. */
  latency(question: SpanQuestion, scope?: DataScope): Promise<LatencyMeasure> {
    return this.#asked(['latency', question, scope], async (mapping) => {
      const { span, series } = this.#series(question);
      const { total, rows } = await latencyMeasured(this.#parts.warehouse, {
        ...this.#decided(span, mapping),
        ...{ span, timeZone: mapping.timeZone },
      });
      return { ...series, promiseMs: PROMISE_MS, total, rows: rows.map(({ start, latency }) => ({ day: dayText(start), latency })) };
    });
  }

  /** Messages by channel and what became of them, and why others were not sent. */
  messages(question: Omit<SpanQuestion, 'by'>, scope?: DataScope): Promise<MessagesMeasure> {
    return this.#asked(['messages', question, scope], async (mapping) => {
      const { span, series } = this.#series(question);
      const { by: _, ...days } = series;
      return { ...days, ...(await messagesMeasured(this.#parts.warehouse, this.#decided(span, mapping))) };
    });
  }

  /** What journeys were worth against their holdouts, at a level that holds for all of them together. */
  lift(scope?: DataScope): Promise<LiftMeasure> {
    return this.#asked(['lift', {}, scope], async (mapping) => {
      const { warehouse, releases, appender } = this.#parts;
      const options = { mapping, now: appender.time, conversionOf: (journey: string) => releases.conversionOf(journey) };
      const found = await liftOf(warehouse, { ...options, levelFor });
      return { currency: mapping.currency, level: levelFor(found.length), journeys: found.map(effectOf) };
    });
  }

  #asked<Answer>(
    [what, question, scope]: readonly [what: string, question: object, scope: DataScope | undefined],
    ask: (mapping: ReportMapping) => Promise<Answer>,
  ): Promise<Answer & { readonly asOf: number }> {
    const { mapping, key } = this.#mapping(scope);
    return this.#cache.of(JSON.stringify([what, question, key]), () => ask(mapping));
  }

  /** `key`: what the answer depends on beside the question. */
  #mapping(scope: DataScope | undefined): { readonly mapping: ReportMapping; readonly key: unknown } {
    const { releases, appender, mode } = this.#parts;
    const referenceAt = mode?.replay?.to;
    const mapping = { ...mappingOf(releases.plan.workspace), ...(referenceAt !== undefined && { referenceAt }) };
    const key = [releases.list.at(-1)?.number, scope];
    if (!scope) return { mapping, key };
    return { mapping: { ...mapping, among: scopeSql(scope, releases, appender.time) }, key };
  }

  async #scaleOf(mapping: ReportMapping, key: unknown): Promise<RfmScale | undefined> {
    const ask = async () => ({ scale: await rfmScaleOf(this.#parts.warehouse, mapping) });
    return (await this.#scales.of(JSON.stringify(key), ask)).scale;
  }

  get #today(): number {
    const { releases, appender } = this.#parts;
    return dayOf(appender.time, releases.plan.workspace.timeZone);
  }

  #series(question: SpanQuestion): { readonly span: Span; readonly series: Series } {
    const span = spanOf(question, this.#today);
    const { timeZone } = this.#parts.releases.plan.workspace;
    return { span, series: { from: dayText(span.first), to: dayText(span.last), by: span.by, timeZone } };
  }

  #instants({ first, last }: Span): { readonly from: number; readonly until: number } {
    const { timeZone } = this.#parts.releases.plan.workspace;
    return { from: dayStart(first, timeZone), until: dayStart(last + 1, timeZone) };
  }

  #decided(span: Span, { among }: ReportMapping): { readonly from: number; readonly until: number; readonly among?: string } {
    return { ...this.#instants(span), ...(among !== undefined && { among }) };
  }

  #membersSql(segment: string): string {
    const released = this.#parts.releases.list.at(-1)?.definitions ?? [];
    if (!released.some(({ definition: { kind, id } }) => kind === 'segment' && id === segment))
      throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'segment', id: segment });
    return `SELECT customer FROM segment_membership WHERE segment = ${textLiteral(segment)} AND left_at IS NULL`;
  }
}
