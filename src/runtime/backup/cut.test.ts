/** K1 to K5, each by hand. */
import { describe, expect, test } from 'vitest';
import type { Entry, Stamp } from '../../core/index.ts';
import { cutOf, type Derived, derivedOf, isKept, type Tail } from './cut.ts';

const tail = (entries: readonly Derived[], more: Partial<Tail> = {}): Tail => ({ sure: 100, entries, highest: new Map(), ...more });
const stamped = (position: number, ...stamp: Stamp): Derived => ({ position, stamp });
const said = (position: number, ...upTo: [number, number]): Derived => ({ position, upTo });

test('without anything derived the logs stay up to where they ended when they were first asked (K5)', () => {
  expect(cutOf([tail([]), tail([], { sure: 7 })], [0])).toEqual([100, 7]);
});

test('K1. What a stage has derived from more than its copy knows does not stay, nor what stands behind it', () => {
  expect(
    cutOf([tail([stamped(11, 'i0', 5, 0), stamped(12, 'i0', 6, 0), stamped(13, 'i1', 2, 0)]), tail([stamped(11, 'i1', 9, 0)])], [5, 9]),
  ).toEqual([11, 100]);
});

test('K2. What rests on an entry that does not stay does not either, however often that goes on', () => {
  const tails = [
    tail([stamped(20, 'i0', 6, 0)]),
    tail([stamped(30, 'h0', 19, 0), stamped(31, 'h0', 25, 0)]),
    tail([stamped(40, 'h1', 30, 0), stamped(41, 'h1', 33, 0)]),
  ];
  expect(cutOf(tails, [5])).toEqual([19, 30, 40]);
});

describe('K3. That something has been forwarded', () => {
  test('does not stay where it is missing in the log that it was for', () => {
    const tails = [tail([stamped(20, 'i0', 6, 0), stamped(21, 'h1', 8, 2)]), tail([said(30, 8, 1), said(31, 8, 2), said(32, 9, 0)])];
    expect(cutOf(tails, [5])).toEqual([19, 30]);
  });

  test('stays where it stands in the log behind the cut once more only', () => {
    const behind = [stamped(20, 'i0', 6, 0), stamped(21, 'h1', 8, 2)];
    const known = tail(behind, { highest: new Map([['h1', [8, 2]]]) });
    expect(cutOf([known, tail([said(30, 8, 2)])], [5])).toEqual([19, 100]);
    expect(cutOf([tail([stamped(19, 'h1', 8, 2), ...behind]), tail([said(30, 8, 2)])], [5])).toEqual([19, 100]);
  });

  test('does not stay where the log that it was for had ended when it was first asked', () => {
    expect(cutOf([tail([stamped(20, 'h1', 8, 2)], { sure: 19 }), tail([said(30, 8, 2)])], [5])).toEqual([19, 29]);
  });
});

test('K4. The end of a backfill does not stay where a part of it is missing', () => {
  const ends = tail([{ position: 30, done: 3 }]);
  expect(cutOf([tail([{ position: 20, part: 3 }], { sure: 19 }), ends], [5])).toEqual([19, 29]);
  expect(cutOf([tail([{ position: 20, stamp: ['h1', 8, 0], part: 3 }], { sure: 19 }), ends], [5])).toEqual([19, 29]);
  expect(cutOf([tail([{ position: 20, part: 2 }], { sure: 19 }), ends], [5])).toEqual([19, 100]);
});

test('what of an entry decides', () => {
  const from: Stamp = ['h1', 8, 2];
  expect(derivedOf(4, { type: 'forwarded', upTo: [8, 2] })).toEqual(said(4, 8, 2));
  expect(derivedOf(4, { type: 'pasts', from, since: 3, pasts: [] })).toEqual({ position: 4, stamp: from, part: 3 });
  expect(derivedOf(4, { type: 'backfill', action: 'done', since: 3, chunks: 1 })).toEqual({ position: 4, done: 3 });
  const chunk = { chunk: 0, upTo: '', customers: 0, hash: 0, body: '' };
  expect(derivedOf(4, { type: 'backfill', action: 'chunk', since: 3, ...chunk })).toEqual({ position: 4, part: 3 });
  expect(derivedOf(4, { type: 'tick' })).toBeUndefined();
});

test('appended again is what nobody derives and nobody says anew', () => {
  const command = { customer: 'c' } as Extract<Entry, { type: 'redeliver' }>['command'];
  expect(isKept({ type: 'redeliver', by: 'ada', command })).toBe(true);
  expect(isKept({ type: 'redeliver', by: 'ada', command, from: ['h1', 8, 2] })).toBe(false);
  expect(isKept({ type: 'codes', benefit: 'b', batch: '1', codes: [], by: 'ada' })).toBe(true);
  expect(isKept({ type: 'tick' })).toBe(false);
  expect(isKept({ type: 'forwarded', upTo: [8, 2] })).toBe(false);
});
