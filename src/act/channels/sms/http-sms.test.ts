import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelContract, outgoing } from '../channel.suite.ts';
import type { Channel, DeliveryOutcome, OutgoingMessage } from '../channel.ts';
import { answering, LOCAL, Receiver } from '../receiver.suite.ts';
import { httpSmsCarrier } from './http-sms.ts';

const SECRET = 'provider-key-0123456789';
const JSON_BODY = { format: 'json', fields: { to: '{to}', content: { text: '{text}' }, ref: '{id}', tries: 1 } };
const signal = new AbortController().signal;
let receiver: Receiver;
let channels: Channel[] = [];

function open(overrides: object = {}): Channel {
  const given = {
    carrier: 'http_sms',
    url: receiver.url,
    body: JSON_BODY,
    auth: { type: 'bearer', secret: 'env:SMS' },
    ...LOCAL,
    ...overrides,
  };
  const read = httpSmsCarrier.read(given);
  if (!read.ok) throw new Error(`${read.field}: ${read.problem.en}`);
  const channel = read.open({ channel: 'order_sms', secretOf: () => SECRET, now: Date.now });
  channels.push(channel);
  return channel;
}

function message(body = 'Hello', command: Partial<OutgoingMessage['command']> = {}): OutgoingMessage {
  return { ...outgoing('m1', { to: '+86 138-0000-0000', messageClass: 'service', ...command }), content: { format: 'text', body } };
}

function send(overrides: object = {}, outgoingMessage: OutgoingMessage = message()): Promise<DeliveryOutcome> {
  return open(overrides).deliver(outgoingMessage, signal);
}

async function closeAll(): Promise<void> {
  for (const channel of channels) await channel.close();
  channels = [];
  await receiver.close();
}

channelContract('http_sms', {
  async open() {
    receiver = await Receiver.open();
    return open();
  },
  async reopen(channel) {
    await channel.close();
    return open();
  },
  arrived: async () => receiver.received.map(({ body }) => (JSON.parse(body) as { ref: string }).ref),
  exactlyOnce: false,
  command: { to: '+8613800000000' },
  refusing: {
    secrets: [SECRET],
    retryable: () => {
      receiver.answer = (response, { headers }) => void response.writeHead(503).end(JSON.stringify(headers));
    },
    final: () => {
      receiver.answer = answering(401, `wrong key ${SECRET}`);
    },
  },
  close: closeAll,
});

beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(closeAll);

describe('the request', () => {
  test('as JSON', async () => {
    await send({}, message('Say "hi"\n{to} 你好'));
    const [{ body, headers } = { body: '', headers: {} }] = receiver.received;
    const text = 'Say "hi"\n{to} 你好';
    expect(JSON.parse(body)).toEqual({ to: '+8613800000000', content: { text }, ref: 'm1', tries: 1 });
    expect(headers).toMatchObject({ 'content-type': 'application/json', authorization: `Bearer ${SECRET}` });
  });

  test('as a form, and with a query', async () => {
    const body = { format: 'form', fields: { phone: '{to}', msg: '[{text}]' } };
    await send({ body, query: { ref: '{id}', v: '2' } }, message('a&b=c+d 你好'));
    const [{ path, body: sent } = { path: '', body: '' }] = receiver.received;
    expect(Object.fromEntries(new URLSearchParams(sent))).toEqual({ phone: '+8613800000000', msg: '[a&b=c+d 你好]' });
    expect(path).toBe('/hook?ref=m1&v=2');
  });

  test('with GET everything stands in the query', async () => {
    await send({ method: 'GET', body: undefined, query: { to: '{to}', text: '{text}' } }, message('a&to=1'));
    const [{ method, path, body } = { method: '', path: '', body: '' }] = receiver.received;
    expect([method, body]).toEqual(['GET', '']);
    expect(Object.fromEntries(new URL(path, receiver.url).searchParams)).toEqual({ to: '+8613800000000', text: 'a&to=1' });
  });

  test('proves itself as the provider wants it', async () => {
    await send({ auth: { type: 'basic', user: 'me', secret: 'env:SMS' } });
    await send({ auth: { type: 'header', name: 'X-Key', secret: 'env:SMS' } });
    await send({ auth: undefined });
    expect(receiver.received.map(({ headers }) => [headers.authorization, headers['x-key']])).toEqual([
      [`Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`, undefined],
      [undefined, SECRET],
      [undefined, undefined],
    ]);
  });

  test('carries signature and opt-out of the channel', async () => {
    const definition = { kind: 'channel', id: 'order_sms', type: 'sms', name: { en: 'S', zh: '短' }, signature: '山茶' } as const;
    await send({}, { ...message('您好'), definition });
    expect(receiver.received[0]?.body).toContain('【山茶】您好');
  });

  test('whatever a message says, it arrives as it is and nothing else changes', async () => {
    const channel = open({ body: { format: 'form', fields: { to: '{to}', text: '{text}', key: 'fixed' } } });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), async (text) => {
        fc.pre(text.trim() !== '');
        receiver.received.length = 0;
        await channel.deliver(message(text), signal);
        const form = new URLSearchParams(receiver.received[0]!.body);
        expect(Object.fromEntries(form)).toEqual({ to: '+8613800000000', text: text.trim().toWellFormed(), key: 'fixed' });
      }),
      { numRuns: 40 },
    );
  });
});

describe('the answer', () => {
  const settings = {
    success: { path: 'code', equals: 0 },
    messageId: 'data.sid',
    errors: { path: 'code', retryable: [22, 'BUSY'], invalidNumber: ['15'] },
  };

  test.each([
    [200, '{"code":0,"data":{"sid":77}}', { outcome: 'sent', answer: '77' }],
    [200, '{"code":"0","data":{"sid":"s-1"}}', { outcome: 'sent', answer: 's-1' }],
    [200, '{"code":0}', { outcome: 'sent' }],
    [200, '{"code":22}', { outcome: 'failed', retryable: true }],
    [400, '{"code":"BUSY"}', { outcome: 'failed', retryable: true }],
    [200, '{"code":15}', { outcome: 'failed', retryable: false, bounced: 'permanent' }],
    [400, '{"code":"15"}', { outcome: 'failed', retryable: false, bounced: 'permanent' }],
    [200, '{"code":3,"message":"no credit"}', { outcome: 'failed', retryable: false, reason: expect.stringContaining('no credit') }],
    [200, 'OK', { outcome: 'failed', retryable: false }],
    [200, '{"code":null}', { outcome: 'failed', retryable: false }],
    [503, '', { outcome: 'failed', retryable: true }],
    [403, '{"code":0}', { outcome: 'failed', retryable: false }],
  ])('%d %s', async (status, body, expected) => {
    receiver.answer = answering(status, body);
    expect(await send(settings)).toMatchObject(expected);
  });

  test('of a provider without a test of success, 2xx is enough', async () => {
    receiver.answer = answering(202, 'queued');
    expect(await send()).toEqual({ outcome: 'sent', answer: '202 queued' });
  });
});

describe('what is not sent', () => {
  test.each([undefined, '', 'nobody', '123', '+1 (555) x', '1'.repeat(16), '+86\n13800000000;1'])('to "%s"', async (to) => {
    const outcome = await send({}, message('Hello', { to: to as string }));
    expect(outcome).toEqual({ outcome: 'failed', reason: 'sms_number_invalid', retryable: false, bounced: 'permanent' });
    expect(receiver.received).toEqual([]);
  });

  test('nothing, and too much', async () => {
    expect(await send({}, message(' '))).toMatchObject({ reason: 'sms_empty', retryable: false });
    expect(await send({ segmentsMax: 2 }, message('中'.repeat(135)))).toMatchObject({ reason: expect.stringMatching(/^sms_too_long: 3/) });
    expect(receiver.received).toEqual([]);
  });

  test('a message of another type of channel', async () => {
    const definition = { kind: 'channel', id: 'order_sms', type: 'push', name: { en: 'S', zh: '短' } } as const;
    expect(await send({}, { ...message(), definition })).toMatchObject({
      reason: expect.stringMatching(/^carrier_unsuitable/),
      retryable: false,
    });
  });
});

describe('settings that are refused', () => {
  const given = { carrier: 'http_sms', url: 'https://sms.example/send', body: JSON_BODY };
  test.each([
    [{ body: undefined }, 'body', /\{to\}/],
    [{ body: { format: 'json', fields: { to: '{to}' } } }, 'body', /\{text\}/],
    [{ body: { format: 'form', fields: { to: '{to}', text: '{text}', x: { y: 1 } } } }, 'body.fields.x', /./],
    [{ query: { q: '{secret}' } }, 'query.q', /placeholders/],
    [{ method: 'GET' }, 'body', /query/],
    [{ auth: { type: 'bearer', secret: SECRET } }, 'auth.secret', /env:NAME/],
    [{ url: 'https://169.254.169.254/' }, 'url', /allowPrivate/],
    [{ success: { path: 'a..b', equals: 1 } }, 'success.path', /dotted/],
  ])('%j at %s', (overrides, field, problem) => {
    expect(httpSmsCarrier.read({ ...given, ...overrides })).toMatchObject({
      ok: false,
      field,
      problem: { en: expect.stringMatching(problem) },
    });
  });
});
