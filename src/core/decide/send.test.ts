/** What a message is addressed with: where, in which language, until when. */
import { expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import type { ChannelType, Definition, MessageClass, Step } from '../../define/index.ts';
import { cart, text, walk } from './cart.suite.ts';
import { START, Walkthrough } from './walkthrough.suite.ts';

const declared = (id: string, type: 'string' | 'number' | 'list' = 'string'): Definition => ({ kind: 'trait', id, name: text, type });
const channel = (id: string, type: ChannelType, more: object = {}): Definition => ({ kind: 'channel', id, type, name: text, ...more });
const definitions = [
  ...['email', 'phone', 'push_token', 'external_userid', 'openid', 'locale', 'work_mail'].map((id) => declared(id)),
  declared('extension', 'number'),
  declared('tokens', 'list'),
  channel('mail', 'email'),
  channel('work', 'email', { address: 'work_mail' }),
  channel('desk', 'sms', { address: 'extension' }),
  channel('odd', 'push', { address: 'tokens' }),
  channel('text', 'sms'),
  channel('app', 'push'),
  channel('inbox', 'in_app', { address: 'email' }),
  channel('task', 'wecom_task'),
  channel('mini', 'mp_subscription'),
];
const through = (id: string, messageClass?: MessageClass): Step => ({
  type: 'send',
  id: 'hi',
  channel: id,
  template: 'note',
  purpose: 'offers',
  ...(messageClass && { messageClass }),
});
const reached = (id: string, traits: object, messageClass?: MessageClass) =>
  walk(cart({ steps: [through(id, messageClass)] }), { definitions })
    .identify({ ...traits })
    .event('Added');

test.each([
  ['mail', { email: 'a@b.example' }, 'a@b.example'],
  ['mail', { email: '  a@b.example ' }, 'a@b.example'],
  ['work', { email: 'a@b.example', work_mail: 'w@b.example' }, 'w@b.example'],
  ['text', { phone: '+86139' }, '+86139'],
  ['desk', { extension: 4711 }, '4711'],
  ['app', { push_token: 't' }, 't'],
  ['task', { external_userid: 'wm1' }, 'wm1'],
  ['mini', { openid: 'o1' }, 'o1'],
])('on %s a customer with %j is reached there', (id, traits, to) => {
  expect(reached(id, traits).sends()[0]).toHaveProperty('to', to);
});

test.each(['inbox', 'capture'])('%s needs no address', (id) => {
  const [message] = reached(id, {}).sends();
  expect(message).toBeDefined();
  expect(message).not.toHaveProperty('to');
});

test.each([
  ['mail', {}, { 'trait.email': null }],
  ['mail', { email: ' ' }, { 'trait.email': ' ' }],
  ['work', { email: 'a@b.example' }, { 'trait.work_mail': null }],
  ['odd', { tokens: ['a'] }, { 'trait.tokens': ['a'] }],
])('on %s a customer with %j is not reached, guard is not asked, and the journey goes on', (id, traits, read) => {
  const answer = () => {
    throw new Error('nobody is to be asked');
  };
  const customer = walk(cart({ steps: [through(id)] }), { definitions, answer })
    .identify(traits)
    .event('Added');
  expect(customer.commands).toEqual([]);
  expect(customer.told('verdict')).toEqual(['verdict suppress cart/hi address.missing']);
  expect(customer.facts.find(({ kind }) => kind === 'verdict')?.detail).toMatchObject({ read, channel: id });
  expect(customer.told('journey').at(-1)).toBe('journey completed cart end');
});

test('the address and the locale are those of the decision', () => {
  const customer = reached('mail', { email: 'a@b.example', locale: 'zh-CN' })
    .identify({ email: 'new@b.example', locale: 'en' })
    .event('Added');
  expect(customer.sends().map(({ to, locale }) => [to, locale])).toEqual([
    ['a@b.example', 'zh-CN'],
    ['new@b.example', 'en'],
  ]);
  expect(reached('mail', { email: 'a@b.example' }).sends()[0]).not.toHaveProperty('locale');
  expect(reached('mail', { email: 'a@b.example', locale: '' }).sends()[0]).not.toHaveProperty('locale');
});

test.each([
  [undefined, DAY],
  ['marketing', DAY],
  ['service', 3 * DAY],
  ['transactional', 7 * DAY],
] as const)('a message of class %s may be handed over for so long', (messageClass, expected) => {
  expect(reached('capture', {}, messageClass).sends()[0]?.expiresAt).toBe(START + expected);
});

test('a channel that the release does not have is refused', () => {
  const journey = cart({ steps: [through('pigeon')] });
  expect(() => new Walkthrough({ releases: [[journey]], templates: { note: {} } })).toThrow(/no channel "pigeon"/);
});
