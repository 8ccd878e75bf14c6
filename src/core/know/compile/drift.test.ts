/** What a drift promises is checked against the evaluator: in a rolling window time alone moves the value that way only. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AggregateKind, ComputedTrait, Window } from '../../../define/index.ts';
import { computed, planOf, Trial, windowed } from '../trial.suite.ts';
import { driftOf } from './drift.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROLLING = { last: '3d' } as const;
const AGGREGATES: readonly AggregateKind[] = ['count', 'distinct_count', 'max', 'min', 'last', 'first', 'sum', 'average', 'most_frequent'];

const traitOf = (aggregate: AggregateKind, window: Window): ComputedTrait =>
  windowed('x', aggregate, window as Exclude<Window, 'ever'>, aggregate === 'count' ? {} : { property: 'n' }) as ComputedTrait;

describe('of rolling windows', () => {
  test.each(AGGREGATES.map((aggregate) => [aggregate] as const))('%s moves as its drift says', (aggregate) => {
    const trait = traitOf(aggregate, ROLLING);
    const plan = planOf([trait]);
    const drift = driftOf(trait);
    const seen = new Set<string>();
    const happening = fc.record({ n: fc.constantFrom(-1, 0, 2, 5), age: fc.constantFrom(0, HOUR, DAY, 2 * DAY) });
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 12 }), (happenings) => {
        const trial = new Trial(plan);
        for (const { n, age } of happenings) trial.event('A', { n }, { age });
        for (let before = trial.trait('x'), hour = 0; hour < 80; hour++) {
          trial.pass(HOUR);
          const after = trial.trait('x');
          if (typeof after === 'number' && typeof before === 'number' && after !== before) seen.add(after < before ? 'falls' : 'rises');
          before = after;
        }
      }),
      { seed: 5, numRuns: 300 },
    );
    const allowed = { falls: ['falls'], rises: ['rises'], ends: [] }[drift as string] ?? ['falls', 'rises'];
    expect([...seen].filter((one) => !allowed.includes(one))).toEqual([]);
    if (drift !== 'ends') expect(seen.size).toBeGreaterThan(0);
  });
});

test('of calendar windows and over ever nothing is promised', () => {
  for (const aggregate of AGGREGATES) {
    expect(driftOf(traitOf(aggregate, { this: 'month' }))).toBeUndefined();
    expect(driftOf(computed('x', aggregate) as ComputedTrait)).toBeUndefined();
  }
});

test('sums, averages and the most frequent value may move either way', () => {
  for (const aggregate of ['sum', 'average', 'most_frequent', 'first', 'distinct_list'] as const)
    expect(driftOf(traitOf(aggregate, ROLLING))).toBeUndefined();
});
