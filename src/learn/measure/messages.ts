/** Messages by channel, why others were not sent, and how long the answers to events took: of those decided within a span. */
import type { Warehouse } from '../../port/warehouse/index.ts';
import { type LatencyReport, ofWhom, PROMISE_MS } from '../report/index.ts';
import { messagesSql, quoted } from '../tables/index.ts';
import { type Span, startSql, startsOf } from './span.ts';

/** Decided messages of a channel by what became of them, and what came back: at least once, by people. */
export interface ChannelRow {
  readonly channel: string;
  readonly decided: number;
  readonly sent: number;
  readonly failed: number;
  readonly withdrawn: number;
  readonly waiting: number;
  readonly delivered: number;
  readonly bounced: number;
  readonly opened: number;
  readonly clicked: number;
  readonly replied: number;
  readonly unsubscribed: number;
  readonly complained: number;
}

export interface RuleRow {
  /** suppress and defer are guard's; withdrawn and failed came after it. */
  readonly outcome: 'defer' | 'suppress' | 'withdrawn' | 'failed';
  /** Or the reason, of failed ones up to its first colon. */
  readonly rule: string;
  readonly count: number;
}

export interface MessagesMeasured {
  readonly channels: readonly ChannelRow[];
  /** How often guard let a message pass, put it off, and said no. */
  readonly verdicts: { readonly send: number; readonly defer: number; readonly suppress: number };
  /** Most frequent first. */
  readonly refusals: readonly RuleRow[];
}

export interface LatencyRow {
  /** Number of its first day. */
  readonly start: number;
  readonly latency: LatencyReport;
}

export interface LatencyMeasured {
  readonly total: LatencyReport;
  readonly rows: readonly LatencyRow[];
}

/** Instants, ms: from, and before; and of whom. */
export interface Decided {
  readonly from: number;
  readonly until: number;
  /** Rows `{ customer }`: only these of today, as SQL. */
  readonly among?: string;
}

const RETURNS = {
  delivered: 'delivered',
  bounced: 'bounced',
  opened: 'opened',
  clicked: 'clicked',
  replied: 'replies > 0',
  unsubscribed: 'unsubscribed',
  complained: 'complained',
};

/** Of messages decided then: what became of them, and of the others why there are none. */
export async function messagesMeasured(warehouse: Warehouse, decided: Decided): Promise<MessagesMeasured> {
  const messages = decidedSql(decided);
  const by = (status: string): string => `countIf(m.status = '${status}') AS ${status}`;
  const returned = Object.entries(RETURNS).map(([name, holds]) => `countIf(m.status = 'sent' AND m.${holds}) AS ${name}`);
  const channels =
    await warehouse.query<ChannelRow>(`SELECT channel, count() AS decided, ${['sent', 'failed', 'withdrawn', 'waiting'].map(by).join(', ')},
  ${returned.join(', ')} FROM (${messages}) AS m GROUP BY channel ORDER BY decided DESC, channel`);
  const ended = await warehouse.query<RuleRow>(
    `SELECT status AS outcome, splitByString(':', reason)[1] AS rule, count() AS count FROM (${messages}) WHERE status IN ('failed', 'withdrawn') GROUP BY outcome, rule`,
  );
  const verdicts = await warehouse.query<{
    readonly verdict: 'send' | 'defer' | 'suppress';
    readonly rule: string;
    readonly count: number;
  }>(
    `SELECT verdict, rule, count() AS count FROM (SELECT customer, verdict, rule FROM verdicts WHERE ${within('at', decided)}) WHERE ${ofWhom(decided.among)} GROUP BY verdict, rule`,
  );
  const said = (verdict: string): number => verdicts.reduce((sum, one) => sum + (one.verdict === verdict ? one.count : 0), 0);
  const refused = verdicts.flatMap(({ verdict, rule, count }) => (verdict === 'send' ? [] : [{ outcome: verdict, rule, count }]));
  return {
    channels,
    verdicts: { send: said('send'), defer: said('defer'), suppress: said('suppress') },
    refusals: [...refused, ...ended].toSorted(
      (a, b) => b.count - a.count || (`${a.outcome} ${a.rule}` < `${b.outcome} ${b.rule}` ? -1 : 1),
    ),
  };
}

/** By the day of the decision. Messages that time alone led to have none. */
export async function latencyMeasured(
  warehouse: Warehouse,
  decided: Decided & { readonly span: Span; readonly timeZone: string },
): Promise<LatencyMeasured> {
  const { span, timeZone } = decided;
  const day = `toInt32(toDate32(toTimeZone(decided, ${quoted(timeZone)})))`;
  const rows = await warehouse.query<Aggregated & { readonly start: number; readonly whole: number }>(
    `SELECT ${startSql('day', span)} AS start, GROUPING(start) AS whole, ${AGGREGATED}
FROM (SELECT ${day} AS day, assumeNotNull(latency_ms) AS ms FROM (${decidedSql(decided)}) WHERE latency_ms IS NOT NULL) GROUP BY GROUPING SETS ((start), ())`,
  );
  const found = new Map(rows.filter(({ whole }) => whole === 0).map((row) => [row.start, row]));
  return {
    total: reportOf(rows.find(({ whole }) => whole === 1)),
    rows: startsOf(span).map((start) => ({ start, latency: reportOf(found.get(start)) })),
  };
}

interface Aggregated {
  readonly count: number;
  readonly quantiles: readonly [p50: number, p90: number, p99: number];
  readonly max: number;
  readonly withinPromise: number;
}

const AGGREGATED = `count() AS count, quantilesExact(0.5, 0.9, 0.99)(ms) AS quantiles, max(ms) AS max, countIf(ms <= ${PROMISE_MS}) AS withinPromise`;

function reportOf(row: Aggregated | undefined): LatencyReport {
  if (!row || row.count === 0) return { count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 };
  const { count, quantiles, max, withinPromise } = row;
  const [p50, p90, p99] = quantiles;
  return { count, p50, p90, p99, max, withinPromise };
}

/** Messages as in the view. What came of one lies behind its decision, so nothing before the span need be read. */
function decidedSql(decided: Decided): string {
  const since = `at >= ${instant(decided.from)}`;
  return `SELECT * FROM (${messagesSql(since)}) WHERE ${within('decided', decided)} AND ${ofWhom(decided.among)}`;
}

function within(column: string, { from, until }: Decided): string {
  return `${column} >= ${instant(from)} AND ${column} < ${instant(until)}`;
}

function instant(ms: number): string {
  return `fromUnixTimestamp64Milli(toInt64(${ms}), 'UTC')`;
}
