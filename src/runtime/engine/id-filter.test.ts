import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdFilter } from './id-filter.ts';
import { HASH_WORDS, hashInto } from './id-table.ts';

const KEEP = 1_000;

function hashOf(text: string): Uint32Array {
  const words = new Uint32Array(HASH_WORDS);
  hashInto(text, words, 0);
  return words;
}

describe('the filter of message ids', () => {
  test('never says no to one that still matters, however many generations have passed', () => {
    const arrival = fc.nat(400);
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1, maxLength: 200, size: 'max' }), fc.constantFrom(1, 3, 20), (waits, idsMax) => {
        const filter = new IdFilter({ idsMax, keepMs: KEEP });
        const came: number[] = [];
        let now = 0;
        waits.forEach((wait, i) => {
          now += wait;
          filter.add(hashOf(`m${i}`), 0, now);
          came.push(now);
          came.forEach((at, j) => {
            if (now - at < KEEP) expect(filter.mayHave(hashOf(`m${j}`), 0, now)).toBe(true);
          });
        });
      }),
      { numRuns: 30 },
    );
  });

  test('says no to nearly all that never came', () => {
    const filter = new IdFilter({ idsMax: 10_000, keepMs: KEEP });
    for (let i = 0; i < 20_000; i++) filter.add(hashOf(`m${i}`), 0, i);
    let strangers = 0;
    for (let i = 0; i < 10_000; i++) if (filter.mayHave(hashOf(`stranger${i}`), 0, 20_000)) strangers++;
    expect(strangers).toBeLessThan(200);
  });

  test('says perhaps to everything while it has let go of what matters', () => {
    const filter = new IdFilter({ idsMax: 100, keepMs: KEEP });
    for (let i = 0; i < 201; i++) filter.add(hashOf(`m${i}`), 0, i);
    const stranger = hashOf('stranger');
    // The first hundred are gone; the last of them came at 99.
    expect([1_098, 1_099, 1_500].map((now) => filter.mayHave(stranger, 0, now))).toEqual([true, false, false]);
  });

  test('of nothing says no', () => {
    expect(new IdFilter({ idsMax: 0, keepMs: KEEP }).mayHave(hashOf('a'), 0, 0)).toBe(false);
  });

  test('finds a hash at any place of the words', () => {
    const filter = new IdFilter({ idsMax: 8, keepMs: KEEP });
    const words = Uint32Array.from([...hashOf('a'), ...hashOf('b'), ...hashOf('c')]);
    filter.add(words, HASH_WORDS, 1);
    expect([0, 1, 2].map((nth) => filter.mayHave(words, nth * HASH_WORDS, 1))).toEqual([false, true, false]);
  });
});
