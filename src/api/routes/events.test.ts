import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOON, openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../index.ts';

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

const ask = async (url: string): Promise<readonly [number, Readonly<Record<string, readonly unknown[]>>]> => {
  const answer = await server.inject(url);
  return [answer.statusCode, answer.json()];
};

test('the latest events, the newest first, so many of them', async () => {
  const [status, { events }] = await ask('/v1/events?limit=3');
  expect(status).toBe(200);
  expect(events).toMatchObject([
    { id: '0-900', at: NOON, event: 'Product Viewed', source: 'shop', problems: 0 },
    { id: '0-899', event: 'Product Added' },
    { id: '0-898', event: 'Order Completed', source: 'pos', problems: 2 },
  ]);
  expect((await ask('/v1/events'))[1].events).toHaveLength(50);
});

test('by source and event, and only those that do not keep to the dictionary', async () => {
  const [, { events }] = await ask('/v1/events?source=mini_program&event=Product%20Viewed');
  expect(new Set(events!.map((one) => JSON.stringify([(one as { source: string }).source, (one as { event: string }).event])))).toEqual(
    new Set(['["mini_program","Product Viewed"]']),
  );
  const flagged = (await ask('/v1/events?flagged=true'))[1].events!;
  expect(flagged.length).toBeGreaterThan(0);
  expect(flagged.every((one) => (one as { problems: number }).problems > 0)).toBe(true);
});

test('what is not understood is named', async () => {
  for (const [query, field] of [
    ['flagged=no', 'flagged'],
    ['limit=201', 'limit'],
    ['sources=pos', 'sources'],
    ['source=', 'source'],
  ] as const) {
    const [status, body] = await ask(`/v1/events?${query}`);
    expect([status, body.reason], query).toEqual([400, expect.stringContaining(field)]);
  }
});

test('one event whole, or none', async () => {
  expect(await ask('/v1/events/0-898')).toMatchObject([200, { properties: { order_id: 'A-1042' }, violations: [{ problem: 'type' }] }]);
  expect(await ask('/v1/events/0-1')).toMatchObject([404, { code: 'VOLANO_RESOURCE_UNKNOWN' }]);
  expect((await ask('/v1/events/0-898?x=1'))[0]).toBe(400);
});

test('hours of quality, a day of them unless said otherwise; and the sources', async () => {
  const hoursOf = async (query: string) =>
    new Set((await ask(`/v1/quality/hours${query}`))[1].hours!.map((one) => (one as { hour: number }).hour)).size;
  expect(await hoursOf('')).toBe(24);
  expect(await hoursOf('?hours=48')).toBe(48);
  expect((await ask('/v1/quality/hours?hours=0'))[0]).toBe(400);
  expect(await ask('/v1/sources')).toEqual([200, { sources: [{ id: 'shop' }, { id: 'pos' }, { id: 'mini_program' }] }]);
});
