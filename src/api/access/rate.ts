/** How many requests somebody may make: a bucket of permits each, filled by time. In the memory of this process. */
import { SECOND, VolanoError } from '../../base/index.ts';

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  at: number;
}

const BUCKETS_MAX = 10_000;

export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Throws VOLANO_ACCESS_RATE. */
  take(who: string, { burst, perSecond }: Rate): void {
    const now = this.#now();
    const before = this.#buckets.get(who) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + (Math.max(0, now - before.at) / SECOND) * perSecond);
    if (left < 1) throw new VolanoError('VOLANO_ACCESS_RATE', { seconds: Math.ceil((1 - left) / perSecond) });
    // Who asked last stands last, and who has not asked for longest goes first.
    this.#buckets.delete(who);
    this.#buckets.set(who, { left: left - 1, at: now });
    if (this.#buckets.size > BUCKETS_MAX) this.#buckets.delete(this.#buckets.keys().next().value!);
  }
}
