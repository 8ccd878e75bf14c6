/** Messages that are decided and not handed over yet: how long they stay open, and what makes them stale. */
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Condition, JourneyDefinition } from '../../define/index.ts';
import type { SendCommand } from '../fact.ts';
import { bought, cart, lapsed, send, wait, walk, world } from './cart.suite.ts';
import { addOpenSend, reopenSend } from './open.ts';
import type { OpenSend } from './state.ts';
import { decodeJourneys, encodeJourneys } from './state-codec.ts';
import { compileWorld, Walkthrough } from './walkthrough.suite.ts';

/** Sends at once; then, where it says so, there is more to come. */
const atOnce = (change: Partial<JourneyDefinition> = {}) => cart({ steps: [send('hi')], ...change });
const resting = (change: Partial<JourneyDefinition> = {}) => cart({ steps: [send('hi'), wait('w', '1d')], ...change });
const order = { event: 'Order Completed' };

test('a message is open from its decision to its receipt, and says what it is', () => {
  const customer = walk(atOnce()).pass(HOUR).event('Added', {}, MINUTE);
  expect(customer.journeys.sends).toEqual([
    {
      message: 'm-c1-1',
      journey: 'cart',
      version: 1,
      instance: 'j-c1-0',
      step: 'hi',
      since: customer.now - MINUTE,
      purpose: 'offers',
      channel: 'capture',
      messageClass: 'marketing',
      trigger: expect.any(String),
    },
  ]);
  expect(customer.stale('m-c1-1')).toBeUndefined();
  expect(customer.handedOver('m-c1-1')).toBe(true);
  expect(customer.handedOver('m-c1-1')).toBe(false);
  expect(customer.journeys.sends).toEqual([]);
});

test('a message that guard suppresses or defers is not open', () => {
  const no = walk(atOnce(), { answer: () => ({ verdict: 'suppress', rule: 'cap.user', read: {} }) }).event('Added');
  expect(no.journeys.sends).toEqual([]);
  const later = walk(atOnce(), {
    answer: (_, now) => ({ verdict: 'defer', rule: 'quiet_hours.deferred', until: now + HOUR, read: {} }),
  });
  expect(later.event('Added').journeys.sends).toEqual([]);
});

test.each([
  ['the goal comes while the instance rests', resting({ goal: order }), 'goal.event'],
  ['the goal comes after the instance has completed', atOnce({ goal: order }), 'goal.event'],
  ['an exit comes while the instance rests', resting({ exits: [order] }), 'exit.event'],
  ['an exit comes after the instance has completed', atOnce({ exits: [order] }), 'exit.event'],
  ['a goal condition is met while the instance rests', resting({ goal: bought(1) }), 'goal.condition'],
  ['a goal condition is met after the instance has completed', atOnce({ goal: bought(1) }), 'goal.condition'],
  ['an exit condition is met after the instance has completed', atOnce({ exits: [bought(1)] }), 'exit.condition'],
])('a message is stale when %s', (_, journey, rule) => {
  const customer = walk(journey).event('Added').pass(MINUTE).event('Seen').event('Other');
  expect(customer.stale('m-c1-1')).toBeUndefined();
  customer.event('Order Completed');
  const read = rule.endsWith('event') ? { event: 'Order Completed' } : { 'trait.orders': 1 };
  expect(customer.journeys.sends[0]?.stale).toEqual({ rule, read });
  expect(customer.stale('m-c1-1')).toEqual({ rule, read });
});

test('what made a message stale first stays noted', () => {
  const customer = walk(atOnce({ goal: bought(2), exits: [order] }))
    .event('Added')
    .event('Order Completed')
    .event('Order Completed');
  expect(customer.stale('m-c1-1')?.rule).toBe('exit.event');
});

test('an event that happened before the trigger makes nothing stale, nor does the trigger itself', () => {
  const loop = atOnce({ trigger: { type: 'event', event: 'Order Completed' }, goal: order });
  const customer = walk(loop).pass(HOUR).event('Order Completed');
  expect(customer.journeys.sends).toHaveLength(1);
  expect(customer.event('Order Completed', {}, 10 * MINUTE).journeys.sends[0]).not.toHaveProperty('stale');
  expect(
    customer
      .pass(1)
      .event('Order Completed')
      .journeys.sends.map(({ stale }) => stale?.rule),
  ).toEqual(['goal.event', 'goal.event', undefined]);
});

test('after its receipt nothing is noted, and the entry does not even concern journeys', () => {
  const customer = walk(atOnce({ goal: order })).event('Added');
  customer.handedOver('m-c1-1');
  customer.event('Order Completed');
  expect(customer.changed).toBe(false);
  expect(customer.journeys.sends).toEqual([]);
});

test('coming to an exit step is no reason to withdraw what was sent on the way', () => {
  const customer = walk(cart({ steps: [send('hi'), { type: 'exit', id: 'done' }] })).event('Added');
  expect(customer.told('journey').at(-1)).toBe('journey exited cart/done exit.step');
  expect(customer.stale('m-c1-1')).toBeUndefined();
});

test('a segment that a late event takes back withdraws the messages that its entering started', () => {
  const journey = atOnce({ trigger: { type: 'segment', segment: 'lapsed' } });
  const customer = new Walkthrough(world(journey, { definitions: [lapsed] })).event('Order Completed').pass(31 * DAY);
  expect(customer.journeys.sends).toHaveLength(1);
  customer.event('Order Completed', {}, 10 * DAY);
  expect(customer.journeys.sends[0]?.stale).toEqual({ rule: 'trigger.retracted', read: { segment: 'lapsed' } });
});

test('a condition that time alone has met by the hand-over is found there, though nothing has arrived', () => {
  const quiet: Condition = {
    combinator: 'and',
    rules: [{ field: 'event.Added', operator: 'notPerformed', value: { within: { last: '2h' } } }],
  };
  const customer = walk(atOnce({ exits: [quiet] }))
    .event('Added')
    .pass(2 * HOUR - 1);
  expect(customer.stale('m-c1-1')).toBeUndefined();
  customer.pass(1);
  expect(customer.journeys.sends[0]).not.toHaveProperty('stale');
  expect(customer.stale('m-c1-1')?.rule).toBe('exit.condition');
});

test('a version that the release no longer has withdraws what it sent', () => {
  const customer = new Walkthrough(world(cart(), { releases: [[atOnce()]] })).event('Added');
  const message = customer.journeys.sends[0]!;
  const other = new Walkthrough(world(cart(), { releases: [[]] }));
  other.journeys.sends.push(message);
  expect(other.stale(message.message)).toEqual({ rule: 'journey.stale_version', read: {} });
  other.event('Seen');
  expect(other.journeys.sends[0]?.stale).toEqual({ rule: 'journey.stale_version', read: {} });
});

test('two customers who turn out to be one unite their open messages; those of the instance that does not go on are stale', () => {
  const both = world(resting());
  const compiled = compileWorld(both);
  const [a, b] = [new Walkthrough(both, 'a', compiled), new Walkthrough(both, 'b', compiled)];
  a.event('Added').pass(HOUR);
  b.pass(HOUR).event('Added');
  a.absorb(b);
  expect(a.journeys.sends.map(({ message, stale }) => [message, stale])).toEqual([
    ['m-a-1', undefined],
    ['m-b-1', { rule: 'merged', read: {} }],
  ]);
});

test('a message that failed stays, so that what ends its journey still speaks against sending it once more', () => {
  const customer = walk(atOnce({ goal: order })).event('Added');
  expect(customer.handedOver('m-c1-1', 'failed')).toBe(true);
  expect(customer.journeys.sends).toMatchObject([{ message: 'm-c1-1', failed: true }]);
  expect(customer.stale('m-c1-1')).toBeUndefined();
  customer.event('Order Completed');
  expect(customer.stale('m-c1-1')?.rule).toBe('goal.event');
  expect(decodeJourneys(encodeJourneys(customer.journeys))).toEqual(customer.journeys);
  expect(reopenSend(customer.journeys, AGAIN)).toBe(true);
  expect(customer.journeys.sends[0]).not.toHaveProperty('failed');
  expect(customer.stale('m-c1-1')?.rule).toBe('goal.event');
  expect(reopenSend(customer.journeys, AGAIN)).toBe(false);
  expect(customer.handedOver('m-c1-1', 'withdrawn')).toBe(true);
  expect(customer.journeys.sends).toEqual([]);
});

test('a failed message without anything noted is encoded as such', () => {
  const customer = walk(atOnce({ goal: order })).event('Added');
  customer.handedOver('m-c1-1', 'failed');
  expect(decodeJourneys(encodeJourneys(customer.journeys))).toEqual(customer.journeys);
});

test('of failed messages the latest twenty are kept; what comes once more beyond them is not sent, since nobody knows', () => {
  const customer = walk(atOnce());
  const ids = Array.from({ length: 23 }, (_, index) => `m${String(index).padStart(2, '0')}`);
  for (const message of ids) {
    addOpenSend(customer.journeys, { ...OPEN, message });
    customer.handedOver(message, 'failed');
  }
  addOpenSend(customer.journeys, { ...OPEN, message: 'm00' });
  expect(customer.journeys.sends.map(({ message }) => message)).toEqual(['m00', ...ids.slice(3)]);
  expect(reopenSend(customer.journeys, { ...AGAIN, message: 'm01' })).toBe(true);
  expect(customer.stale('m01')).toEqual({ rule: 'journey.forgotten', read: {} });
});

test('a transactional message that failed is not kept: nothing speaks against it', () => {
  const customer = walk(atOnce());
  const messageClass = 'transactional' as const;
  addOpenSend(customer.journeys, { ...OPEN, messageClass });
  expect(customer.handedOver(OPEN.message, 'failed')).toBe(true);
  expect(customer.journeys.sends).toEqual([]);
  expect(reopenSend(customer.journeys, { ...AGAIN, messageClass })).toBe(false);
  expect(customer.journeys.sends).toEqual([]);
});

const OPEN: OpenSend = {
  message: 'm-c1-1',
  journey: 'cart',
  version: 1,
  instance: 'i',
  step: 'hi',
  since: 0,
  purpose: 'offers',
  channel: 'capture',
  messageClass: 'marketing',
};
const AGAIN: SendCommand = {
  type: 'send',
  customer: 'c1',
  template: 'note',
  templateVersion: 1,
  journeyVersion: 1,
  variables: {},
  at: 0,
  receivedAt: 0,
  message: 'm-c1-1',
  journey: 'cart',
  instance: 'i',
  step: 'hi',
  purpose: 'offers',
  channel: 'capture',
  messageClass: 'marketing',
};
