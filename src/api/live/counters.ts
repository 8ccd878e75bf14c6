/** Measures as the console and `volano` show them: totals to difference, and the promise of 4 seconds. */
import { type Distribution, quantileOf, shareWithin } from '../../base/index.ts';
import type { Measures } from '../deps.ts';

const PROMISE_MS = 4_000;

export interface Counters {
  /** Wall clock, ms. */
  readonly at: number;
  readonly eventTime?: number;
  readonly release: number;
  readonly customers: number;
  /** Totals so far, whenever the process was started: one per room of the loop, in its order. */
  readonly loop: {
    readonly sense: number;
    readonly know: number;
    readonly decide: number;
    readonly guard: number;
    readonly act: number;
    readonly learn: number;
  };
  readonly door: Measures['door'];
  readonly engine: { readonly position: number; readonly behind: number; readonly oldestUnprocessedMs: number };
  readonly sink: { readonly written: number; readonly behind: number };
  readonly delivery: { readonly open: number; readonly sent: number; readonly failed: number; readonly retrying: number };
  /** By `kind/action`. */
  readonly facts: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly latency: LatencySummary;
}

export interface LatencySummary extends Distribution {
  readonly promiseMs: number;
  /** In [0, 1]; this and the quantiles (ms) are absent before the first message. */
  readonly withinPromise?: number;
  readonly p50?: number;
  readonly p90?: number;
  readonly p99?: number;
}

export function countersOf(measures: Measures): Counters {
  const { at, door, engine, sink, delivery, facts, events } = measures;
  const { sent, failed } = delivery.totals;
  const sumOf = (...kinds: string[]): number => {
    const counted = Object.entries(facts).filter(([name]) => kinds.includes(name.split('/', 1)[0] ?? ''));
    return counted.reduce((sum, [, count]) => sum + count, 0);
  };
  return {
    at,
    ...(measures.eventTime === undefined ? {} : { eventTime: measures.eventTime }),
    release: measures.release,
    customers: measures.customers,
    loop: {
      sense: events,
      know: sumOf('identity', 'profile', 'tag', 'segment', 'consent'),
      decide: sumOf('decision', 'journey'),
      guard: sumOf('verdict'),
      act: (facts['message/sent'] ?? 0) + (facts['message/failed'] ?? 0),
      learn: sink.written,
    },
    door,
    engine: { position: engine.position, behind: engine.behind, oldestUnprocessedMs: age(at, engine.oldestUnprocessedAt) },
    sink: { written: sink.written, behind: sink.behind },
    delivery: { open: delivery.open, sent, failed, retrying: delivery.channels.reduce((sum, { retrying }) => sum + retrying, 0) },
    facts,
    refusals: measures.refusals,
    latency: latencyOf(delivery.receivedToDispatchedMs),
  };
}

function latencyOf(distribution: Distribution): LatencySummary {
  const summary: Record<string, number> = {};
  for (const [name, q] of [
    ['p50', 0.5],
    ['p90', 0.9],
    ['p99', 0.99],
  ] as const) {
    const value = quantileOf(distribution, q);
    if (value !== undefined) summary[name] = Math.round(value * 10) / 10;
  }
  const within = shareWithin(distribution, PROMISE_MS);
  return { ...distribution, promiseMs: PROMISE_MS, ...summary, ...(within === undefined ? {} : { withinPromise: within }) };
}

function age(at: number, since: number | undefined): number {
  return since === undefined ? 0 : Math.max(at - since, 0);
}
