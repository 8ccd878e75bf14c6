import { expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import type { MessageClass } from '../../define/index.ts';
import type { SendRequest } from '../decide/index.ts';
import { Asked, NOON, type Policy } from './asking.suite.ts';
import type { Choice } from './state.ts';

const quiet: Policy = { quietHours: { from: '11:00', to: '13:00', classes: ['marketing', 'service'] } };
const capped: Policy = { caps: [{ id: 'daily', max: 1, per: '24h', classes: ['marketing', 'service'] }] };

test.each<[string, Choice | undefined, MessageClass, string]>([
  ['offers', undefined, 'marketing', 'consent.missing'],
  ['offers', 'granted', 'marketing', 'send'],
  ['offers', 'missing', 'marketing', 'consent.missing'],
  ['offers', 'withdrawn', 'marketing', 'consent.withdrawn'],
  ['offers', undefined, 'service', 'consent.missing'],
  ['offers', 'granted', 'service', 'send'],
  ['offers', undefined, 'transactional', 'send'],
  ['offers', 'missing', 'transactional', 'send'],
  ['offers', 'withdrawn', 'transactional', 'consent.withdrawn'],
  ['care', undefined, 'marketing', 'send'],
  ['care', 'granted', 'marketing', 'send'],
  ['care', 'missing', 'marketing', 'consent.missing'],
  ['care', 'withdrawn', 'marketing', 'consent.withdrawn'],
  ['care', 'withdrawn', 'transactional', 'consent.withdrawn'],
  ['unknown', undefined, 'marketing', 'consent.purpose'],
  ['unknown', undefined, 'transactional', 'consent.purpose'],
])('purpose %s, chosen %s, %s: %s', (purpose, choice, messageClass, answer) => {
  const customer = new Asked();
  if (choice) customer.chose(purpose, choice);
  expect(customer.answer({ purpose, messageClass })).toBe(answer);
});

test.each<[MessageClass]>([['marketing'], ['service'], ['transactional']])(
  'nobody on the suppression list gets a %s message',
  (messageClass) => {
    const customer = new Asked().chose('care', 'granted');
    customer.state.suppression = { reason: 'asked', at: 5 };
    expect(customer.ask({ messageClass })).toEqual({ verdict: 'suppress', rule: 'suppressed.global', read: { reason: 'asked', since: 5 } });
  },
);

test.each<[MessageClass]>([['marketing'], ['service'], ['transactional']])(
  'a channel that is suppressed for the customer takes no %s message; others do',
  (messageClass) => {
    const customer = new Asked().chose('care', 'granted');
    customer.state.channels.push({ channel: 'sms', reason: 'bounced', at: 5 });
    expect(customer.ask({ messageClass })).toEqual({
      verdict: 'suppress',
      rule: 'suppressed.channel',
      read: { channel: 'sms', reason: 'bounced', since: 5 },
    });
    expect(customer.answer({ messageClass, channel: 'email' })).toBe('send');
  },
);

test('the first rule that objects answers: suppression, consent, quiet hours, caps, control, holdout', () => {
  const customer = new Asked({ ...quiet, ...capped }).chose('offers', 'granted').at('2024-06-12T10:00Z');
  const everything: Partial<SendRequest> = { purpose: 'offers', heldOut: true, globalControl: true };
  expect(customer.answer({ purpose: 'offers' })).toBe('send');
  customer.at('2024-06-12T12:00Z').chose('offers', 'withdrawn');
  customer.state.suppression = { reason: 'asked', at: 5 };
  expect(customer.answer(everything)).toBe('suppressed.global');
  delete customer.state.suppression;
  expect(customer.answer(everything)).toBe('consent.withdrawn');
  customer.chose('offers', 'granted');
  expect(customer.answer(everything)).toBe('quiet_hours.deferred');
  customer.at('2024-06-12T13:00Z');
  expect(customer.answer(everything)).toBe('cap.user');
  customer.at('2024-06-13T10:00Z');
  expect(customer.answer(everything)).toBe('holdout.global');
  expect(customer.answer({ ...everything, globalControl: false })).toBe('holdout.journey');
  expect(customer.answer({ purpose: 'offers' })).toBe('send');
});

test('control keeps out marketing only, a holdout everything but transactional messages', () => {
  const answers = (change: Partial<SendRequest>) =>
    (['marketing', 'service', 'transactional'] as const).map((messageClass) => new Asked().answer({ messageClass, ...change }));
  expect(answers({ globalControl: true })).toEqual(['holdout.global', 'send', 'send']);
  expect(answers({ heldOut: true })).toEqual(['holdout.journey', 'holdout.journey', 'send']);
  expect(answers({ heldOut: true, globalControl: true })).toEqual(['holdout.global', 'holdout.journey', 'send']);
});

test('G2: transactional messages pass quiet hours and caps and are not counted; a held-out message is not counted either', () => {
  const customer = new Asked({ ...quiet, ...capped });
  for (let i = 0; i < 5; i++) expect(customer.answer({ messageClass: 'transactional' })).toBe('send');
  expect(customer.state.sends).toEqual([]);
  customer.later(2 * HOUR);
  expect(customer.answer({ heldOut: true })).toBe('holdout.journey');
  expect(customer.answer({ messageClass: 'service' })).toBe('send');
  expect(customer.state.sends).toMatchObject([{ at: NOON + 2 * HOUR, messageClass: 'service', channel: 'sms', purpose: 'care' }]);
  expect(customer.answer()).toBe('cap.user');
  expect(customer.state.sends).toHaveLength(1);
});

test('quiet hours concern the classes they name, at the time of the customer, and give their end', () => {
  const night: Policy = { quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] }, timeZone: 'Europe/London' };
  const customer = new Asked(night).in('Asia/Shanghai').at('2024-06-12T15:00Z');
  expect(customer.ask()).toEqual({
    verdict: 'defer',
    rule: 'quiet_hours.deferred',
    until: Date.parse('2024-06-13T00:00Z'),
    read: { timezone: 'Asia/Shanghai' },
  });
  expect(customer.answer({ messageClass: 'service' })).toBe('send');
  expect(customer.in(undefined).answer()).toBe('send');
});

test.each([['Mars/Base'], [''], [8], [true], [['Asia/Shanghai']], [undefined]])('a time zone %j is the workspace\u2019s', (zone) => {
  const night: Policy = { quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] }, timeZone: 'Asia/Shanghai' };
  expect(new Asked(night).in(zone).at('2024-06-12T15:00Z').ask()).toMatchObject({ verdict: 'defer', read: { timezone: 'Asia/Shanghai' } });
});

test('a cap that is full lets a deferral happen first, and is asked at its end', () => {
  const customer = new Asked({ ...quiet, ...capped }).at('2024-06-11T12:30Z');
  customer.now = Date.parse('2024-06-11T13:00Z');
  expect(customer.answer()).toBe('send');
  customer.at('2024-06-12T12:30Z');
  const verdict = customer.ask();
  expect(verdict).toMatchObject({ verdict: 'defer', until: Date.parse('2024-06-12T13:00Z') });
  customer.at('2024-06-12T13:00Z');
  expect(customer.answer()).toBe('send');
});

test('a full cap is named with what was counted, a cap of one channel by a rule of its own', () => {
  const caps: Policy['caps'] = [
    { id: 'sms', max: 1, per: '7d', classes: ['marketing'], channel: 'sms' },
    { id: 'all', max: 2, per: '7d', classes: ['marketing'] },
  ];
  const customer = new Asked({ caps });
  expect(customer.ask()).toEqual({ verdict: 'send', read: { purpose: 'care', choice: null, timezone: 'UTC', caps: { sms: 0, all: 0 } } });
  expect(customer.ask()).toEqual({ verdict: 'suppress', rule: 'cap.channel', read: { cap: 'sms', count: 1, max: 1, timezone: 'UTC' } });
  expect(customer.answer({ channel: 'email' })).toBe('send');
  expect(customer.ask({ channel: 'email' })).toEqual({
    verdict: 'suppress',
    rule: 'cap.user',
    read: { cap: 'all', count: 2, max: 2, timezone: 'UTC' },
  });
});

test('what was chosen is read into the verdict', () => {
  const customer = new Asked().chose('offers', 'granted');
  expect(customer.ask({ purpose: 'offers' })).toEqual({
    verdict: 'send',
    read: { purpose: 'offers', choice: 'granted', timezone: 'UTC', caps: {} },
  });
  customer.later().chose('offers', 'withdrawn');
  expect(customer.ask({ purpose: 'offers' })).toEqual({
    verdict: 'suppress',
    rule: 'consent.withdrawn',
    read: { purpose: 'offers', basis: 'opt_in', choice: 'withdrawn', chosenAt: NOON + HOUR },
  });
});
