/** The product, whole, in a process of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../src/cli/engine.ts';
import { segmentCountSql } from '../../src/learn/sql/knowledge.ts';
import { openClickHouseWarehouse } from '../../src/port/warehouse/index.ts';
import type { ClusterOptions } from '../../src/runtime/cluster/index.ts';
import type { Role } from '../../src/runtime/config/index.ts';
import type { Measures, PreviewPart, Running } from '../../src/runtime/index.ts';
import { MARKER } from '../workload/marker.ts';
import { type ProjectSize, project } from '../workload/project.ts';
import { answer } from './remote.ts';

/** Milliseconds. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Both wall clocks, ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where services listen, and a name that nobody else uses there. */
export interface BenchCluster {
  readonly name: string;
  readonly brokers: readonly string[];
  readonly postgres: string;
  readonly clickhouse: string;
  /** Of the log; default 1. */
  readonly partitions?: number;
  /** Default: all. */
  readonly roles?: readonly Role[];
}

function clusterOf({ name, brokers, postgres, clickhouse, partitions = 1, roles = ['all'] }: BenchCluster): ClusterOptions {
  return {
    roles,
    log: { carrier: 'kafka', brokers, topic: name, partitions },
    state: { carrier: 'postgres', url: postgres, schema: name },
    openWarehouse: () => openClickHouseWarehouse({ url: clickhouse, database: name }),
  };
}

let running: Running | undefined;

/** Wake-ups that fall due now wait for one another that long. */
const ON_TIME_MS = 1_000;

const instant = (ms: number) => `fromUnixTimestamp64Milli(toInt64(${Math.round(ms)}), 'UTC')`;
const spread = (value: string) =>
  `SELECT count() AS count, quantileExact(0.5)(${value}) AS p50, quantileExact(0.99)(${value}) AS p99, max(${value}) AS max`;

async function spreadOf(sql: string): Promise<Spread> {
  const [row] = await running!.warehouse.query<Spread>(sql);
  const { count = 0, p50 = 0, p99 = 0, max = 0 } = row ?? {};
  return { count: Number(count), p50: Number(p50), p99: Number(p99), max: Number(max) };
}

answer<Product>({
  async start({ directory, port = 0, cluster }) {
    running = await startServer({ directory, port, ...(cluster && { cluster: clusterOf(cluster) }) });
    return { url: running.url, writeKey: running.writeKey };
  },

  async stop() {
    await running!.close();
    running = undefined;
  },

  async apply(size) {
    await running!.applyProject(project(size));
  },

  execute: ({ sql }) => running!.warehouse.execute(sql),

  async caughtUp({ timeoutMs }) {
    const until = Date.now() + timeoutMs;
    const { log } = await running!.measures();
    let rows: number | undefined;
    for (;;) {
      const { engine, sink } = await running!.measures();
      if (rows === undefined && engine.position >= log.end) rows = sink.written + sink.behind;
      if (rows !== undefined && sink.written >= rows) return Date.now();
      if (Date.now() > until) throw new Error(`The loop has not caught up: engine ${engine.behind}, sink ${sink.behind} behind`);
      await sleep(20);
    }
  },

  async decided({ timeoutMs }) {
    const until = Date.now() + timeoutMs;
    const { end } = (await running!.measures()).log;
    for (;;) {
      const { engine } = await running!.measures();
      if (engine.position >= end) return Date.now();
      if (Date.now() > until) throw new Error(`The engine is ${engine.behind} entries behind`);
      await sleep(100);
    }
  },

  async onTime({ timeoutMs }) {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const { at, engine } = await running!.measures();
      if (engine.wakeOverdueAt === undefined || at - engine.wakeOverdueAt < ON_TIME_MS) return Date.now();
      if (Date.now() > until) throw new Error(`Wake-ups are ${((at - engine.wakeOverdueAt) / 1_000).toFixed(0)} s overdue`);
      await sleep(100);
    }
  },

  async standing() {
    const { state, evaluating, preparing } = running!.standing();
    return {
      state,
      evaluating,
      progress: preparing?.progress ?? 1,
      ...(preparing?.problem !== undefined && { problem: preparing.problem }),
    };
  },

  async membersBySql({ size, segment }) {
    const startedAt = performance.now();
    const sql = segmentCountSql(project(size).definitions, segment, { now: Date.now() });
    const [row] = await running!.warehouse.query<{ members: number }>(sql);
    return { members: row!.members, ms: performance.now() - startedAt };
  },

  async preview({ size, segment, parts }) {
    const startedAt = performance.now();
    const question = { project: project(size), of: { kind: 'segment' as const, id: segment }, parts, sample: 10 };
    const { count } = await running!.questions.preview(question);
    return { members: count, ms: performance.now() - startedAt };
  },

  measures: async () => running!.measures(),

  counters: async () => running!.counters(),

  // Only those that an event led to at once: what waited in between has no such latency.
  dispatched: ({ from, to }) =>
    spreadOf(
      `${spread('latency_ms')} FROM messages WHERE latency_ms IS NOT NULL AND received_at >= ${instant(from)} AND received_at < ${instant(to)}`,
    ),

  actedAfterDue: ({ from, to }) =>
    spreadOf(
      `${spread('toUnixTimestamp64Milli(dispatched_at) - toUnixTimestamp64Milli(decided)')} FROM messages
       WHERE journey = 'joined' AND status = 'sent' AND decided >= ${instant(from)} AND decided < ${instant(to)}`,
    ),

  async visible({ ms }) {
    const delays: number[] = [];
    let last = 0;
    for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) {
      const rows = await running!.warehouse.query<{ seq: number; id: string }>(
        `SELECT seq, messageId AS id FROM events WHERE event = '${MARKER}' AND seq > ${last} ORDER BY seq`,
      );
      const now = Date.now();
      for (const { seq, id } of rows) {
        last = Number(seq);
        delays.push(now - Number(id.split('-')[1]));
      }
    }
    delays.sort((a, b) => a - b);
    const at = (share: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0;
    return { count: delays.length, p50: at(0.5), p99: at(0.99), max: at(1) };
  },

  async complete({ batch }) {
    const rows = await running!.warehouse.query<{ first: number }>(
      `SELECT toUInt64(min(substring(messageId, 2))) AS first FROM events WHERE match(messageId, '^m[0-9]{12}$')
       GROUP BY intDiv(toUInt64OrZero(substring(messageId, 2)), ${batch}) HAVING uniqExact(messageId) = ${batch}`,
    );
    return rows.map(({ first }) => Number(first));
  },
});

export interface Product {
  start(input: {
    readonly directory: string;
    readonly port?: number;
    /** Stands on these instead of the directory. */
    readonly cluster?: BenchCluster;
  }): Promise<{ url: string; writeKey: string }>;
  /** In good order: its folder is at rest then. */
  stop(input: object): Promise<void>;
  apply(size: ProjectSize): Promise<void>;
  /** Changes the warehouse, beneath the sink. */
  execute(input: { readonly sql: string }): Promise<void>;
  /**
   * Resolves, with the time, when what is in the log now is decided, and in the warehouse. What comes meanwhile, receipts and wake-ups,
   * does not hold it up.
   */
  caughtUp(input: { readonly timeoutMs: number }): Promise<number>;
  /** Resolves, with the time, when the engine has come to what is in the log now. */
  decided(input: { readonly timeoutMs: number }): Promise<number>;
  /** Resolves, with the time, when no wake-up is long overdue: what time had to do while the product was not there is done. */
  onTime(input: { readonly timeoutMs: number }): Promise<number>;
  /** How the latest release stands, and whether its rules are being evaluated for all customers. */
  standing(input: object): Promise<{ state: string; evaluating: boolean; progress: number; problem?: string }>;
  /** Members of a segment of the project as the warehouse counts them now, and how long that took. */
  membersBySql(input: { readonly size: ProjectSize; readonly segment: string }): Promise<{ members: number; ms: number }>;
  /** Members that the product's own preview counts before the release, with so much beside the count, and how long the answer took. */
  preview(input: {
    readonly size: ProjectSize;
    readonly segment: string;
    readonly parts: readonly PreviewPart[];
  }): Promise<{ members: number; ms: number }>;
  measures(input: object): Promise<Measures>;
  counters(input: object): Promise<Readonly<Record<string, number>>>;
  /** Received -> handed to the channel, of messages whose event was received in the span. */
  dispatched(span: Span): Promise<Spread>;
  /** Due -> handed to the channel, of the journey that only waits, for due times in the span. */
  actedAfterDue(span: Span): Promise<Spread>;
  /** Sent -> seen by a query of the warehouse, of marked events, watched for so long. */
  visible(input: { readonly ms: number }): Promise<Spread>;
  /** First messages of the requests of which every event is in the warehouse. */
  complete(input: { readonly batch: number }): Promise<readonly number[]>;
}
