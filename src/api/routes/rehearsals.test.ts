/** Against the product as a whole: a journey that is not released is tried, and nothing else is moved. */
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfOf, type RoleId } from '../../runtime/index.ts';
import { openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
const cookies = new Map<RoleId, Record<string, string>>();
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  for (const role of ['owner', 'content_creator', 'journey_designer', 'analyst', 'rules_engineer', 'advisor'] as const) {
    const { members, sessions } = shop.dependencies.members;
    const { id } = await members.vouched({ subject: role, name: `The ${role}`, email: `${role}@example.com`, roles: [role] });
    const secret = await sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    cookies.set(role, { cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
    const scope = SCOPES[role];
    if (scope) await members.change(id, { scope: { traits: { favorite_categories: [scope] } } });
  }
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
  const kept = await ask('PUT /v1/changes/journey/hello', { definition: HELLO, on: 3 });
  expect(kept).toMatchObject({ status: 200, json: { problems: [] } });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

/** Of whom the customer is one, and not. */
const SCOPES: Partial<Record<RoleId, string>> = { analyst: 'gifts', rules_engineer: 'shoes' };

const HELLO = {
  name: { en: 'Hello', zh: '你好' },
  stage: 'acquire',
  trigger: { type: 'event', event: 'Signed Up' },
  reentry: 'once',
  steps: [{ type: 'wait', duration: '1d', id: 'pause' }],
};

async function ask(
  route: string,
  payload?: object,
  role: RoleId = 'owner',
): Promise<{ readonly status: number; readonly json: Record<string, unknown> }> {
  const [method, url] = route.split(' ') as ['GET', string];
  const headers = { host: 'localhost', ...cookies.get(role)! };
  const { statusCode, body } = await server.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: statusCode, json: JSON.parse(body) };
}

const TEST = 'POST /v1/rehearsals/test';
const SCRIPT = [
  { traits: { first_name: 'Ada', email: 'ada@example.com' } },
  { after: '2h', event: 'Signed Up', properties: { plan: 'pro' } },
];

describe('a test', () => {
  test('tells the path through a journey that is unpublished, with its virtual times', async () => {
    const { status, json } = await ask(TEST, { journey: 'hello', length: '3d', script: SCRIPT });
    expect(json).toMatchObject({ journey: 'hello', release: 3, entered: 1 });
    expect(status).toBe(200);
    const { start, end, steps } = json as {
      readonly start: number;
      readonly end: number;
      readonly steps: readonly { readonly at: number }[];
    };
    expect(end - start).toBe(3 * 86_400_000);
    expect(steps).toMatchObject([{ step: 'pause', at: start + 7_200_000, until: start + 93_600_000 }]);
    expect(shop.applied).toEqual([]);
    expect(await shop.dependencies.outbox.list({ limit: 10 })).toEqual([]);
  });

  test('personal data that a member may not see is masked', async () => {
    const { json } = await ask(TEST, { journey: 'hello', length: '1d', script: SCRIPT }, 'content_creator');
    expect(JSON.stringify(json)).toContain('a***@example.com');
    expect(JSON.stringify(json)).not.toContain('ada@example.com');
  });

  test.each([
    ['a length that is none', { journey: 'hello', length: 'long' }, 'length'],
    ['a length of years', { journey: 'hello', length: '900d' }, 'length'],
    ['an act of nothing', { journey: 'hello', script: [{ after: '1h' }] }, 'script.0.event'],
    ['no journey', {}, 'journey'],
    ['something else', { journey: 'hello', speed: 2 }, 'speed'],
  ])('%s is refused by its name', async (_, body, field) => {
    const { status, json } = await ask(TEST, body);
    expect({ status, code: json.code }).toEqual({ status: 400, code: 'VOLANO_QUERY_INVALID' });
    expect(json.reason).toContain(field);
  });

  test('says which journey there is not, and which event the door refuses', async () => {
    expect(await ask(TEST, { journey: 'none' })).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
    expect(await ask(TEST, { journey: 'hello', script: [{ event: '$identify' }] })).toMatchObject({
      status: 422,
      json: { code: 'VOLANO_REHEARSAL_IMPOSSIBLE' },
    });
  });

  test('is not for who may not see what is unpublished', async () =>
    expect(await ask(TEST, { journey: 'hello' }, 'advisor')).toMatchObject({ status: 403, json: { permission: 'releases.read' } }));
});

describe('a test of a customer who is known', () => {
  const { customer } = PROFILE;
  const asked = { journey: 'hello', length: '3d', script: [{ event: 'Signed Up' }] };
  const byPhone = { ...asked, namespace: 'phone', value: '+8613800001234' };

  test('leads a copy of it through, and says whose', async () => {
    for (const body of [{ ...asked, customer }, byPhone]) {
      const { status, json } = await ask(TEST, body);
      expect(json).toMatchObject({ customer, entered: 1, steps: [{ step: 'pause' }], known: { segments: [], tags: [], unknownPast: [] } });
      expect((json.known as { readonly identifiers: unknown }).identifiers).toEqual(PROFILE.identifiers);
      expect(status).toBe(200);
    }
    const { json } = await ask(TEST, asked);
    expect([json.customer, json.known]).toEqual([undefined, undefined]);
  });

  test('needs the permission to see customers beside its own', async () => {
    expect(await ask(TEST, byPhone, 'content_creator')).toMatchObject({ status: 403, json: { permission: 'customers.read' } });
    expect(await ask(TEST, { ...asked, customer }, 'content_creator')).toMatchObject({
      status: 403,
      json: { permission: 'customers.read' },
    });
    expect(await ask(TEST, { ...asked, customer }, 'advisor')).toMatchObject({ status: 403, json: { permission: 'releases.read' } });
  });

  test('is not for who may not see this one: it is as if there were nobody', async () => {
    for (const body of [byPhone, { ...asked, customer }])
      expect(await ask(TEST, body, 'rules_engineer')).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
    expect(await ask(TEST, { ...asked, customer: 'nobody' }, 'rules_engineer')).toMatchObject({ status: 404 });
    expect(await ask(TEST, byPhone, 'analyst')).toMatchObject({ status: 200, json: { customer } });
  });

  test('shows personal data as everywhere', async () => {
    const { json } = await ask(TEST, { ...asked, customer }, 'journey_designer');
    expect(json.customer).toBe(customer);
    expect(JSON.stringify(json)).not.toContain('13800001234');
    expect(JSON.stringify(json)).toContain('1234');
  });

  test('stands in the audit log as a look at this customer; one of somebody made up is none', async () => {
    const looks = async () => {
      const { json } = await ask('GET /v1/audit?area=releases');
      return (json.entries as { readonly by: { readonly id: string }; readonly target: object; readonly kind: string }[])
        .filter(({ kind }) => kind === 'look')
        .map(({ by, target }) => [by.id, target]);
    };
    expect(await looks()).toContainEqual(['analyst', { customer }]);
    expect(await looks()).toContainEqual(['rules-engineer', {}]);
  });

  test.each([
    ['half an identifier', { namespace: 'phone' }, 400, 'VOLANO_QUERY_INVALID'],
    ['nobody', { customer: 'nobody' }, 404, 'VOLANO_RESOURCE_UNKNOWN'],
    ['an identifier of nobody', { namespace: 'user_id', value: 'nobody' }, 404, 'VOLANO_RESOURCE_UNKNOWN'],
  ])('%s is refused', async (_, whom, status, code) =>
    expect(await ask(TEST, { ...asked, ...whom })).toMatchObject({ status, json: { code } }),
  );
});

describe('a simulation', () => {
  const SIMULATIONS = '/v1/rehearsals/simulations';

  test('is begun, asked for, stopped and forgotten; there is one at a time', async () => {
    const begun = await ask(`POST ${SIMULATIONS}`, { since: 0 });
    expect(begun).toMatchObject({ status: 202, json: { state: 'running', progress: 0, compare: true, by: 'owner', base: 3 } });
    expect(await ask(`POST ${SIMULATIONS}`, { since: 0 })).toMatchObject({ status: 429, json: { code: 'VOLANO_REHEARSAL_BUSY' } });
    const one = `${SIMULATIONS}/${begun.json.id}`;
    expect((await ask(`GET ${one}`)).json).toMatchObject({ id: begun.json.id });
    expect((await ask(`DELETE ${one}`)).status).toBe(200);
    expect(['stopped', 'failed']).toContain((await ask(`GET ${one}`)).json.state);
    expect((await ask(`DELETE ${one}`)).status).toBe(200);
    expect(await ask(`GET ${one}`)).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
  });

  test('says what kept it from being done', async () => {
    const { json } = await ask(`POST ${SIMULATIONS}`, { since: 0, compare: false });
    // There is no log in the folder.
    await expect
      .poll(async () => (await ask(`GET ${SIMULATIONS}/${json.id}`)).json, { timeout: 60_000 })
      .toMatchObject({
        state: 'failed',
        problem: { code: 'VOLANO_STORE_MISSING' },
      });
  });

  test('needs a beginning, and is not for who may change nothing', async () => {
    expect(await ask(`POST ${SIMULATIONS}`, {})).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    expect(await ask(`POST ${SIMULATIONS}`, { since: 0 }, 'advisor')).toMatchObject({
      status: 403,
      json: { permission: 'releases.write' },
    });
  });
});
