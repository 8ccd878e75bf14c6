import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfOf, type RoleId } from '../../runtime/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';
import type { ShownWriteKey } from '../schemas/write-keys.ts';

let shop: Shop;
let server: FastifyInstance;
const headers = new Map<RoleId, Record<string, string>>();
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false, routerOptions: { maxParamLength: 500 } });
  const { members, sessions } = shop.dependencies.members;
  for (const role of ['owner', 'channel_operator', 'analyst'] as const) {
    const { id } = await members.vouched({ subject: role, name: role, email: `${role}@example.com`, roles: [role] });
    const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    headers.set(role, { host: 'localhost', cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
  }
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

interface Answer {
  readonly status: number;
  readonly json: {
    readonly secret: string;
    readonly key: ShownWriteKey;
    readonly old: ShownWriteKey;
    readonly keys: readonly ShownWriteKey[];
    readonly code?: string;
    readonly reason: string;
  };
}

async function ask(request: string, body?: object, role: RoleId = 'channel_operator'): Promise<Answer> {
  const [method, url] = request.split(' ') as ['GET' | 'POST' | 'DELETE', string];
  const answer = await server.inject({ method, url, headers: headers.get(role)!, ...(body && { payload: body }) });
  return { status: answer.statusCode, json: JSON.parse(answer.body) };
}

const made = async (source = 'web', body: object = {}) =>
  (await ask(`POST /v1/sources/${encodeURIComponent(source)}/write-keys`, body)).json;

describe('a write key', () => {
  test('is made with its maker, and its secret told once', async () => {
    const { secret, key } = await made('web shop', { name: 'Pages' });
    expect(secret).toMatch(/^wk_/);
    const maker = { kind: 'member', id: 'channel-operator', name: 'channel_operator' };
    expect(key).toMatchObject({ source: 'web shop', name: 'Pages', last: secret.slice(-4), maker, lately: 0 });
    const { json } = await ask('GET /v1/write-keys');
    expect(json.keys).toContainEqual(key);
    expect(JSON.stringify(json)).not.toContain(secret);
    expect((await ask('GET /v1/sources')).json).toMatchObject({ sources: expect.arrayContaining([{ id: 'web shop' }, { id: 'shop' }]) });
  });

  test('is replaced, the old one for a day, or until it is said', async () => {
    const { key } = await made();
    const now = shop.dependencies.now();
    const { status, json } = await ask(`POST /v1/write-keys/${key.id}/rotate`, {});
    expect(status).toBe(201);
    expect(json).toMatchObject({
      secret: expect.stringMatching(/^wk_/),
      key: { source: 'web' },
      old: { id: key.id, ender: { kind: 'member' } },
    });
    expect(json.old.endsAt).toBe(now + 86_400_000);
    const sooner = await ask(`POST /v1/write-keys/${key.id}/rotate`, { until: now + 1_000 });
    expect(sooner.json.old.endsAt).toBe(now + 1_000);
    const tooLate = await ask(`POST /v1/write-keys/${key.id}/rotate`, { until: now + 400 * 86_400_000 });
    expect(tooLate).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining('until') } });
  });

  test('is revoked once and for all', async () => {
    const { key } = await made();
    expect((await ask(`DELETE /v1/write-keys/${key.id}`)).json.key).toMatchObject({
      endsAt: expect.any(Number),
      ender: { kind: 'member' },
    });
    expect((await ask(`DELETE /v1/write-keys/${key.id}`)).status).toBe(200);
    expect((await ask(`POST /v1/write-keys/${key.id}/rotate`, {})).json.code).toBe('VOLANO_WRITE_KEY_ENDED');
    expect(await ask('DELETE /v1/write-keys/none')).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
  });

  test('of the configuration is changed there', async () => {
    const { keys } = (await ask('GET /v1/write-keys')).json;
    const fixed = keys.find(({ place }) => place !== undefined)!;
    expect(fixed).toMatchObject({ source: 'shop', place: 'sources.json' });
    const { json } = await ask(`DELETE /v1/write-keys/${fixed.id}`);
    expect(json).toMatchObject({ code: 'VOLANO_WRITE_KEY_FIXED', reason: expect.stringContaining('stands in sources.json') });
  });
});

test.each(['console', ' web', 'x'.repeat(101), 'a\nb'])('no source is called "%s"', async (source) => {
  const { status } = await ask(`POST /v1/sources/${encodeURIComponent(source)}/write-keys`, {});
  expect(status).toBe(400);
});

test('who may not manage them sees none', async () => {
  for (const request of ['GET /v1/write-keys', 'POST /v1/sources/web/write-keys', 'DELETE /v1/write-keys/x'])
    expect((await ask(request, undefined, 'analyst')).json.code).toBe('VOLANO_ACCESS_DENIED');
});

test('each change is in the audit log, without the secret', async () => {
  const { secret, key } = await made('audited');
  await ask(`DELETE /v1/write-keys/${key.id}`);
  const answer = await server.inject({ url: '/v1/audit?area=settings.sources&limit=500', headers: headers.get('owner')! });
  const by = { kind: 'member', id: 'channel-operator' };
  const { entries } = JSON.parse(answer.body);
  for (const target of [{ source: 'audited' }, { key: key.id }])
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'change', target, by }));
  expect(answer.body).not.toContain(secret);
});
