import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryOutcome, OutgoingMessage } from '../../act/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
let delivered: OutgoingMessage[];
let outcome: DeliveryOutcome;
beforeEach(async () => {
  shop = await openShop();
  server = fastify();
  delivered = [];
  outcome = { outcome: 'sent', answer: '250 queued' };
  shop.mail = {
    id: 'mail',
    deliver: async (message) => {
      delivered.push(message);
      return outcome;
    },
    close: async () => {},
  };
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

async function send(channel: string, payload: object) {
  const answer = await server.inject({ method: 'POST', url: `/v1/channels/${channel}/test`, headers: { host: 'localhost' }, payload });
  return { status: answer.statusCode, json: answer.json(), retryAfter: answer.headers['retry-after'] };
}

test('GET /v1/channels tells how each does, and its secrets by reference', async () => {
  const answer = await server.inject({ url: '/v1/channels', headers: { host: 'localhost' } });
  expect(answer.json()).toMatchObject({
    channels: [
      {
        channel: 'mail',
        carrier: 'smtp',
        definition: { type: 'email', rate: { max: 600, per: '1m' } },
        state: { breaker: 'half_open', waiting: 12, lastFailure: { reason: expect.stringContaining('421') } },
        credentials: [{ field: 'password', reference: 'env:SMTP_PASSWORD', present: true }],
      },
      { channel: 'order_sms', carrier: 'capture', credentials: [] },
    ],
  });
});

describe('POST /v1/channels/:channel/test', () => {
  test('goes to the address, in the language that is asked for', async () => {
    const { status, json } = await send('mail', { to: 'me@shop.example', language: 'zh' });
    expect([status, json]).toMatchObject([200, { channel: 'mail', carrier: 'smtp', outcome: 'sent', answer: '250 queued' }]);
    expect(delivered).toMatchObject([
      { command: { to: 'me@shop.example' }, test: true, content: { body: expect.stringMatching(/^\[测试\]/) } },
    ]);
  });

  test('tells what the channel says, and that a captured one sends nothing', async () => {
    outcome = { outcome: 'failed', reason: 'email_refused: 550 no such user', retryable: false };
    expect(await send('mail', { to: 'gone@shop.example' })).toMatchObject({
      status: 200,
      json: { outcome: 'failed', reason: 'email_refused: 550 no such user' },
    });
    expect(await send('order_sms', { to: '+8613800000000' })).toMatchObject({ json: { carrier: 'capture', outcome: 'captured' } });
  });

  test('is in the audit log, with the channel and without the address', async () => {
    await send('mail', { to: 'me@shop.example' });
    const { entries } = await shop.dependencies.members.audit.page({ limit: 5 });
    expect(entries).toMatchObject([{ kind: 'change', permission: 'messages.test', target: { channel: 'mail' }, status: 200 }]);
    expect(JSON.stringify(entries)).not.toContain('me@shop');
  });

  test.each([
    ['nowhere', { to: 'a' }, 404, 'VOLANO_RESOURCE_UNKNOWN'],
    ['mail', { customer: 'c1' }, 400, 'VOLANO_QUERY_INVALID'],
    ['mail', { to: '' }, 400, 'VOLANO_QUERY_INVALID'],
    ['mail', { to: 'a', language: 'fr' }, 400, 'VOLANO_QUERY_INVALID'],
    ['mail', { to: 'a', body: 'buy!' }, 400, 'VOLANO_QUERY_INVALID'],
  ])('%s %j is refused', async (channel, payload, status, code) => {
    expect(await send(channel, payload)).toMatchObject({ status, json: { code } });
    expect(delivered).toEqual([]);
  });

  test('has a limit, which says when to go on', async () => {
    for (let i = 0; i < 10; i++) await send('mail', { to: 'me@shop.example' });
    expect(await send('mail', { to: 'me@shop.example' })).toMatchObject({
      status: 429,
      json: { code: 'VOLANO_TEST_SEND_LIMIT' },
      retryAfter: '600',
    });
    expect(delivered).toHaveLength(10);
  });
});
