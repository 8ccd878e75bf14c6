/** Waits for the first of several ways, and waits that begin anew. In virtual time. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Condition, JourneyDefinition, WaitForStep } from '../../define/index.ts';
import { bought, cart, send, wait, walk } from './cart.suite.ts';
import { START, type Walkthrough } from './walkthrough.suite.ts';

const isLapsed: Condition = { combinator: 'and', rules: [{ field: 'segment.lapsed', operator: '=', value: true }] };
const waiting: WaitForStep = {
  type: 'wait_for',
  id: 'w',
  branches: [
    { on: { event: 'Clicked' }, steps: [send('clicked')] },
    { on: bought(2), steps: [send('bought')] },
    { on: isLapsed, steps: [send('lapsed')] },
  ],
  timeout: '60d',
  otherwise: [send('missed')],
};
const walking = (change: Partial<WaitForStep> = {}, journey: Partial<JourneyDefinition> = {}): Walkthrough =>
  walk(cart({ steps: [{ ...waiting, ...change }, send('after')], ...journey }));
const steps = (customer: Walkthrough) => customer.sends().map(({ step }) => step);
const told = (customer: Walkthrough) =>
  customer.facts.filter(({ action, step }) => action === 'moved' && step === 'w').map(({ detail }) => detail);

describe('a wait for the first of several ways', () => {
  test('opens with an event', () => {
    const customer = walking().event('Added').event('Clicked');
    expect(steps(customer)).toEqual(['clicked', 'after']);
    expect(told(customer).at(-1)).toEqual({ branch: 0, read: { event: 'Clicked' } });
  });

  test('opens when a condition comes to hold with an event', () => {
    const customer = walking().event('Added').event('Order Completed');
    expect(steps(customer)).toEqual([]);
    expect(steps(customer.event('Order Completed'))).toEqual(['bought', 'after']);
    expect(told(customer).at(-1)).toEqual({ branch: 1, read: { 'trait.orders': 2 } });
  });

  test('opens when a condition comes to hold by time alone', () => {
    const customer = walking()
      .event('Order Completed')
      .event('Added')
      .pass(30 * DAY - 1);
    expect(steps(customer)).toEqual([]);
    customer.pass(1);
    expect(steps(customer)).toEqual(['lapsed', 'after']);
    expect(customer.sends()[0]!.at).toBe(START + 30 * DAY);
  });

  test('opens at once where a condition holds already, and rests nowhere', () => {
    const customer = walking().event('Order Completed').event('Order Completed').event('Added');
    expect(steps(customer)).toEqual(['bought', 'after']);
    expect(told(customer)).toEqual([{ branch: 1, read: { 'trait.orders': 2 } }]);
  });

  test('of two at one moment the first is taken', () => {
    const both = [
      { on: bought(1), steps: [send('condition')] },
      { on: { event: 'Order Completed' }, steps: [send('event')] },
    ];
    expect(steps(walking({ branches: both }).event('Added').event('Order Completed'))).toEqual(['condition', 'after']);
    expect(steps(walking({ branches: both.toReversed() }).event('Added').event('Order Completed'))).toEqual(['event', 'after']);
  });

  test('is over in time, and at that very moment the time-out wins', () => {
    const customer = walking({ timeout: '30d' })
      .event('Order Completed')
      .event('Added')
      .pass(30 * DAY);
    expect(steps(customer)).toEqual(['missed', 'after']);
    expect(customer.wakeAt()).toBe(Infinity);
  });

  test('what an event cannot touch is not looked at', () => {
    const customer = walking({ branches: waiting.branches!.slice(0, 1) }).event('Added');
    const turns = customer.turns.length;
    customer.event('Order Completed');
    expect(customer.turns[turns]!.filter(({ kind }) => kind === 'journey')).toEqual([]);
    expect(customer.changed).toBe(false);
  });
});

describe('a wait that is rearmed', () => {
  const rearmed: Partial<WaitForStep> = {
    branches: [{ on: { event: 'Clicked' }, steps: [send('clicked')] }],
    rearm: { event: 'Added' },
    timeout: '2h',
  };
  const templates = { note: { properties: ['sku'] } };
  const shown = (customer: Walkthrough) => customer.sends().map(({ step, at, variables }) => [step, at - START, variables.event]);
  const adding = (journey: Partial<JourneyDefinition> = {}) =>
    walk(cart({ steps: [{ ...waiting, ...rearmed }], ...journey }), { templates });

  test('begins anew, and what is said later is what was added last', () => {
    const customer = adding()
      .event('Added', { sku: 'a' })
      .pass(90 * MINUTE)
      .event('Added', { sku: 'b' })
      .pass(3 * HOUR);
    expect(shown(customer)).toEqual([['missed', 210 * MINUTE, { sku: 'b' }]]);
    expect(told(customer)).toEqual([
      { until: START + 2 * HOUR },
      { branch: 'rearm', read: { event: 'Added' }, until: START + 210 * MINUTE },
      { branch: 'timeout', read: {} },
    ]);
  });

  test('counts events from then on', () => {
    const customer = adding()
      .event('Added')
      .pass(HOUR)
      .event('Added')
      .event('Clicked', {}, 30 * MINUTE);
    expect(steps(customer)).toEqual([]);
    expect(steps(customer.event('Clicked'))).toEqual(['clicked']);
  });

  test('a way that opens with the same event goes before', () => {
    const customer = walking({ ...rearmed, branches: [{ on: { event: 'Added' }, steps: [send('again')] }] })
      .event('Added')
      .pass(HOUR)
      .event('Added');
    expect(steps(customer)).toEqual(['again', 'after']);
  });

  test('by an event that happened before it began: not at all', () => {
    const customer = walk(cart({ steps: [wait('p', '1h'), { ...waiting, ...rearmed }] }))
      .event('Added')
      .pass(90 * MINUTE)
      .event('Added', {}, 40 * MINUTE);
    expect(customer.wakeAt()).toBe(START + 3 * HOUR);
  });

  test('in a journey with a key by its own key only', () => {
    const customer = adding({ key: 'cart' }).event('Added', { cart: 1, sku: 'a' }).pass(HOUR).event('Added', { cart: 2, sku: 'b' });
    customer.event('Added', { cart: 1, sku: 'c' }).pass(3 * HOUR);
    expect(shown(customer)).toEqual([
      ['missed', 3 * HOUR, { sku: 'c' }],
      ['missed', 3 * HOUR, { sku: 'b' }],
    ]);
  });
});
