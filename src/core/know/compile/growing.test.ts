/** Of values that only grow with time: a comparison is as evaluated anew at every moment, though nobody is woken between its edges. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Definition, Rule } from '../../../define/index.ts';
import { all, computed, declared, formula, planOf, type Row, START, segment, Trial, windowed } from '../trial.suite.ts';
import { edgesOf } from './growing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the edges of a comparison', () => {
  test.each<[operator: string, value: unknown, edges: readonly number[] | undefined]>([
    ['>=', 3, [3]],
    ['<', 3, [3]],
    ['>', 3, [4]],
    ['<=', 3, [4]],
    ['>=', 2.5, [3]],
    ['>', 2.5, [3]],
    ['>', -2.5, [-2]],
    ['=', 3, [3, 4]],
    ['!=', 3, [3, 4]],
    ['=', 2.5, []],
    ['between', [3, 5], [3, 6]],
    ['notBetween', [2.5, 5.5], [3, 6]],
    ['between', [5, 3], [4, 5]],
    ['in', [7, 3], [3, 4, 7, 8]],
    ['notIn', [3], [3, 4]],
    ['null', undefined, []],
    ['notNull', undefined, []],
    ['>=', 'x', []],
    ['in', ['x', 2], [2, 3]],
    ['contains', 3, undefined],
    ['withinLast', '3d', undefined],
  ])('%s %j', (operator, value, edges) => {
    expect(edgesOf({ field: 'trait.x', operator, value } as Rule)).toEqual(edges);
  });
});

const number = fc.oneof(fc.integer({ min: -2, max: 9 }), fc.constantFrom(-0.5, 0.5, 2.5, 3.999));
const comparison: fc.Arbitrary<[operator: string, value: unknown]> = fc.oneof(
  fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), fc.oneof({ weight: 9, arbitrary: number }, fc.constant('x'))),
  fc.tuple(fc.constantFrom('between', 'notBetween'), fc.tuple(number, number)),
  fc.tuple(fc.constantFrom('in', 'notIn'), fc.array(fc.oneof(number, fc.constant('x')), { minLength: 1, maxLength: 3 })),
  fc.tuple(fc.constantFrom('null', 'notNull'), fc.constant(undefined)),
);

/** What grows by units of an hour or a day, or once a year. */
const VALUES: readonly (readonly [field: string, definitions: readonly Definition[]])[] = [
  ['trait.t', [computed('t', 'time_since', { unit: 'hour' })]],
  ['trait.t', [computed('t', 'time_since', { unit: 'day', calendar: true })]],
  ['trait.f', [computed('t', 'first'), formula('f', { op: 'elapsed', unit: 'hour', args: [{ trait: 't' }] })]],
  ['trait.f', [computed('t', 'last'), formula('f', { op: 'elapsed', unit: 'day', calendar: true, args: [{ trait: 't' }] })]],
  ['trait.f', [windowed('t', 'last', { last: '40h' }), formula('f', { op: 'elapsed', unit: 'hour', args: [{ trait: 't' }] })]],
  ['trait.f', [declared('d', 'time'), formula('f', { op: 'age', args: [{ trait: 'd' }] })]],
];
const happening = fc.record({
  age: fc.constantFrom(0, 1, HOUR, 5 * HOUR, -60_000),
  pass: fc.array(fc.constantFrom(1, HOUR - 1, HOUR, 9 * HOUR, DAY, 2 * DAY + 7), { minLength: 1, maxLength: 5 }),
});

test('no flip is missed, and none is awaited that evaluating anew would not await', () => {
  fc.assert(
    fc.property(fc.constantFrom(...VALUES), comparison, fc.array(happening, { maxLength: 3 }), ([field, values], rule, happenings) => {
      const plan = planOf([...values, segment('s', all([field, ...rule] as Row))], { zone: 'Europe/London' });
      const trial = new Trial(plan, Date.UTC(2024, 2, 29, 12));
      const agrees = () => {
        const lived = [trial.holds(), trial.known.roll.flipAt(0)];
        trial.refresh();
        expect([trial.holds(), trial.known.roll.flipAt(0)]).toEqual(lived);
      };
      for (const { age, pass } of happenings) {
        trial.event('A', {}, { age }).event('$identify', {}, { traits: { d: trial.now - age - 3 * 366 * DAY } });
        agrees();
        for (const ms of pass) {
          trial.pass(ms);
          agrees();
        }
      }
    }),
    { numRuns: 500 },
  );
});

test.each<[string, string, unknown]>([
  ['trait.t', 'between', [3, 5]],
  ['trait.t', 'notBetween', [3, 5]],
  ['trait.t', 'in', [3, 5, 4]],
  ['trait.t', '>=', 2.5],
  ['trait.old', 'between', [3, 5]],
])('%s %s %j wakes nobody but at its edges', (field, operator, value) => {
  const old = formula('old', { op: 'elapsed', unit: 'day', args: [{ trait: 'seen' }] });
  const plan = planOf([
    computed('t', 'time_since', { unit: 'day' }),
    computed('seen', 'last'),
    old,
    segment('s', all([field, operator, value])),
  ]);
  const trial = new Trial(plan, START).event('A');
  const edges = edgesOf({ field, operator, value } as Rule)!;
  expect(trial.wakeups(30 * DAY)).toEqual([...new Set(edges)].map((edge) => START + edge * DAY));
});
