/** Who made a release is told by name. */
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
let cookie: string;
let deploy: string;
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  const { members, sessions, tokens } = shop.dependencies.members;
  for (const name of ['Ada Lovelace', 'Bo Yang']) {
    const id = name.split(' ')[0]!.toLowerCase();
    await members.vouched({ subject: id, name, email: `${id}@example.com`, roles: ['owner'] });
  }
  cookie = `volano=${await sessions.begin({ member: 'ada', way: 'oidc', address: '', agent: '' })}`;
  const made = await tokens.make({ name: 'Deploy', permissions: ['releases.write'], createdBy: 'ada' });
  deploy = made.token.id;
  const one = (number: number, said: object) => ({ number, definitions: 1, changed: 1, ...said });
  const releases = async () => [
    one(4, { by: 'carl', approvedBy: 'bo' }),
    one(3, { by: deploy }),
    one(2, { by: 'ada', approvedBy: 'bo' }),
    one(1, {}),
  ];
  await registerApi(server, { ...shop.dependencies, releases }, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

async function ask(url: string): Promise<Record<'releases' | 'drafts', readonly object[]>> {
  const { body } = await server.inject({ url, headers: { host: 'localhost', cookie } });
  return JSON.parse(body);
}

test('a member and a token by their names, nobody as the operator, and whoever is not known by what is written down', async () => {
  const [ada, bo] = [
    { kind: 'member', id: 'ada', name: 'Ada Lovelace' },
    { kind: 'member', id: 'bo', name: 'Bo Yang' },
  ];
  expect((await ask('/v1/releases')).releases).toMatchObject([
    { by: 'carl', maker: { kind: 'other', id: 'carl', name: 'carl' }, approver: bo },
    { by: deploy, maker: { kind: 'token', id: deploy, name: 'Deploy' } },
    { by: 'ada', maker: ada, approver: bo },
    { maker: { kind: 'operator' } },
  ]);
  expect((await ask('/v1/releases')).releases[3]).not.toHaveProperty('approver');
  expect((await ask('/v1/drafts')).drafts).toMatchObject([{ id: 'd1', by: 'ada', maker: ada }]);
});
