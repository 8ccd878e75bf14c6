/** Against the product as a whole: a definition is changed, looked at, released. */

import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfOf, type RoleId } from '../../runtime/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
const cookies = new Map<RoleId, Record<string, string>>();
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  for (const role of ['owner', 'analyst', 'content_creator'] as const) {
    const { members, sessions } = shop.dependencies.members;
    const { id } = await members.vouched({ subject: role, name: `The ${role}`, email: `${role}@example.com`, roles: [role] });
    const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    cookies.set(role, { cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
  }
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

interface Change {
  readonly revision: number;
  readonly problems: readonly object[];
  readonly changes: readonly object[];
  readonly reason: string;
}

async function ask(
  route: string,
  payload?: object,
  role: RoleId = 'owner',
  language = 'en',
): Promise<{ readonly status: number; readonly json: Change }> {
  const [method, url] = route.split(' ') as ['GET', string];
  const headers = { host: 'localhost', 'accept-language': language, ...cookies.get(role)! };
  const { statusCode, body } = await server.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: statusCode, json: JSON.parse(body) };
}

const name = { en: 'Regulars', zh: '常客' };
const CONDITION = { combinator: 'and', rules: [{ field: 'trait.first_name', operator: '=', value: 'Ada' }] };
const URL = '/v1/changes/segment/regulars';

test('a definition is kept as it was left, under the name of who did', async () => {
  expect(await ask(`GET ${URL}`)).toEqual({ status: 200, json: { change: null } });
  const saved = await ask(`PUT ${URL}`, { definition: { name }, on: 3 }, 'analyst');
  expect(saved).toMatchObject({
    status: 200,
    json: {
      kind: 'segment',
      id: 'regulars',
      definition: { kind: 'segment', id: 'regulars', name },
      released: null,
      by: 'analyst',
      byName: 'The analyst',
    },
  });
  expect(saved.json.problems).toMatchObject([{ path: 'condition' }]);
  expect((await ask(`GET ${URL}`)).json).toEqual({ change: saved.json });
  expect((await ask('GET /v1/changes')).json.changes).toMatchObject([
    { id: 'regulars', name, action: 'new', problems: 1, byName: 'The analyst' },
  ]);
  const { revision } = saved.json;
  const whole = await ask(`PUT ${URL}`, { definition: { name, condition: CONDITION }, on: 3, revision });
  expect(whole.json.problems).toEqual([]);
  expect(await ask(`PUT ${URL}`, { definition: { name }, on: 3, revision })).toMatchObject({
    status: 409,
    json: { code: 'VOLANO_CHANGE_CONFLICT' },
  });
});

test('what is wrong is told in the language of whoever asks', async () => {
  const url = '/v1/changes/journey/welcome';
  const definition = {
    name,
    stage: 'activate',
    trigger: { type: 'event', event: 'Signed Up' },
    reentry: 'once',
    goalWithin: '7d',
    steps: [{ id: 'a', type: 'wait', duration: 'soon' }],
  };
  const { json } = await ask(`PUT ${url}`, { definition, on: 3 }, 'owner', 'zh-CN');
  const place = { code: 'VOLANO_DEFINITION_INVALID', path: 'steps[0].duration' };
  const chinese = '旅程“welcome”的 steps[0].duration：应为大于零的时长：整数加单位（ms、s、m、h、d、w），例如 "30d"，现在是 "soon"';
  const english =
    'journey "welcome" at steps[0].duration: expected a duration: a whole number and a unit (ms, s, m, h, d, w), e.g. "30d", longer than nothing, got "soon"';
  expect(json.problems).toEqual([{ ...place, message: chinese }]);
  expect((await ask(`GET ${url}`, undefined, 'owner', 'zh-CN')).json).toMatchObject({
    change: { problems: [{ ...place, message: chinese }] },
  });
  expect((await ask(`GET ${url}`)).json).toMatchObject({ change: { problems: [{ ...place, message: english }] } });
  expect((await ask(`DELETE ${url}`)).status).toBe(200);
});

test('roles change what they are about', async () => {
  const put = (kind: string, role: RoleId) => ask(`PUT /v1/changes/${kind}/mine`, { definition: { name }, on: 3 }, role);
  expect(await put('segment', 'content_creator')).toMatchObject({ status: 403, json: { permission: 'segments.write' } });
  expect(await put('journey', 'analyst')).toMatchObject({ status: 403, json: { permission: 'journeys.write' } });
  expect((await put('template', 'content_creator')).status).toBe(200);
  expect(await ask('DELETE /v1/changes/template/mine', undefined, 'analyst')).toMatchObject({
    status: 403,
    json: { permission: 'content.write' },
  });
  expect((await ask('DELETE /v1/changes/template/mine', undefined, 'content_creator')).status).toBe(200);
  expect((await ask('DELETE /v1/changes/template/mine')).status).toBe(404);
});

describe('what is no definition by its looks is refused', () => {
  const deep = JSON.parse('['.repeat(200) + ']'.repeat(200));
  test.each([
    ['another kind', 'PUT /v1/changes/segment/x', { definition: { kind: 'tag' }, on: 3 }, 'definition.kind'],
    ['another id', 'PUT /v1/changes/segment/x', { definition: { id: 'y' }, on: 3 }, 'definition.id'],
    ['too deep', 'PUT /v1/changes/segment/x', { definition: { name: deep }, on: 3 }, 'definition'],
    ['a list', 'PUT /v1/changes/segment/x', { definition: [], on: 3 }, 'definition'],
    ['on nothing', 'PUT /v1/changes/segment/x', { definition: {} }, 'on'],
    ['an unknown kind', 'PUT /v1/changes/group/x', { definition: {}, on: 3 }, 'kind'],
  ])('%s', async (_, route, body, field) => {
    expect(await ask(route, body)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    expect((await ask(route, body)).json.reason).toContain(field);
  });

  test('a release that there is not', async () =>
    expect(await ask('PUT /v1/changes/segment/x', { definition: {}, on: 4 })).toMatchObject({
      status: 400,
      json: { code: 'VOLANO_RELEASE_UNKNOWN' },
    }));
});

test('plan and release are of the newest release with the changes', async () => {
  expect((await ask('POST /v1/changes/plan', { only: [{ kind: 'segment', id: 'regulars' }] })).json).toMatchObject({ number: 4 });
  expect(await ask('POST /v1/changes/plan', { only: [{ kind: 'segment', id: 'nobody' }] })).toMatchObject({ status: 404 });
  const wish = { note: 'Regulars', accept: ['dead-end'], on: 3 };
  expect(await ask('POST /v1/changes/release', wish)).toMatchObject({ status: 201, json: { number: 4 } });
  const { definitions } = (await shop.dependencies.release(3))!;
  expect(shop.applied.at(-1)).toMatchObject({ ...wish, definitions: definitions.length + 1, member: { signedIn: 'owner' } });
});
