/** What a channel's lane must pass: its pool, its rate, its circuit breaker, and the pause that the receiving end has asked for. */
import type { AttemptResult } from './attempt.ts';
import { type Breaker, type BreakerPolicy, type BreakerState, createBreaker } from './breaker.ts';
import { type Bucket, createBucket, type Rate } from './rate.ts';

export interface GateOptions {
  /** Messages handed over at the same time. */
  readonly concurrency: number;
  /** As the release has it at present. */
  readonly rate: () => Rate | undefined;
  readonly breaker: BreakerPolicy;
}

export interface Gate {
  /** How many of so many messages may go now, while so many are under way. They are counted as gone. */
  take(wanted: number, active: number): number;
  /** When to ask again after `take` gave nothing, ms; Infinity: when something that is under way has ended. */
  waitMs(): number;
  /** Runs an attempt and learns from its result. */
  run(attempt: () => Promise<AttemptResult>): Promise<AttemptResult>;
  readonly state: BreakerState;
  /** Called whenever more may go than `take` has said. */
  onChange: () => void;
}

export function createGate(options: GateOptions): Gate {
  return new ChannelGate(options);
}

/** Longest pause that a receiving end is granted. */
const PAUSE_MS_MAX = 15 * 60_000;

class ChannelGate implements Gate {
  readonly #options: GateOptions;
  readonly #breaker: Breaker;
  #bucket: { readonly of: Rate; readonly bucket: Bucket } | undefined;
  #pausedUntil = 0;
  onChange: () => void = () => undefined;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#breaker = createBreaker(options.breaker, isChannelsFault, () => this.onChange());
  }

  get state(): BreakerState {
    return this.#breaker.state;
  }

  take(wanted: number, active: number): number {
    if (this.#closedMs() > 0) return 0;
    const width = this.#breaker.state === 'closed' ? this.#options.concurrency : 1;
    const free = Math.min(wanted, width - active);
    if (free <= 0) return 0;
    return this.#currentBucket()?.take(free, Date.now()) ?? free;
  }

  waitMs(): number {
    const waitMs = Math.max(this.#closedMs(), this.#currentBucket()?.waitMs(Date.now()) ?? 0);
    return waitMs > 0 ? waitMs : Number.POSITIVE_INFINITY;
  }

  async run(attempt: () => Promise<AttemptResult>): Promise<AttemptResult> {
    const result = await this.#breaker.run(attempt);
    if (result.kind === 'failed' && result.retryAfterMs !== undefined && !result.bounced) {
      this.#pausedUntil = Date.now() + Math.min(result.retryAfterMs, PAUSE_MS_MAX);
    }
    return result;
  }

  #closedMs(): number {
    return Math.max(this.#breaker.waitMs(), this.#pausedUntil - Date.now());
  }

  /** A release may change the rate: then a new bucket counts. */
  #currentBucket(): Bucket | undefined {
    const rate = this.#options.rate();
    if (!rate) return undefined;
    if (this.#bucket?.of.max !== rate.max || this.#bucket.of.per !== rate.per) this.#bucket = { of: rate, bucket: createBucket(rate) };
    return this.#bucket.bucket;
  }
}

/** A refused connection, no answer, an error of the server: not what is said of one message or one address. Who asks for a pause is well. */
function isChannelsFault(result: unknown): boolean {
  const attempt = result as AttemptResult;
  return attempt.kind === 'failed' && attempt.retryable && !attempt.bounced && attempt.retryAfterMs === undefined;
}
