import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csrfOf, type RoleId } from '../../runtime/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
const headersOf = new Map<RoleId, Record<string, string>>();
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  const { members, sessions } = shop.dependencies.members;
  for (const role of ['owner', 'analyst'] as const) {
    const { id } = await members.vouched({ subject: role, name: role, email: `${role}@example.com`, roles: [role] });
    const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    headersOf.set(role, { host: 'localhost', cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
  }
  const put = async (id: string, { assertMay }: Parameters<typeof shop.dependencies.playbooks.put>[1]) => {
    const plan = await shop.dependencies.playbooks.plan(id);
    for (const { kind } of plan.definitions) assertMay(kind);
    return plan;
  };
  const playbooks = { list: () => shop.dependencies.playbooks.list(), plan: (id: string) => shop.dependencies.playbooks.plan(id), put };
  await registerApi(server, { ...shop.dependencies, playbooks }, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

const take = async (id: string, payload: object, role: RoleId) => {
  const { statusCode, body } = await server.inject({ method: 'POST', url: `/v1/playbooks/${id}`, headers: headersOf.get(role)!, payload });
  return { status: statusCode, json: JSON.parse(body) as object };
};

test('all of the shelf are listed in both languages', async () => {
  const { body } = await server.inject({ url: '/v1/playbooks', headers: headersOf.get('analyst')! });
  const { playbooks } = JSON.parse(body) as { readonly playbooks: readonly { readonly id: string; readonly name: object }[] };
  expect(playbooks.length).toBeGreaterThan(15);
  expect(playbooks.find(({ id }) => id === 'birthday-gift')).toMatchObject({ name: { zh: expect.stringMatching(/\p{Script=Han}/u) } });
});

test('one is looked at by whoever may propose, and put by who may change what it brings', async () => {
  expect(await take('large-cart', { dryRun: true }, 'analyst')).toMatchObject({ status: 200, json: { playbook: 'large-cart' } });
  expect(await take('large-cart', {}, 'analyst')).toMatchObject({ status: 403, json: { permission: expect.any(String) } });
  expect(await take('large-cart', {}, 'owner')).toMatchObject({ status: 201 });
  expect(await take('nothing', {}, 'owner')).toMatchObject({ status: 404 });
  expect(await take('large-cart', { dryRun: 1 }, 'owner')).toMatchObject({ status: 400 });
});
