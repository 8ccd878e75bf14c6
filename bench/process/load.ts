/** The load generator: a process of its own, so that what it costs is not the product's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Bodies, type BodiesOptions, trackBody, userId } from '../workload/bodies.ts';
import { MARKER } from '../workload/marker.ts';
import { answer } from './remote.ts';
import { Sender, type SenderOptions } from './sender.ts';

/** What came of a load. Times are wall clocks, ms. */
export interface LoadResult {
  readonly startedAt: number;
  readonly endedAt: number;
  /** Events acknowledged. */
  readonly accepted: number;
  /** Requests answered 429. */
  readonly turnedAway: number;
  /** Requests that failed otherwise. */
  readonly failed: number;
  /** How long acknowledged requests took, ms. */
  readonly requestMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number };
  /** First message and time of each acknowledged request, in order of acknowledgement; only when asked for. */
  readonly acknowledged: readonly (readonly [firstMessage: number, at: number])[];
}

export interface SaturateInput {
  readonly ms: number;
}

export interface OfferInput {
  /** Events per second. */
  readonly rate: number;
  readonly ms: number;
  /** Most requests under way; what does not fit is not offered. */
  readonly concurrency?: number;
  readonly keepAcknowledged?: boolean;
}

let sender: Sender | undefined;
let bodies: Bodies | undefined;
let stopped = false;

class Tally {
  readonly #startedAt = Date.now();
  readonly #keep: boolean;
  readonly #latencies: number[] = [];
  readonly #acknowledged: (readonly [number, number])[] = [];
  #accepted = 0;
  #turnedAway = 0;
  #failed = 0;

  constructor(keep = false) {
    this.#keep = keep;
  }

  /** Sends the next request. Resolves with how long to wait before another. */
  async send(): Promise<number> {
    const { bytes, firstMessage } = bodies!.take();
    const startedAt = performance.now();
    try {
      const { status, retryAfterMs } = await sender!.post('/v1/batch', bytes);
      if (status === 200) {
        this.#accepted += bodies!.batch;
        this.#latencies.push(performance.now() - startedAt);
        if (this.#keep) this.#acknowledged.push([firstMessage, Date.now()]);
        return 0;
      }
      if (status === 429) this.#turnedAway++;
      else this.#failed++;
      return Math.max(retryAfterMs, 10);
    } catch {
      this.#failed++;
      return 20;
    }
  }

  result(): LoadResult {
    const sorted = Float64Array.from(this.#latencies).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      startedAt: this.#startedAt,
      endedAt: Date.now(),
      accepted: this.#accepted,
      turnedAway: this.#turnedAway,
      failed: this.#failed,
      requestMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) },
      acknowledged: this.#acknowledged,
    };
  }
}

/** How many requests are under way when as much as possible is to go through. */
const SATURATION = 16;

answer<Load>({
  async connect({ bodies: wanted, ...target }) {
    sender?.close();
    sender = new Sender(target);
    if (wanted) bodies = new Bodies(wanted);
    return { callBytes: bodies?.callBytes ?? 0 };
  },

  async saturate({ ms }) {
    const tally = new Tally();
    const until = performance.now() + ms;
    const lane = async (): Promise<void> => {
      while (performance.now() < until) {
        const pauseMs = await tally.send();
        if (pauseMs > 0) await sleep(Math.min(pauseMs, Math.max(0, until - performance.now())));
      }
    };
    await Promise.all(Array.from({ length: SATURATION }, lane));
    return tally.result();
  },

  async offer({ rate, ms, concurrency = 64, keepAcknowledged = false }) {
    const tally = new Tally(keepAcknowledged);
    stopped = false;
    const startedAt = performance.now();
    const batchMs = (bodies!.batch / rate) * 1_000;
    const active = new Set<Promise<unknown>>();
    for (let next = startedAt; next < startedAt + ms; next += batchMs) {
      const early = next - performance.now();
      if (early > 1) await sleep(early);
      if (active.size >= concurrency) await Promise.race(active);
      const sent: Promise<unknown> = tally.send().finally(() => active.delete(sent));
      active.add(sent);
      if (stopped || performance.now() > startedAt + ms) break;
    }
    await Promise.all(active);
    return tally.result();
  },

  async stop() {
    stopped = true;
  },

  async mark({ perSecond, ms }) {
    const until = Date.now() + ms;
    let count = 0;
    while (Date.now() < until) {
      const message = `mark-${Date.now()}-${count++}`;
      void sender!.post('/v1/track', trackBody(MARKER, { message, user: userId(count % 1_000) })).catch(() => {});
      await sleep(1_000 / perSecond);
    }
    return count;
  },
});

export interface Load {
  /** Without bodies, those of the last connection go on. */
  connect(input: SenderOptions & { readonly bodies?: BodiesOptions }): Promise<{ callBytes: number }>;
  /** As much as the server takes, for so long. */
  saturate(input: SaturateInput): Promise<LoadResult>;
  /** A steady rate, whatever the answers. */
  offer(input: OfferInput): Promise<LoadResult>;
  /** Ends a steady rate before its time. */
  stop(input: object): Promise<void>;
  /** Single calls whose message ids say when they were sent. Resolves with how many. */
  mark(input: { readonly perSecond: number; readonly ms: number }): Promise<number>;
}
