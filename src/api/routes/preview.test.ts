import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { GROUPS } from '../profile.suite.ts';
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

async function ask(payload: object): Promise<{ status: number; json: unknown }> {
  const answer = await server.inject({ method: 'POST', url: '/v1/preview', headers: { host: 'localhost' }, payload });
  return { status: answer.statusCode, json: answer.json() };
}

const condition = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: 2 }] };

test('GET /v1/groups tells what is released, and takes nothing', async () => {
  const get = (url: string) => server.inject({ url, headers: { host: 'localhost' } });
  expect((await get('/v1/groups')).json()).toEqual({ groups: GROUPS, position: 7, behind: 0 });
  expect((await get('/v1/groups?kind=tag')).statusCode).toBe(400);
});

describe('POST /v1/preview', () => {
  test('of a bare condition, with everything by default', async () => {
    expect(await ask({ condition })).toMatchObject({ status: 200, json: { id: 'preview', count: 1, sample: [{ customer: 'c1' }] } });
    expect(shop.previewed).toMatchObject([{ condition, parts: ['sample', 'overlap', 'reach'], sample: 10, whom: undefined }]);
  });

  test('of what a project names, for a customer', async () => {
    await ask({ project: { definitions: [] }, of: 'tag.a.b', customer: 'c1', parts: [] });
    await ask({ of: 'segment.x', namespace: 'email', value: 'a@b', sample: 3 });
    expect(shop.previewed).toMatchObject([
      { project: { definitions: [] }, of: { kind: 'tag', id: 'a.b' }, whom: { customer: 'c1' }, parts: [] },
      { of: { kind: 'segment', id: 'x' }, whom: { namespace: 'email', value: 'a@b' }, sample: 3 },
    ]);
  });

  test.each([
    [{}, 'of'],
    [{ condition, of: 'segment.x' }, 'of'],
    [{ of: 'journey.x' }, 'of'],
    [{ condition: { rules: [] } }, 'condition.combinator'],
    [{ condition, sample: 101 }, 'sample'],
    [{ condition, parts: ['all'] }, 'parts.0'],
    [{ condition, value: 'x' }, 'namespace'],
    [{ condition, when: 'now' }, 'when'],
  ])('%j is refused: %s', async (body, field) => {
    expect(await ask(body)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) } });
    expect(shop.previewed).toEqual([]);
  });
});

test('POST /v1/forecast takes one message to a segment, marketing where nothing is said', async () => {
  const post = (payload: object) => server.inject({ method: 'POST', url: '/v1/forecast', headers: { host: 'localhost' }, payload });
  const about = { segment: 'buyers', channel: 'mail', purpose: 'offers' };
  const answer = await post({ ...about, at: 7 });
  expect([answer.statusCode, answer.json()]).toEqual([200, { segment: 'buyers', at: 7, members: 0, asked: 0, verdicts: [] }]);
  for (const wrong of [{}, { ...about, messageClass: 'spam' }, { ...about, at: 'noon' }, { ...about, who: 'all' }])
    expect((await post(wrong)).statusCode).toBe(400);
});
