/** The figures of the running loop, for /health, /metrics and the live view. */
import { statfs } from 'node:fs/promises';
import type { Delivery } from '../act/index.ts';
import { createRecorder, LATENCY_BOUNDS_MS } from '../base/index.ts';
import type { SinkLink } from '../learn/index.ts';
import type { Door } from '../sense/index.ts';
import type { Appending } from './appender.ts';
import type { Backfills } from './backfill/index.ts';
import type { EngineLink } from './engine/index.ts';
import type { ChannelRoute, EngineMeasures, Measures, SinkMeasures } from './figures.ts';
import { createJourneyWatch, type ReadCounts } from './journeys/index.ts';
import type { QualityWatch } from './quality/index.ts';
import type { Releases } from './releases.ts';

const BATCH_BOUNDS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

export interface MeasuredParts {
  readonly directory: string;
  readonly door: Door;
  readonly appender: Appending;
  readonly engine: EngineLink;
  readonly sink: SinkLink;
  readonly delivery: Delivery;
  readonly routes: () => readonly ChannelRoute[];
  readonly releases: Releases;
  readonly backfills: Pick<Backfills, 'progress'>;
  readonly quality?: Pick<QualityWatch, 'latest' | 'raised'>;
  /** Absent: journeys are counted by nobody. */
  readonly journeyCounts?: ReadCounts;
  readonly isEventTime: () => boolean;
  readonly now: () => number;
}

/** Watches the engine from here on and tells the figures when asked. */
export function createMeasures(parts: MeasuredParts): () => Promise<Measures> {
  const watch = new EngineWatch(parts);
  const sink = new SinkWatch(parts);
  const { journeyCounts } = parts;
  const journeys = journeyCounts && createJourneyWatch({ ...parts, journeyCounts });
  return async () => {
    const { directory, door, appender, engine, delivery, releases, isEventTime, now } = parts;
    const { requests, accepted, quarantined, held } = door.counters();
    const { counters } = engine.status;
    const disk = await statfs(directory);
    return {
      at: now(),
      door: { requests, accepted, quarantined, held, duplicates: counters.get('duplicates') ?? 0 },
      log: { end: appender.end, ...(appender.problem !== undefined && { problem: appender.problem }) },
      engine: watch.measures(),
      sink: sink.measures(),
      delivery: delivery.state(),
      channels: parts.routes(),
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      customers: counters.get('customers') ?? 0,
      events: counters.get('entries:event') ?? 0,
      facts: factsOf(counters),
      refusals: refusalsOf(counters),
      release: releases.list.at(-1)?.number ?? 0,
      ...preparationOf(parts),
      ...qualityOf(parts),
      ...(journeys && { journeys: await journeys() }),
      ...(isEventTime() && { eventTime: appender.time }),
    };
  };
}

function preparationOf({ releases, backfills }: MeasuredParts): Pick<Measures, 'preparation'> {
  const definitions = releases.plan.preparation?.definitions.length ?? 0;
  if (definitions === 0) return {};
  const { events = 0, eventsAll = 0, attempts = 0, problem } = backfills.progress ?? {};
  const progress = eventsAll > 0 ? Math.min(1, events / eventsAll) : 0;
  return { preparation: { definitions, progress, attempts, ...(problem !== undefined && { problem }) } };
}

function qualityOf({ quality }: MeasuredParts): Pick<Measures, 'quality'> {
  if (!quality?.latest) return {};
  const scores = quality.latest.sources.flatMap(({ source, score }) => (score === undefined ? [] : [[source, score] as const]));
  return { quality: { alerts: quality.raised, scores: Object.fromEntries(scores) } };
}

const FACT_KINDS: ReadonlySet<string> = new Set(
  'identity profile consent tag segment journey decision exposure verdict message model release duplicate alert failure'.split(' '),
);

function factsOf(counters: ReadonlyMap<string, number>): Record<string, number> {
  const facts: Record<string, number> = {};
  for (const [name, count] of counters) {
    const [kind = '', action] = name.split('.');
    if (FACT_KINDS.has(kind) && action && !action.includes(':')) facts[`${kind}/${action}`] = count;
  }
  return facts;
}

/** Counters `verdict.defer:<rule>` and `verdict.suppress:<rule>`. */
function refusalsOf(counters: ReadonlyMap<string, number>): Record<string, number> {
  const refusals: Record<string, number> = {};
  for (const [name, count] of counters) {
    const rule = /^verdict\.(?:defer|suppress):(.*)$/.exec(name)?.[1];
    if (rule !== undefined) refusals[rule] = (refusals[rule] ?? 0) + count;
  }
  return refusals;
}

class EngineWatch {
  readonly #parts: MeasuredParts;
  readonly #batchSize = createRecorder(BATCH_BOUNDS);
  readonly #batchMs = createRecorder(LATENCY_BOUNDS_MS);
  readonly #stepMs = createRecorder([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]);
  #processed = 0;
  #movedAt: number;

  constructor(parts: MeasuredParts) {
    this.#parts = parts;
    this.#movedAt = parts.now();
    parts.engine.onBatch(({ entries }, batchMs) => {
      this.#processed += entries;
      this.#movedAt = parts.now();
      this.#batchSize.record(entries);
      this.#batchMs.record(batchMs);
      if (entries > 0) this.#stepMs.record(batchMs / entries);
    });
  }

  measures(): EngineMeasures {
    const { engine, appender, isEventTime, now } = this.#parts;
    const { position, problem, nextWakeAt } = engine.status;
    const behind = Math.max(0, appender.end - position);
    return {
      position,
      behind,
      processed: this.#processed,
      ...(behind > 0 && { oldestUnprocessedAt: this.#movedAt }),
      ...(nextWakeAt !== undefined && nextWakeAt < now() && !isEventTime() && { wakeOverdueAt: nextWakeAt }),
      movedAt: this.#movedAt,
      ...(problem !== undefined && { problem }),
      batchSize: this.#batchSize.snapshot(),
      batchMs: this.#batchMs.snapshot(),
      stepMs: this.#stepMs.snapshot(),
    };
  }
}

class SinkWatch {
  readonly #parts: MeasuredParts;
  #sunk = -1;
  #movedAt: number;

  constructor(parts: MeasuredParts) {
    this.#parts = parts;
    this.#movedAt = parts.now();
  }

  measures(): SinkMeasures {
    const { sink, now } = this.#parts;
    const { sunk, durable, oldestMs, error, state } = sink.status();
    if (sunk !== this.#sunk) this.#movedAt = now();
    this.#sunk = sunk;
    return {
      written: sunk,
      behind: Math.max(0, durable - sunk),
      ...(oldestMs > 0 && { oldestPendingAt: now() - oldestMs }),
      movedAt: this.#movedAt,
      ...(state === 'retrying' && error !== undefined && { problem: error }),
    };
  }
}
