/** An event evaluates no rule that it surely leaves as it was. To evaluate every rule anew after each event must then change nothing (K1, K2). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition, Window } from '../../../define/index.ts';
import { all, any, computed, planOf, segment, Trial, tag, windowed } from '../trial.suite.ts';

const HOUR = 3_600_000;
const WINDOWS: readonly Exclude<Window, 'ever'>[] = [
  { last: '1d' },
  { last: '40h' },
  { this: 'day' },
  { previous: 'day' },
  { this: 'week' },
];
const big = all(['property.n', '>', 1]);
const numbers = ['count', 'sum', 'average', 'min', 'max', 'distinct_count'] as const;

/** A trait, and segments on either side of some bounds. */
function watched(id: string, trait: Definition, bounds: readonly number[]): Definition[] {
  const operators = ['>=', '>', '<=', '<'] as const;
  const segments = bounds.flatMap((bound, i) =>
    operators.map((operator, j) => segment(`${id}_${i}${j}`, all([`trait.${id}`, operator, bound]))),
  );
  return [trait, ...segments];
}

const overWindows = WINDOWS.flatMap((window, w) => [
  ...numbers.flatMap((aggregate) => {
    const id = `${aggregate}_${w}`;
    return watched(id, windowed(id, aggregate, window, aggregate === 'count' ? {} : { property: 'n' }), [0, 2]);
  }),
  ...watched(`big_${w}`, windowed(`big_${w}`, 'max', window, { property: 'n', where: big }), [2]),
  windowed(`last_${w}`, 'last', window, { property: 's' }),
  segment(`last_${w}`, all([`trait.last_${w}`, '=', 'x'])),
  segment(`not_last_${w}`, all([`trait.last_${w}`, '!=', 'x'])),
  segment(`three_${w}`, all([`trait.count_${w}`, 'between', [2, 3]])),
  segment(`none_${w}`, all([`trait.sum_${w}`, '=', 0])),
  windowed(`top_${w}`, 'most_frequent', window, { property: 's' }),
  segment(`top_${w}`, all([`trait.top_${w}`, '=', 'x'])),
  segment(`did_${w}`, all(['event.A', 'performed', { atLeast: 2, within: window }])),
  segment(`some_${w}`, all(['event.A', 'performed', { atLeast: 1, atMost: 2, within: window }])),
  segment(`not_${w}`, all(['event.A', 'notPerformed', { atLeast: 2, within: window }])),
]);

const plan = planOf(
  [
    ...overWindows,
    ...watched('since', computed('since', 'time_since', { unit: 'hour' }), [0, 3]),
    ...watched('run', computed('run', 'streak', { unit: 'day' }), [1, 2]),
    ...watched('listed', windowed('listed', 'max', { last: '1d' }, { property: 'list[].n' }), [2]),
    ...watched('ever', computed('ever', 'max', { property: 'n' }), [2]),
    tag('fades', all(['trait.count_0', '>=', 1]), { expiry: '5h' }),
    tag('fades_daily', all(['trait.count_2', '>=', 2]), { expiry: '5h' }),
    tag('fades_high', all(['trait.max_0', '>=', 2]), { expiry: '3h' }),
    tag('fades_weekly', all(['trait.distinct_count_4', '>', 1]), { expiry: '1d' }),
    segment('both', all(['trait.max_0', '>=', 2], ['tag.fades', '=', true])),
    segment('either', any(['trait.max_1', '>=', 3], ['segment.both', '=', true])),
  ],
  { zone: 'Europe/London' },
);

/** Not of tags that fade: what has expired waits for nothing, even when its condition has ended since and could come true by itself. */
const awaited = plan.rules.filter(({ key }) => !key.startsWith('tag:fades'));
const flipsOf = ({ known: { roll } }: Trial) => awaited.map(({ key, index }) => [key, roll.flipAt(index)]);

const happening = fc.record({
  name: fc.constantFrom('A', 'A', 'A', 'B'),
  n: fc.constantFrom(-1, 0, 1, 2, 3, 'none'),
  s: fc.constantFrom('x', 'y', undefined),
  list: fc.array(fc.constantFrom(1, 2, 3), { maxLength: 2 }),
  age: fc.constantFrom(0, 0, 0, 1, 20 * HOUR, 39 * HOUR, -1000),
  // From the start, half a second before midnight: an event that is a second ahead is of the next day.
  pass: fc.constantFrom(0, 0, 1, HOUR, 9 * HOUR, 26 * HOUR, 12 * HOUR - 500),
});

test('what is not evaluated stands as if it were', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 1, maxLength: 14 }), (happenings) => {
      const trial = new Trial(plan);
      const standing = () => [trial.known.roll.memberships(), flipsOf(trial)];
      for (const { name, n, s, list, age, pass } of happenings) {
        trial.event(name, { n, list: list.map((one) => ({ n: one })), ...(s !== undefined && { s }) }, { age });
        const [lived, told] = [standing(), trial.facts.length];
        trial.refresh();
        expect(standing()).toEqual(lived);
        expect(trial.facts.length).toBe(told);
        trial.pass(pass);
      }
    }),
    { numRuns: 80 },
  );
}, 60_000);

test('without anything evaluated in between, too', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 5, maxLength: 30 }), (happenings) => {
      const trial = new Trial(plan);
      for (const { name, n, s, age, pass } of happenings) trial.event(name, { n, ...(s !== undefined && { s }) }, { age }).pass(pass);
      const lived = trial.holds();
      const flips = flipsOf(trial);
      trial.refresh();
      expect([trial.holds(), flipsOf(trial)]).toEqual([lived, flips]);
    }),
    { numRuns: 80 },
  );
}, 60_000);
