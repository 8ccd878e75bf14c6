import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelContract, outgoing } from '../channel.suite.ts';
import type { Channel } from '../channel.ts';
import { answering, LOCAL, Receiver } from '../receiver.suite.ts';
import { webhookCarrier } from './webhook.ts';

const SECRET = `whsec_${Buffer.from('0123456789abcdefghijklmnopqrstuv').toString('base64')}`;
const signal = new AbortController().signal;
let receiver: Receiver;
let channels: Channel[] = [];

function open(overrides: object = {}, secret: string = SECRET): Channel {
  const read = webhookCarrier.read({ carrier: 'webhook', url: receiver.url, secret: 'env:HOOK', ...LOCAL, ...overrides });
  if (!read.ok) throw new Error(`${read.field}: ${read.problem.en}`);
  const channel = read.open({ channel: 'crm', secretOf: () => secret, now: Date.now });
  channels.push(channel);
  return channel;
}

async function closeAll(): Promise<void> {
  for (const channel of channels) await channel.close();
  channels = [];
  await receiver.close();
}

channelContract('webhook', {
  async open() {
    receiver = await Receiver.open();
    return open();
  },
  async reopen(channel) {
    await channel.close();
    return open();
  },
  arrived: async () => receiver.received.map(({ headers }) => String(headers['webhook-id'])),
  exactlyOnce: false,
  refusing: {
    secrets: [SECRET, SECRET.slice(6)],
    retryable: () => {
      receiver.answer = (response, { headers }) =>
        void response.writeHead(503, { 'retry-after': '3' }).end(`${SECRET} ${JSON.stringify(headers)}`);
    },
    final: () => {
      receiver.answer = answering(422, `bad ${SECRET}`);
    },
  },
  close: closeAll,
});

describe('a webhook', () => {
  beforeEach(async () => {
    receiver = await Receiver.open();
  });
  afterEach(closeAll);

  test('is signed as the standard has it, so that its library accepts it', async () => {
    const body = '{"order":"o-1","名":"小明"}';
    await open().deliver({ ...outgoing('m1'), content: { format: 'text', body } }, signal);
    const [{ headers, body: arrived } = { headers: {}, body: '' }] = receiver.received;
    expect(new Webhook(SECRET).verify(arrived, headers as Record<string, string>)).toEqual(JSON.parse(body));
    expect(() => new Webhook(SECRET).verify(`${arrived} `, headers as Record<string, string>)).toThrow();
    expect(headers).toMatchObject({ 'webhook-id': 'm1', 'content-type': 'application/json' });
  });

  test('repeats no key that a header of its own carries', async () => {
    receiver.answer = (response, request) => void response.writeHead(403).end(`${request.headers.authorization} and key-of-4711`);
    const outcome = await open({ headers: { Authorization: 'Bearer key-of-4711' } }).deliver(outgoing('m1'), signal);
    expect(outcome).toMatchObject({ reason: 'webhook_refused: 403 [secret] and [secret]' });
  });

  test('takes a plain text of enough bytes as its key', async () => {
    const secret = 'a plain text of enough bytes';
    await open({}, secret).deliver(outgoing('m1'), signal);
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    const verify = (): unknown =>
      new Webhook(secret, { format: 'raw' }).verify(body, headers as Record<string, string>, { jsonParse: false });
    expect(verify).not.toThrow();
  });

  test.each(['', 'short', 'whsec_', 'whsec_c2hvcnQ='])('the key "%s" is too short, and is not quoted', (secret) => {
    expect(() => open({}, secret)).toThrow(/at least 24 bytes/);
    expect(() => open({}, secret)).not.toThrow(/short/);
  });

  test.each([
    [{ format: 'text', body: ' [1,2] ' }, '[1,2]', 'application/json'],
    [{ format: 'text', body: '{"a":' }, '{"a":', 'text/plain; charset=utf-8'],
    [{ format: 'text', body: '12' }, '12', 'text/plain; charset=utf-8'],
    [{ format: 'html', body: '<p>x</p>' }, '<p>x</p>', 'text/html; charset=utf-8'],
  ] as const)('%j goes as %s, %s', async (content, body, contentType) => {
    await open().deliver({ ...outgoing('m1'), content }, signal);
    expect(receiver.received).toMatchObject([{ body, headers: { 'content-type': contentType } }]);
  });

  test('says of a ticket what it is about, whose it is and until when', async () => {
    const ticket = { owner: 'service', priority: 'high', dueAt: Date.UTC(2025, 0, 2) };
    const message = outgoing('m1', { at: Date.UTC(2025, 0, 1), ticket });
    await open().deliver({ ...message, content: { format: 'text', subject: 'Call back', body: 'Ada, about her order' } }, signal);
    expect(JSON.parse(receiver.received[0]!.body)).toEqual({
      ticket_id: 'm1',
      title: 'Call back',
      description: 'Ada, about her order',
      owner: 'service',
      priority: 'high',
      opened_at: '2025-01-01T00:00:00.000Z',
      due_at: '2025-01-02T00:00:00.000Z',
      customer: 'c1',
      journey: 'first_order',
      step: 'say_hello',
    });
  });

  test('carries headers of the installation, which do not replace its own', async () => {
    await open({ headers: { 'x-tenant': 'a', 'webhook-id': 'forged' } }).deliver(outgoing('m1'), signal);
    expect(receiver.received[0]?.headers).toMatchObject({ 'x-tenant': 'a', 'webhook-id': 'm1' });
  });

  test('gets the secret that a header refers to, and repeats it no more than any other', async () => {
    receiver.answer = (response, request) => void response.writeHead(403).end(`${request.headers['x-token']}`);
    const outcome = await open({ headers: { 'X-Token': 'env:TOKEN', 'x-kind': 'environment' } }).deliver(outgoing('m1'), signal);
    expect(receiver.received[0]?.headers).toMatchObject({ 'x-token': SECRET, 'x-kind': 'environment' });
    expect(outcome).toMatchObject({ reason: 'webhook_refused: 403 [secret]' });
  });

  test('that is too large is not sent', async () => {
    const body = 'x'.repeat(256 * 1024 + 1);
    const outcome = await open().deliver({ ...outgoing('m1'), content: { format: 'text', body } }, signal);
    expect(outcome).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/^webhook_too_large/), retryable: false });
    expect(receiver.received).toEqual([]);
  });

  test('asks for the pause that the receiver asks for', async () => {
    receiver.answer = answering(429, '', { 'retry-after': '12' });
    expect(await open().deliver(outgoing('m1'), signal)).toMatchObject({ retryable: true, retryAfterMs: 12_000 });
  });

  test('to nobody may be tried again', async () => {
    const channel = open();
    await receiver.close();
    expect(await channel.deliver(outgoing('m1'), signal)).toMatchObject({ reason: 'webhook_unreachable: ECONNREFUSED', retryable: true });
    receiver = await Receiver.open();
  });
});

describe('an answer', () => {
  const response = [{ field: 'data.score', trait: 'score', type: 'number', into: ['score'] }] as const;
  beforeEach(async () => {
    receiver = await Receiver.open();
  });
  afterEach(closeAll);

  test('gives what the command takes from it, and nothing to a command that takes nothing', async () => {
    receiver.answer = answering(201, '{"data":{"score":7}}');
    expect(await open().deliver(outgoing('m1', { response }), signal)).toMatchObject({ outcome: 'sent', taken: { traits: { score: 7 } } });
    expect(await open().deliver(outgoing('m2'), signal)).not.toHaveProperty('taken');
  });

  test('that is bad is told: the call is done all the same', async () => {
    receiver.answer = answering(200, 'ok');
    const outcome = await open().deliver(outgoing('m1', { response }), signal);
    expect(outcome).toMatchObject({ outcome: 'sent', taken: { problem: 'answer.not_json' } });
    receiver.answer = answering(200, `{"data":{"score":7},"more":"${'x'.repeat(70_000)}"}`);
    expect(await open().deliver(outgoing('m2', { response }), signal)).toMatchObject({
      taken: { problem: expect.stringMatching(/^answer.too_large/) },
    });
  });

  test('of a failure is none', async () => {
    receiver.answer = answering(500, '{"data":{"score":7}}');
    expect(await open().deliver(outgoing('m1', { response }), signal)).not.toHaveProperty('taken');
  });
});

describe('settings', () => {
  const given = { carrier: 'webhook', url: 'https://crm.example/hook', secret: 'env:HOOK' };

  test('name hosts in whatever case', () => {
    const hosts = { allowHttp: ['CRM.internal'], allowPrivate: ['CRM.internal'] };
    expect(webhookCarrier.read({ ...given, url: 'http://crm.INTERNAL/hook', ...hosts }).ok).toBe(true);
  });

  test('need an address and a reference, no more', () => expect(webhookCarrier.read(given).ok).toBe(true));

  test.each([
    [{ secret: SECRET }, 'secret', /env:NAME/],
    [{ url: 'http://crm.example/hook' }, 'url', /https/],
    [{ url: 'ftp://crm.example/hook' }, 'url', /https/],
    [{ url: 'https://10.0.0.1/hook' }, 'url', /allowPrivate/],
    [{ url: 'https://me:pw@crm.example/hook' }, 'url', /user or password/],
    [{ headers: { 'x-a': 'one\r\ntwo' } }, 'headers.x-a', /header/],
    [{ timeoutMs: 0 }, 'timeoutMs', /./],
    [{ timeout: 5 }, '', /"timeout"/],
  ])('%j is refused at %s', (overrides, field, problem) => {
    const read = webhookCarrier.read({ ...given, ...overrides });
    expect(read).toMatchObject({ ok: false, field, problem: { en: expect.stringMatching(problem) } });
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });
});
