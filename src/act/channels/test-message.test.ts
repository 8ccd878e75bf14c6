import { expect, test } from 'vitest';
import type { ChannelType } from '../../define/index.ts';
import { isTest, markedAsTest, testId } from './test-message.ts';

type Words = { readonly subject?: string; readonly body: string };

test('an id says that it is a test, and those of decided messages do not', () => {
  expect([testId('1'), 'm000000004z7k001', 'latest-1'].map(isTest)).toEqual([true, false, false]);
});

test.each<[content: Words, marked: Words, type?: ChannelType]>([
  [
    { subject: 'News', body: '<p>Hi</p>' },
    { subject: '[Test] News', body: '<p>Hi</p>' },
  ],
  [{ subject: 'Unread', body: 'Your order' }, { subject: 'Unread', body: '[Test] Your order' }, 'sms'],
  [{ body: 'Your order' }, { body: '[Test] Your order' }],
  [{ body: '{"title":"News","body":"b"}' }, { body: '{"title":"[Test] News","body":"b"}' }],
  [
    { subject: 'News', body: '{"order":1}' },
    { subject: '[Test] News', body: '{"order":1}' },
  ],
  [{ body: '[1,2]' }, { body: '[1,2]' }],
  [{ body: '[draft] {x' }, { body: '[Test] [draft] {x' }],
])('%j begins with it where people read, and stays JSON where programs do', (content, marked, type = 'email') => {
  expect(markedAsTest({ format: 'text', ...content }, 'en', type)).toEqual({ format: 'text', ...marked });
});

test('in the language of its reader', () => {
  expect(markedAsTest({ format: 'text', body: '您的订单' }, 'zh').body).toBe('[测试] 您的订单');
});
