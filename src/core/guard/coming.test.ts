/** Messages on their way count in every window; those that arrived count when they were handed over. */
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { FrequencyCap } from '../../define/index.ts';
import type { SendCommand } from '../fact.ts';
import { Asked, NOON, viewIn } from './asking.suite.ts';
import { comeAgain, overAgain } from './index.ts';

const daily: FrequencyCap = { id: 'daily', max: 1, per: { this: 'day' }, classes: ['marketing'] };
const rolling: FrequencyCap = { ...daily, id: 'rolling', per: '24h' };

function slow(...caps: readonly FrequencyCap[]): Asked {
  const customer = new Asked({ caps });
  customer.isSlow = true;
  return customer;
}

function again(customer: Asked, message: string): void {
  const command = { message, channel: 'sms', purpose: 'care', messageClass: 'marketing' } as SendCommand;
  expect(comeAgain(customer.state, command, { plan: customer.plan, now: customer.now })).toBe(true);
}

/** The cap that keeps the message from its second chance. */
function over(customer: Asked, message: string): string | undefined {
  const view = viewIn(customer.zone, customer.now);
  const context = { plan: customer.plan, state: customer.state, view, now: customer.now };
  return overAgain(context, { message, channel: 'sms', purpose: 'care', messageClass: 'marketing' })?.rule;
}

test.each([
  ['day', daily],
  ['24 hours', rolling],
])('a message that waits for the morning is the one of that morning, by a cap per %s', (_, cap) => {
  const customer = slow(cap).at('2024-06-12T21:00Z');
  expect(customer.answer()).toBe('send');
  expect(customer.at('2024-06-13T21:30Z').answer()).toBe('cap.user');
  customer.ended('m00000', 'sent');
  expect(customer.at('2024-06-13T23:00Z').answer()).toBe('cap.user');
  expect(customer.at('2024-06-14T21:30Z').answer()).toBe('send');
});

test('a message counts at its hand-over, not at its decision and not when its receipt is read', () => {
  const customer = slow(rolling);
  customer.ask();
  customer.later(6 * HOUR).ended('m00000', 'sent', NOON + 2 * HOUR);
  customer.now = NOON + 26 * HOUR - 1;
  expect(customer.answer()).toBe('cap.user');
  expect(customer.later(1).answer()).toBe('send');
});

test.each([
  ['sent', 'cap.user'],
  ['failed', 'cap.user'],
  ['withdrawn', 'send'],
] as const)('what was %s leaves the next at %s', (kind, answer) => {
  const customer = slow(rolling);
  customer.ask();
  expect(customer.ended('m00000', kind)).toBe(true);
  expect(customer.ended('m00000', kind)).toBe(false);
  expect(customer.answer()).toBe(answer);
});

test('a second chance asks the caps, without counting itself', () => {
  const customer = slow(rolling);
  customer.ask();
  expect(over(customer, 'm00000')).toBeUndefined();
  customer.ended('m00000', 'failed');
  customer.later(DAY);
  expect(customer.answer()).toBe('send');
  again(customer, 'm00000');
  expect(over(customer, 'm00000')).toBe('cap.user');
  customer.ended('m00002', 'withdrawn');
  customer.later(DAY);
  customer.ended('m00001', 'withdrawn');
  expect(over(customer, 'm00000')).toBeUndefined();
  expect(customer.answer()).toBe('cap.user');
});

test('of several second chances of one instant the first goes', () => {
  const customer = slow(rolling);
  for (const message of ['m00000', 'm00001']) {
    customer.ask({ message });
    customer.ended(message, 'failed');
    customer.later(DAY);
  }
  for (const message of ['m00001', 'm00000']) again(customer, message);
  expect([over(customer, 'm00000'), over(customer, 'm00001')]).toEqual([undefined, 'cap.user']);
});

test('what is withdrawn at its second chance may have arrived at its first', () => {
  const customer = slow(rolling);
  customer.ask();
  customer.ended('m00000', 'failed');
  again(customer.later(DAY), 'm00000');
  customer.ended('m00000', 'withdrawn');
  expect(customer.answer()).toBe('cap.user');
});

test('a message whose end never comes blocks nobody for ever', () => {
  const customer = slow(rolling);
  expect([customer.answer(), customer.later(10 * DAY).answer(), customer.later(22 * DAY).answer({ messageClass: 'service' })]).toEqual([
    'send',
    'cap.user',
    'send',
  ]);
  expect(customer.answer()).toBe('send');
});
