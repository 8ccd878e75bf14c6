/**
 * Deterministic hashing: MurmurHash3 x86 32-bit (Appleby, public domain). Randomness of the product is a hash of
 * (seed, customer, key), so that a replay draws the same numbers.
 */

/** MurmurHash3_x86_32 over the UTF-16 code units of a string (two bytes each, little endian). An unsigned 32-bit integer. */
export function hash32(text: string, seed: number): number {
  let h = seed | 0;
  const pairs = text.length >> 1;
  for (let i = 0; i < pairs; i++) {
    h = mixBlock(h, text.charCodeAt(2 * i) | (text.charCodeAt(2 * i + 1) << 16));
  }
  if (text.length & 1) h ^= scramble(text.charCodeAt(text.length - 1));
  return finish(h ^ (text.length * 2));
}

/** A 53-bit hash as a safe non-negative integer: two 32-bit hashes with different seeds. */
export function hash53(text: string): number {
  return (hash32(text, 0x9747b28c) & 0x1fffff) * 0x1_0000_0000 + hash32(text, 0x3c6ef372);
}

/** A number in [0, 1) from a seed and a key: uniform over keys, the same for the same pair for ever. */
export function hashUnit(seed: string, key: string): number {
  return hash53(`${seed}\u0000${key}`) / 0x20_0000_0000_0000;
}

function scramble(k: number): number {
  const a = Math.imul(k, 0xcc9e2d51);
  return Math.imul((a << 15) | (a >>> 17), 0x1b873593);
}

function mixBlock(h: number, k: number): number {
  const x = h ^ scramble(k);
  return (Math.imul((x << 13) | (x >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
