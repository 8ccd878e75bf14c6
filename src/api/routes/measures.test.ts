import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOON, openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../index.ts';

let shop: Shop;
let server: FastifyInstance;
const scopes: unknown[] = [];

beforeAll(async () => {
  shop = await openShop();
  const { measured, report } = shop.dependencies;
  const dependencies = {
    ...shop.dependencies,
    report: (...asked: Parameters<typeof report>) => {
      scopes.push(asked[0]);
      return report(...asked);
    },
    measured: {
      ...measured,
      revenue: (...asked: Parameters<typeof measured.revenue>) => {
        scopes.push(asked[1]);
        return measured.revenue(...asked);
      },
    },
  };
  server = fastify();
  await registerApi(server, dependencies, { host: '127.0.0.1', checksAnswers: true });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

const ask = async (url: string): Promise<readonly [number, Readonly<Record<string, unknown>>]> => {
  const answer = await server.inject({ url: `/v1/measures/${url}`, headers: { host: 'localhost' } });
  return [answer.statusCode, answer.json()];
};

test('each is answered as its route says', async () => {
  const all = [
    ...['revenue', 'rfm', 'rfm/customers?r=5&f=2', 'retention', 'events', 'latency', 'messages', 'lift'],
    'funnel?event=Product%20Viewed&event=Order%20Completed',
  ];
  for (const one of all) expect((await ask(one))[0], one).toBe(200);
});

test('days as they are asked for, with when the answer is of', async () => {
  expect(await ask('revenue?from=2024-05-01&to=2024-05-31&by=week')).toMatchObject([
    200,
    { from: '2024-05-01', to: '2024-05-31', by: 'week', asOf: NOON, daysBefore: { from: '2024-03-31', to: '2024-04-30' } },
  ]);
});

test('events of a funnel in the order they are given', async () => {
  const [, { steps }] = await ask('funnel?event=B&event=A&windowDays=3&segment=members');
  expect((steps as readonly { event: string }[]).map(({ event }) => event)).toEqual(['B', 'A']);
});

describe('what is not understood is named', () => {
  test.each([
    ['revenue?from=2024-02-30', 'from'],
    ['revenue?from=2024-05-02&to=2024-05-01', 'to'],
    ['revenue?by=hour', 'by'],
    ['revenue?since=2024-05-02', 'since'],
    ['messages?by=day', 'by'],
    ['rfm/customers?r=6&f=1', 'r'],
    ['rfm/customers?r=1', 'f'],
    ['funnel', 'event'],
    ['funnel?event=A&event=B&windowDays=0', 'windowDays'],
  ])('%s', async (url, field) => {
    expect(await ask(url)).toMatchObject([400, { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) }]);
  });
});

test('who is bound to some customers asks for figures of these alone', async () => {
  const { members: room } = shop.dependencies;
  const scope = { traits: { store: ['n1'] } };
  await room.members.vouched({ subject: 'olga', name: 'Olga', email: 'olga@example.com', roles: ['owner'] });
  const { id } = await room.members.vouched({ subject: 'ana', name: 'Ana', email: 'ana@example.com', roles: ['analyst'] });
  await room.members.change(id, { scope });
  const secret = await room.sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
  scopes.length = 0;
  const headers = { host: 'localhost', cookie: `volano=${secret}` };
  for (const url of ['/v1/measures/revenue', '/v1/report']) expect((await server.inject({ url, headers })).statusCode, url).toBe(200);
  expect(scopes).toEqual([scope, scope]);
});
