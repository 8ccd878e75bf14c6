import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SparseTimes } from './sparse-times.ts';

const NONE = Number.POSITIVE_INFINITY;

const visited = (times: SparseTimes): [number, number][] => {
  const seen: [number, number][] = [];
  times.each((place, time) => seen.push([place, time]));
  return seen;
};

describe('sparse times', () => {
  test('are what an array of them would be, however they are set', () => {
    const move = fc.tuple(fc.nat({ max: 99 }), fc.oneof(fc.constant(NONE), fc.integer({ min: -5, max: 2_000_000_000_000 })));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 200 }), (moves) => {
        const times = new SparseTimes(100, NONE);
        const plain = new Array<number>(100).fill(NONE);
        for (const [place, time] of moves) {
          times.set(place, time);
          plain[place] = time;
          expect(times.get(place)).toBe(time);
        }
        expect(plain.map((_, place) => times.get(place))).toEqual(plain);
        expect(plain.map((_, place) => times.has(place))).toEqual(plain.map((time) => time !== NONE));
        expect(visited(times)).toEqual([...plain.entries()].filter(([, time]) => time !== NONE));
        expect(times.earliest()).toBe(Math.min(...plain));
        expect(times.size).toBe(visited(times).length);
      }),
    );
  });

  test('at the edges of words of bits', () => {
    const times = new SparseTimes(65, NONE);
    for (const place of [64, 31, 32, 0, 63]) times.set(place, place + 1);
    expect(visited(times)).toEqual([
      [0, 1],
      [31, 32],
      [32, 33],
      [63, 64],
      [64, 65],
    ]);
    times.set(31, NONE);
    times.set(32, 7);
    expect([times.get(31), times.get(32), times.get(63), times.has(30)]).toEqual([NONE, 7, 64, false]);
  });

  test('none at all', () => {
    const times = new SparseTimes(0, NONE);
    expect([visited(times), times.earliest(), times.size]).toEqual([[], NONE, 0]);
  });

  test('with another mark of absence, every other instant is one', () => {
    const times = new SparseTimes(2, Number.NEGATIVE_INFINITY);
    times.set(1, 0);
    expect([times.get(0), times.get(1), times.has(1)]).toEqual([Number.NEGATIVE_INFINITY, 0, true]);
    times.set(1, Number.NEGATIVE_INFINITY);
    expect(times.size).toBe(0);
  });
});
