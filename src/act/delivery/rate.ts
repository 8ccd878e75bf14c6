/**
 * How many messages a channel may take per time: a token bucket that never lets more than `max` through in any span of length `per`. A
 * tenth of them may go at once, the rest at an even pace.
 */
import { durationMs } from '../../base/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';

export type Rate = NonNullable<ChannelDefinition['rate']>;

export interface Bucket {
  /** Takes up to `wanted` tokens at `now`, ms; how many it got. */
  take(wanted: number, now: number): number;
  /** How long until there is a token, ms; 0 when there is one. */
  waitMs(now: number): number;
}

const BURST_SHARE = 0.1;
/** Sums of fractions may miss a whole token by this. */
const EPSILON = 1e-9;

/** A bucket that is full. Times of its calls are on any one clock, ms. */
export function createBucket({ max, per }: Rate): Bucket {
  const burst = Math.max(1, Math.floor(max * BURST_SHARE));
  const perMs = (max - burst + 1) / durationMs(per);
  let tokens = burst;
  let at = Number.NEGATIVE_INFINITY;

  const refill = (now: number): void => {
    if (at !== Number.NEGATIVE_INFINITY && now > at) tokens = Math.min(burst, tokens + (now - at) * perMs);
    // A clock that was set back gives nothing and costs nothing.
    at = now;
  };
  return {
    take(wanted, now) {
      refill(now);
      const taken = Math.min(Math.max(wanted, 0), Math.floor(tokens + EPSILON));
      tokens -= taken;
      return taken;
    },
    waitMs(now) {
      refill(now);
      return tokens + EPSILON >= 1 ? 0 : Math.ceil((1 - tokens) / perMs);
    },
  };
}
