import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChannelType, deliveredEventOf } from '../define/index.ts';
import type { ReturnKind } from './entry.ts';
import { decodeEntry, encodeEntry } from './entry-codec.ts';
import { returnEvent, returnEventName, returnId } from './returns.ts';

const message = {
  message: 'm1',
  customer: 'c1',
  channel: 'mail',
  purpose: 'news',
  journey: 'welcome',
  step: 'hello',
  template: 'greeting',
} as const;
const when = { time: 1_700_000_000_000, receivedAt: 1_700_000_000_500 };
const KINDS: readonly ReturnKind[] = ['delivered', 'bounced', 'opened', 'clicked', 'replied', 'unsubscribed', 'resubscribed', 'complained'];

describe('names', () => {
  test.each<[ChannelType | undefined, ReturnKind, string]>([
    ['email', 'delivered', 'Email Delivered'],
    ['email', 'opened', 'Email Opened'],
    ['email', 'clicked', 'Email Link Clicked'],
    ['email', 'bounced', 'Email Bounced'],
    ['email', 'complained', 'Email Marked as Spam'],
    ['email', 'unsubscribed', 'Unsubscribed'],
    ['email', 'resubscribed', 'Resubscribed'],
    ['sms', 'delivered', 'SMS Delivered'],
    ['sms', 'clicked', 'SMS Link Clicked'],
    ['sms', 'replied', 'SMS Replied'],
    ['sms', 'unsubscribed', 'Unsubscribed'],
    ['push', 'delivered', 'Push Notification Received'],
    ['push', 'clicked', 'Push Notification Tapped'],
    ['push', 'bounced', 'Push Notification Bounced'],
    ['in_app', 'opened', 'In-App Message Opened'],
    ['in_app', 'clicked', 'In-App Message Clicked'],
    ['webhook', 'delivered', 'Message Delivered'],
    ['wecom_task', 'replied', 'Message Replied'],
    [undefined, 'delivered', 'Message Delivered'],
  ])('%s %s is %s', (type, kind, name) => {
    expect(returnEventName(kind, type)).toBe(name);
  });
});

test('an e-mail that was delivered', () => {
  const facts = { message, type: 'email', subject: 'Hello', campaign: 'Welcome', ...when } as const;
  expect(returnEvent('delivered', facts)).toEqual({
    type: 'event',
    call: 'track',
    event: 'Email Delivered',
    messageId: 'm1.delivered',
    source: 'volano',
    ...when,
    identifiers: [],
    properties: {
      email_id: 'm1',
      email_subject: 'Hello',
      campaign_id: 'welcome',
      campaign_name: 'Welcome',
      message_id: 'm1',
      journey: 'welcome',
      step: 'hello',
      channel: 'mail',
      template: 'greeting',
    },
    customer: 'c1',
    receipt: { kind: 'delivered', message: 'm1', channel: 'mail', purpose: 'news', journey: 'welcome', step: 'hello' },
  });
});

test('a click says which link, a bounce whether it heals, a machine that it is one', () => {
  const clicked = returnEvent('clicked', { message, type: 'sms', link: 'https://shop/x', which: 2, machine: true, ...when });
  expect(clicked).toMatchObject({
    event: 'SMS Link Clicked',
    messageId: 'm1.clicked.2',
    properties: { link_url: 'https://shop/x', machine: true },
    receipt: { kind: 'clicked', link: 'https://shop/x', machine: true },
  });
  expect(clicked.properties).not.toHaveProperty('email_id');
  const bounced = returnEvent('bounced', { message, type: 'email', permanent: true, text: '550 no such user', ...when });
  expect(bounced).toMatchObject({
    event: 'Email Bounced',
    properties: { permanent: true, text: '550 no such user' },
    receipt: { kind: 'bounced', permanent: true, text: '550 no such user' },
  });
});

test('the same thing has the same id, another one another', () => {
  const ids = KINDS.flatMap((kind) => [returnId('m1', kind), returnId('m1', kind, 1), returnId('m1', kind, 2), returnId('m2', kind)]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('whatever a customer replies, the event is a readable entry of bounded size', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1_200 }), fc.constantFrom(...KINDS), (words, kind) => {
      const long = `${words}\u{1F375}`.repeat(3);
      const event = returnEvent(kind, { message, type: 'sms', text: long, which: 'r1', ...when });
      expect(decodeEntry(encodeEntry(event))).toEqual(event);
      expect(event.receipt!.text!.length).toBeLessThanOrEqual(500);
      expect(event.receipt!.text!.isWellFormed()).toBe(true);
      expect(event.properties.text).toBe(event.receipt!.text);
    }),
  );
  // A pair of surrogates across the limit goes whole.
  const text = returnEvent('replied', { message, text: `${'x'.repeat(499)}\u{1F375}`, ...when }).receipt!.text!;
  expect(text).toBe('x'.repeat(499));
});

test('what is delivered has the name by which the check of journeys knows it', () => {
  for (const type of [undefined, 'email', 'sms', 'push', 'in_app', 'webhook', 'wecom_task', 'mp_subscription'] as const)
    expect(deliveredEventOf(type)).toBe(returnEventName('delivered', type));
});
