/** The contract of a desk (E1 to E4), run over every carrier of the state store. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StateStore } from '../state.ts';
import { Desk, jsonBytes, jsonValue } from './desk.ts';
import { deskKey } from './keys.ts';

/** `runs`: how many random histories. */
export function describeDesk(
  name: string,
  makePlace: () => Promise<{ store: StateStore; remove: () => Promise<void> }>,
  runs: number,
): void {
  describe(`a desk on ${name}`, () => {
    let store: StateStore;
    let place: Awaited<ReturnType<typeof makePlace>>;
    let desk: Desk;
    beforeEach(async () => {
      place = await makePlace();
      store = place.store;
      desk = new Desk(store, 'one');
    });
    afterEach(async () => {
      await desk.close();
      await place.remove();
    });

    it('keeps what it is given, and lists it in order and in reverse', async () => {
      await desk.write(...['b', 'a', 'c'].map((letter) => ({ key: deskKey('x', letter), value: jsonBytes({ letter }) })), {
        key: deskKey('y', 'z'),
        value: new Uint8Array(),
      });
      expect(jsonValue(((await desk.get(deskKey('x', 'a'))) ?? new Uint8Array()) as Uint8Array)).toEqual({ letter: 'a' });
      expect(await desk.get(deskKey('x', 'q'))).toBeUndefined();
      const prefix = deskKey('x');
      const letters = async (range: object): Promise<string[]> =>
        (await desk.range({ prefix, limit: 9, ...range })).map(([, value]) => jsonValue<{ letter: string }>(value).letter);
      expect(await letters({})).toEqual(['a', 'b', 'c']);
      expect(await letters({ reverse: true, limit: 2 })).toEqual(['c', 'b']);
      expect(await letters({ start: deskKey('x', 'b') })).toEqual(['b', 'c']);
      expect(await letters({ end: deskKey('x', 'b') })).toEqual(['a']);
      expect(await letters({ start: deskKey('a'), end: deskKey('z') })).toEqual(['a', 'b', 'c']);
      expect((await desk.range({ prefix: deskKey('x', 'a'), limit: 9 })).map(([key]) => [...key])).toEqual([[...deskKey('x', 'a')]]);
    });

    it('sees nothing of another, though its name begins alike (E4)', async () => {
      const other = new Desk(store, 'one1');
      await Promise.all([desk.write({ key: deskKey('k'), value: jsonBytes(1) }), other.write({ key: deskKey('k'), value: jsonBytes(2) })]);
      expect((await desk.range({ prefix: new Uint8Array(), limit: 9 })).map(([, value]) => jsonValue(value))).toEqual([1]);
      expect((await other.range({ prefix: new Uint8Array(), limit: 9 })).map(([, value]) => jsonValue(value))).toEqual([2]);
    });

    it('stores changes of one turn one upon the other (E3), and leaves out one that throws (E2)', async () => {
      const counted = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => count(desk, i === 4)));
      expect(counted.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
        1,
        2,
        3,
        4,
        'no',
        5,
        6,
        7,
        8,
      ]);
      expect(await total(desk)).toBe(8);
    });

    it('loses no change of two that are at work at once (E1)', async () => {
      const other = new Desk(store, 'one');
      const counts = await Promise.all(Array.from({ length: 40 }, (_, i) => i).map((i) => later(i, () => count(i % 2 ? desk : other))));
      expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      expect(await total(desk)).toBe(40);
    });

    it('lets one of several that take the same key have it (E1)', async () => {
      const desks = Array.from({ length: 5 }, () => new Desk(store, 'one'));
      const take = (one: Desk, name: number) =>
        one.change({
          reads: [deskKey('first')],
          decide: ([first]) =>
            first
              ? { writes: [], result: jsonValue<number>(first) }
              : { writes: [{ key: deskKey('first'), value: jsonBytes(name) }], result: name },
        });
      expect(new Set(await Promise.all(desks.map(take))).size).toBe(1);
    });

    it('comes to the same as one change after the other, whichever desks make them (E1, E3)', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(move, { maxLength: 20 }), async (moves) => {
          const own = await makePlace();
          const desks = [new Desk(own.store, 'd'), new Desk(own.store, 'd')] as const;
          await desks[0].write(...accounts.map((key) => ({ key: deskKey(key), value: jsonBytes(10) })));
          await Promise.all(moves.map(({ which, turn, ...one }) => later(turn, () => transfer(desks[which]!, one))));
          const held = (await desks[1].getMany(accounts.map((key) => deskKey(key)))).map((value) => jsonValue<number>(value!));
          expect(held.reduce((sum, value) => sum + value, 0)).toBe(accounts.length * 10);
          expect(Math.min(...held)).toBeGreaterThanOrEqual(0);
          await desks[0].close();
          await own.remove();
        }),
        { numRuns: runs },
      );
    });

    it('finishes what was asked for before it closes', async () => {
      const asked = count(desk);
      await desk.close();
      expect(await asked).toBe(1);
    });
  });
}

const accounts = ['a', 'b', 'c'] as const;
const account = fc.constantFrom(...accounts);
const move = fc.record({ from: account, to: account, amount: fc.nat(8), which: fc.nat(1), turn: fc.nat(3) });

function transfer(desk: Desk, { from, to, amount }: { from: string; to: string; amount: number }): Promise<boolean> {
  return desk.change({
    reads: [deskKey(from), deskKey(to)],
    decide: ([a, b]) => {
      if (from === to || jsonValue<number>(a!) < amount) return { writes: [], result: false };
      return {
        writes: [
          { key: deskKey(from), value: jsonBytes(jsonValue<number>(a!) - amount) },
          { key: deskKey(to), value: jsonBytes(jsonValue<number>(b!) + amount) },
        ],
        result: true,
      };
    },
  });
}

function count(desk: Desk, throwing = false): Promise<number> {
  return desk.change({
    reads: [deskKey('count')],
    decide: ([value]) => {
      if (throwing) throw new Error('no');
      const next = (value ? jsonValue<number>(value) : 0) + 1;
      return { writes: [{ key: deskKey('count'), value: jsonBytes(next) }], result: next };
    },
  });
}

async function total(desk: Desk): Promise<number> {
  return jsonValue((await desk.get(deskKey('count')))!);
}

async function later<T>(turns: number, work: () => Promise<T>): Promise<T> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  return work();
}
