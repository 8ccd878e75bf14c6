import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineTemplate } from '../../define/index.ts';
import { csrfOf, type RoleId } from '../../runtime/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
const headersOf = new Map<RoleId, Record<string, string>>();
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  for (const role of ['owner', 'content_creator', 'compliance_reviewer'] as const) {
    const { members, sessions } = shop.dependencies.members;
    const { id } = await members.vouched({ subject: `desk ${role}`, name: `The ${role}`, email: `${role}@desk.example`, roles: [role] });
    const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    headersOf.set(role, { host: 'localhost', cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
  }
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

async function ask(request: string, role: RoleId, payload?: object) {
  const [method, url] = request.split(' ') as ['GET', string];
  const { statusCode, body } = await server.inject({ method, url, headers: headersOf.get(role)!, ...(payload && { payload }) });
  return { status: statusCode, json: JSON.parse(body) };
}

const soon = defineTemplate({ id: 'soon', name: { en: 'Soon', zh: '即将' }, body: 'Soon.' });

test('what a creator has left waits; a reviewer returns or approves it; the creator may not; each word is in the audit log', async () => {
  await ask('PUT /v1/changes/template/soon', 'content_creator', { definition: soon, on: 3 });
  const waiting = async () => (await ask('GET /v1/content/approvals', 'content_creator')).json.content;
  const [first] = await waiting();
  expect(first).toMatchObject({ id: 'soon', state: 'draft', isReleased: false, byName: 'The content_creator' });
  const word = { fingerprint: first.fingerprint, note: 'When?' };
  expect(await ask('POST /v1/content/soon/approve', 'content_creator', word)).toMatchObject({
    status: 403,
    json: { code: 'VOLANO_ACCESS_DENIED', permission: 'content.approve' },
  });
  expect(await ask('POST /v1/content/soon/return', 'compliance_reviewer', word)).toMatchObject({
    status: 200,
    json: { verdict: 'returned', note: 'When?', byName: 'The compliance_reviewer' },
  });
  expect((await waiting())[0]).toMatchObject({ state: 'returned', word: { note: 'When?', byName: 'The compliance_reviewer' } });
  expect(await ask('POST /v1/content/soon/approve', 'compliance_reviewer', { fingerprint: 'another' })).toMatchObject({
    status: 409,
    json: { code: 'VOLANO_CONTENT_CHANGED' },
  });
  expect((await ask('POST /v1/content/soon/approve', 'compliance_reviewer', {})).json).toMatchObject({ verdict: 'approved' });
  expect((await waiting()).map(({ id }: { id: string }) => id)).not.toContain('soon');
  const preview = await ask('POST /v1/content/preview', 'content_creator', { definition: soon });
  expect(preview.json).toMatchObject({ approval: 'approved', fingerprint: first.fingerprint });
  const { entries } = await shop.dependencies.members.audit.page({ limit: 20 });
  const noted = entries.filter(({ permission }) => permission === 'content.approve');
  // All at one moment, so in no order.
  expect(noted.map(({ target, status, by }) => `${target.template} ${status} ${by.id}`).sort()).toEqual([
    'soon 200 compliance-reviewer',
    'soon 200 compliance-reviewer',
    'soon 403 content-creator',
    'soon 409 compliance-reviewer',
  ]);
});

test('what is released is approved by the same word, and the library says so', async () => {
  const state = async () => {
    const { content } = (await ask('GET /v1/content', 'content_creator')).json;
    return content.find(({ id, kind }: { id: string; kind: string }) => kind === 'block' && id === 'buy').approval;
  };
  expect(await state()).toBe('draft');
  expect((await ask('POST /v1/content/buy/approve', 'compliance_reviewer', { kind: 'block' })).status).toBe(200);
  expect(await state()).toBe('approved');
  expect((await ask('POST /v1/content/nothing/approve', 'compliance_reviewer', {})).status).toBe(404);
});
