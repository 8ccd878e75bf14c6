import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, webhookCarrier } from '../act/index.ts';
import { VolanoError, verbatim } from '../base/index.ts';
import { defineChannel } from '../define/index.ts';
import { inCluster, startHere } from './installed.suite.ts';
import type { Running } from './running.ts';
import { shopProject } from './shop.suite.ts';
import { TESTS_MAX, type TestSend, TestSender } from './test-send.ts';

const name = { en: 'Name', zh: '名称' };
const SECRET = `whsec_${Buffer.from('0123456789abcdefghijklmnopqrstuv').toString('base64')}`;
const LOCAL = { allowPrivate: ['127.0.0.1'], allowHttp: ['127.0.0.1'] };

/** What came to the receiving end, and what it answers. */
let received: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
let answer: { readonly status: number; readonly text: string };
let server: Server;
const hook = () => ({
  carrier: 'webhook',
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  secret: 'env:HOOK',
  ...LOCAL,
});

let now: number;
let opened: Channel[];
let closed: number;
let sender: TestSender;
beforeEach(async () => {
  received = [];
  answer = { status: 200, text: '' };
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  now = 1_000;
  opened = [];
  closed = 0;
  sender = new TestSender({
    routes: () => [
      { channel: 'crm', carrier: 'webhook' },
      { channel: 'sms', carrier: 'webhook' },
      { channel: 'app', carrier: 'in_app' },
      { channel: 'later', carrier: 'capture' },
      { channel: 'poor', carrier: 'webhook' },
    ],
    definitionOf: (id) => (id === 'sms' ? defineChannel({ id, name, type: 'sms' }) : undefined),
    open: (id) => {
      if (id === 'later') return undefined;
      if (id === 'poor')
        throw new VolanoError('VOLANO_CHANNEL_SECRET_MISSING', { path: '/p', field: 'poor', reference: 'env:X', problem: verbatim('p') });
      const read = webhookCarrier.read(hook());
      if (!read.ok) throw new Error(read.problem.en);
      const channel = read.open({ channel: id, secretOf: () => SECRET, now: () => now });
      opened.push(channel);
      return {
        ...channel,
        close: async () => {
          closed += 1;
        },
      };
    },
    now: () => now,
  });
});
afterEach(async () => {
  for (const channel of opened) await channel.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = (more: Partial<TestSend> = {}) => sender.send({ channel: 'crm', by: 'ada', to: '+86139', language: 'en', ...more });

test('a test goes through the carrier, says that it is one at both ends, and leaves nothing open', async () => {
  answer = { status: 200, text: 'queued 7' };
  const sent = await ask();
  expect(sent).toMatchObject({
    channel: 'crm',
    carrier: 'webhook',
    outcome: 'sent',
    at: 1_000,
    answer: expect.stringContaining('queued 7'),
  });
  expect(sent.message).toMatch(/^test-/);
  expect(received).toMatchObject([{ headers: { 'webhook-id': sent.message, 'x-volano-test': 'true' } }]);
  expect(received[0]!.body).toMatch(/^\[Test\] This message was sent from Volano/);
  expect([opened.length, closed]).toEqual([1, 1]);
});

test('in Chinese, and with what a template came to', async () => {
  await ask({ language: 'zh' });
  await ask({ language: 'zh', content: { format: 'text', body: '您的订单已发货' }, template: { id: 'shipped', version: 3 } });
  expect(received.map(({ body }) => body)).toEqual([expect.stringMatching(/^\[测试\] 这是一条/), '[测试] 您的订单已发货']);
});

test('a refusal of the channel is an outcome with its reason, and so is a secret that is not there', async () => {
  answer = { status: 410, text: 'gone' };
  expect(await ask()).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/^webhook_[a-z_]+: 410/) });
  expect(closed).toBe(1);
  expect(await ask({ channel: 'poor' })).toMatchObject({ outcome: 'failed', reason: 'secret_missing: env:X' });
});

test('a captured channel sends nothing, and says so', async () => {
  expect(await ask({ channel: 'later' })).toMatchObject({ carrier: 'capture', outcome: 'captured' });
  expect(received).toEqual([]);
});

test.each([
  [{ channel: 'nowhere' }, 'VOLANO_RESOURCE_UNKNOWN', { kind: 'channel' }],
  [{ customer: 'c1' }, 'VOLANO_QUERY_INVALID', { field: 'customer' }],
  [{ channel: 'app' }, 'VOLANO_QUERY_INVALID', { field: 'to' }],
  [{ channel: 'app', to: undefined }, 'VOLANO_QUERY_INVALID', { field: 'customer' }],
])('%j is refused before anything is opened', async (more, code, details) => {
  await expect(ask(more)).rejects.toMatchObject({ code, details });
  expect(opened).toEqual([]);
});

describe('few go out', () => {
  test('of one sender, until the first is ten minutes old', async () => {
    for (let i = 0; i < TESTS_MAX; i++, now += 1_000) await ask({ channel: i % 2 === 0 ? 'crm' : 'sms' });
    await expect(ask()).rejects.toMatchObject({ code: 'VOLANO_TEST_SEND_LIMIT', details: { seconds: 590 } });
    expect(await ask({ by: 'ben' })).toMatchObject({ outcome: 'sent' });
    now += 590_000;
    expect(await ask()).toMatchObject({ outcome: 'sent' });
  });

  test('through one channel, whoever asks; what is refused uses nothing up', async () => {
    for (let i = 0; i < TESTS_MAX; i++) await ask({ by: `member-${i}` });
    for (let i = 0; i < TESTS_MAX; i++) await expect(ask({ by: 'ben' })).rejects.toMatchObject({ code: 'VOLANO_TEST_SEND_LIMIT' });
    expect(await ask({ by: 'ben', channel: 'sms' })).toMatchObject({ outcome: 'sent' });
  });
});

describe('in the product', () => {
  let directory: string;
  let running: Running | undefined;
  afterEach(async () => {
    await running?.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('nothing counts it: no customer, no fact, no message, no figure', async () => {
    directory = await mkdtemp(join(tmpdir(), 'volano-test-send-'));
    await writeFile(join(directory, 'channels.json'), JSON.stringify({ crm: hook(), app: { carrier: 'in_app' } }));
    running = await startHere({ port: 0, directory, environment: { HOOK: SECRET } });
    const channels = [defineChannel({ id: 'crm', name, type: 'webhook' }), defineChannel({ id: 'app', name, type: 'in_app' })];
    await running.applyProject({ definitions: [...shopProject().definitions, ...channels] });
    await running.settle();
    const figures = async () => {
      const { log, delivery, facts, customers } = await running!.measures();
      // Partitions of a cluster tell each other of a release for a while after it, by entries of their own.
      return { end: inCluster ? 0 : log.end, sent: delivery.totals, facts, customers, outbox: await running!.outbox.counts() };
    };
    const before = await figures();
    const { testSends, inbox } = running;
    const asked = { by: 'ada', language: 'en' as const };
    expect(await testSends.send({ ...asked, channel: 'crm' })).toMatchObject({ outcome: 'sent' });
    const put = await testSends.send({ ...asked, channel: 'app', customer: 'c1' });
    expect(put).toMatchObject({ outcome: 'sent', carrier: 'in_app' });
    expect((await inbox.view('c1', { limit: 5 })).messages).toMatchObject([{ id: put.message, title: '[Test] This channel works' }]);
    expect([await inbox.opened('c1', put.message), (await inbox.view('c1', { limit: 5 })).unread]).toEqual(['done', 0]);
    await running.settle();
    expect(await figures()).toEqual(before);
    expect(received).toHaveLength(1);
  });
});
