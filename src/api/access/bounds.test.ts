import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfOf, type MemberWish } from '../../runtime/index.ts';
import { CART_COMMAND, openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';
import { isWithin } from './bounds.ts';

const PHONE = '+8613800001234';
const WITHIN = { traits: { favorite_categories: ['gifts'] } };
const OUTSIDE = { traits: { favorite_categories: ['shoes'] } };

let shop: Shop;
let server: FastifyInstance;
const cookies = new Map<string, Record<string, string>>();

beforeAll(async () => {
  shop = await openShop();
  await shop.send({ message: 'm1', to: 'ada@example.com' }, { format: 'text', subject: 'Hello', body: `Your number is ${PHONE}` });
  await shop.send({ message: 'm2', customer: 'somebody' }, { format: 'text', subject: 'Hello', body: 'x' });
  server = fastify({ logger: false });
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
  await made('owner', { roles: ['owner'] });
  await made('analyst', { roles: ['analyst'] });
  await made('within', { roles: ['advisor'], scope: WITHIN });
  await made('outside', { roles: ['owner'], scope: OUTSIDE });
  await made('tags', { roles: ['advisor'], tags: ['browsing'] });
  await made('executive', { roles: ['executive'] });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

async function made(id: string, wish: Partial<MemberWish>): Promise<void> {
  const { members, sessions } = shop.dependencies.members;
  const { roles = [], ...more } = wish;
  await members.vouched({ subject: id, name: id, email: `${id}@example.com`, roles });
  await members.change(id, more);
  const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
  cookies.set(id, { cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
}

async function ask(who: string, route: string, body?: object): Promise<{ status: number; json: Record<string, unknown>; text: string }> {
  const [method, url] = route.split(' ') as ['GET', string];
  const headers = { host: 'localhost', ...cookies.get(who) };
  const answer = await server.inject({ method, url, headers, ...(body && { payload: body }) });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return { status: answer.statusCode, json: isJson ? answer.json() : {}, text: answer.body };
}

test('a scope is met by all of its traits, a list by one of its values', () => {
  const traits = { brand: 'A', regions: ['east', 'south'], store: 7, advisor: 'ben', none: null };
  const within = (scope: Parameters<typeof isWithin>[1]): boolean => isWithin({ traits }, scope);
  expect(within({ traits: { brand: ['A', 'B'], regions: ['south'], store: ['7'] } })).toBe(true);
  expect(within({ traits: { brand: ['A'], regions: ['north'] } })).toBe(false);
  expect(within({ traits: { missing: ['A'] } })).toBe(false);
  expect(within({ traits: { none: ['null'] } })).toBe(false);
  expect(within({ own: { trait: 'advisor', value: 'ben' } })).toBe(true);
  expect(within({ own: { trait: 'advisor', value: 'eve' } })).toBe(false);
});

describe('a customer outside of the scope', () => {
  const { customer } = PROFILE;
  test.each([
    [`GET /v1/customers/${customer}`],
    [`GET /v1/customers/${PROFILE.absorbed[0]}`],
    [`GET /v1/customers/phone/${encodeURIComponent(PHONE)}`],
    [`GET /v1/timeline?customer=${customer}`],
    [`GET /v1/lineage?customer=${customer}`],
    [`GET /v1/explain?customer=${customer}`],
    [`GET /v1/identity?customer=${customer}`],
    [`GET /v1/messages?customer=${customer}`],
    [`GET /v1/outbox?customer=${customer}`],
    [`GET /v1/steps?customer=${customer}`],
    [`GET /v1/outbox/m1`],
    [`GET /v1/content/cart_reminder/preview?customer=${customer}`],
    [`GET /v1/recommendations/goes_with?customer=${customer}`],
  ])('%s: is not there', async (route) => {
    expect((await ask('owner', route)).status).toBe(200);
    expect(await ask('outside', route)).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
  });

  test('is told of as nobody is', async () => {
    const { json } = await ask('outside', `GET /v1/customers/${customer}`);
    const nobody = await ask('outside', 'GET /v1/customers/nobody');
    expect(JSON.stringify(json).replace(customer, 'nobody')).toBe(JSON.stringify(nobody.json));
    expect((await ask('outside', `GET /v1/customers?customer=${customer}`)).json).toEqual({ customers: [] });
  });

  test('is changed by nothing', async () => {
    const asked = { customer };
    expect((await ask('outside', 'POST /v1/journeys/reminder/start', asked)).status).toBe(404);
    expect((await ask('outside', 'POST /v1/journeys/reminder/start', { identifiers: [['phone', PHONE]] })).status).toBe(404);
    expect((await ask('outside', 'POST /v1/inbox-tokens', asked)).status).toBe(404);
    expect((await ask('outside', 'POST /v1/inbox-tokens', { identifier: ['phone', PHONE] })).status).toBe(404);
    expect((await ask('outside', 'POST /v1/decide', { placement: 'home', identifiers: { phone: PHONE } })).status).toBe(404);
    expect(shop.started).toEqual([]);
    expect((await ask('within', 'POST /v1/journeys/reminder/start', asked)).status).toBe(202);
  });

  test('is in no list', async () => {
    const messages = async (who: string): Promise<unknown[]> =>
      ((await ask(who, 'GET /v1/outbox')).json.messages as { message: string }[]).map(({ message }) => message);
    expect(await messages('owner')).toEqual(['m2', 'm1']);
    expect(await messages('within')).toEqual(['m1']);
    expect(await messages('outside')).toEqual([]);
    expect(
      ((await ask('within', 'GET /v1/steps')).json.steps as { customer: string }[]).every((one) => one.customer === CART_COMMAND.customer),
    ).toBe(true);
  });

  test('leaves a member without what cannot be kept to a scope', async () => {
    for (const route of ['GET /v1/quarantine', 'GET /v1/audit', 'POST /v1/redeliver', 'POST /v1/identity/bind', 'POST /v1/backup'])
      expect(await ask('outside', route, route.startsWith('POST') ? {} : undefined)).toMatchObject({ status: 403 });
  });
});

describe('personal data', () => {
  test('is masked for who may not see it whole', async () => {
    const route = `GET /v1/customers/${PROFILE.customer}`;
    expect((await ask('owner', route)).text).toContain(PHONE);
    const { json, text } = await ask('analyst', route);
    expect(text).not.toContain(PHONE);
    expect(json.identifiers).toContainEqual(['phone', '+86*******1234']);
    expect(json.identifiers).toContainEqual(['user_id', 'u-20817']);
    expect((await ask('within', route)).text).toContain(PHONE);
  });

  test('is masked in messages, and in how they look', async () => {
    for (const who of ['owner', 'analyst']) {
      const { json, text } = await ask(who, 'GET /v1/outbox/m1');
      const shown = await ask(who, `GET ${json.preview}`);
      expect(shown.status).toBe(200);
      const sees = who === 'owner';
      expect([text.includes('ada@example.com'), text.includes(PHONE), shown.text.includes(PHONE)]).toEqual([sees, sees, sees]);
    }
    expect((await ask('analyst', 'GET /v1/outbox/m1/preview?key=x')).status).toBe(404);
  });

  test('of a customer is not asked for by who sees no customers', async () => {
    expect(await ask('executive', 'GET /v1/calendar?customer=c1')).toMatchObject({ status: 403, json: { permission: 'customers.read' } });
    expect((await ask('executive', 'GET /v1/calendar')).status).toBe(200);
  });

  test('comes with the tags that a member is to see', async () => {
    const { json } = await ask('tags', `GET /v1/customers/${PROFILE.customer}`);
    expect(json.tags).toMatchObject([{ id: 'browsing' }]);
    expect((await ask('tags', 'GET /v1/tags/high_value')).json).toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  });

  test('is not in the feed of who may not see all of it', async () => {
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const latest = async (who: string): Promise<unknown[]> => {
      const { body } = await fetch(`http://127.0.0.1:${port}/v1/live`, { headers: { ...cookies.get(who) } });
      let text = '';
      for await (const piece of body!) {
        text += Buffer.from(piece).toString();
        const update = /data: (.*)\n\n/.exec(text)?.[1];
        if (update === undefined) continue;
        return JSON.parse(update).latest;
      }
      return [];
    };
    expect((await latest('owner')).length).toBeGreaterThan(0);
    for (const who of ['analyst', 'executive', 'within']) expect(await latest(who)).toEqual([]);
  });
});
