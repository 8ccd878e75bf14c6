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

const post = async (payload: object) => {
  const answer = await server.inject({ method: 'POST', url: '/v1/decide', headers: { host: 'localhost' }, payload });
  return { status: answer.statusCode, json: answer.json() };
};

test('asks with identifiers in their order, the context and all else that is said', async () => {
  const { status, json } = await post({
    placement: 'home',
    identifiers: { user_id: 'ada', anonymous_id: 'a1' },
    context: { page: '/', items: [1] },
    locale: 'zh',
    log: true,
  });
  expect(status).toBe(200);
  expect(JSON.parse(json.content.fields.asked)).toEqual({
    whom: {
      identifiers: [
        ['user_id', 'ada'],
        ['anonymous_id', 'a1'],
      ],
    },
    context: { page: '/', items: [1] },
    locale: 'zh',
    log: true,
  });
  expect(JSON.parse((await post({ placement: 'home', customer: 'c1' })).json.content.fields.asked)).toEqual({
    whom: { customer: 'c1' },
    context: {},
    log: false,
  });
});

test.each([
  [{ placement: 'home' }, 'identifiers'],
  [{ placement: 'home', customer: 'c1', identifiers: { user_id: 'ada' } }, 'identifiers'],
  [{ customer: 'c1' }, 'placement'],
  [{ placement: 'home', customer: 'c1', context: [] }, 'context'],
  [{ placement: 'home', customer: 'c1', user: 'ada' }, 'user'],
  [{ placement: 'home', identifiers: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`n${i}`, 'x'])) }, 'identifiers'],
])('%j is refused', async (payload, field) => {
  expect(await post(payload)).toMatchObject({
    status: 400,
    json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) },
  });
});

test('a placement that there is not is not found', async () => {
  expect(await post({ placement: 'nowhere', customer: 'c1' })).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
});
