import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash32, hash53, hashUnit } from './hash.ts';

/** MurmurHash3_x86_32 over bytes, written from its description with big integers: slow and obvious. */
function murmur3(bytes: readonly number[], seed: number): number {
  const wrap = (value: bigint) => value & 0xffffffffn;
  const rotated = (value: bigint, by: bigint) => wrap((value << by) | (value >> (32n - by)));
  const scrambled = (k: bigint) => wrap(rotated(wrap(k * 0xcc9e2d51n), 15n) * 0x1b873593n);
  let h = BigInt(seed >>> 0);
  const whole = bytes.length - (bytes.length % 4);
  const word = (from: number, to: number) => bytes.slice(from, to).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  for (let i = 0; i < whole; i += 4) h = wrap(rotated(h ^ scrambled(word(i, i + 4)), 13n) * 5n + 0xe6546b64n);
  if (whole < bytes.length) h ^= scrambled(word(whole, bytes.length));
  h ^= BigInt(bytes.length);
  h = wrap((h ^ (h >> 16n)) * 0x85ebca6bn);
  h = wrap((h ^ (h >> 13n)) * 0xc2b2ae35n);
  return Number(h ^ (h >> 16n));
}

const bytesOf = (text: string): number[] => [...Buffer.from(text, 'utf16le')];
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('hash32', () => {
  // The published vectors of an even number of bytes, as UTF-16 code units.
  test.each([
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['', 0xffffffff, 0x81f16f39],
    ['\uffff\uffff', 0, 0x76293b50],
    ['\u4321\u8765', 0, 0xf55b516b],
    ['\u4321\u8765', 0x5082edee, 0x2362f9de],
    ['\u4321', 0, 0xa0f7b07a],
    ['\u0000\u0000', 0, 0x2362f9de],
    ['\u0000', 0, 0x30f4c306],
  ])('of %j with seed %i', (text, seed, expected) => {
    expect(hash32(text, seed)).toBe(expected);
    expect(murmur3(bytesOf(text), seed)).toBe(expected);
  });

  test('equals the algorithm over the bytes', () => {
    fc.assert(
      fc.property(anyText, fc.integer(), (text, seed) => {
        expect(hash32(text, seed)).toBe(murmur3(bytesOf(text), seed));
      }),
    );
  });
});

describe('hash53', () => {
  test('is a safe integer made of two independent hashes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const hash = hash53(text);
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
        expect(hash % 2 ** 32).toBe(murmur3(bytesOf(text), 0x3c6ef372));
        expect(Math.floor(hash / 2 ** 32)).toBe(murmur3(bytesOf(text), 0x9747b28c) % 2 ** 21);
      }),
    );
  });

  test('does not collide over a million customers and keys', () => {
    const hashes = new Set<number>();
    for (let i = 0; i < 200_000; i++) hashes.add(hash53(`c${i.toString(36)}:journey`));
    expect(hashes.size).toBe(200_000);
  });
});

describe('hashUnit', () => {
  const draws = (seed: string, count: number) => Array.from({ length: count }, (_, i) => hashUnit(seed, `customer-${i}`));

  test('lies in [0, 1) and is the same for ever', () => {
    for (const draw of draws('a', 1_000)) expect(draw >= 0 && draw < 1).toBe(true);
    expect(draws('a', 100)).toEqual(draws('a', 100));
    expect(hashUnit('seed', 'key')).toBe(hashUnit('seed', 'key'));
  });

  test('is uniform: chi-square over 100 bins stays under its 99.9 % point', () => {
    const bins = new Array<number>(100).fill(0);
    for (const draw of draws('uniform', 100_000)) bins[Math.floor(draw * 100)]! += 1;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chiSquare).toBeLessThan(149);
  });

  test('draws of two seeds are independent', () => {
    const [first, second] = [draws('first', 50_000), draws('second', 50_000)];
    const both = first.filter((draw, i) => draw < 0.1 && second[i]! < 0.1).length;
    expect(both / 50_000).toBeCloseTo(0.01, 2);
  });

  test('seed and key do not run into each other', () => {
    expect(hashUnit('ab', 'c')).not.toBe(hashUnit('a', 'bc'));
  });
});
