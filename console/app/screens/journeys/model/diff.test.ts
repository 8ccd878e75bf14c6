import { expect, test } from 'vitest';
import { differenceOf, withRemoved } from './diff.ts';
import { placedIn, type Step } from './document.ts';
import { msOf, spanOf } from './duration.ts';
import { insertSteps, moveStep, removeStep, replaceStep } from './edit.ts';
import { freshJourney, freshStep } from './fresh.ts';
import { CART, idsOf } from './journey.suite.ts';
import { missingIn, problemsOf } from './problems.ts';

const marksOf = (before: typeof CART, after: typeof CART) => differenceOf(before, after).steps.map(({ id, mark }) => `${mark} ${id}`);

test('a version differs from itself in nothing', () => {
  expect(differenceOf(CART, structuredClone(CART))).toEqual({ steps: [], fields: [] });
});

test('steps are added, changed, moved and removed; what is inside a step is told for itself', () => {
  let after = replaceStep(CART, 'pause', { type: 'wait', id: 'pause', duration: '3h' } as Step);
  after = insertSteps(after, { owner: 'click', way: 'steps', index: 0 }, [{ type: 'exit', id: 'done' }]);
  after = removeStep(after, 'tag-a');
  after = moveStep(after, 'last', { owner: 'test', way: 'arms[1].steps', index: 0 });
  expect(marksOf(CART, after)).toEqual(['changed pause', 'moved last', 'added done', 'removed tag-a']);
  expect(differenceOf(CART, after).steps[0]).toMatchObject({ fields: ['duration'] });
  expect(marksOf(after, CART)).toEqual(['changed pause', 'added tag-a', 'moved last', 'removed done']);
});

test('what is said of the journey itself is named by its fields', () => {
  expect(differenceOf(CART, { ...CART, holdout: 0.2, reentry: 'always' }).fields).toEqual(['reentry', 'holdout']);
});

test('two that have changed places are moved, others are not', () => {
  expect(marksOf(CART, moveStep(CART, 'last', { index: 2 }))).toEqual(['moved last', 'moved click']);
});

test('what is gone is shown where it stood', () => {
  const after = removeStep(CART, 'loyal');
  const shown = withRemoved(CART, after);
  expect(shown.steps.map(({ id }) => id).slice(0, 3)).toEqual(['pause', 'loyal', 'click']);
  expect([...idsOf(shown)].sort()).toEqual([...idsOf(CART)].sort());
  expect(withRemoved(CART, CART)).toBe(CART);
});

test('what is missing is said at its step, in reading order', () => {
  expect(missingIn(CART)).toEqual([{ path: 'steps[1].otherwise[0].arms', what: 'shares' }]);
  const empty = { ...freshJourney('x', CART.name), steps: [] };
  expect(missingIn(empty).map(({ what }) => what)).toEqual(['event', 'noSteps']);
  let all = freshJourney('x', CART.name);
  for (const type of ['send', 'branch', 'update', 'ticket', 'exit', 'wait_for', 'start_journey'] as const)
    all = insertSteps(all, { index: 99 }, [freshStep(all, type)]);
  expect(missingIn(all).map(({ path, what }) => `${path} ${what}`)).toEqual([
    'trigger.event event',
    'steps[1].channel channel',
    'steps[1].template template',
    'steps[1].purpose purpose',
    'steps[2].branches[0].when condition',
    'steps[3].traits traits',
    'steps[4].template template',
    'steps[4].owner owner',
    'steps[6].event event',
    'steps[7].journey journey',
    'steps[6] unreachable',
  ]);
});

test('a trigger without what it names is a problem of its own', () => {
  const withTrigger = (trigger: typeof CART.trigger) => missingIn({ ...CART, trigger })[0]?.path;
  expect(withTrigger({ type: 'segment', segment: '' })).toBe('trigger.segment');
  expect(withTrigger({ type: 'date', trait: '', on: 'day', every: 'year', at: '10:00' })).toBe('trigger.trait');
});

test('what the server has found is put to its step, and not said twice', () => {
  const found = problemsOf(CART, [
    { path: 'journey "cart" at steps[0].duration', message: 'too long' },
    { path: 'steps[1].otherwise[0].arms', message: 'the shares sum to 0.75' },
  ]);
  expect(found).toEqual([
    { path: 'steps[0].duration', step: 'pause', message: 'too long' },
    { path: 'steps[1].otherwise[0].arms', step: 'test', message: 'the shares sum to 0.75' },
  ]);
  expect(problemsOf(CART, [])).toMatchObject([{ step: 'test', what: 'shares' }]);
});

test('spans are read as definitions write them', () => {
  expect(spanOf('90m')).toEqual({ count: 90, unit: 'm' });
  expect(msOf('2d')).toBe(172_800_000);
  expect([spanOf('soon'), msOf('')]).toEqual([undefined, undefined]);
  expect(placedIn(CART)).toHaveLength(9);
});
