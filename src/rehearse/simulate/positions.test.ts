import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customerIdOf, effectIdOf } from '../../base/index.ts';
import { Positions } from './positions.ts';

const at = (position: number, ordinal = 1) => effectIdOf('m', { partition: 0, position, ordinal });

describe('positions', () => {
  test('stay where nothing comes in', () => {
    const positions = new Positions(10);
    expect([11, 12, 20].map((position) => positions.keep(position))).toEqual([11, 12, 20]);
    expect(positions.isSame).toBe(true);
  });

  test('move behind what comes in, and back where others fall out (P1)', () => {
    const positions = new Positions(10);
    expect(positions.add()).toBe(11);
    expect(positions.keep(11)).toBe(12);
    positions.drop(12);
    expect(positions.keep(13)).toBe(13);
    expect(positions.isSame).toBe(false);
    expect([positions.of(5), positions.of(11), positions.of(12), positions.of(13)]).toEqual([5, 12, undefined, 13]);
    expect([positions.storedOf(5), positions.storedOf(11), positions.storedOf(12), positions.storedOf(13)]).toEqual([5, undefined, 11, 13]);
  });

  test('lead from id to id and back (P2)', () => {
    const positions = new Positions(10);
    positions.add();
    positions.keep(11);
    expect(positions.idOf(at(11, 3))).toBe(at(12, 3));
    expect(positions.storedIdOf(at(12, 3))).toBe(at(11, 3));
    expect(positions.storedIdOf(at(11))).toBeUndefined();
    expect(positions.idOf(`${at(11)}.delivered`)).toBe(`${at(12)}.delivered`);
    for (const ordinal of [0, 2]) {
      const id = (position: number) => customerIdOf(1_700_000_000_000, { partition: 0, position, ordinal });
      expect(positions.idOf(id(11))).toBe(id(12));
      expect(positions.idOf(id(4))).toBe(id(4));
    }
    expect([positions.isBefore(at(10)), positions.isBefore(at(11))]).toEqual([true, false]);
  });

  test("always ascend, and both ways are each other's inverse", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('keep', 'drop', 'add'), { maxLength: 60 }), (moves) => {
        const positions = new Positions(3);
        let [stored, last] = [3, 3];
        const kept: number[] = [];
        for (const move of moves) {
          const to = move === 'add' ? positions.add() : undefined;
          if (move !== 'add') stored += 1;
          if (move === 'drop') positions.drop(stored);
          const here = move === 'keep' ? positions.keep(stored) : to;
          if (move === 'keep') kept.push(stored);
          if (here === undefined) continue;
          expect(here).toBeGreaterThan(last);
          last = here;
        }
        for (const position of kept) expect(positions.storedOf(positions.of(position)!)).toBe(position);
      }),
    );
  });
});
