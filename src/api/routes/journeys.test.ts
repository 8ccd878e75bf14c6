import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { JOURNEY } from '../journeys.suite.ts';
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

const start = async (journey: string, payload: object) => {
  const answer = await server.inject({ method: 'POST', url: `/v1/journeys/${journey}/start`, headers: { host: 'localhost' }, payload });
  return { status: answer.statusCode, json: answer.json() };
};

test('starts a journey for whoever is named', async () => {
  const identifiers = [['user_id', 'u-17']];
  const asked = { identifiers, properties: { order_id: 'o-1', lines: [{ sku: 'a' }] }, messageId: 'start-1' };
  expect(await start('reminder', asked)).toEqual({ status: 202, json: { messageId: 'start-1' } });
  expect(await start('reminder', { customer: 'c1' })).toEqual({ status: 202, json: { messageId: 'own' } });
  expect(shop.started).toEqual([asked, { customer: 'c1' }]);
  expect(await start('nobody', { customer: 'c1' })).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
});

test.each([
  [{}, 'customer'],
  [{ customer: 'c1', identifiers: [['user_id', 'u']] }, 'customer'],
  [{ identifiers: [] }, 'identifiers'],
  [{ identifiers: [['user_id']] }, 'identifiers'],
  [{ customer: 'c1', properties: [] }, 'properties'],
  [{ customer: 'c1', messageId: '' }, 'messageId'],
  [{ customer: 'c1', event: 'x' }, 'event: is not known here'],
])('%j is refused: %s', async (payload, field) => {
  expect(await start('reminder', payload)).toMatchObject({
    status: 400,
    json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) },
  });
});

test('tells what becomes of customers in all journeys, and in one step by step', async () => {
  const get = async (path: string) => (await server.inject({ url: `/v1/journeys${path}`, headers: { host: 'localhost' } })).json();
  expect(await get('')).toMatchObject({ journeys: [JOURNEY, { journey: 'cart_abandonment', entered: 1_204 }] });
  expect(await get('/reminder')).toMatchObject({ journey: 'reminder', entered: 9, versions: [{ version: 2, steps: [] }] });
  expect(await get('/none')).toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  expect(await get('?version=2')).toMatchObject({ code: 'VOLANO_QUERY_INVALID' });
});
