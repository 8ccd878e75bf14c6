import { expect, test } from 'vitest';
import { heldOf, touchesOf } from './held.ts';
import { viewOf } from './index.ts';
import { all, computed, planOf, START, segment, Trial, tag } from './trial.suite.ts';

const DAY = 86_400_000;

test('what is held says since when, and a tag that expires until when', () => {
  const plan = planOf([
    computed('n', 'count'),
    tag('kept', all(['trait.n', '>=', 1])),
    tag('passing', all(['trait.n', '>=', 1]), { expiry: '3d' }),
    tag('other', all(['trait.n', '>=', 9])),
    segment('in', all(['tag.passing', '=', true])),
  ]);
  const trial = new Trial(plan);
  expect(heldOf('tag', plan, viewOf(trial.known, plan, START))).toEqual([]);
  trial.event('A').pass(DAY).event('A');
  const view = viewOf(trial.known, plan, START + DAY);
  expect([...heldOf('tag', plan, view)].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: 'kept', since: START },
    { id: 'passing', since: START, touchedAt: START + DAY, expiresAt: START + 4 * DAY },
  ]);
  expect(heldOf('segment', plan, view)).toEqual([{ id: 'in', since: START }]);
});

test('a tag that may expire says when it was last touched, held or not', () => {
  const plan = planOf([
    computed('n', 'count'),
    computed('m', 'count', { event: 'B' }),
    tag('many', all(['trait.n', '>=', 9]), { expiry: '3d' }),
    tag('never', all(['trait.m', '>=', 1]), { expiry: '3d' }),
    tag('kept', all(['trait.n', '>=', 1])),
  ]);
  const trial = new Trial(plan);
  trial.event('A').pass(DAY);
  expect([...touchesOf(plan, viewOf(trial.known, plan, START + DAY))]).toEqual([['many', START]]);
});
