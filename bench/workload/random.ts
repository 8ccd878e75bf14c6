/** Random numbers from a seed, and customers drawn as a shop sees them: a few come often, most seldom. */

/** Uniform in [0, 1); the same seed gives the same numbers (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Exponent of the Zipf distribution. With the usual 0.99 one of 100,000 customers would send 8 % of all events, which no customer of a shop
 * does; with 0.8 it is 2 %, and more of the others are seen, so caches help less.
 */
const EXPONENT = 0.8;

/** Draws customers 0 to `count` - 1; the most frequent ones are scattered over the numbers. */
export function zipf(count: number, random: () => number): () => number {
  const cumulative = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) cumulative[rank] = sum += (rank + 1) ** -EXPONENT;
  // A stride without a common factor with the count reaches every number once.
  const stride = coprimeTo(count);
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return (low * stride) % count;
  };
}

function coprimeTo(count: number): number {
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (divisor(stride, count) !== 1) stride++;
  return stride;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
