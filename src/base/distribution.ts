/**
 * Distributions of measured values: counts per bucket, so that recording costs nothing, snapshots cross threads and two add up.
 */

/** `counts[i]` values are <= `bounds[i]` and above the bound before; the last count, one more than there are bounds, is of those beyond. */
export interface Distribution {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly count: number;
  readonly sum: number;
  readonly max: number;
}

export interface Recorder {
  record(value: number): void;
  /** A copy; it does not change any more. */
  snapshot(): Distribution;
}

/** Milliseconds from 1 ms to 10 minutes, with a bound at the 4-second promise. */
export const LATENCY_BOUNDS_MS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 4_000, 10_000, 60_000, 600_000];

/** `bounds` ascend. */
export function createRecorder(bounds: readonly number[]): Recorder {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let count = 0;
  let sum = 0;
  let max = 0;
  return {
    record(value) {
      let bucket = 0;
      while (bucket < bounds.length && value > bounds[bucket]!) bucket += 1;
      counts[bucket]! += 1;
      count += 1;
      sum += value;
      if (value > max) max = value;
    },
    snapshot: () => ({ bounds, counts: [...counts], count, sum, max }),
  };
}

/** Of the values of both. They have the same bounds. */
export function addDistributions(one: Distribution, other: Distribution): Distribution {
  return {
    bounds: one.bounds,
    counts: one.counts.map((count, bucket) => count + other.counts[bucket]!),
    count: one.count + other.count,
    sum: one.sum + other.sum,
    max: Math.max(one.max, other.max),
  };
}

/** The value that a share `q` in [0, 1] of the recorded ones does not exceed, interpolated within its bucket; undefined when empty. */
export function quantileOf(distribution: Distribution, q: number): number | undefined {
  const { bounds, counts, count, max } = distribution;
  if (count === 0) return undefined;
  const rank = q * count;
  let below = 0;
  for (const [bucket, inside] of counts.entries()) {
    if (inside > 0 && below + inside >= rank) {
      const low = bucket === 0 ? 0 : bounds[bucket - 1]!;
      const high = Math.min(bounds[bucket] ?? max, max);
      return low + (high - low) * Math.min(Math.max((rank - below) / inside, 0), 1);
    }
    below += inside;
  }
  return max;
}

/** The share in [0, 1] of values at most `bound`, which must be one of the bounds; undefined when empty. */
export function shareWithin(distribution: Distribution, bound: number): number | undefined {
  const last = distribution.bounds.indexOf(bound);
  if (last < 0 || distribution.count === 0) return undefined;
  return distribution.counts.slice(0, last + 1).reduce((sum, inside) => sum + inside, 0) / distribution.count;
}
