import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed } from '../panel/changed.ts';
import { findStep, type Journey, placedIn, STEP_TYPES, type Step, stepOfPath, stepsAt } from './document.ts';
import { msOf, spanOf } from './duration.ts';
import { evenShares, freshJourney, freshStep } from './fresh.ts';
import { done, redone, startHistory, undone } from './history.ts';
import { CART } from './journey.suite.ts';
import { missingIn, problemsOf } from './problems.ts';

const of = (...steps: readonly Step[]): Journey => ({ ...CART, steps: [...steps] });
const missing = (journey: Journey): readonly string[] => missingIn(journey).map(({ path, what }) => `${path}: ${what}`);
const none = { combinator: 'and' as const, rules: [] };

test('what each kind of step still needs is named with its place', () => {
  const found = STEP_TYPES.flatMap((type) => missing(of(freshStep({ steps: [] }, type))).map((one) => `${type} ${one}`));
  expect(found).toEqual([
    ...['channel', 'template', 'purpose'].map((what) => `send steps[0].${what}: ${what}`),
    'wait_for steps[0].event: event',
    'branch steps[0].branches[0].when: condition',
    'update steps[0].traits: traits',
    ...['set_tag', 'remove_tag'].map((type) => `${type} steps[0].tag: tag`),
    ...['template', 'owner'].map((what) => `ticket steps[0].${what}: ${what}`),
    'benefit steps[0].benefit: benefit',
    ...['channel', 'template'].map((what) => `webhook steps[0].${what}: ${what}`),
    ...['start_journey', 'stop_journey'].map((type) => `${type} steps[0].journey: journey`),
  ]);
});

test('a journey needs a trigger that says of what, and a step', () => {
  expect(missing(freshJourney('new', { en: 'New', zh: '新' }))).toEqual(['trigger.event: event']);
  expect(missing({ ...of(), trigger: { type: 'segment', segment: '' } })).toEqual(['trigger.segment: segment', 'steps: noSteps']);
  expect(missing({ ...CART, trigger: { type: 'date', trait: '', on: 'day', every: 'year', at: '10:00' } })[0]).toBe('trigger.trait: trait');
});

test('a goal, an exit and what a wait waits for need their event or their condition', () => {
  const pause: Step = { type: 'wait', id: 'pause', duration: '1d' };
  expect(missing({ ...of(pause), goal: { event: '' }, exits: [{ event: 'Paid' }, none] })).toEqual([
    'goal.event: event',
    'exits[1]: condition',
  ]);
  const on = [{ event: 'Paid' }, { event: '' }, none].map((end) => ({ on: end, steps: [] }));
  expect(missing(of({ type: 'wait_for', id: 'w', branches: on, timeout: '3d', rearm: { event: '' } }))).toEqual([
    'steps[0].branches[1].on.event: event',
    'steps[0].branches[2].on: condition',
    'steps[0].rearm.event: event',
  ]);
});

test('shares come to one, and nothing stands behind an exit', () => {
  expect(missing(CART)).toEqual(['steps[1].otherwise[0].arms: shares']);
  const arms = [0.1, 0.2, 0.7].map((share, index) => ({ id: `${index}`, share, steps: [] }));
  expect(missing(of({ type: 'split', id: 's', arms }))).toEqual([]);
  const exit: Step = { type: 'exit', id: 'out' };
  const pause: Step = { type: 'wait', id: 'pause', duration: '1d' };
  const inside: Step = { type: 'wait_for', id: 'w', event: 'Paid', timeout: '1d', steps: [exit], otherwise: [pause] };
  expect(missing(of(inside, pause, exit))).toEqual([]);
  expect(missing(of(exit, pause))).toEqual(['steps[1]: unreachable']);
});

test('what the server found stands first, at its step, and is not said twice', () => {
  const told = [
    { path: 'journey "cart" at steps[1].otherwise[0].arms', message: 'they are too few' },
    { path: 'steps[1].branches[0].steps[0].onFailure[0].failed', message: 'no' },
    { path: 'journey "cart" at goal', message: 'unknown' },
  ];
  expect(problemsOf(CART, told)).toEqual([
    { path: 'steps[1].otherwise[0].arms', step: 'test', message: 'they are too few' },
    { path: 'steps[1].branches[0].steps[0].onFailure[0].failed', step: 'lost', message: 'no' },
    { path: 'goal', step: undefined, message: 'unknown' },
  ]);
  expect(problemsOf(CART, [])).toEqual([{ path: 'steps[1].otherwise[0].arms', step: 'test', what: 'shares' }]);
});

test('every step is found by its id, at its path and in its place', () => {
  for (const { step, path, slot } of placedIn(CART)) {
    expect(stepOfPath(CART, path)).toBe(step.id);
    expect(findStep(CART, step.id)?.step).toBe(step);
    expect(stepsAt(CART, slot)?.[slot.index]).toBe(step);
  }
  const eleven = of(...Array.from({ length: 11 }, (_, at): Step => ({ type: 'exit', id: `e${at}` })));
  expect(stepOfPath(eleven, 'steps[10].failed')).toBe('e10');
  expect([stepsAt(CART, { owner: 'gone', way: 'otherwise' }), stepsAt(CART, { owner: 'loyal', way: 'gone' })]).toEqual([
    undefined,
    undefined,
  ]);
});

test('new steps have ids of their own and share nothing', () => {
  for (const type of STEP_TYPES) {
    const first = freshStep({ steps: [] }, type);
    const second = freshStep({ steps: [first] }, type);
    expect(second).toEqual({ ...first, id: `${first.id}-2` });
    for (const [name, value] of Object.entries(first))
      if (typeof value === 'object') expect(value).not.toBe((second as unknown as Record<string, unknown>)[name]);
  }
});

test('even shares come to one, and differ by what cannot be shared', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (count) => {
      const units = evenShares(count).map((share) => Math.round(share * 10_000));
      expect(units.reduce((sum, one) => sum + one, 0)).toBe(10_000);
      expect(Math.max(...units) - Math.min(...units)).toBeLessThan(count);
    }),
  );
});

test('what is typed at one thing is undone together; a new change forgets what was undone', () => {
  const typed = done(done(done(startHistory('a'), 'b', 'x'), 'c', 'x'), 'd', 'y');
  expect(typed.past).toEqual(['a', 'c']);
  const back = undone(undone(typed));
  expect([back.present, redone(back).present, redone(redone(redone(back))).present]).toEqual(['a', 'c', 'd']);
  expect(undone(back)).toEqual(back);
  const anew = done(undone(typed), 'e', 'y');
  expect([anew.present, anew.future, undone(anew).present]).toEqual(['e', [], 'c']);
  expect(done(typed, 'd')).toBe(typed);
  const long = Array.from({ length: 250 }, (_, at) => at + 1).reduce((history, at) => done(history, at), startHistory(0));
  expect([long.past.length, long.past[0]]).toEqual([200, 50]);
});

test('spans of time are read as definitions write them, and nothing else is', () => {
  expect(['45s', '30m', '4h', '7d', '2w'].map(msOf)).toEqual([45_000, 1_800_000, 14_400_000, 604_800_000, 1_209_600_000]);
  expect(spanOf('90m')).toEqual({ count: 90, unit: 'm' });
  expect(['', 'd', '1', '1.5d', '-1d', '1 d', '1y'].map(spanOf)).toEqual(Array(7).fill(undefined));
});

test('a changed step leaves the one before it alone, and drops what is taken out', () => {
  const before: Step = { type: 'exit', id: 'out', failed: true };
  expect(changed(before, { failed: undefined })).toEqual({ type: 'exit', id: 'out' });
  expect(before).toEqual({ type: 'exit', id: 'out', failed: true });
});
