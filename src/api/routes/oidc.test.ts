/** Signing in through a real provider of OpenID Connect, with a browser that keeps cookies and follows where it is led. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
// @ts-expect-error It comes without types.
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OidcConfig, Secret } from '../../runtime/config/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

const HOST = 'localhost:4004';
const CALLBACK = `http://${HOST}/v1/session/oidc/callback`;
const PEOPLE: Readonly<Record<string, object>> = {
  ada: { email: 'ada@example.com', email_verified: true, name: 'Ada', groups: ['growth-owners'] },
  ben: { email: 'ben@example.com', email_verified: true, name: 'Ben', groups: ['staff', 'growth-analysts'] },
  eve: { email: 'eve@example.com', email_verified: true, groups: ['staff'] },
  mallory: { email: 'ada@example.com', email_verified: true, groups: ['growth-owners'] },
  unverified: { email: 'new@example.com', email_verified: false, groups: ['growth-owners'] },
};

let shop: Shop;
let idp: Server;
let config: OidcConfig;
let server: FastifyInstance;

beforeAll(async () => {
  shop = await openShop();
  idp = createServer();
  await new Promise<void>((resolve) => idp.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(idp.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'volano',
        client_secret: 'secret of the client',
        redirect_uris: [CALLBACK],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: ['of the test'] },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ sub, ...PEOPLE[sub] }) }),
    pkce: { required: () => true },
  });
  idp.on('request', provider.callback());
  config = {
    issuer,
    clientId: 'volano',
    clientSecret: new Secret('secret of the client'),
    name: 'Example',
    scope: 'openid email profile',
    claim: 'groups',
    roles: { 'growth-owners': 'owner', 'growth-analysts': 'analyst' },
  };
  server = fastify({ logger: false });
  await registerApi(server, shop.dependencies, { host: '127.0.0.1', oidc: config });
});
afterAll(async () => {
  await server.close();
  await new Promise((resolve) => idp.close(resolve));
  await shop.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

async function ask(url: string, cookie = '', more: Record<string, string> = {}): Promise<Answer> {
  const { statusCode, headers, body } = await server.inject({ url, headers: { host: HOST, cookie, ...more } });
  return { status: statusCode, headers, text: body };
}

function cookiesOf({ headers }: Answer): string {
  return [headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';', 1)[0])
    .join('; ');
}

/** Signs in at the provider, and resolves to where it leads back to. */
async function atProvider(location: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let [url, body] = [location, undefined as string | undefined];
  for (let step = 0; step < 12; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }) };
    const answer = await fetch(url, { redirect: 'manual', headers, ...(body !== undefined && { method: 'POST', body }) });
    for (const set of answer.headers.getSetCookie()) {
      const [name, value] = set.split(';', 1)[0]!.split('=', 2);
      jar.set(name!, value!);
    }
    const led = answer.headers.get('location');
    if (led !== null) {
      url = new URL(led, url).href;
      body = undefined;
      if (url.startsWith(CALLBACK)) return url.slice(`http://${HOST}`.length);
      continue;
    }
    const page = await answer.text();
    url = new URL(/action="([^"]+)"/.exec(page)![1]!, url).href;
    body = page.includes('value="login"') ? `prompt=login&login=${login}&password=x` : 'prompt=consent';
  }
  throw new Error('The provider led nowhere');
}

async function signIn(login: string): Promise<Answer> {
  const begun = await ask('/v1/session/oidc');
  return ask(await atProvider(String(begun.headers.location), login), cookiesOf(begun));
}

async function whoIs(answer: Answer): Promise<Record<string, unknown>> {
  return JSON.parse((await ask('/v1/session', cookiesOf(answer))).text);
}

test('the page is told that it may', async () => {
  expect(JSON.parse((await ask('/v1/session/ways')).text)).toEqual({ password: true, oidc: { name: 'Example' } });
});

test('begins with PKCE, a state and a nonce, which only this browser has', async () => {
  const begun = await ask('/v1/session/oidc');
  const query = new URL(String(begun.headers.location)).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({ client_id: 'volano', redirect_uri: CALLBACK, code_challenge_method: 'S256' });
  expect(query.get('state')).toMatch(/^[\w-]{40,}$/);
  expect(query.get('nonce')).toMatch(/^[\w-]{40,}$/);
  expect(String(begun.headers['set-cookie'])).toMatch(/^volano-sign-in=[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
  expect((await ask('/v1/session/oidc')).headers.location).not.toBe(begun.headers.location);
});

test('makes the first owner, then members, with the roles that the claim gives', async () => {
  const ada = await signIn('ada');
  expect(ada).toMatchObject({ status: 302, headers: { location: '/console/' } });
  expect(await whoIs(ada)).toMatchObject({ member: { id: 'ada', name: 'Ada', email: 'ada@example.com' }, roles: ['owner'] });
  expect(await whoIs(await signIn('ben'))).toMatchObject({ member: { id: 'ben' }, roles: ['analyst'] });
  const { audit } = shop.dependencies.members;
  const { entries } = await audit.page({ limit: 9, member: 'ben' });
  expect(entries).toMatchObject([{ route: '/v1/session/oidc/callback', kind: 'change', status: 302 }]);
  expect(JSON.stringify(entries)).not.toContain('code=');
});

describe('is refused', () => {
  const refused = (reason: string) => ({ status: 401, text: expect.stringContaining(reason) });

  test('to whom the claim gives no role, and who has somebody else’s address', async () => {
    expect(await signIn('eve')).toMatchObject(refused('gives you no role here'));
    expect(await signIn('mallory')).toMatchObject(refused('belongs to somebody else'));
    expect(await signIn('unverified')).toMatchObject(refused('has not verified'));
  });

  test('in another browser, with another state, twice, and without a beginning', async () => {
    const [begun, other] = [await ask('/v1/session/oidc'), await ask('/v1/session/oidc')];
    const back = await atProvider(String(begun.headers.location), 'ben');
    expect(await ask(back)).toMatchObject(refused('has not begun it'));
    expect(await ask(back, cookiesOf(other))).toMatchObject(refused('VOLANO_ACCESS_OIDC'));
    expect(await ask(back.replace(/state=[^&]+/, 'state=x'), cookiesOf(begun))).toMatchObject(refused('VOLANO_ACCESS_OIDC'));
    expect((await ask(back, cookiesOf(begun))).status).toBe(302);
    expect(await ask(back, cookiesOf(begun))).toMatchObject(refused('VOLANO_ACCESS_OIDC'));
    expect(await ask('/v1/session/oidc/callback?error=access_denied', cookiesOf(begun))).toMatchObject(refused('VOLANO_ACCESS_OIDC'));
  });

  test('in words of the console, where somebody is at a browser; the audit log has what it was', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml' };
    const led = (why: string) => ({ status: 302, headers: { location: `/console/?sign-in-refused=${why}` } });
    const begun = await ask('/v1/session/oidc', '', browser);
    const back = await atProvider(String(begun.headers.location), 'eve');
    expect(await ask(back, cookiesOf(begun), browser)).toMatchObject(led('no_role'));
    expect(await ask(back, '', browser)).toMatchObject(led('not_begun'));
    expect(await ask('/v1/session/oidc/callback?error=access_denied', cookiesOf(begun), browser)).toMatchObject(led('failed'));
    const { entries } = await shop.dependencies.members.audit.page({ limit: 99 });
    const refused = { route: '/v1/session/oidc/callback', status: 302, code: 'VOLANO_ACCESS_OIDC' };
    expect(entries).toContainEqual(expect.objectContaining(refused));
  });

  test('while the provider does not answer, and not for good', async () => {
    const lonely = fastify({ logger: false });
    await registerApi(lonely, shop.dependencies, { host: '127.0.0.1', oidc: { ...config, issuer: 'http://127.0.0.1:1' } });
    const answer = await lonely.inject({ url: '/v1/session/oidc', headers: { host: HOST } });
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'VOLANO_ACCESS_OIDC_DOWN']);
    const shown = await lonely.inject({ url: '/v1/session/oidc', headers: { host: HOST, accept: 'text/html' } });
    expect(shown.headers.location).toBe('/console/?sign-in-refused=VOLANO_ACCESS_OIDC_DOWN');
    await lonely.close();
  });

  test('where no provider is configured', async () => {
    const without = fastify({ logger: false });
    await registerApi(without, shop.dependencies, { host: '127.0.0.1' });
    expect((await without.inject({ url: '/v1/session/oidc', headers: { host: HOST } })).statusCode).toBe(404);
    expect((await without.inject({ url: '/v1/session/ways', headers: { host: HOST } })).json()).toEqual({ password: true });
    await without.close();
  });
});
