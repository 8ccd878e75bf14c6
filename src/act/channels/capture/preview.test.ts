import { describe, expect, test } from 'vitest';
import type { RenderedContent } from '../../content/index.ts';
import { outgoing } from '../channel.suite.ts';
import { type Preview, previewOf } from './preview.ts';
import type { CapturedDefinition } from './reader.ts';

const name = { en: 'Name', zh: '名称' };

interface Given extends Partial<Omit<CapturedDefinition, 'type'>> {
  readonly content: Partial<RenderedContent>;
  readonly to?: string;
  readonly messageClass?: string;
}

function preview(type: CapturedDefinition['type'] | undefined, { content, to, messageClass = 'service', ...more }: Given): Preview {
  const { command } = outgoing('m1', { messageClass, ...(to !== undefined && { to }) });
  return previewOf({
    number: 1,
    capturedAt: 2,
    decidedAt: 1,
    command,
    content: { format: 'text', body: '', ...content },
    ...(type && { definition: { type, name, ...more } }),
  });
}

test('an e-mail: who from, the two lines of the list, and the letter', () => {
  const from = { name: 'Camellia', address: 'hello@shop.example' };
  const content = { format: 'html' as const, subject: 'Hi', preview: 'New in store', body: '<p>x</p>' };
  expect(preview('email', { content, from, to: 'ada@example.com' })).toEqual({
    type: 'email',
    from,
    to: 'ada@example.com',
    subject: 'Hi',
    line: 'New in store',
    format: 'html',
    body: '<p>x</p>',
  });
});

test('an SMS: the whole text and what it costs', () => {
  const optOut = { en: 'Reply STOP to opt out', zh: '拒收请回复R' };
  const shown = preview('sms', { content: { body: '新品到店😀。' }, signature: '山茶', optOut, messageClass: 'marketing', to: '+861' });
  expect(shown).toEqual({
    type: 'sms',
    to: '+861',
    text: '【山茶】新品到店😀。拒收请回复R',
    characters: 16,
    encoding: 'ucs2',
    segments: 1,
  });
});

describe('a WeCom task', () => {
  const task = { type: 'wecom_task', confirmedBy: 'member' };

  test('of text: its first address is the card', () => {
    const text = '您好，看看 https://shop.example/new 再回复我';
    expect(preview('wecom_task', { content: { body: text } })).toEqual({ ...task, text, link: { url: 'https://shop.example/new' } });
    expect(preview('wecom_task', { content: { body: '您好' } })).toEqual({ ...task, text: '您好' });
    const link = { url: 'https://shop.example/new' };
    expect(preview('wecom_task', { content: { body: `您好 ${link.url}\n` } })).toEqual({ ...task, text: '您好', link });
    expect(preview('wecom_task', { content: { body: link.url } })).toEqual({ ...task, text: link.url, link });
  });

  test('of JSON: text and card, which leads to the web only', () => {
    const link = { url: 'https://shop.example/', title: '新品', description: '到店', image: 'https://shop.example/a.png' };
    expect(preview('wecom_task', { content: { body: JSON.stringify({ text: '您好', link }) } })).toEqual({ ...task, text: '您好', link });
    expect(preview('wecom_task', { content: { body: JSON.stringify({ text: '您好', link: 'https://shop.example/' }) } })).toMatchObject({
      link: { url: 'https://shop.example/' },
    });
    const bad = { text: '您好', link: { ...link, url: 'javascript:alert(1)' } };
    expect(preview('wecom_task', { content: { body: JSON.stringify(bad) } })).toEqual({ ...task, text: '您好' });
  });
});

describe('a subscription message', () => {
  test('of lines: names and values, in both widths of the colon', () => {
    expect(preview('mp_subscription', { content: { subject: '到货提醒', body: '商品：山茶花精华\n 时间 : 10:30\n\n温馨提示' } })).toEqual({
      type: 'mp_subscription',
      title: '到货提醒',
      fields: [
        { name: '商品', value: '山茶花精华' },
        { name: '时间', value: '10:30' },
        { name: '', value: '温馨提示' },
      ],
    });
  });

  test('of a sentence with an address: the colon of the address ends no name', () => {
    const body =
      '还差一步，桂花晚安花草茶就是您的了。 https://shop.example/checkout\nSee: https://shop.example\nhttps://shop.example/\n时间:10:30';
    expect(preview('mp_subscription', { content: { body } })).toMatchObject({
      fields: [
        { name: '', value: '还差一步，桂花晚安花草茶就是您的了。 https://shop.example/checkout' },
        { name: 'See', value: 'https://shop.example' },
        { name: '', value: 'https://shop.example/' },
        { name: '时间', value: '10:30' },
      ],
    });
  });

  test('of JSON: plain, or as the platform has it', () => {
    const fields = [
      { name: '商品', value: '精华' },
      { name: '数量', value: '2' },
    ];
    const page = 'pages/order?id=1';
    for (const body of [
      { title: 'T', page, fields: { 商品: '精华', 数量: 2 } },
      { title: 'T', page, data: { 商品: { value: '精华' }, 数量: { value: 2 } } },
      { title: 'T', page, 商品: '精华', 数量: 2 },
    ]) {
      expect(preview('mp_subscription', { content: { body: JSON.stringify(body) } })).toEqual({
        type: 'mp_subscription',
        title: 'T',
        fields,
        page,
      });
    }
  });
});

test.each(['in_app', 'push'] as const)('%s: a card', (type) => {
  const body = '{"body":"Come in","link":"https://shop.example/"}';
  expect(preview(type, { content: { subject: 'Hi', body } })).toEqual({
    type,
    title: 'Hi',
    format: 'text',
    body: 'Come in',
    link: 'https://shop.example/',
  });
});

test('a webhook: what would be posted', () => {
  expect(preview('webhook', { content: { body: '{"a":1}' } })).toEqual({
    type: 'webhook',
    headers: { 'content-type': 'application/json', 'user-agent': 'Volano', 'webhook-id': 'm1' },
    body: '{"a":1}',
  });
});

test('a channel that nobody defines: the content as it is', () => {
  expect(preview(undefined, { content: { subject: 'Hi', body: '{"a":1}' } })).toEqual({
    type: 'plain',
    subject: 'Hi',
    format: 'text',
    body: '{"a":1}',
  });
});

test.each(['sms', 'wecom_task', 'mp_subscription', 'in_app', 'push', 'webhook', 'email'] as const)(
  '%s: whatever a body is, it can be shown',
  (type) => {
    for (const body of ['', '{', '[]', 'null', '{"fields":5}', '{"link":{"url":5}}', '{"data":null}', '{"text":null,"link":null}', '：']) {
      expect(preview(type, { content: { body } }).type).toBe(type);
    }
  },
);
