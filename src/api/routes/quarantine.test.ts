import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../index.ts';

const ENGLISH = /^The event "Order Completed" does not keep to the data dictionary: "total" is of another type than defined\. /;
const CHINESE = /^事件“Order Completed”不符合数据字典：“total”的类型与定义不符。/;

let shop: Shop;
let server: FastifyInstance;

beforeAll(async () => {
  shop = await openShop();
  server = fastify();
  await registerApi(server, shop.dependencies, { host: '127.0.0.1', checksAnswers: true });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

test.each([
  ['en', ENGLISH],
  ['zh-CN', CHINESE],
  ['fr', ENGLISH],
])('why calls were refused is told in the language of whoever asks: %s', async (language, reason) => {
  const headers = { 'accept-language': language };
  const { records } = (await server.inject({ url: '/v1/quarantine?source=pos&limit=2', headers })).json();
  expect(records).toMatchObject([
    { code: 'VOLANO_EVENT_INVALID', reason: expect.stringMatching(reason) },
    { reason: expect.stringMatching(reason) },
  ]);
  const one = (await server.inject({ url: `/v1/quarantine/${records[0].id}`, headers })).json();
  expect(one).toMatchObject({ id: records[0].id, reason: expect.stringMatching(reason) });
  const payload = { selection: { source: 'pos' } };
  const tried = (await server.inject({ method: 'POST', url: '/v1/quarantine/replay', headers, payload })).json();
  expect(tried).toMatchObject({
    reasons: [{ code: 'VOLANO_EVENT_INVALID', reason: expect.stringMatching(reason) }],
    samples: [{ passes: false, code: 'VOLANO_EVENT_INVALID', reason: expect.stringMatching(reason) }],
  });
});
