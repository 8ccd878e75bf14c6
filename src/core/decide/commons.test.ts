import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Commons, sliceOf } from './commons.ts';

describe('a slice of a limit', () => {
  test('is all of it where there is one partition', () => {
    expect(sliceOf(7, { partition: 0, partitions: 1 })).toBe(7);
    expect(sliceOf(Infinity, { partition: 3, partitions: 4 })).toBe(Infinity);
  });

  test('adds up to it over all partitions, and no two differ by more than one (P2)', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 64 }), (limit, partitions) => {
        const shares = Array.from({ length: partitions }, (_, partition) => sliceOf(limit, { partition, partitions }));
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(limit);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('entries count by day, and a new day begins at none', () => {
  const commons = new Commons();
  commons.countEntry('a', 10);
  commons.countEntry('a', 10);
  expect([commons.entriesOn('a', 10), commons.entriesOn('a', 11), commons.entriesOn('b', 10)]).toEqual([2, 0, 0]);
  commons.countEntry('a', 11);
  expect([commons.entriesOn('a', 10), commons.entriesOn('a', 11)]).toEqual([0, 1]);
});

test('a copy goes its own way', () => {
  const first = new Commons();
  first.stock('b', 'one', ['x', 'y']);
  const second = first.copy();
  expect(second.revision).toBe(first.revision);
  second.takeCode('b');
  second.countEntry('a', 1);
  second.countGiven('b');
  expect([first.left('b'), first.given('b'), first.entriesOn('a', 1)]).toEqual([2, 0, 0]);
  expect(second.revision).toBeGreaterThan(first.revision);
});

describe('codes', () => {
  test('are given in the order in which they came, each once, whatever comes between (P1)', () => {
    const move = fc.oneof(
      fc.nat(4).map((codes) => ({ codes })),
      fc.constant('take' as const),
      fc.nat(20).map((again) => ({ again })),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const commons = new Commons();
        const came: string[] = [];
        const went: (string | undefined)[] = [];
        let batch = 0;
        for (const one of moves) {
          if (one === 'take') went.push(commons.takeCode('b'));
          else if ('codes' in one) {
            const codes = Array.from({ length: one.codes }, (_, i) => `${batch}-${i}`);
            expect(commons.stock('b', String(batch++), codes)).toBe(true);
            came.push(...codes);
          } else if (one.again < batch) expect(commons.stock('b', String(one.again), ['again'])).toBe(false);
          const given = went.filter((code) => code !== undefined);
          expect(given).toEqual(came.slice(0, given.length));
          expect(commons.left('b')).toBe(came.length - given.length);
        }
      }),
    );
  });

  test('of a pool that is empty, or that nobody has filled, are none', () => {
    const commons = new Commons();
    expect(commons.takeCode('b')).toBeUndefined();
    commons.stock('b', 'one', ['x']);
    expect([commons.takeCode('b'), commons.takeCode('b'), commons.left('b')]).toEqual(['x', undefined, 0]);
  });
});
