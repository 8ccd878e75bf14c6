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

const headers = { host: 'localhost' };
const bring = async (payload: object) => {
  const answer = await server.inject({ method: 'POST', url: '/v1/benefits/welcome/codes', headers, payload });
  return { status: answer.statusCode, json: answer.json() };
};

test('codes are brought in, and what is left is told', async () => {
  expect(await bring({ codes: ['A-1', 'B_2'] })).toEqual({ status: 201, json: { codes: 2 } });
  const answer = await server.inject({ url: '/v1/benefits', headers });
  expect(answer.json()).toEqual({ benefits: [{ benefit: 'welcome', type: 'coupon', given: 1, codes: 3, left: 2 }] });
});

test.each([
  [{}],
  [{ codes: [] }],
  [{ codes: ['two words'] }],
  [{ codes: [''] }],
  [{ codes: ['x'.repeat(101)] }],
  [{ codes: ['A'], by: 'me' }],
])('%j is refused', async (payload) => {
  expect(await bring(payload)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
});
