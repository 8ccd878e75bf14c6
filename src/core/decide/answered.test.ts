/** A webhook that rests until it is answered: what is taken is known to the step behind it, and a bad answer goes the edge of failure. */
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Condition, Definition, Step } from '../../define/index.ts';
import { cart, send, text, walk } from './cart.suite.ts';
import type { Walkthrough } from './walkthrough.suite.ts';

const definitions: readonly Definition[] = [
  { kind: 'trait', id: 'score', name: text, type: 'number', from: 'credit.score' },
  { kind: 'channel', id: 'hook', type: 'webhook', name: text },
];
const isGood: Condition = { combinator: 'and', rules: [{ field: 'trait.score', operator: '>=', value: 7 }] };
const asking: Step = {
  type: 'webhook',
  id: 'ask',
  channel: 'hook',
  template: 'note',
  response: [{ field: 'data.score', trait: 'score' }],
  await: { outcome: 'answered', timeout: '1h' },
  onFailure: [send('unknown')],
};
const choosing: Step = { type: 'branch', id: 'choose', branches: [{ when: isGood, steps: [send('good')] }], otherwise: [send('poor')] };
const asked = (): Walkthrough => walk(cart({ steps: [asking, choosing] }), { definitions }).event('Added');
const steps = (customer: Walkthrough) => customer.sends().map(({ step }) => step);
const call = (customer: Walkthrough): string => customer.sends()[0]!.message;
const moved = (customer: Walkthrough) => customer.facts.findLast(({ action, step }) => action === 'moved' && step === 'ask')?.detail;

test('its call says what is to be taken', () => {
  expect(asked().sends()[0]!.response).toEqual([{ field: 'data.score', trait: 'score', type: 'number', into: ['credit', 'score'] }]);
});

test('what is answered is known to the very next step', () => {
  const customer = asked();
  customer.handedOver(call(customer));
  expect(steps(customer)).toEqual(['ask']);
  customer.answered(call(customer), { traits: { credit: { score: 7 } } });
  expect(steps(customer)).toEqual(['ask', 'good']);
  expect(moved(customer)).toEqual({ branch: 'answered', read: {} });
  const other = asked();
  expect(steps(other.answered(call(other), { traits: { credit: { score: 6 } } }))).toEqual(['ask', 'poor']);
});

test('that the call was delivered is no answer', () => {
  const customer = asked();
  customer.returned(call(customer), 'delivered');
  expect(steps(customer)).toEqual(['ask']);
});

test('a refused answer goes the edge of failure, with the rule and what is wrong', () => {
  const customer = asked();
  customer.answered(call(customer), { problem: 'answer.wrong_type: data.score is no number' });
  expect(steps(customer)).toEqual(['ask', 'unknown', 'poor']);
  expect(moved(customer)).toEqual({ branch: 'answer.wrong_type', read: { reason: 'answer.wrong_type: data.score is no number' } });
  expect(customer.passages).toContainEqual({ journey: 'cart', version: 1, step: 'ask', how: 'failed', rule: 'answer.wrong_type' });
});

test.each(['failed', 'withdrawn'] as const)('so does a call that is %s', (kind) => {
  const customer = asked();
  customer.handedOver(call(customer), kind);
  expect(steps(customer)).toEqual(['ask', 'unknown', 'poor']);
});

test('and one that nobody answers in time; what is answered later is known all the same, and moves nothing', () => {
  const customer = asked().pass(HOUR);
  expect(steps(customer)).toEqual(['ask', 'unknown', 'poor']);
  customer.answered(call(customer), { traits: { credit: { score: 9 } } });
  expect(steps(customer)).toEqual(['ask', 'unknown', 'poor']);
  expect(customer.known.declared.size).toBe(1);
});

test('the answer to another call is none', () => {
  const customer = asked();
  expect(steps(customer.answered('other', { traits: {} }).pass(HOUR - 1))).toEqual(['ask']);
});

test('held-out customers do not call, and go on', () => {
  const customer = walk(cart({ holdout: 0.999999999, steps: [asking, send('after')] }), { definitions }).event('Added');
  expect([steps(customer), customer.journeys.instances]).toEqual([['after'], []]);
  expect(customer.pass(DAY).wakeAt()).toBe(Infinity);
});
