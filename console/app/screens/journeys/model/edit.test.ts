import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findStep, type Journey, placedIn, stepOfPath, stepsAt, waysOf } from './document.ts';
import { duplicateStep, freeId, insertSteps, mayMove, moveStep, removeStep, replaceStep } from './edit.ts';
import { evenShares, freshJourney, freshStep } from './fresh.ts';
import { done, type History, redone, startHistory, undone } from './history.ts';
import { actions, CART, faultsOf, idsOf, slotsOf } from './journey.suite.ts';

test('steps stand in reading order, each with its path and its place', () => {
  expect(placedIn(CART).map(({ path, step }) => `${path} ${step.id}`)).toEqual([
    'steps[0] pause',
    'steps[1] loyal',
    'steps[1].branches[0].steps[0] mail',
    'steps[1].branches[0].steps[0].onFailure[0] lost',
    'steps[1].otherwise[0] test',
    'steps[1].otherwise[0].arms[0].steps[0] tag-a',
    'steps[2] click',
    'steps[2].otherwise[0] cold',
    'steps[3] last',
  ]);
  expect(findStep(CART, 'cold')).toMatchObject({ slot: { owner: 'click', way: 'otherwise', index: 0 }, depth: 1 });
  expect(stepOfPath(CART, 'steps[1].otherwise[0].arms')).toBe('test');
  expect(stepOfPath(CART, 'steps[1].branches[0].when')).toBe('loyal');
  expect(stepOfPath(CART, 'goal')).toBeUndefined();
  expect(stepsAt(CART, { owner: 'pause', way: 'otherwise' })).toBeUndefined();
});

test('ways are those that a step has, everybody else last', () => {
  const ways = (id: string) => waysOf(findStep(CART, id)!.step).map(({ kind }) => kind);
  expect(ways('loyal')).toEqual(['branch', 'else']);
  expect(ways('test')).toEqual(['arm', 'arm', 'rest']);
  expect(ways('click')).toEqual(['event', 'timeout']);
  expect(ways('mail')).toEqual(['through', 'failure']);
  expect(ways('last')).toEqual([]);
});

test('a step is put in where it is said, also into a way that had none', () => {
  const step = freshStep(CART, 'exit');
  const next = insertSteps(CART, { owner: 'click', way: 'steps', index: 0 }, [step]);
  expect(findStep(next, 'exit')?.path).toBe('steps[2].steps[0]');
  expect(removeStep(next, 'exit')).toEqual(CART);
  expect(insertSteps(CART, { owner: 'none', way: 'steps', index: 0 }, [step])).toBe(CART);
  // What was not touched is the same object (D2).
  expect(next.steps[1]).toBe(CART.steps[1]);
});

test('a moved step takes along what is inside it, and goes nowhere into itself', () => {
  const next = moveStep(CART, 'loyal', { index: 4 });
  expect(next.steps.map(({ id }) => id)).toEqual(['pause', 'click', 'last', 'loyal']);
  expect(mayMove(CART, 'loyal', { owner: 'test', way: 'arms[1].steps' })).toBe(false);
  expect(moveStep(CART, 'loyal', { owner: 'test', way: 'arms[1].steps', index: 0 })).toBe(CART);
  expect(moveStep(CART, 'click', { index: 3 })).toBe(CART);
  expect(findStep(moveStep(CART, 'last', { owner: 'test', way: 'arms[1].steps', index: 0 }), 'last')?.depth).toBe(2);
});

test('a copy stands behind under ids of its own', () => {
  const { journey, id } = duplicateStep(CART, 'loyal');
  expect(id).toBe('loyal-2');
  expect(journey.steps.map((step) => step.id)).toEqual(['pause', 'loyal', 'loyal-2', 'click', 'last']);
  expect(faultsOf(journey)).toEqual([]);
  expect(idsOf(journey)).toHaveLength(14);
  expect(duplicateStep(CART, 'none')).toEqual({ journey: CART, id: undefined });
});

test('a step is replaced, but not by one whose id is taken', () => {
  const next = replaceStep(CART, 'lost', { type: 'exit', id: 'gone', failed: true });
  expect(findStep(next, 'gone')?.step).toEqual({ type: 'exit', id: 'gone', failed: true });
  expect(replaceStep(CART, 'lost', { type: 'exit', id: 'cold' })).toBe(CART);
});

test('ids and shares of what is new', () => {
  expect(freeId('wait-3', new Set(['wait', 'wait-2']))).toBe('wait-3');
  expect(freeId('wait', new Set())).toBe('wait');
  expect(evenShares(3)).toEqual([0.3334, 0.3333, 0.3333]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), (count) => Math.abs(evenShares(count).reduce((a, b) => a + b, 0) - 1) < 1e-9));
  expect(freshJourney('new', { en: 'New', zh: '新' }).steps).toHaveLength(1);
});

test('whatever is done, a document keeps its structure, and undoing all of it restores the very first (D1, H1)', () => {
  fc.assert(
    fc.property(fc.array(actions, { maxLength: 40 }), (list) => {
      const shown: Journey[] = [];
      let history = startHistory(CART);
      for (const action of list) {
        const before = history;
        history = perform(history, action);
        expect(faultsOf(history.present)).toEqual([]);
        if (history.present !== before.present && action.do !== 'undo' && action.do !== 'redo') {
          expect(undone(history).present).toBe(before.present);
          expect(redone(undone(history)).present).toBe(history.present);
        }
        shown.push(history.present);
      }
      while (history.past.length > 0) history = undone(history);
      expect(history.present).toBe(CART);
      expect(JSON.stringify(CART)).toBe(UNTOUCHED);
    }),
    { numRuns: 200 },
  );
});

test('moving loses nobody and makes nobody twice', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (one, at) => {
      const id = idsOf(CART)[one % idsOf(CART).length]!;
      const slot = slotsOf(CART)[at % slotsOf(CART).length]!;
      const next = moveStep(CART, id, slot);
      expect([...idsOf(next)].sort()).toEqual([...idsOf(CART)].sort());
      if (next !== CART) expect(findStep(next, id)?.slot.owner).toBe(slot.owner);
    }),
  );
});

test('what is typed in one place is undone at once; another change ends it', () => {
  let history = startHistory('');
  for (const text of ['a', 'ab', 'abc']) history = done(history, text, 'name');
  history = done(history, 'abc!', 'note');
  expect(history.past).toEqual(['', 'abc']);
  history = undone(history);
  expect(history).toMatchObject({ present: 'abc', future: ['abc!'] });
  expect(done(history, 'x', 'name').past).toEqual(['', 'abc']);
  expect(undone(undone(undone(history))).present).toBe('');
  expect(done(history, 'abc')).toBe(history);
});

const UNTOUCHED = JSON.stringify(CART);

type Action = typeof actions extends fc.Arbitrary<infer One> ? One : never;

function perform(history: History<Journey>, action: Action): History<Journey> {
  const journey = history.present;
  const ids = idsOf(journey);
  const chosen = (number: number): string => ids[number % ids.length] ?? '';
  const slots = slotsOf(journey);
  switch (action.do) {
    case 'insert':
      return done(history, insertSteps(journey, slots[action.at % slots.length]!, [freshStep(journey, action.type)]));
    case 'move':
      return done(history, moveStep(journey, chosen(action.one), slots[action.at % slots.length]!));
    case 'remove':
      return done(history, removeStep(journey, chosen(action.one)));
    case 'duplicate':
      return done(history, duplicateStep(journey, chosen(action.one)).journey);
    case 'undo':
      return undone(history);
    default:
      return redone(history);
  }
}
