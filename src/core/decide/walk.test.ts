import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Condition, Step } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import { bought, cart, send, wait, walk, world } from './cart.suite.ts';
import { ALLOW, START, Walkthrough, type World } from './walkthrough.suite.ts';

test('an event that triggers enters, waits, sends and completes, each as a fact', () => {
  const customer = walk(cart()).event('Added').pass(DAY);
  expect(customer.told()).toEqual([
    'decision entered cart trigger.event',
    'journey entered cart trigger.event',
    'exposure treatment cart',
    'journey moved cart/pause',
    'journey moved cart/remind',
    'verdict send cart/remind allowed',
    'message decided note/remind',
    'journey completed cart end',
  ]);
  expect(customer.journeys.instances).toEqual([]);
});

test('J7: a wait ends at its due moment, to the millisecond', () => {
  const customer = walk(cart()).event('Added');
  expect(customer.wakeAt()).toBe(START + 2 * HOUR);
  customer.pass(2 * HOUR - 1);
  expect(customer.commands).toEqual([]);
  customer.pass(1);
  expect(customer.sends().map(({ at }) => at)).toEqual([START + 2 * HOUR]);
  expect(customer.wakeAt()).toBe(Infinity);
});

test('waits add up from due moment to due moment, however late the clock is moved', () => {
  const customer = walk(cart({ steps: [wait('a', '1h'), send('x'), wait('b', '90m'), send('y')] }))
    .event('Added')
    .pass(30 * DAY);
  expect(customer.sends().map(({ step, at }) => [step, at - START])).toEqual([
    ['x', HOUR],
    ['y', 150 * MINUTE],
  ]);
});

test('one event can end an instance and start the next', () => {
  const loop = cart({ trigger: { type: 'event', event: 'Order Completed' }, goal: { event: 'Order Completed' } });
  const customer = walk(loop).event('Order Completed').pass(HOUR).event('Order Completed');
  expect(customer.told('journey').slice(2)).toEqual([
    'journey converted cart goal.event',
    'journey entered cart trigger.event',
    'journey moved cart/pause',
  ]);
});

test('a branch takes the first arm that holds, else the other way, and says what it read', () => {
  const is = (value: string): Condition => ({ combinator: 'and', rules: [{ field: 'trait.city', operator: '=', value }] });
  const steps: readonly Step[] = [
    {
      type: 'branch',
      id: 'where',
      branches: [
        { when: is('Bologna'), steps: [send('b')] },
        { when: is('Torino'), steps: [send('t'), { type: 'exit', id: 'done' }] },
      ],
      otherwise: [send('o')],
    },
    send('after'),
  ];
  const taken = (name: string) => walk(cart({ steps })).event('Seen', { city: name }).event('Added');
  expect(
    taken('Bologna')
      .sends()
      .map(({ step }) => step),
  ).toEqual(['b', 'after']);
  expect(
    taken('Torino')
      .sends()
      .map(({ step }) => step),
  ).toEqual(['t']);
  expect(taken('Torino').told('journey').at(-1)).toBe('journey exited cart/done exit.step');
  expect(
    taken('Pisa')
      .sends()
      .map(({ step }) => step),
  ).toEqual(['o', 'after']);
  const moved = taken('Torino').facts.find(({ step, action }) => step === 'where' && action === 'moved');
  expect(moved?.detail).toEqual({ branch: 1, read: { 'trait.city': 'Torino' } });
});

test('a branch without an other way goes on behind it; a nested one finds its way out', () => {
  const never = bought(100);
  const inner: Step = { type: 'branch', id: 'inner', branches: [{ when: never, steps: [send('no')] }] };
  const outer: Step = { type: 'branch', id: 'outer', branches: [{ when: bought(0), steps: [inner, wait('w', '1h')] }] };
  const customer = walk(cart({ steps: [outer, send('end')] }))
    .event('Added')
    .pass(HOUR);
  expect(customer.told('journey').slice(1)).toEqual([
    'journey moved cart/outer',
    'journey moved cart/inner',
    'journey moved cart/w',
    'journey moved cart/end',
    'journey completed cart end',
  ]);
});

test('a branch after a wait still reads the triggering event, lists and nested properties too', () => {
  const rules: Condition['rules'] = [
    { field: 'property.products[].sku', operator: 'contains', value: 'a-1' },
    { field: 'property.cart.total', operator: '>', value: 9 },
  ];
  const branch: Step = { type: 'branch', id: 'b', branches: [{ when: { combinator: 'and', rules }, steps: [send('yes')] }] };
  const properties: JsonObject = { products: [{ sku: 'a-1' }], cart: { total: 10 }, note: 'not kept' };
  const customer = walk(cart({ steps: [wait('w', '1d'), branch] })).event('Added', properties);
  expect(customer.journeys.instances[0]?.properties).toEqual({ cart: { total: 10 }, products: [{ sku: 'a-1' }] });
  expect(customer.pass(DAY).commands).toHaveLength(1);
});

test('a message carries its variables as they are at the decision, and the wall clock of its event', () => {
  const templates = { note: { version: 4, traits: ['city', 'orders', 'missing'], properties: ['cart.total'] } };
  const customer = walk(cart({ steps: [send('now'), wait('w', '1h'), send('later')] }), { templates })
    .event('Seen', { city: 'Pisa' })
    .event('Added', { cart: { total: 3 }, other: 1 })
    .event('Seen', { city: 'Roma' })
    .pass(HOUR);
  expect(customer.commands).toEqual([
    {
      type: 'send',
      message: 'm-c1-1',
      customer: 'c1',
      channel: 'capture',
      template: 'note',
      templateVersion: 4,
      journey: 'cart',
      journeyVersion: 1,
      step: 'now',
      instance: 'j-c1-0',
      purpose: 'offers',
      messageClass: 'marketing',
      variables: { trait: { city: 'Pisa', orders: 0 }, event: { cart: { total: 3 } }, customer: { id: 'c1' }, message: { id: 'm-c1-1' } },
      at: START,
      receivedAt: START + 7,
      expiresAt: START + DAY,
    },
    expect.objectContaining({ step: 'later', receivedAt: 0, variables: expect.objectContaining({ trait: { city: 'Roma', orders: 0 } }) }),
  ]);
});

test('a deferred send rests at its step, is asked again at the moment guard named, and can still be ended', () => {
  const until = START + 8 * HOUR;
  const answer: World['answer'] = (request, now) =>
    now < until ? { verdict: 'defer', until, rule: 'quiet_hours.deferred', read: { timezone: 'UTC' } } : ALLOW(request, now);
  const journey = cart({ steps: [send('hi'), wait('w', '1h'), send('ho')], goal: { event: 'Order Completed' } });
  const customer = walk(journey, { answer }).event('Added');
  expect(customer.wakeAt()).toBe(until);
  expect(customer.facts.at(-1)).toMatchObject({ kind: 'verdict', action: 'defer', detail: { rule: 'quiet_hours.deferred', until } });
  customer.pass(DAY);
  expect(customer.sends().map(({ step, at }) => [step, at - START])).toEqual([
    ['hi', 8 * HOUR],
    ['ho', 9 * HOUR],
  ]);
  expect(customer.told('journey').filter((line) => line.includes('/hi'))).toHaveLength(1);
  const ended = walk(journey, { answer }).event('Added').event('Order Completed').pass(DAY);
  expect(ended.commands).toEqual([]);
});

test('a suppressed send is written down and the journey goes on', () => {
  const answer: World['answer'] = ({ message }) => ({ verdict: 'suppress', rule: 'consent.missing', read: { message } });
  const customer = walk(cart(), { answer }).event('Added').pass(DAY);
  expect(customer.commands).toEqual([]);
  expect(customer.told('verdict', 'journey', 'message').slice(-2)).toEqual([
    'verdict suppress cart/remind consent.missing',
    'journey completed cart end',
  ]);
  const verdict = customer.facts.find(({ kind }) => kind === 'verdict');
  expect(verdict).toMatchObject({
    journey: 'cart',
    detail: { instance: 'j-c1-0', channel: 'capture', purpose: 'offers', template: 'note' },
  });
});

test('instances that are due at one moment act in the order of their ids, and each effect has an id of its own', () => {
  const named = (id: string) => cart({ id, steps: [wait('w', '1h'), send('s'), wait('x', '1h'), send('t')] });
  const customer = new Walkthrough(world(cart(), { releases: [[named('b'), named('a')]] })).event('Added').pass(DAY);
  expect(customer.sends().map(({ journey, step }) => `${journey}${step}`)).toEqual(['as', 'bs', 'at', 'bt']);
  const ids = customer.facts.flatMap(({ kind, subject }) => (kind === 'verdict' || kind === 'exposure' ? [subject] : []));
  expect(new Set(ids).size).toBe(6);
});

test('a send can be deferred again at the end of its deferral; every question is a fact, the step is counted once', () => {
  let asked = 0;
  const answer: World['answer'] = (request, now) =>
    asked++ < 3 ? { verdict: 'defer', until: now + HOUR, rule: 'quiet_hours.deferred', read: {} } : ALLOW(request, now);
  const customer = walk(cart({ steps: [send('s')] }), { answer })
    .event('Added')
    .pass(DAY);
  expect(customer.told('verdict').map((line) => line.split(' ')[1])).toEqual(['defer', 'defer', 'defer', 'send']);
  expect(customer.commands).toMatchObject([{ at: START + 3 * HOUR }]);
  expect(customer.told('journey').filter((line) => line.includes('moved'))).toEqual(['journey moved cart/s']);
});

test('a deferral that does not lead on is asked again a millisecond later, never at once', () => {
  const answer: World['answer'] = (request, now) =>
    now === START ? { verdict: 'defer', until: now, rule: 'quiet_hours.deferred', read: {} } : ALLOW(request, now);
  const customer = walk(cart({ steps: [send('s')] }), { answer }).event('Added');
  expect(customer.wakeAt()).toBe(START + 1);
  expect(customer.pass(1).commands).toHaveLength(1);
});
