import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromScaled, SCALE } from '../../../base/index.ts';
import type { Rule } from '../../../define/index.ts';
import { all, any, computed, formula, planOf, type Row, segment, Trial, tag, windowed } from '../trial.suite.ts';
import { compileComparison } from './compare.ts';
import { thresholdOf } from './threshold.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OPERATORS = ['>=', '>', '<=', '<'] as const;
const ruleOf = (operator: string, value: unknown): Rule => ({ field: 'trait.x', operator, value }) as Rule;

describe('a threshold', () => {
  test('is passed by what the plain comparison accepts, and by no missing value', () => {
    const decimal = fc.integer({ min: -50_000, max: 50_000 });
    fc.assert(
      fc.property(fc.constantFrom(...OPERATORS), decimal, decimal, (operator, bound, value) => {
        const rule = ruleOf(operator, fromScaled(bound));
        const threshold = thresholdOf(rule)!;
        for (const scaled of [value, bound]) expect(threshold.isPassedBy(scaled)).toBe(compileComparison(rule, 'UTC')(fromScaled(scaled)));
        expect(threshold.isPassedBy(Number.NaN)).toBe(false);
      }),
    );
  });

  test.each([
    ['>=', 3],
    ['<', 3],
    ['>', 4],
    ['<=', 4],
  ] as const)('of 3, with %s, is where a growing whole number reaches %i', (operator, edge) => {
    expect(thresholdOf(ruleOf(operator, 3))!.edge).toBe(edge);
    expect(thresholdOf(ruleOf(operator, 3))!.isPassedBy(edge * SCALE)).not.toBe(
      thresholdOf(ruleOf(operator, 3))!.isPassedBy((edge - 1) * SCALE),
    );
  });

  test('is none where scaled numbers may compare otherwise, and of other operators', () => {
    for (const value of [0.00001, 1e15, '3', undefined, true]) expect(thresholdOf(ruleOf('>=', value))).toBeUndefined();
    for (const operator of ['=', '!=', 'between', 'in', 'notNull']) expect(thresholdOf(ruleOf(operator, 3))).toBeUndefined();
  });
});

describe('rules on computed numbers', () => {
  test('hold on one side, over ever and over windows, with or without contributions', () => {
    const names = ['count', 'sum', 'average', 'min', 'max', 'distinct_count'] as const;
    const more = (aggregate: string) => (aggregate === 'count' ? {} : { property: 'n' });
    const plan = planOf(
      names.flatMap((aggregate) => [
        computed(`${aggregate}_ever`, aggregate, more(aggregate)),
        windowed(`${aggregate}_day`, aggregate, { last: '1d' }, more(aggregate)),
        segment(`${aggregate}_ever`, all([`trait.${aggregate}_ever`, '>=', 2])),
        segment(`${aggregate}_day`, all([`trait.${aggregate}_day`, '>=', 2])),
      ]),
    );
    const trial = new Trial(plan);
    expect(trial.holds()).toEqual([]);
    trial.event('A', { n: 1 }).event('A', { n: 3 });
    const held = (when: string) => ['average', 'count', 'distinct_count', 'max', 'sum'].map((aggregate) => `${aggregate}_${when}`);
    expect(trial.holds()).toEqual([...held('day'), ...held('ever')].sort());
    trial.pass(2 * DAY);
    expect(trial.holds()).toEqual(held('ever'));
  });

  test('a count that is not there yet is below every positive bound, and not below zero', () => {
    const plan = planOf([
      windowed('count', 'count', { last: '1d' }),
      segment('none', all(['trait.count', '<=', 0])),
      segment('any', all(['trait.count', '>=', 0])),
      segment('one', all(['trait.count', '>', 0])),
    ]);
    const trial = new Trial(plan);
    expect(trial.holds()).toEqual(['any', 'none']);
    expect(trial.event('A').holds()).toEqual(['any', 'one']);
    expect(trial.pass(DAY).holds()).toEqual(['any', 'none']);
  });

  test('the hours since an event are reached at their very moment', () => {
    const plan = planOf([computed('since', 'time_since', { unit: 'hour' }), segment('gone', all(['trait.since', '>', 3]))]);
    const trial = new Trial(plan).event('A');
    expect(trial.wakeups(10 * HOUR).map((at) => at - (trial.now - 10 * HOUR))).toEqual([4 * HOUR]);
    expect(trial.holds()).toEqual(['gone']);
    expect(trial.event('A').holds()).toEqual([]);
  });

  test('what it read is told as a plain number', () => {
    const trial = new Trial(planOf([computed('sum', 'sum', { property: 'n' }), segment('s', all(['trait.sum', '>=', 2]))]));
    trial.event('A', { n: 2.5 });
    expect(trial.facts.at(-1)?.detail).toEqual({ read: { 'trait.sum': 2.5 } });
  });
});

describe('groups', () => {
  const definitions = [
    windowed('day', 'count', { last: '1d' }),
    windowed('week', 'count', { last: '7d' }),
    tag('often', all(['trait.week', '>=', 2])),
    formula('double', { op: 'add', args: [{ trait: 'day' }, { trait: 'day' }] }),
  ];
  const rows: readonly Row[] = [
    ['trait.day', '>=', 2],
    ['tag.often', '=', true],
    ['trait.double', '<', 6],
    ['event.A', 'performed', { atLeast: 3, within: { last: '3d' } }],
  ];
  const not = (condition: object) => ({ ...condition, not: true });

  test('hold and flip as their members do, in whatever order those are asked', () => {
    const [one, other] = [rows, rows.toReversed()];
    const plan = planOf([
      ...definitions,
      segment('all', all(...one)),
      segment('all_again', all(...other)),
      segment('any', any(...one)),
      segment('any_again', any(...other)),
      segment('not_all', not(all(...one))),
      segment('not_any', not(any(...one))),
    ]);
    const place = (id: string) => plan.rules.find(({ key }) => key === `segment:${id}`)!.index;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, HOUR, 20 * HOUR, 60 * HOUR), { minLength: 1, maxLength: 12 }), (passes) => {
        const trial = new Trial(plan);
        for (const pass of passes) {
          const held = new Set(trial.event('A').pass(pass).holds());
          for (const id of ['all', 'any']) {
            expect([held.has(id), !held.has(`not_${id}`)]).toEqual([held.has(`${id}_again`), held.has(id)]);
            const flips = [id, `${id}_again`, `not_${id}`].map((name) => trial.known.roll.flipAt(place(name)));
            expect(new Set(flips).size).toBe(1);
          }
        }
      }),
    );
  });

  test('what they read is told in the order of the definition', () => {
    const trial = new Trial(planOf([...definitions, segment('s', any(...rows))]));
    trial.event('A').event('A');
    const { detail } = trial.facts.find(({ name }) => name === 's')!;
    expect(Object.keys(detail?.read as object)).toEqual(rows.map(([field]) => field));
  });
});
