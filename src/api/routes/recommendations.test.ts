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

const get = async (url: string) => {
  const answer = await server.inject({ url: `/v1/recommendations${url}`, headers: { host: 'localhost' } });
  return { status: answer.statusCode, json: answer.json() };
};

test('lists them, and answers about an item or a customer', async () => {
  expect(await get('')).toEqual({ status: 200, json: { recommendations: ['goes_with'] } });
  const about = async (query: string) => JSON.parse((await get(`/goes_with?${query}`)).json.items[0].id);
  expect(await about('item=7')).toEqual({ item: '7' });
  expect(await about('customer=c1')).toEqual({ whom: { customer: 'c1' } });
  expect(await about('namespace=user_id&value=ada')).toEqual({ whom: { identifiers: [['user_id', 'ada']] } });
});

test.each(['', '?item=7&customer=c1', '?items=7', '?namespace=user_id'])('goes_with%s is refused', async (query) => {
  expect(await get(`/goes_with${query}`)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
});
