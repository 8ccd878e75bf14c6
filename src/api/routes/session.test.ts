/** Signing in, members, tokens and the audit log, over HTTP. */
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { NOON, openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { type ApiOptions, registerApi } from '../register.ts';

const PASSWORD = 'correct horse battery';
const ADA = { name: 'Ada', email: 'ada@example.com', password: PASSWORD };
const ELSEWHERE: ApiOptions = { host: '0.0.0.0', adminToken: 's3cret', machineToken: 'machine' };
const OPERATOR = { authorization: 'Bearer s3cret' };
/** What whoever is not signed in is told of itself. */
const NOBODY = { roles: [], permissions: [], signIn: 'password' };

let shop: Shop;
let server: FastifyInstance;
let now: number;

beforeEach(async () => {
  shop = await openShop();
  now = NOON;
  await open({ host: '127.0.0.1', machineToken: 'machine' });
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

async function open(options: ApiOptions): Promise<void> {
  await server?.close();
  server = fastify({ logger: false });
  const { dependencies } = shop;
  (dependencies as { now: () => number }).now = () => now;
  await registerApi(server, dependencies, options);
}

interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly headers: Record<string, unknown>;
}

async function ask(route: string, { body, ...headers }: Record<string, unknown> = {}): Promise<Answer> {
  const [method, url] = route.split(' ') as ['GET', string];
  const answer = await server.inject({
    method,
    url,
    headers: { host: 'localhost', ...(headers as Record<string, string>) },
    ...(body !== undefined && { payload: body as object }),
  });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return { status: answer.statusCode, text: answer.body, json: isJson ? answer.json() : {}, headers: answer.headers };
}

/** What a browser sends from then on. */
function browserOf({ headers, json }: Answer): Record<string, string> {
  return { cookie: String(headers['set-cookie']).split(';', 1)[0]!, 'x-volano-csrf': String(json.csrf) };
}

async function owner(): Promise<Record<string, string>> {
  return browserOf(await ask('POST /v1/session', { body: ADA }));
}

/** Invites, opens the link, and is signed in. */
async function join(by: Record<string, string>, member: object): Promise<Record<string, string>> {
  const invited = await ask('POST /v1/members', { ...by, body: member });
  expect(invited.status).toBe(201);
  const link = (invited.json.link as { path: string }).path.split('#')[1];
  return browserOf(await ask('POST /v1/session/join', { body: { link, password: PASSWORD } }));
}

describe('without members', () => {
  test('who is on this machine may everything, and is told that nobody is a member', async () => {
    const { status, json } = await ask('GET /v1/session');
    expect(status).toBe(200);
    expect(json).toMatchObject({ setup: true, roles: [], permissions: expect.arrayContaining(['settings.members']) });
    expect((await ask('GET /v1/outbox')).status).toBe(200);
  });

  test('the first owner is made by signing in, and then nobody may without', async () => {
    expect((await ask('POST /v1/session', { body: { email: ADA.email, password: PASSWORD } })).json).toMatchObject({
      code: 'VOLANO_ACCESS_FIELD',
    });
    const made = await ask('POST /v1/session', { body: ADA });
    expect(made.json).toMatchObject({ member: { id: 'ada', name: 'Ada', email: ADA.email }, roles: ['owner'] });
    expect('setup' in made.json).toBe(false);
    expect(await ask('GET /v1/outbox')).toMatchObject({ status: 401, json: { code: 'VOLANO_ACCESS_SIGN_IN_REQUIRED' } });
    expect((await ask('GET /v1/outbox', browserOf(made))).status).toBe(200);
    expect(await ask('POST /v1/session', { body: { ...ADA, email: 'eve@example.com' } })).toMatchObject({ status: 401 });
  });

  test('on an address of all machines the admin token makes the first owner, and nobody else', async () => {
    await open(ELSEWHERE);
    expect(await ask('GET /v1/session')).toMatchObject({ status: 200, json: { ...NOBODY, signIn: 'token' } });
    expect((await ask('GET /v1/session', { authorization: 'Bearer wrong' })).json).toMatchObject({ code: 'VOLANO_ADMIN_TOKEN_WRONG' });
    expect((await ask('POST /v1/session', { body: ADA })).json).toMatchObject({ code: 'VOLANO_ADMIN_TOKEN_REQUIRED' });
    expect((await ask('POST /v1/session', { ...OPERATOR, body: ADA })).json).toMatchObject({ member: { id: 'ada' } });
  });

  test('the link that the start prints does too, from wherever', async () => {
    await open(ELSEWHERE);
    const { secret: link } = (await shop.dependencies.members.members.firstLink())!;
    expect((await ask('POST /v1/session/link', { body: { link } })).json).toEqual({ setup: true });
    expect((await ask('POST /v1/session/join', { body: { link, ...ADA } })).json).toMatchObject({ roles: ['owner'] });
    expect(await ask('POST /v1/session/join', { body: { link, ...ADA } })).toMatchObject({
      status: 410,
      json: { code: 'VOLANO_ACCESS_LINK_INVALID' },
    });
  });
});

describe('a session', () => {
  test('lies in a cookie that scripts cannot read, bound to its host over https', async () => {
    const cookie = String((await ask('POST /v1/session', { body: ADA })).headers['set-cookie']);
    expect(cookie).toMatch(/^volano=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const far = await ask('POST /v1/session', { host: 'volano.example', body: { email: ADA.email, password: PASSWORD } });
    expect(String(far.headers['set-cookie'])).toMatch(/^__Host-volano=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    const browser = { ...browserOf(far), host: 'volano.example' };
    expect((await ask('GET /v1/session', browser)).json).toMatchObject({ member: { id: 'ada' } });
    // Another site of the same domain can set a cookie of the plain name.
    expect((await ask('GET /v1/session', { host: 'volano.example', cookie: cookie.split(';', 1)[0] })).json).toEqual(NOBODY);
  });

  test('is another one at each signing in, and the one before ends', async () => {
    const first = await owner();
    const second = browserOf(await ask('POST /v1/session', { ...first, body: { email: ADA.email, password: PASSWORD } }));
    expect(second.cookie).not.toBe(first.cookie);
    // Nothing is wrong with asking: a page does so before anybody could have signed in.
    expect(await ask('GET /v1/session', first)).toMatchObject({ status: 200, json: NOBODY });
    expect(await ask('GET /v1/session', { authorization: 'Bearer volano_nothing' })).toMatchObject({ status: 401 });
    expect((await ask('GET /v1/session', second)).status).toBe(200);
  });

  test('is refused with a wrong password, and with none', async () => {
    await owner();
    const wrong = await ask('POST /v1/session', { body: { email: ADA.email, password: 'wrong' } });
    expect(wrong).toMatchObject({ status: 401, json: { code: 'VOLANO_ACCESS_SIGN_IN_REFUSED' } });
    expect(wrong.headers['set-cookie']).toBeUndefined();
    expect((await ask('POST /v1/session', { body: { email: 'ada' } })).json).toMatchObject({ code: 'VOLANO_QUERY_INVALID' });
    for (let again = 0; again < 5; again++) await ask('POST /v1/session', { body: { email: ADA.email, password: 'wrong' } });
    const throttled = await ask('POST /v1/session', { body: { email: ADA.email, password: PASSWORD } });
    expect(throttled).toMatchObject({ status: 429, json: { code: 'VOLANO_ACCESS_THROTTLED' } });
    expect(Number(throttled.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('changes nothing without its token, which another session has not', async () => {
    const { cookie } = await owner();
    const other = browserOf(await ask('POST /v1/session', { body: { email: ADA.email, password: PASSWORD } }));
    for (const csrf of [{}, { 'x-volano-csrf': 'x' }, { 'x-volano-csrf': other['x-volano-csrf'] }]) {
      const refused = await ask('POST /v1/redeliver', { cookie, ...csrf, body: { all: true } });
      expect(refused).toMatchObject({ status: 403, json: { code: 'VOLANO_ACCESS_CSRF' } });
    }
    expect(shop.redelivered).toEqual([]);
    expect((await ask('DELETE /v1/session', { cookie })).json).toMatchObject({ code: 'VOLANO_ACCESS_CSRF' });
  });

  test('ends here, one by one, or everywhere', async () => {
    const [here, there] = [await owner(), browserOf(await ask('POST /v1/session', { body: { email: ADA.email, password: PASSWORD } }))];
    const { sessions } = (await ask('GET /v1/sessions', here)).json as unknown as { sessions: { id: string; current: boolean }[] };
    expect(sessions).toHaveLength(2);
    expect(JSON.stringify(sessions)).not.toContain(here.cookie!.split('=')[1]);
    const far = sessions.find(({ current }) => !current)!;
    expect((await ask(`DELETE /v1/sessions/${far.id}`, here)).status).toBe(200);
    expect((await ask(`DELETE /v1/sessions/${far.id}`, here)).status).toBe(404);
    expect((await ask('GET /v1/session', there)).json).toEqual(NOBODY);
    const again = browserOf(await ask('POST /v1/session', { body: { email: ADA.email, password: PASSWORD } }));
    const out = await ask('DELETE /v1/session?everywhere=true', here);
    expect(String(out.headers['set-cookie'])).toContain('volano=; Path=/; Max-Age=0');
    for (const gone of [here, again]) expect((await ask('GET /v1/session', gone)).json).toEqual(NOBODY);
  });

  test('speaks the language that its member has chosen', async () => {
    const here = await owner();
    expect((await ask('PATCH /v1/session', { ...here, body: { language: 'zh' } })).json).toMatchObject({ language: 'zh' });
    expect((await ask('GET /v1/session', here)).json).toMatchObject({ language: 'zh' });
    expect((await ask('PATCH /v1/session', { ...here, body: { roles: ['owner'] } })).status).toBe(400);
  });

  test('takes a new password, and everybody signs in anew', async () => {
    const here = await owner();
    const change = (current: string) => ask('POST /v1/session/password', { ...here, body: { current, password: 'another horse battery' } });
    expect((await change('wrong')).json).toMatchObject({ code: 'VOLANO_ACCESS_SIGN_IN_REFUSED' });
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await ask('GET /v1/session', here)).json).toEqual(NOBODY);
    expect((await ask('POST /v1/session', { body: { email: ADA.email, password: 'another horse battery' } })).status).toBe(200);
  });
});

describe('members', () => {
  test('are invited, open their link, and may what their roles say', async () => {
    const ada = await owner();
    const ben = await join(ada, { name: 'Ben', email: 'ben@example.com', roles: ['analyst'] });
    expect((await ask('GET /v1/session', ben)).json).toMatchObject({ member: { id: 'ben' }, roles: ['analyst'] });
    expect(await ask('POST /v1/redeliver', { ...ben, body: { all: true } })).toMatchObject({
      status: 403,
      json: { code: 'VOLANO_ACCESS_DENIED', permission: 'messages.redeliver' },
    });
    expect((await ask('PATCH /v1/members/ben', { ...ada, body: { roles: ['channel_operator'] } })).status).toBe(200);
    expect((await ask('POST /v1/redeliver', { ...ben, body: { all: true } })).status).toBe(200);
    expect((await ask('GET /v1/members', ada)).json).toMatchObject({
      members: [{ id: 'ada' }, { id: 'ben', roles: ['channel_operator'] }],
    });
    expect((await ask('PATCH /v1/members/ben', { ...ada, body: { state: 'disabled' } })).status).toBe(200);
    expect((await ask('GET /v1/session', ben)).json).toEqual(NOBODY);
  });

  test('say what is wrong with what is said of them', async () => {
    const ada = await owner();
    const add = async (member: object): Promise<unknown> => (await ask('POST /v1/members', { ...ada, body: member })).json;
    const good = { name: 'Ben', email: 'ben@example.com', roles: ['analyst'] };
    expect(await add({ ...good, roles: ['king'] })).toMatchObject({
      code: 'VOLANO_QUERY_INVALID',
      reason: expect.stringContaining('roles'),
    });
    expect(await add({ ...good, scope: {} })).toMatchObject({ reason: expect.stringContaining('scope') });
    expect(await add({ ...good, email: 'ADA@example.com' })).toMatchObject({ code: 'VOLANO_ACCESS_EMAIL_TAKEN' });
    expect(await ask('PATCH /v1/members/ada', { ...ada, body: { roles: ['analyst'] } })).toMatchObject({
      status: 409,
      json: { code: 'VOLANO_ACCESS_LAST_OWNER' },
    });
    expect((await ask('GET /v1/members/nobody', ada)).status).toBe(404);
  });

  test('get a link for a new password, and are signed out by an owner', async () => {
    const ada = await owner();
    const ben = await join(ada, { name: 'Ben', email: 'ben@example.com', roles: ['analyst'] });
    expect((await ask('GET /v1/members/ben', ada)).json).toMatchObject({ sessions: [{ way: 'link' }] });
    expect((await ask('DELETE /v1/members/ben/sessions', ada)).status).toBe(200);
    expect((await ask('GET /v1/session', ben)).json).toEqual(NOBODY);
    const made = (await ask('POST /v1/members/ben/link', ada)).json.link as { path: string; expiresAt: number };
    expect(made).toEqual({ path: expect.stringMatching(/^\/console\/join#[\w-]{43}$/), expiresAt: NOON + 2 * HOUR });
    const link = made.path.split('#')[1];
    expect((await ask('POST /v1/session/link', { body: { link } })).json).toEqual({
      name: 'Ben',
      email: 'ben@example.com',
      invited: false,
    });
    expect((await ask('POST /v1/session/join', { body: { link, password: 'a third horse battery' } })).json).toMatchObject({
      roles: ['analyst'],
    });
  });

  test('see the roles there are, in both languages', async () => {
    const { roles, permissions } = (await ask('GET /v1/roles', await owner())).json as unknown as {
      roles: object[];
      permissions: object[];
    };
    expect(roles[0]).toMatchObject({ id: 'owner', name: { en: 'Owner', zh: '所有者' } });
    expect(permissions).toContainEqual({ id: 'audit.read', name: { en: 'Read the audit log', zh: '查看审计日志' } });
  });
});

describe('who is signed in', () => {
  test('is the member that proposes, approves and changes, whatever a header says', async () => {
    const ada = { ...(await owner()), 'x-volano-member': 'eve' };
    const project = { definitions: [] };
    expect((await ask('POST /v1/releases', { ...ada, body: { project } })).status).toBe(201);
    expect(shop.applied.at(-1)).toMatchObject({ member: { signedIn: 'ada' } });
    expect((await ask('POST /v1/drafts/d1/approve', ada)).json).toMatchObject({ approvedBy: 'ada' });
    expect((await ask('POST /v1/content/cart_reminder/rollback', { ...ada, body: { version: 1 } })).status).toBe(201);
    expect(shop.applied.at(-1)).toMatchObject({ member: { signedIn: 'ada' }, note: 'cart_reminder: version 1 again' });
    await ask('POST /v1/redeliver', { ...ada, body: { all: true } });
    expect(shop.redelivered.at(-1)).toMatchObject({ by: 'ada' });
    await ask('POST /v1/redeliver', { authorization: 'Bearer machine', body: { all: true } });
    expect(shop.redelivered.at(-1)).toMatchObject({ by: 'api' });
    await ask('POST /v1/releases', { authorization: 'Bearer machine', 'x-volano-member': 'tok', body: { project } });
    expect(shop.applied.at(-1)).toMatchObject({ member: 'tok' });
  });
});

describe('a token', () => {
  const make = (by: Record<string, string>, body: object) => ask('POST /v1/tokens', { ...by, body });
  const bearer = ({ json }: Answer) => ({ authorization: `Bearer ${json.secret}` });

  test('of a member may what it says, as long as its member may', async () => {
    const ada = await owner();
    const ben = await join(ada, { name: 'Ben', email: 'ben@example.com', roles: ['analyst'] });
    const made = await make(ben, { name: 'Notebook', permissions: ['customers.read', 'reports.read'], days: 30 });
    expect(made.json).toMatchObject({ secret: expect.stringMatching(/^vlt_/), token: { member: 'ben', expiresAt: NOON + 30 * DAY } });
    const program = bearer(made);
    expect((await ask('GET /v1/report', program)).status).toBe(200);
    expect((await ask('GET /v1/outbox', program)).json).toMatchObject({ code: 'VOLANO_ACCESS_DENIED', permission: 'messages.read' });
    expect((await ask('GET /v1/session', program)).json).toMatchObject({ permissions: ['customers.read', 'reports.read'] });
    await ask('PATCH /v1/members/ben', { ...ada, body: { roles: ['service_agent'] } });
    expect((await ask('GET /v1/report', program)).status).toBe(403);
    await ask('PATCH /v1/members/ben', { ...ada, body: { state: 'disabled' } });
    expect((await ask('GET /v1/customers?customer=x', program)).json).toMatchObject({ code: 'VOLANO_ACCESS_TOKEN_INVALID' });
  });

  test('may never more than who makes it, nor make others', async () => {
    const ada = await owner();
    const ben = await join(ada, { name: 'Ben', email: 'ben@example.com', roles: ['analyst'] });
    const denied = (permission: string) => ({ status: 403, json: { code: 'VOLANO_ACCESS_DENIED', permission } });
    expect(await make(ben, { name: 'x', permissions: ['customers.personal'] })).toMatchObject(denied('customers.personal'));
    expect(await make(ben, { name: 'x', permissions: ['customers.read'], service: true })).toMatchObject(denied('settings.tokens'));
    expect(await make(ada, { name: 'x', permissions: ['self'] })).toMatchObject(denied('self'));
    expect(await make(ada, { name: 'x', permissions: ['settings.tokens'] })).toMatchObject(denied('settings.tokens'));
  });

  test('of a service is nobody’s, expires, and is revoked by who may', async () => {
    const ada = await owner();
    const made = await make(ada, { name: 'POS', permissions: ['decide'], service: true, days: 1 });
    const program = bearer(made);
    const { id } = made.json.token as { id: string };
    expect((await ask('POST /v1/decide', { ...program, body: { placement: 'home', customer: 'c1' } })).status).toBe(200);
    const ben = await join(ada, { name: 'Ben', email: 'ben@example.com', roles: ['analyst'] });
    expect((await ask('GET /v1/tokens', ben)).json).toEqual({ tokens: [] });
    expect((await ask('GET /v1/tokens?all=true', ben)).status).toBe(403);
    expect((await ask(`DELETE /v1/tokens/${id}`, ben)).status).toBe(404);
    expect((await ask('GET /v1/tokens?all=true', ada)).json).toMatchObject({ tokens: [{ id, name: 'POS', usedAt: NOON }] });
    now += DAY;
    expect((await ask('POST /v1/decide', { ...program, body: { placement: 'home', customer: 'c1' } })).status).toBe(401);
    now -= DAY;
    expect((await ask(`DELETE /v1/tokens/${id}`, ada)).status).toBe(200);
    expect((await ask('POST /v1/decide', { ...program, body: { placement: 'home', customer: 'c1' } })).status).toBe(401);
  });
});

describe('the operator', () => {
  test('has the admin token and, on the machine, its own, with members and without', async () => {
    await open(ELSEWHERE);
    for (const token of ['s3cret', 'machine']) expect((await ask('GET /v1/outbox', { authorization: `Bearer ${token}` })).status).toBe(200);
    await ask('POST /v1/session', { ...OPERATOR, body: ADA });
    for (const token of ['s3cret', 'machine'])
      expect((await ask('GET /v1/members', { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await ask('GET /v1/members', { authorization: 'Bearer machin' })).json).toMatchObject({ code: 'VOLANO_ACCESS_TOKEN_INVALID' });
    expect((await ask('GET /v1/session', OPERATOR)).json).toMatchObject({ roles: [], permissions: expect.arrayContaining(['audit.read']) });
  });
});

describe('requests', () => {
  test('are so many of one session at once, and of an address that is not signed in', async () => {
    const ada = await owner();
    const many = await Promise.all(Array.from({ length: 310 }, () => ask('GET /v1/names', ada)));
    expect(many.filter(({ status }) => status === 200)).toHaveLength(300);
    expect(many.at(-1)).toMatchObject({ status: 429, json: { code: 'VOLANO_ACCESS_RATE' } });
    const unknown = await Promise.all(Array.from({ length: 65 }, () => ask('GET /v1/names')));
    expect(unknown.filter(({ status }) => status === 401)).toHaveLength(60);
    now += 1_000;
    expect((await ask('GET /v1/names', ada)).status).toBe(200);
  });

  test('are as many of a service as a shop has visitors', async () => {
    const ada = await owner();
    const made = await ask('POST /v1/tokens', { ...ada, body: { name: 'Shop', permissions: ['decide'], days: 1, service: true } });
    const shop = { authorization: `Bearer ${made.json.secret}`, body: { placement: 'home', customer: 'c1' } };
    const many = await Promise.all(Array.from({ length: 350 }, () => ask('POST /v1/decide', shop)));
    expect(many.filter(({ status }) => status === 200)).toHaveLength(350);
  });
});

describe('the audit log', () => {
  const entries = async (by: Record<string, string>, query = ''): Promise<Record<string, unknown>[]> =>
    (await ask(`GET /v1/audit?${query}`, by)).json.entries as unknown as Record<string, unknown>[];

  test('has changes and looks, with who, what and how it ended, and no secret', async () => {
    const ada = await owner();
    await ask('POST /v1/session', { body: { email: ADA.email, password: 'a wrong one' } });
    await ask(`GET /v1/customers/${PROFILE.customer}`, ada);
    await ask('GET /v1/customers/phone/+8613800001234', ada);
    await ask('GET /v1/customers?namespace=phone&value=%2B8613800001234', ada);
    await ask('POST /v1/redeliver', { ...ada, body: { message: 'nothing' } });
    await ask('GET /v1/names', ada);
    const all = await entries(ada);
    expect(all.map(({ route, status, by, code }) => [route, status, (by as { id: string }).id, code])).toEqual(
      expect.arrayContaining([
        ['/v1/session', 200, 'ada', undefined],
        ['/v1/session', 401, '', 'VOLANO_ACCESS_SIGN_IN_REFUSED'],
        ['/v1/customers/:customer', 200, 'ada', undefined],
        ['/v1/customers', 200, 'ada', undefined],
        ['/v1/redeliver', 404, 'ada', 'VOLANO_RESOURCE_UNKNOWN'],
      ]),
    );
    expect(all).toHaveLength(5);
    expect(all).toContainEqual(
      expect.objectContaining({ target: { customer: PROFILE.customer }, kind: 'look', permission: 'customers.read' }),
    );
    const text = JSON.stringify(all);
    for (const secret of [PASSWORD, 'a wrong one', '13800001234', ada.cookie!.split('=')[1]!]) expect(text).not.toContain(secret);
  });

  test('has who was refused, and not who was nobody', async () => {
    const ada = await owner();
    const eve = await join(ada, { name: 'Eve', email: 'eve@example.com', roles: ['executive'] });
    await ask(`GET /v1/customers/${PROFILE.customer}`, eve);
    await ask(`GET /v1/customers/${PROFILE.customer}`);
    expect(await entries(ada, 'area=customers')).toMatchObject([
      { by: { kind: 'member', id: 'eve' }, status: 403, code: 'VOLANO_ACCESS_DENIED' },
    ]);
  });

  test('has a look that a page repeats once a minute', async () => {
    const ada = await owner();
    for (let look = 0; look < 3; look++) await ask('GET /v1/outbox', ada);
    expect(await entries(ada, 'area=messages')).toHaveLength(1);
    now += 60_000;
    await ask('GET /v1/outbox', ada);
    expect(await entries(ada, 'area=messages&member=ada&kind=look&limit=9')).toHaveLength(2);
    expect(await entries(ada, `area=messages&from=${NOON + 1}`)).toHaveLength(1);
  });

  test('has one look at a customer in ten minutes, however many addresses a page asks and however it follows what comes in', async () => {
    const ada = await owner();
    const about = `customer=${PROFILE.customer}`;
    const follow = async () => {
      for (const route of [`customers/${PROFILE.customer}`, `timeline?${about}`, `identity?${about}`]) await ask(`GET /v1/${route}`, ada);
      await ask('GET /v1/customers/phone/+8613800001234', ada);
    };
    for (let minute = 0; minute < 10; minute++, now += 60_000) await follow();
    expect(await entries(ada, about)).toMatchObject([{ kind: 'look', target: { customer: PROFILE.customer }, at: NOON }]);
    await follow();
    expect(await entries(ada, about)).toHaveLength(2);
  });

  test('has who was looked for by an identifier, by id; another member, and a refusal, are looks of their own', async () => {
    const ada = await owner();
    const eve = await join(ada, { name: 'Eve', email: 'eve@example.com', roles: ['analyst'] });
    const rob = await join(ada, { name: 'Rob', email: 'rob@example.com', roles: ['executive'] });
    for (const who of [ada, eve, rob]) {
      now += 1;
      await ask('GET /v1/customers/phone/+8613800001234', who);
    }
    const looks = await entries(ada, 'area=customers');
    expect(looks.map(({ by, status, target }) => [(by as { id: string }).id, status, target])).toEqual([
      ['rob', 403, { namespace: 'phone' }],
      ['eve', 200, { namespace: 'phone', customer: PROFILE.customer }],
      ['ada', 200, { namespace: 'phone', customer: PROFILE.customer }],
    ]);
  });

  test('goes into a spreadsheet, without formulas', async () => {
    const ada = await owner();
    await ask('GET /v1/customers/=cmd', ada);
    const { text, headers } = await ask('GET /v1/audit.csv?area=customers', ada);
    expect(headers['content-type']).toContain('text/csv');
    const [head, row] = text.split('\r\n');
    expect(head).toBe('time,by,id,kind,permission,method,route,target,status,code,address');
    expect(row).toContain(
      `${new Date(NOON).toISOString()},member,ada,look,customers.read,GET,/v1/customers/:customer,"{""customer"":""=cmd""}",404,`,
    );
  });

  test('says what is wrong with a question', async () => {
    const ada = await owner();
    for (const query of ['from=x', 'limit=0', 'before=x', 'kind=all', 'colour=red'])
      expect((await ask(`GET /v1/audit?${query}`, ada)).json).toMatchObject({ code: 'VOLANO_QUERY_INVALID' });
  });
});
