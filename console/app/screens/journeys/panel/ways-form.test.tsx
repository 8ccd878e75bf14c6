import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type Step, type StepOf, sharesOf, waysOf } from '../model/document.ts';
import { freshStep } from '../model/fresh.ts';
import { buttonOf, choose, edit, press, write } from './form.suite.tsx';
import { StepForm } from './step-form.tsx';
import { reordered } from './ways-form.tsx';

type Has = StepOf<'branch' | 'split' | 'wait_for'>;
const open = <One extends Has>(step: One): Promise<() => One> =>
  edit<One>(step, (of, onChange) => <StepForm of={of} onChange={onChange as (next: Step) => void} />);
const has = (tag: string): StepOf<'branch'>['branches'][number]['when'] => ({
  combinator: 'and',
  rules: [{ field: `tag.${tag}`, operator: '=', value: true }],
});
const EXIT: Step = { type: 'exit', id: 'out' };
const BRANCH: StepOf<'branch'> = {
  type: 'branch',
  id: 'b',
  branches: [
    { when: has('one'), steps: [EXIT] },
    { when: has('two'), steps: [] },
    { when: has('three'), steps: [] },
  ],
  otherwise: [{ type: 'wait', id: 'w', duration: '1d' }],
};

test('ways of a branch change places with what is in them, and everyone else stays last', async () => {
  const step = await open(BRANCH);
  const [one, two, three] = BRANCH.branches;
  expect([buttonOf('Move up: Way 1').disabled, buttonOf('Move down: Way 3').disabled]).toEqual([true, true]);
  press('Move down: Way 1');
  expect(step()).toEqual({ ...BRANCH, branches: [two, one, three] });
  press('Move up: Way 3');
  expect(step()).toEqual({ ...BRANCH, branches: [two, three, one] });
  press('Add a way');
  expect(waysOf(step()).map(({ kind }) => kind)).toEqual(['branch', 'branch', 'branch', 'branch', 'else']);
  expect(screen.getByLabelText('Way 4').textContent).toContain('not chosen yet');
  screen.getByText('Everyone else goes the last way.');
});

test('a way is dragged to another place by its grip', async () => {
  const step = await open(BRANCH);
  const [one, two, three] = BRANCH.branches;
  fireEvent.drop(screen.getByLabelText('Way 1'));
  expect(step()).toBe(BRANCH);
  fireEvent.dragStart(screen.getByLabelText('Way 3').querySelector('.journey-grip')!);
  fireEvent.drop(screen.getByLabelText('Way 1'));
  expect(step()).toEqual({ ...BRANCH, branches: [three, one, two] });
});

test('the last way of a branch stays', async () => {
  const step = await open(BRANCH);
  press('Remove: Way 1');
  press('Remove: Way 1');
  expect(step()).toEqual({ ...BRANCH, branches: [BRANCH.branches[2]] });
  expect(buttonOf('Remove: Way 1').disabled).toBe(true);
});

test('rows keep their order where there is no such place', () => {
  expect([reordered(['a', 'b'], 0, -1), reordered(['a', 'b'], 1, 2), reordered(['a', 'b', 'c'], 0, 2)]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
    ['b', 'c', 'a'],
  ]);
});

test('shares are told in percent, what they come to is said, and they are made even', async () => {
  const split = freshStep({ steps: [] }, 'split') as StepOf<'split'>;
  const step = await open(split);
  const shares = (): readonly number[] => step().arms.map(({ share }) => share);
  screen.getByText('Together 100%');
  write('Share A: share', '12.5');
  expect(shares()).toEqual([0.125, 0.5]);
  expect(screen.getByRole('status').textContent).toBe('Together 62.5%: it has to be 100%');
  press('Add a way');
  expect(step().arms.at(-1)).toEqual({ id: 'C', share: 0.375, steps: [] });
  screen.getByText('Together 100%');
  press('Distribute evenly');
  expect(shares()).toEqual([0.3334, 0.3333, 0.3333]);
  expect(sharesOf(step())).toBeCloseTo(1, 9);
  screen.getByText('Together 100%');
});

test('a share is renamed and taken out, and the next takes the first free letter', async () => {
  const step = await open(freshStep({ steps: [] }, 'split') as StepOf<'split'>);
  write('Share A: name', 'control');
  press('Remove: Share B');
  press('Add a way');
  expect(step().arms).toEqual([
    { id: 'control', share: 0.5, steps: [] },
    { id: 'A', share: 0.5, steps: [] },
  ]);
});

test('a wait for one event becomes one for several, with what stood behind it', async () => {
  const step = await open<StepOf<'wait_for'>>({ type: 'wait_for', id: 'w', event: '', timeout: '3d', steps: [EXIT] });
  write('Event: event', 'Paid');
  write('At most', '12');
  await choose('At most: unit', 'hours');
  expect(step()).toEqual({ type: 'wait_for', id: 'w', event: 'Paid', timeout: '12h', steps: [EXIT] });
  press('Wait for one of several');
  const first = { on: { event: 'Paid' }, steps: [EXIT] };
  expect(step()).toEqual({ type: 'wait_for', id: 'w', timeout: '12h', branches: [first, { on: { event: '' }, steps: [] }] });
  await choose('Way 2: condition', 'a condition');
  expect(step().branches?.[1]).toEqual({ on: { combinator: 'and', rules: [] }, steps: [] });
  press('Remove: Way 2');
  expect(step().branches).toEqual([first]);
  expect(buttonOf('Remove: Way 1').disabled).toBe(true);
});

test('a wait begins anew with an event, or with none', async () => {
  const bare: StepOf<'wait_for'> = { type: 'wait_for', id: 'w', event: 'Paid', timeout: '3d' };
  const step = await open(bare);
  await choose('Begins anew with', 'an event');
  write('Begins anew with: event', 'Added');
  expect(step()).toEqual({ ...bare, rearm: { event: 'Added' } });
  await choose('Begins anew with', 'none');
  expect(step()).toEqual(bare);
});
