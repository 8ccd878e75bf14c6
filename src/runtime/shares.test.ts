import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { Shares } from './shares.ts';

let now: number;
let shares: Shares;
let end: number;
let reached: number;

beforeEach(() => {
  [now, end, reached] = [0, 0, 0];
  shares = new Shares(() => now);
});

function store(source: string, entries: number): void {
  end += entries;
  shares.stored(source, entries, end);
}

function reach(position: number): void {
  reached = position;
  shares.reached(position);
}

const mayAdd = (source: string | undefined, aloneMax = 1_000): boolean => shares.mayAdd(source, end - reached, aloneMax);

/** Entries that a source gets in, one by one, until it is refused. */
function fill(source: string, aloneMax = 1_000): number {
  let entries = 0;
  for (; mayAdd(source, aloneMax); entries++) store(source, 1);
  return entries;
}

describe('what waits (F1)', () => {
  test('a source alone fills what one alone may fill', () => {
    expect(fill('flood')).toBe(1_001);
  });

  test('beside it another one still gets in, while it has little waiting', () => {
    fill('flood');
    expect(mayAdd('small')).toBe(true);
    store('small', 10);
    expect(mayAdd('small')).toBe(true);
    expect(mayAdd('flood')).toBe(false);
  });

  test('two that flood get the same in the end, and together hardly more than one', () => {
    for (let round = 0; round < 5_000; round++) for (const source of ['a', 'b']) if (mayAdd(source)) store(source, 1);
    expect(end).toBeGreaterThan(1_100);
    expect(end).toBeLessThan(1_120);
    for (const source of ['a', 'b']) expect(mayAdd(source)).toBe(false);
    reach(end - 600);
    for (const source of ['a', 'b']) expect(mayAdd(source)).toBe(true);
  });

  test('nobody gets in when there is no room at all', () => {
    for (let source = 0; source < 500; source++) fill(`s${source}`);
    expect(end).toBeLessThanOrEqual(1_250);
    end = 1_250;
    expect(mayAdd('new')).toBe(false);
    expect(mayAdd(undefined)).toBe(false);
  });

  test('who asks without a name is let in while there is room for anybody', () => {
    fill('flood');
    expect(mayAdd(undefined)).toBe(true);
  });

  test('what is on its way to the disk counts already', () => {
    while (mayAdd('flood')) shares.begin('flood', 100);
    expect(mayAdd('flood')).toBe(false);
    expect(mayAdd('small')).toBe(true);
    shares.begin('flood', -1_100);
    store('flood', 1_000);
    expect(mayAdd('flood')).toBe(true);
    store('flood', 1);
    expect(mayAdd('flood')).toBe(false);
  });

  test('what the engine has done waits no longer', () => {
    fill('flood');
    reach(500);
    expect(mayAdd('flood')).toBe(true);
    // They are as far from the limit as what was done, whatever order it came in.
    expect(fill('flood')).toBe(500);
  });

  test('what others than sources have put into the log takes room and is nobody’s', () => {
    end = 1_200;
    expect(mayAdd('small')).toBe(true);
    store('small', 41);
    expect(mayAdd('small')).toBe(false);
  });

  test('under any order of storing and doing, no source has more waiting than it has stored, and nothing is left when all is done', () => {
    const step = fc.record({
      source: fc.constantFrom('a', 'b', 'c'),
      entries: fc.integer({ min: 1, max: 50 }),
      done: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 3_000 }), (steps) => {
        const mine = new Shares(() => 0);
        let [stored, done] = [0, 0];
        for (const one of steps) {
          stored += one.entries;
          mine.stored(one.source, one.entries, stored);
          done = Math.floor(done + (stored - done) * one.done);
          mine.reached(done);
        }
        mine.reached(stored);
        // With nothing waiting a source alone may have exactly all of it.
        for (const source of ['a', 'b', 'c']) expect(mine.mayAdd(source, 9, 7.2)).toBe(false);
        for (const source of ['a', 'b', 'c']) expect(mine.mayAdd(source, 8.9, 7.2)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what was taken of late (F2)', () => {
  test('a source alone is not modest', () => {
    store('flood', 100);
    expect(shares.isModest('flood')).toBe(false);
  });

  test('of two, the one that took less is', () => {
    store('flood', 1_000);
    store('small', 10);
    expect(shares.isModest('small')).toBe(true);
    expect(shares.isModest('flood')).toBe(false);
    expect(shares.isModest('new')).toBe(true);
  });

  test('it is forgotten after a while', () => {
    store('was', 1_000);
    now = 120_000;
    store('is', 10);
    expect(shares.isModest('is')).toBe(false);
    store('was', 1);
    expect(shares.isModest('was')).toBe(true);
  });

  test('while nobody sends, nobody is', () => {
    expect(shares.isModest('anybody')).toBe(false);
  });
});
