import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfOf, type RoleId } from '../../runtime/index.ts';
import { NOON, openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
const cookies = new Map<RoleId, string>();
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  const { members, sessions } = shop.dependencies.members;
  for (const role of ['owner', 'analyst', 'service_agent'] as const) {
    const { id } = await members.vouched({ subject: role, name: role, email: `${role}@example.com`, roles: [role] });
    const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    expect(csrfOf(secret)).not.toBe('');
    cookies.set(role, `volano=${secret}`);
  }
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

interface Answer {
  readonly members: readonly { readonly identifiers: readonly (readonly string[])[] }[];
  readonly days: readonly { readonly day: string }[];
  readonly customers: readonly { readonly matched: readonly string[] }[];
  readonly reason: string;
}

async function ask(url: string, role: RoleId = 'owner'): Promise<{ readonly status: number; readonly json: Answer }> {
  const { statusCode, body } = await server.inject({ url, headers: { host: 'localhost', cookie: cookies.get(role)! } });
  return { status: statusCode, json: JSON.parse(body) };
}

describe('members', () => {
  test('of a released segment or tag, and of no other', async () => {
    expect((await ask('/v1/segments/members/members')).json).toMatchObject({ members: [{ customer: PROFILE.customer, since: NOON }] });
    expect((await ask('/v1/tags/high_value/members?limit=1&before=17-c1')).status).toBe(200);
    expect((await ask('/v1/segments/high_value/members')).status).toBe(404);
    expect((await ask('/v1/tags/members/members')).status).toBe(404);
  });

  test('are masked for who may not see personal data, and kept from who may not see segments', async () => {
    const phone = (answer: { readonly json: Answer }) =>
      answer.json.members[0]!.identifiers.find(([namespace]) => namespace === 'phone')![1];
    expect(phone(await ask('/v1/segments/members/members'))).toBe('+8613800001234');
    expect(phone(await ask('/v1/segments/members/members', 'analyst'))).toMatch(/^\+86\*+1234$/);
    expect(await ask('/v1/segments/members/members', 'service_agent')).toMatchObject({ status: 403 });
    expect((await ask('/v1/tags/high_value/members', 'service_agent')).status).toBe(200);
  });

  test.each(['before=x', 'before=1', 'limit=0', 'limit=501', 'page=2'])('refuses ?%s', async (query) =>
    expect((await ask(`/v1/segments/members/members?${query}`)).status).toBe(400),
  );
});

describe('the history', () => {
  test('is of ninety days up to today, or of those that are asked for', async () => {
    const { days } = (await ask('/v1/segments/members/history')).json;
    expect(days).toHaveLength(90);
    expect(days.at(-1)!.day).toBe(new Date(NOON).toISOString().slice(0, 10));
    const two = await ask('/v1/tags/high_value/history?from=2026-02-28&to=2026-03-01');
    expect(two.json.days.map(({ day }) => day)).toEqual(['2026-02-28', '2026-03-01']);
    expect((await ask('/v1/segments/nobody/history')).status).toBe(404);
  });

  test.each(['from=2026-02-30', 'to=yesterday', 'from=2026-03-02&to=2026-03-01', 'from=2020-01-01&to=2026-01-01'])(
    'refuses ?%s',
    async (query) => expect((await ask(`/v1/segments/members/history?${query}`)).status).toBe(400),
  );
});

describe('the flow', () => {
  test('is of thirty days up to today, or of those that are asked for', async () => {
    const today = new Date(NOON).toISOString().slice(0, 10);
    const first = new Date(NOON - 29 * 86_400_000).toISOString().slice(0, 10);
    expect(await ask('/v1/segments/members/flow')).toMatchObject({
      status: 200,
      json: {
        from: first,
        to: today,
        cameFrom: [
          { segment: 'repurchase_due', customers: 7 },
          { segment: null, customers: 2 },
        ],
        wentTo: [{ customers: 1 }],
      },
    });
    expect((await ask('/v1/segments/members/flow?days=7&to=2026-02-07')).json).toMatchObject({ from: '2026-02-01', to: '2026-02-07' });
  });

  test('is of released segments, for who may see segments', async () => {
    expect((await ask('/v1/segments/high_value/flow')).status).toBe(404);
    expect((await ask('/v1/segments/members/flow', 'service_agent')).status).toBe(403);
  });

  test.each(['to=2026-02-30', 'days=0', 'days=367', 'days=x', 'from=2026-03-01'])('refuses ?%s', async (query) =>
    expect((await ask(`/v1/segments/members/flow?${query}`)).status).toBe(400),
  );
});

describe('the search', () => {
  const search = async (query: string, role?: RoleId) =>
    (await ask(`/v1/customers/search?${query}`, role)).json.customers.map(({ matched }) => matched);

  test('finds in all namespaces or in one', async () => {
    expect(await search('prefix=u-2')).toEqual([['user_id', 'u-20817']]);
    expect(await search('prefix=%2B861')).toEqual([['phone', '+8613800001234']]);
    expect(await search('prefix=u-2&namespace=phone')).toEqual([]);
  });

  test('does not tell telephone numbers digit by digit to who sees them masked', async () => {
    expect(await search('prefix=%2B861', 'analyst')).toEqual([]);
    expect(await search('prefix=u-2', 'analyst')).toEqual([['user_id', 'u-20817']]);
  });

  test.each(['', 'prefix=', 'prefix=a&after=zz', 'prefix=a&limit=1000'])('refuses ?%s', async (query) =>
    expect((await ask(`/v1/customers/search?${query}`)).status).toBe(400),
  );
});
