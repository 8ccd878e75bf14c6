import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { MessageClass } from '../../define/index.ts';
import type { SendRequest } from '../decide/index.ts';
import type { Json } from '../entry.ts';
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

describe('quiet hours that outlast the message', () => {
  const night = { from: '22:00', to: '08:00', classes: ['marketing', 'service'] } as const;
  const evening = '2024-06-12T23:00Z';
  const morning = Date.parse('2024-06-13T08:00Z');

  test('it is suppressed instead of deferred, with the end and the latest moment', () => {
    const customer = new Asked({ quietHours: { ...night, expireAfter: '8h' } }).at(evening);
    expect(customer.ask()).toEqual({
      verdict: 'suppress',
      rule: 'quiet_hours.expired',
      read: { timezone: 'UTC', until: morning, latest: Date.parse('2024-06-13T07:00Z') },
    });
    expect(customer.at('2024-06-13T00:00Z').ask()).toMatchObject({ verdict: 'defer', until: morning });
    expect(customer.at(evening).answer({ messageClass: 'transactional' })).toBe('send');
  });

  test('without a limit of their own, the expiry of the class counts', () => {
    const customer = new Asked({ quietHours: night, expiry: { marketing: '1h' } }).at(evening);
    expect(customer.answer()).toBe('quiet_hours.expired');
    expect(customer.answer({ messageClass: 'service' })).toBe('quiet_hours.deferred');
    expect(customer.at('2024-06-13T07:00Z').answer()).toBe('quiet_hours.deferred');
  });

  test('consent is asked before', () => {
    const customer = new Asked({ quietHours: { ...night, expireAfter: '1h' } }).chose('care', 'withdrawn').at(evening);
    expect(customer.answer()).toBe('consent.withdrawn');
  });
});

describe('the frequency that the customer accepts', () => {
  const acceptedFrequency = { trait: 'accepted', per: '7d', classes: ['marketing'] } as const;

  test('is a cap of its own, with the rule and the values', () => {
    const customer = new Asked({ acceptedFrequency }).accepts(2);
    expect([customer.answer(), customer.later().answer()]).toEqual(['send', 'send']);
    expect(customer.ask()).toEqual({
      verdict: 'suppress',
      rule: 'cap.accepted',
      read: { trait: 'accepted', accepted: 2, count: 2, timezone: 'UTC' },
    });
    expect(customer.later(7 * DAY).answer()).toBe('send');
  });

  test('is asked before our caps, and the lower of both wins', () => {
    const caps = [{ id: 'weekly', max: 2, per: '7d', classes: ['marketing'] }] as const;
    const rules = (accepted: number) => {
      const customer = new Asked({ acceptedFrequency, caps }).accepts(accepted);
      return [customer.answer(), customer.answer(), customer.answer()];
    };
    expect(rules(1)).toEqual(['send', 'cap.accepted', 'cap.accepted']);
    expect(rules(2)).toEqual(['send', 'send', 'cap.accepted']);
    expect(rules(3)).toEqual(['send', 'send', 'cap.user']);
  });

  test.each<[Json | undefined, string]>([
    [undefined, 'send'],
    ['none', 'send'],
    [true, 'send'],
    [[0], 'send'],
    [0, 'cap.accepted'],
    [-3, 'cap.accepted'],
    [0.9, 'cap.accepted'],
    [1.9, 'send'],
    [1e9, 'send'],
  ])('of %j the first message gets %s', (accepted, answer) => {
    expect(new Asked({ acceptedFrequency }).accepts(accepted).answer()).toBe(answer);
  });

  test('concerns the classes and the channel that it names, and nothing that is transactional', () => {
    const customer = new Asked({ acceptedFrequency: { ...acceptedFrequency, channel: 'sms' } }).accepts(0);
    expect(customer.answer()).toBe('cap.accepted');
    expect(customer.answer({ channel: 'email' })).toBe('send');
    expect(customer.answer({ messageClass: 'service' })).toBe('send');
    expect(customer.answer({ messageClass: 'transactional' })).toBe('send');
  });

  test('counts in the customer\u2019s calendar when it says so', () => {
    const customer = new Asked({ acceptedFrequency: { ...acceptedFrequency, per: { this: 'day' } } }).accepts(1).in('Asia/Shanghai');
    expect(customer.at('2024-06-12T15:59Z').answer()).toBe('send');
    expect(customer.at('2024-06-12T15:59Z').answer()).toBe('cap.accepted');
    expect(customer.at('2024-06-12T16:00Z').answer()).toBe('send');
  });

  test('quiet hours and consent are asked before it, holdouts after', () => {
    const customer = new Asked({ ...quiet, acceptedFrequency }).accepts(0).at('2024-06-12T12:00Z');
    expect(customer.answer({ heldOut: true })).toBe('quiet_hours.deferred');
    expect(customer.at('2024-06-12T14:00Z').answer({ heldOut: true, globalControl: true })).toBe('cap.accepted');
  });

  test('messages are remembered for as long and for as many as it may count', () => {
    const customer = new Asked({ acceptedFrequency: { ...acceptedFrequency, per: '300d' } }).accepts(400);
    for (let index = 0; index < 400; index++) expect(customer.later(HOUR).answer()).toBe('send');
    expect(customer.later(200 * DAY).answer()).toBe('cap.accepted');
  });
});
