import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABSENT, Roll, RuleTable } from './roll.ts';

const table = (members: readonly string[], rules: readonly string[] = members): RuleTable => new RuleTable(members, rules);
const roll = (of: RuleTable): Roll => {
  const made = new Roll();
  made.adopt(of);
  return made;
};

describe('a table', () => {
  test('is the same for the same members and rules in the same order', () => {
    expect(table(['tag:a', 'tag:b']).id).toBe(table(['tag:a', 'tag:b']).id);
    expect(table(['tag:a', 'tag:b']).id).not.toBe(table(['tag:b', 'tag:a']).id);
    expect(table(['tag:a'], ['tag:a']).id).not.toBe(table(['tag:a'], ['group:g']).id);
  });

  test('knows the place of each', () => {
    const one = table(['tag:a', 'segment:a'], ['group:g', 'segment:a']);
    expect([one.member('segment:a'), one.member('tag:x'), one.rule('group:g'), one.rule('tag:a')]).toEqual([1, undefined, 0, undefined]);
  });
});

describe('memberships', () => {
  test('are listed in the order of the table, whatever the order in which they began', () => {
    const one = roll(table(['tag:a', 'segment:s', 'tag:b']));
    for (const key of ['tag:b', 'segment:s', 'tag:a']) one.join(key, 5);
    expect([one.ids('tag'), one.ids('segment')]).toEqual([['a', 'b'], ['s']]);
  });

  test('a membership since 1970 is one', () => {
    const one = roll(table(['tag:a']));
    one.join('tag:a', 0);
    expect([one.has('tag:a'), one.isIn('tag', 'a'), one.sinceOf('tag:a'), one.sinceOf('tag:b')]).toEqual([true, true, 0, ABSENT]);
  });
});

describe('the next flip', () => {
  test('is always the earliest of all, however they move', () => {
    const keys = ['tag:a', 'tag:b', 'tag:c', 'tag:d'];
    const move = fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(Number.POSITIVE_INFINITY, 1, 2, 3, 4, 5));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const one = roll(table(keys));
        for (const [place, at] of moves) {
          const before = one.flipAt(place);
          expect(one.setFlip(place, at)).toBe(before !== at);
          expect(one.nextFlip).toBe(one.flips.earliest());
        }
      }),
    );
  });

  test('counts those of rules that are gone, until they are dropped', () => {
    const one = roll(table(['tag:a', 'tag:b']));
    one.setFlip(0, 10);
    one.setFlip(1, 20);
    one.adopt(table(['tag:b']));
    expect(one.nextFlip).toBe(10);
    one.dropFlip('tag:a');
    expect(one.nextFlip).toBe(20);
  });
});

describe('another plan', () => {
  test('keeps what it defines too, wherever it stands there, and what it does not as strays', () => {
    const one = roll(table(['tag:a', 'tag:b', 'segment:s']));
    one.join('tag:b', 7);
    one.join('segment:s', 8);
    one.setFlip(2, 30);
    one.adopt(table(['segment:s', 'tag:new']));
    expect([one.memberships(), one.flipAt(0), [...one.strayMembers]]).toEqual([
      [
        ['segment:s', 8],
        ['tag:b', 7],
      ],
      30,
      [['tag:b', 7]],
    ]);
    one.dropStrays();
    expect([one.has('tag:b'), one.nextFlip]).toEqual([false, 30]);
  });

  test('a stray that is defined again is a member again', () => {
    const one = roll(table(['tag:a']));
    one.join('tag:a', 3);
    one.setFlip(0, 9);
    one.adopt(table([]));
    one.adopt(table(['tag:b', 'tag:a']));
    expect([one.sinceOf('tag:a'), one.flipAt(1), one.strayMembers.size, one.strayFlips.size]).toEqual([3, 9, 0, 0]);
  });
});
