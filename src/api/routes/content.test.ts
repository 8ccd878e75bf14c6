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
  const answer = await server.inject({ url: `/v1/content${url}`, headers: { host: 'localhost' } });
  return { status: answer.statusCode, json: answer.json() };
};

test('lists, and tells versions', async () => {
  expect(await get('')).toEqual({ status: 200, json: { content: [] } });
  expect((await get('/cart/versions?from=1')).json).toMatchObject({ template: 'cart', versions: [{ version: 1, release: 1 }] });
});

test('previews with all that is asked', async () => {
  const { json } = await get(`/cart/preview?customer=c1&version=3&locale=zh&variant=short&event=${encodeURIComponent('{"a":1}')}`);
  expect(json).toMatchObject({ template: 'cart', version: 3 });
  expect(JSON.parse(json.text)).toEqual({ lookup: { customer: 'c1' }, locale: 'zh', variant: 'short', event: { a: 1 } });
});

test.each([
  ['/cart/preview', 'customer'],
  ['/cart/preview?customer=c1&event=x', 'event'],
  ['/cart/preview?customer=c1&version=0', 'version'],
  ['/cart/versions?since=1', 'since'],
  ['?kind=x', 'kind'],
])('%s is refused: %s', async (url, field) => {
  expect(await get(url)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) } });
});

test('goes back to a version by a release', async () => {
  const post = (payload: object) =>
    server.inject({ method: 'POST', url: '/v1/content/cart/rollback', headers: { host: 'localhost' }, payload });
  expect((await post({ version: 1 })).statusCode).toBe(201);
  expect((await post({ version: 0 })).statusCode).toBe(400);
});
