import { describe, expect, test } from 'vitest';
import { EVERYTHING, type Touched, UNFILTERED } from '../measure/layout.ts';
import { ROWS_MAX } from '../measure/settle.ts';
import { all, computed, planOf, segment, Trial, tag, windowed } from '../trial.suite.ts';
import { rulesTouched } from './reaction.ts';

const small = all(['property.n', '<', 5]);
const plan = planOf([
  computed('total', 'sum', { property: 'n' }),
  computed('few', 'count', { where: small }),
  windowed('recent', 'count', { last: '2d' }, { event: '*' }),
  tag('rich', all(['trait.total', '>', 100])),
  tag('careful', all(['trait.few', '>', 2])),
  segment('active', all(['trait.recent', '>', 1])),
  segment('patient', all(['event.A', 'performed', { atLeast: 2, where: small }])),
  segment('other', all(['event.B', 'performed'])),
]);
const reaction = plan.reactionOf.get('A')!;
const names = (touched: readonly Touched[]) => rulesTouched(reaction, touched).map(({ key }) => key);

describe('what an event touches', () => {
  test('parts of its own name and of every event', () => {
    expect(reaction.parts.map(({ key }) => key)).toEqual(['A', '*']);
  });

  test('rules that read those parts', () => {
    expect(reaction.rules.map(({ key }) => key).sort()).toEqual(['segment:active', 'segment:patient', 'tag:careful', 'tag:rich']);
    expect(plan.reactionToOthers.rules.map(({ key }) => key)).toEqual(['segment:active']);
  });

  test('rules behind a filter only when it passes', () => {
    expect(names([UNFILTERED, UNFILTERED]).sort()).toEqual(['segment:active', 'tag:rich']);
    expect(names([UNFILTERED | 1, UNFILTERED]).sort()).toEqual(['segment:active', 'segment:patient', 'tag:careful', 'tag:rich']);
  });

  test('nothing when nothing was added', () => {
    expect(names([0, 0])).toEqual([]);
  });

  test('everything once rows have been folded, for that may change any window', () => {
    expect(names([EVERYTHING, 0]).sort()).toEqual(['segment:patient', 'tag:careful', 'tag:rich']);
  });
});

test('a window that folding changes is evaluated though the event does not pass its filter', () => {
  const folding = planOf([
    windowed('small_recent', 'count', { last: '36h' }, { where: small }),
    windowed('all_recent', 'count', { last: '36h' }),
    segment('small', all(['trait.small_recent', '>=', 1])),
  ]);
  const [live, anew] = [new Trial(folding), new Trial(folding)];
  for (const trial of [live, anew]) {
    trial.event('A', { n: 1 });
    for (let i = 0; i < ROWS_MAX + 5; i++) trial.pass(80_000).event('A', { n: 9 });
    trial.pass(16 * 3_600_000);
  }
  expect(live.holds()).toEqual(anew.refresh().holds());
});
