/** P4, and that a stored part is read only when it is asked for. */
import { describe, expect, test } from 'vitest';
import { emptyPart } from './measure/part.ts';
import { Parts } from './parts.ts';
import { all, computed, planOf, segment, Trial, windowed } from './trial.suite.ts';

const plan = planOf([computed('a', 'count'), computed('b', 'count', { event: 'B' })]);
const layoutOf = (key: string) => plan.layouts.get(key)!;

describe('a sealed part', () => {
  test('is read once, when somebody asks', () => {
    const parts = new Parts();
    const read: string[] = [];
    parts.seal([layoutOf('A').slot, layoutOf('B').slot], (slot) => {
      const layout = [...plan.layouts.values()].find((one) => one.slot === slot)!;
      read.push(layout.key);
      return emptyPart(layout);
    });
    expect([parts.size, [...parts.opened()].length]).toEqual([2, 0]);
    parts.at(layoutOf('B').slot);
    parts.at(layoutOf('B').slot);
    expect(read).toEqual(['B']);
    expect([...parts.opened()].map(({ layout }) => layout.key)).toEqual(['B']);
    expect([...parts.all()].length).toBe(2);
    expect(read).toEqual(['B', 'A']);
  });

  test('may turn out to be none', () => {
    const parts = new Parts();
    parts.seal([0], () => undefined);
    expect([parts.at(0), parts.at(0), parts.size]).toEqual([undefined, undefined, 0]);
  });
});

test('a customer read back writes only what was touched since', () => {
  const trial = new Trial(plan);
  trial.event('A').event('B').store();
  trial.load().event('B');
  expect(trial.store().sort()).toEqual(['eB']);
});

test('a measure that a release drops and a later one brings back starts anew, also in a part nobody read in between (P4)', () => {
  const week = windowed('week', 'sum', { last: '7d' }, { property: 'm' });
  const sum = computed('sum', 'sum', { property: 'n' });
  const touchesNothing = segment('others', all(['event.B', 'performed']));
  const [first, without, again] = [[week, sum], [sum], [week, sum]].map((traits) => planOf([...traits, touchesNothing]));
  const trial = new Trial(first!);
  trial.event('A', { n: 1, m: 5 });
  trial.store();
  trial.load(without!).refresh().store();
  trial.load(again!).refresh();
  expect([trial.trait('week'), trial.trait('sum')]).toEqual([0, 1]);
});
