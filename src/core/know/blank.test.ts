/** A customer of whom nothing is known meets the rules that hold for nobody in particular, all of them and at any time. */
import { expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
import { all, computed, declared, formula, planOf, START, segment, Trial, tag, windowed } from './trial.suite.ts';

const definitions = [
  computed('orders', 'count'),
  computed('last', 'time_since', { unit: 'day' }),
  windowed('week', 'count', { last: '7d' }),
  windowed('month', 'sum', { this: 'month' }, { property: 'n' }),
  declared('city', 'string'),
  formula('twice', { op: 'add', args: [{ trait: 'orders' }, { trait: 'orders' }] }),
  formula('or_one', { op: 'coalesce', args: [{ trait: 'last' }, { literal: 1 }] }),
  tag('none_yet', all(['trait.orders', '=', 0])),
  tag('nowhere', all(['trait.city', 'null'])),
  tag('some', all(['trait.orders', '>', 0])),
  tag('quiet', all(['trait.week', '<', 1], ['trait.twice', '<=', 0]), { expiry: '3d' }),
  tag('one', all(['trait.or_one', '=', 1])),
  segment('silent', all(['event.A', 'notPerformed', { within: { last: '1d' } }])),
  segment('told', all(['tag.none_yet', '=', true], ['trait.month', '=', 0])),
  segment('not_some', all(['tag.some', '!=', true])),
  segment('some_too', all(['tag.some', '=', true])),
] as const;

test.each([START, START + 40 * 86_400_000, 0])('at %d', (now) => {
  const blank = new Trial(planOf(definitions), now);
  blank.refresh();
  expect(blank.holds()).toEqual(['none_yet', 'not_some', 'nowhere', 'one', 'quiet', 'silent', 'told']);
});

test('as if every rule had been evaluated: nothing changes when they all are', () => {
  const trial = new Trial(planOf(definitions));
  trial.refresh();
  const [held, facts] = [trial.holds(), trial.facts.length];
  trial.refresh();
  expect([trial.holds(), trial.facts.length]).toEqual([held, facts]);
  expect(trial.wakeups(400 * 86_400_000)).toEqual([]);
});

test('and goes on as everybody does', () => {
  const trial = new Trial(planOf(definitions));
  trial.refresh().event('A', { n: 1 });
  expect(trial.holds()).toEqual(['nowhere', 'some', 'some_too']);
});

test('whatever the edges of a score are', () => {
  const scored: readonly Definition[] = [
    computed('orders', 'count'),
    { kind: 'trait', id: 'rank', name: { en: 'x', zh: 'x' }, score: { of: 'orders', bins: 2 } },
    tag('ranked', all(['trait.rank', '>=', 2])),
  ];
  const holdsWith = (edges: readonly number[]) => new Trial(planOf(scored, { edges: { rank: edges } })).refresh().holds();
  const plan = planOf(scored, { edges: { rank: [-10_000] } });
  expect([holdsWith([-10_000]), holdsWith([10_000])]).toEqual([['ranked'], []]);
  expect(new Trial({ ...plan, edges: new Map([['rank', [10_000]]]) }).refresh().holds()).toEqual([]);
});
