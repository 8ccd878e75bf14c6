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
  for (const role of ['owner', 'analyst', 'journey_designer'] as const) {
    const { id } = await members.vouched({ subject: role, name: role, email: `${role}@example.com`, roles: [role] });
    const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    headersOf.set(role, { host: 'localhost', cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
  }
  const mail = { name: { en: 'Mail', zh: '邮件' }, type: 'email', from: { name: 'Shop', address: 'shop@example.com' } };
  await shop.dependencies.changes.put({ kind: 'channel', id: 'mail' }, { definition: mail, on: 3, by: 'ada' });
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

const ask = async (payload: object, role: RoleId = 'owner') => {
  const { statusCode, body } = await server.inject({ method: 'POST', url: '/v1/broadcasts', headers: headersOf.get(role)!, payload });
  return { status: statusCode, json: JSON.parse(body) as { readonly reason?: string } };
};
const broadcast = { segment: 'repurchase_due', template: 'cart_reminder', channel: 'mail', purpose: 'offers', at: '2126-05-01T10:00' };
const journey = 'broadcast_cart_reminder_21260501';

test('what it would be, whoever may propose; putting it needs who may change journeys', async () => {
  expect(await ask({ broadcast, dryRun: true }, 'analyst')).toMatchObject({
    status: 200,
    json: { journey, segment: 'repurchase_due', at: Date.parse('2126-05-01T02:00Z'), holdout: 0.1 },
  });
  expect(await ask({ broadcast }, 'analyst')).toMatchObject({ status: 403, json: { permission: 'journeys.write' } });
  expect(await ask({ broadcast }, 'journey_designer')).toMatchObject({ status: 201, json: { journey } });
  expect(await shop.dependencies.changes.get({ kind: 'journey', id: journey })).toMatchObject({
    by: 'journey-designer',
    definition: { trigger: { type: 'schedule', date: '2126-05-01', at: '10:00', segment: 'repurchase_due' }, reentry: 'once' },
  });
  const { entries } = await shop.dependencies.members.audit.page({ limit: 20 });
  expect(entries.filter(({ route }) => route === '/v1/broadcasts').map(({ kind, status }) => [kind, status])).toContainEqual([
    'change',
    201,
  ]);
});

test.each([
  [{}, 400, 'broadcast'],
  [{ broadcast: { ...broadcast, at: '2126-05-01T10:00Z' } }, 400, 'without a zone'],
  [{ broadcast: { ...broadcast, at: '2020-05-01T10:00' } }, 400, 'has passed'],
  [{ broadcast: { ...broadcast, holdout: 1 } }, 400, 'broadcast.holdout'],
  [{ broadcast: { ...broadcast, id: 'May Day' } }, 400, 'broadcast.id'],
  [{ broadcast: { ...broadcast, who: 'all' } }, 400, 'broadcast.who'],
  [{ broadcast: { ...broadcast, id: 'win_back' } }, 400, 'There is a journey "win_back" already'],
  [{ broadcast: { ...broadcast, segment: 'nobody' } }, 404, 'nobody'],
])('%j is refused', async (body, status, reason) => {
  expect(await ask({ dryRun: true, ...body })).toMatchObject({ status, json: { reason: expect.stringContaining(reason) } });
});
