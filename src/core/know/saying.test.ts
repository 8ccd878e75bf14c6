import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reconciliation } from '../../define/index.ts';
import { chosenOf, joinSayings, rankOf, ruleOf, SAYINGS_MAX, type Saying } from './saying.ts';
import { declared } from './trial.suite.ts';

const source = { by: 'source', order: ['crm', 'web'] } as const;
const frequent = { by: 'most_frequent' } as const;

const say = (value: Saying['value'], time: number, more: Partial<Saying> = {}): Saying => ({
  rank: 0,
  value,
  count: 1,
  time,
  mark: `m${time}`,
  ...more,
});

describe('the rule of a trait', () => {
  it('is none where the latest counts', () => {
    const of = (reconcile?: Reconciliation) => ruleOf(declared('t', 'string', reconcile && { reconcile }) as never);
    expect([of(), of({ by: 'last_updated' }), of(frequent), of(source)]).toEqual([undefined, undefined, frequent, source]);
  });

  it('ranks sources by its order, all others behind', () => {
    expect(['crm', 'web', 'pos', ''].map((name) => rankOf(source, name))).toEqual([0, 1, 2, 2]);
    expect(rankOf(frequent, 'web')).toBe(0);
  });
});

describe('by source', () => {
  it('keeps the latest saying of each rank and takes the first that deletes nothing', () => {
    const sayings = joinSayings([say('a', 5, { rank: 1 }), say('b', 9, { rank: 2 })], [say('c', 4, { rank: 1 })], source);
    expect(sayings.map(({ value, count }) => [value, count])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(chosenOf(sayings, source)?.value).toBe('a');
    expect(chosenOf(joinSayings(sayings, [say(undefined, 6, { rank: 1 })], source), source)?.value).toBe('b');
    expect(chosenOf([say(undefined, 6)], source)).toBeUndefined();
  });
});

describe('most frequent', () => {
  it('counts per value, and lets the later one win a tie', () => {
    const sayings = joinSayings([say('a', 1), say('b', 2)], [say('b', 3), say('a', 2), say(undefined, 9)], frequent);
    expect(chosenOf(sayings, frequent)).toMatchObject({ value: 'b', count: 2, time: 3 });
    expect(chosenOf(joinSayings(sayings, [say('a', 0)], frequent), frequent)).toMatchObject({ value: 'a', count: 3, time: 2 });
  });

  it('forgets the rarest, then the oldest, beyond its bound', () => {
    const many = Array.from({ length: SAYINGS_MAX }, (_, i) => say(`v${i}`, 100 + i));
    const sayings = joinSayings(many, [say('v3', 1), say('old', 50), say('new', 500)], frequent);
    expect(sayings).toHaveLength(SAYINGS_MAX);
    const values = sayings.map(({ value }) => value);
    expect([values.includes('v3'), values.includes('old'), values.includes('v0'), values.includes('new')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('does not take 1 for "1"', () => {
    expect(joinSayings([say(1, 1)], [say('1', 2)], frequent)).toHaveLength(2);
  });
});

const sayingOf = fc.record({
  rank: fc.nat(2),
  value: fc.constantFrom('a', 'b', 1, true, undefined),
  count: fc.constant(1),
  time: fc.nat(5),
  mark: fc.string({ minLength: 1, maxLength: 2 }),
});

it.each([source, frequent])('%j: neither order nor grouping matters', (rule) => {
  const distinct = fc.uniqueArray(sayingOf, { selector: ({ time, mark }) => `${time} ${mark}`, maxLength: 12 });
  fc.assert(
    fc.property(distinct, fc.nat(12), (list, cut) => {
      const fold = (sayings: readonly Saying[]): readonly Saying[] =>
        sayings.reduce<readonly Saying[]>((joined, one) => joinSayings(joined, [one], rule), []);
      expect(fold([...list].reverse())).toEqual(fold(list));
      expect(joinSayings(fold(list.slice(cut)), fold(list.slice(0, cut)), rule)).toEqual(fold(list));
    }),
    { numRuns: 300 },
  );
});
