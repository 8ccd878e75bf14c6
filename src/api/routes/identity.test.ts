import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;

beforeEach(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

const get = async (url: string) => {
  const { statusCode, body } = await server.inject({ url, headers: { host: 'localhost' } });
  return { status: statusCode, json: JSON.parse(body) as Record<string, unknown> };
};
const post = async (url: string, payload: object) => {
  const { statusCode, body } = await server.inject({ method: 'POST', url, headers: { host: 'localhost' }, payload });
  return { status: statusCode, json: JSON.parse(body) as Record<string, unknown> };
};
const unmerge = async (payload: object) => {
  const { statusCode, body } = await server.inject({
    method: 'POST',
    url: '/v1/identity/unmerge',
    headers: { host: 'localhost' },
    payload,
  });
  return { status: statusCode, json: JSON.parse(body) as Record<string, unknown> };
};

describe('/v1/identity', () => {
  test('tells how a profile came to be, by identifier or by any of its ids', async () => {
    const [[namespace, value]] = PROFILE.identifiers as [[string, string]];
    for (const query of [`customer=${PROFILE.absorbed[0]}`, `namespace=${namespace}&value=${value}`]) {
      const { status, json } = await get(`/v1/identity?${query}`);
      expect(status).toBe(200);
      expect(json).toMatchObject({ customer: PROFILE.customer, merges: [{ from: PROFILE.absorbed[0], message: 'i-1' }] });
    }
  });

  test.each([
    ['?customer=nobody', 404, 'VOLANO_RESOURCE_UNKNOWN'],
    ['', 400, 'VOLANO_QUERY_INVALID'],
    ['?namespace=email', 400, 'VOLANO_QUERY_INVALID'],
    ['?customer=a&deep=1', 400, 'VOLANO_QUERY_INVALID'],
  ])('%s is refused', async (query, status, code) => {
    expect(await get(`/v1/identity${query}`)).toMatchObject({ status, json: { code } });
  });
});

describe('/v1/identity/unmerge', () => {
  test('previews, and does nothing by that', async () => {
    const { status, json } = await unmerge({ source: 'pos', dryRun: true });
    expect(status).toBe(200);
    expect(json).toMatchObject({ profiles: 1, merges: 1, sample: [{ after: [{}, {}] }] });
    expect(shop.unmerged).toEqual([]);
  });

  test('parts one profile, or those that a cause has united, so many at a time', async () => {
    expect(await unmerge({ customer: 'c1', from: ['c2', 'c3'] })).toMatchObject({ status: 200, json: { profiles: 1, left: 2 } });
    await unmerge({ identifier: ['device', 'till'], since: 1, until: 2, max: 7 });
    await unmerge({ message: 'm1' });
    expect(shop.unmerged).toEqual([
      { target: { customer: 'c1', from: ['c2', 'c3'] }, by: 'api', max: 100 },
      { target: { cause: { identifier: ['device', 'till'], since: 1, until: 2 } }, by: 'api', max: 7 },
      { target: { cause: { message: 'm1' } }, by: 'api', max: 100 },
    ]);
  });

  test.each([
    [{}],
    [{ customer: 'c1' }],
    [{ from: ['c2'] }],
    [{ customer: 'c1', from: [] }],
    [{ customer: 'c1', from: ['c2'], source: 'pos' }],
    [{ identifier: ['device'] }],
    [{ since: 'yesterday' }],
    [{ source: 'pos', max: 0 }],
    [{ source: 'pos', all: true }],
    [[]],
  ])('%j is refused', async (body) => {
    expect(await unmerge(body)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    expect(shop.unmerged).toEqual([]);
  });
});

describe('/v1/identity/bind and /v1/identity/unbind', () => {
  const [identifier, to] = [
    ['phone', '+49'],
    ['user_id', 'ada'],
  ];

  test('preview, and do nothing by that', async () => {
    expect(await post('/v1/identity/bind', { identifier, to, dryRun: true })).toMatchObject({
      status: 200,
      json: { outcome: 'merged', before: [{}, {}], after: { customer: PROFILE.customer } },
    });
    expect(await post('/v1/identity/unbind', { identifier, dryRun: true })).toMatchObject({ status: 200, json: { after: [{}, {}] } });
    expect([shop.bound, shop.unbound]).toEqual([[], []]);
  });

  test('say who has asked', async () => {
    expect(await post('/v1/identity/bind', { identifier, to })).toMatchObject({ status: 200, json: { customer: PROFILE.customer } });
    expect(await post('/v1/identity/unbind', { identifier })).toMatchObject({ status: 200, json: { customer: 'c9' } });
    expect(shop.bound).toEqual([{ identifier, to, by: 'api' }]);
    expect(shop.unbound).toEqual([{ identifier, by: 'api' }]);
  });

  test.each([
    ['bind', {}],
    ['bind', { identifier }],
    ['bind', { identifier, to: ['user_id'] }],
    ['bind', { identifier, to, by: 'me' }],
    ['unbind', {}],
    ['unbind', { identifier: ['phone', ''] }],
    ['unbind', { identifier, to }],
  ])('%s with %j is refused', async (what, body) => {
    expect(await post(`/v1/identity/${what}`, body)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    expect([shop.bound, shop.unbound]).toEqual([[], []]);
  });
});

describe('/v1/identity/preview', () => {
  const preview = async (payload: object) => {
    const { statusCode, body } = await server.inject({
      method: 'POST',
      url: '/v1/identity/preview',
      headers: { host: 'localhost' },
      payload,
    });
    return { status: statusCode, json: JSON.parse(body) as Record<string, unknown> };
  };

  test('tells what the rules of a project would make of the history, and how far it has come', async () => {
    expect(await preview({ project: { definitions: [] } })).toMatchObject({ status: 200, json: { events: 4, split: { count: 1 } } });
    expect(await get('/v1/identity/preview')).toEqual({ status: 200, json: { progress: { done: 1, total: 4 } } });
  });

  test.each([{}, { project: 'x' }, { project: { definitions: 1 } }])('%j is no project', async (body) => {
    expect(await preview(body)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
  });
});
