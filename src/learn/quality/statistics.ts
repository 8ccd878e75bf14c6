/** How unusual a value is among comparable ones of the past. */

/** Makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(3/4). */
const MAD_TO_SIGMA = 1.4826;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Robust z-score (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993): (value - median) / (1.4826 MAD), where the spread is at least
 * `spreadMin`, or a past without any spread would make the least difference endless. Undefined with fewer than `pastMin` comparable values.
 */
export function robustZ(
  value: number,
  past: readonly number[],
  { spreadMin, pastMin }: { readonly spreadMin: (median: number) => number; readonly pastMin: number },
): number | undefined {
  if (past.length < pastMin) return undefined;
  const middle = median(past);
  const spread = MAD_TO_SIGMA * median(past.map((one) => Math.abs(one - middle)));
  return (value - middle) / Math.max(spread, spreadMin(middle));
}
