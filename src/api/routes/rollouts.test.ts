/** Rollouts over HTTP: what is asked, what is refused, and who may ask. */
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
beforeEach(async () => {
  shop = await openShop();
  server = fastify();
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

const say = async (id: string, payload?: object) => {
  const headers = { host: 'localhost' };
  const answer = await server.inject({ method: 'POST', url: `/v1/rollouts/${id}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, json: answer.json() };
};

test('how they stand', async () => {
  const answer = await server.inject({ url: '/v1/rollouts', headers: { host: 'localhost' } });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ rollouts: [{ id: '3', state: 'running', stage: 0, waitsFor: 'hold', findings: [] }] });
  expect((await server.inject({ url: '/v1/rollouts?state=running', headers: { host: 'localhost' } })).statusCode).toBe(400);
});

test('what is said of one is answered with how it stands then', async () => {
  expect(await say('3', { action: 'halt', reason: 'complaints' })).toMatchObject({ status: 200, json: { id: '3', state: 'halted' } });
  expect(await say('3', { action: 'advance', stage: 1 })).toMatchObject({ status: 200, json: { id: '3', stage: 1 } });
});

test('of one that there is not nothing can be said', async () => {
  expect(await say('9', { action: 'halt' })).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
});

test.each([
  [undefined, 'action'],
  [{ action: 'stop' }, 'action'],
  [{ action: 'advance', stage: 0 }, 'stage'],
  [{ action: 'advance', stage: 1.5 }, 'stage'],
  [{ action: 'halt', reason: '' }, 'reason'],
  [{ action: 'halt', by: 'ada' }, 'by'],
])('%j is refused: %s', async (payload, field) => {
  expect(await say('3', payload)).toMatchObject({
    status: 400,
    json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) },
  });
});

test('elsewhere than on this machine both ask for the token', async () => {
  const elsewhere = fastify();
  await registerApi(elsewhere, shop.dependencies, { host: '0.0.0.0', adminToken: 's3cret' });
  const ask = async (method: 'GET' | 'POST', token?: string) => {
    const headers = { host: 'volano.example', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const asked = method === 'GET' ? { url: '/v1/rollouts' } : { url: '/v1/rollouts/3', payload: { action: 'halt' } };
    return (await elsewhere.inject({ method, headers, ...asked })).statusCode;
  };
  for (const method of ['GET', 'POST'] as const)
    expect([await ask(method), await ask(method, 'wrong'), await ask(method, 's3cret')]).toEqual([401, 401, 200]);
  await elsewhere.close();
});
