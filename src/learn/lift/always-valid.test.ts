import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alwaysValid } from './always-valid.ts';
import { wilson } from './estimate.ts';

/** A uniform generator from a seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('always-valid interval', () => {
  test('holds the observed share, narrows with more, and is wider than one look', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const count = Math.round(of * part);
        const one = alwaysValid({ count, of }, 0.95);
        const ten = alwaysValid({ count: count * 10, of: of * 10 }, 0.95);
        expect(one.low).toBeLessThanOrEqual(count / of);
        expect(one.high).toBeGreaterThanOrEqual(count / of);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
        if (of < 30) return;
        const looked = wilson({ converted: count, customers: of }, 0.95);
        expect(one.high - one.low).toBeGreaterThan(looked.high - looked.low);
      }),
    );
  });

  test('is its formula: at the edges the likelihood ratio is 1 / (1 - level)', () => {
    // 3 of 10: B(4, 8) = 3! 7! / 11! = 1 / 1320.
    const { low, high } = alwaysValid({ count: 3, of: 10 }, 0.95);
    for (const p of [low, high]) expect(1 / 1320 / (p ** 3 * (1 - p) ** 7)).toBeCloseTo(20, 6);
    expect(alwaysValid({ count: 0, of: 0 }, 0.95)).toEqual({ low: 0, high: 1 });
    expect(alwaysValid({ count: 0, of: 50 }, 0.95).low).toBe(0);
    expect(() => alwaysValid({ count: 2, of: 1 }, 0.95)).toThrow(RangeError);
  });

  test('of whoever looks after every customer no more than promised are ever wrong, with Wilson many are', () => {
    let wrong = 0;
    let wrongByOneLook = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const draw = drawing(run + 1);
      const truth = 0.05 + 0.4 * draw();
      let [count, ever, everByOneLook] = [0, false, false];
      for (let of = 1; of <= 500; of++) {
        if (draw() < truth) count++;
        if (of % 5 > 0) continue;
        const { low, high } = alwaysValid({ count, of }, 0.9);
        ever ||= truth < low || truth > high;
        const looked = wilson({ converted: count, customers: of }, 0.9);
        everByOneLook ||= truth < looked.low || truth > looked.high;
      }
      if (ever) wrong++;
      if (everByOneLook) wrongByOneLook++;
    }
    expect(wrong / runs).toBeLessThan(0.1);
    expect(wrongByOneLook / runs).toBeGreaterThan(0.3);
  });
});
