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

const get = (query: string) => server.inject({ url: `/v1/calendar${query}`, headers: { host: 'localhost' } });

test('GET /v1/calendar hands on the days and the customer', async () => {
  expect((await get('?from=2026-05-01&to=2026-05-31')).json()).toMatchObject({ from: '2026-05-01', to: '2026-05-31', entries: [] });
  expect((await get('?from=2026-05-01&customer=c1')).json()).toMatchObject({ from: '2026-05-01' });
});

test.each([
  ['?day=2026-05-01', 400, 'VOLANO_QUERY_INVALID'],
  ['?namespace=email', 400, 'VOLANO_QUERY_INVALID'],
  ['?customer=nobody', 404, 'VOLANO_RESOURCE_UNKNOWN'],
])('%s is answered with %i', async (query, status, code) => {
  const answer = await get(query);
  expect(answer.statusCode).toBe(status);
  expect(answer.body).toContain(code);
});
