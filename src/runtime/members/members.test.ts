import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/index.ts';
import { Desk, openMemoryState, type StateStore } from '../../port/state/index.ts';
import type { MemberWish } from './members.ts';
import { type MembersRoom, openMembers } from './room.ts';
import { csrfOf, IDLE_MS, LIFE_MS } from './sessions.ts';

const COST = { cost: 16, block: 1, parallel: 1 };
const PASSWORD = 'correct horse battery';
const OWNER = { name: 'Ada', email: 'ada@example.com', password: PASSWORD };
const BEN: MemberWish = { name: 'Ben', email: 'Ben@example.com', roles: ['analyst'] };
const FROM = { address: '10.0.0.1', agent: 'Browser' };

let store: StateStore;
let room: MembersRoom;
/** Of another process over the same desk. */
let other: MembersRoom;
let now: number;

beforeEach(async () => {
  now = 1_000_000;
  store = await openMemoryState();
  const open = () => openMembers({ desk: new Desk(store, 'members'), now: () => now, cost: COST });
  room = open();
  other = open();
});

const code = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const signIn = (password = PASSWORD, { email = OWNER.email, address = '10.0.0.1' } = {}) =>
  room.members.identify({ email, password }, address);

describe('the first member', () => {
  test('is an owner (U2), made once however many ask', async () => {
    expect(await room.members.isEmpty()).toBe(true);
    expect(await code(room.members.add(BEN, 'setup'))).toBe('VOLANO_ACCESS_FIRST_OWNER');
    const both = [room.members.found(OWNER), other.members.found({ ...OWNER, email: 'eve@example.com' })];
    expect((await Promise.all(both.map(code))).sort()).toEqual(['VOLANO_ACCESS_SIGN_IN_REQUIRED', 'done']);
    expect(await other.members.isEmpty()).toBe(false);
    expect(await room.members.list()).toMatchObject([{ roles: ['owner'], state: 'active', createdBy: 'setup' }]);
  });

  test('is made by a link too, which is good for a day and for one', async () => {
    const link = (await room.members.firstLink())!;
    const second = (await other.members.firstLink())!;
    expect(link.expiresAt).toBe(now + DAY);
    expect(await room.members.behind(link.secret)).toEqual({});
    expect(await code(room.members.join(link.secret, { password: PASSWORD }))).toBe('VOLANO_ACCESS_FIELD');
    expect(await code(room.members.join(link.secret, { ...OWNER, password: 'short' }))).toBe('VOLANO_ACCESS_PASSWORD_WEAK');
    expect(await room.members.join(link.secret, OWNER)).toMatchObject({ id: 'ada', roles: ['owner'] });
    for (const { secret } of [link, second]) expect(await code(room.members.join(secret, OWNER))).toBe('VOLANO_ACCESS_LINK_INVALID');
    expect(await room.members.firstLink()).toBeUndefined();
  });

  test('has a day to open it', async () => {
    const link = (await room.members.firstLink())!;
    now += DAY;
    expect(await code(room.members.join(link.secret, OWNER))).toBe('VOLANO_ACCESS_LINK_INVALID');
  });
});

describe('members', () => {
  beforeEach(() => room.members.found(OWNER));

  test('have an address each, in whatever case, and ids that say who they are (U1)', async () => {
    expect(await room.members.add(BEN, 'ada')).toEqual({ ...BEN, id: 'ben', state: 'invited', createdAt: now, createdBy: 'ada' });
    expect(await code(other.members.add({ ...BEN, email: 'ben@EXAMPLE.com' }, 'ada'))).toBe('VOLANO_ACCESS_EMAIL_TAKEN');
    expect(await other.members.add({ ...BEN, email: 'ben@example.org' }, 'ada')).toMatchObject({ id: 'ben-2' });
    expect(await other.members.add({ ...BEN, email: '山茶@example.org' }, 'ada')).toMatchObject({ id: 'member' });
    expect(await room.members.byEmail('BEN@example.com')).toMatchObject({ id: 'ben' });
    expect((await room.members.list()).map(({ id }) => id)).toEqual(['ada', 'ben', 'ben-2', 'member']);
  });

  test('are changed in part, and what is null is taken away', async () => {
    await room.members.add({ ...BEN, scope: { traits: { brand: ['A'] } }, tags: ['vip'] }, 'ada');
    const changed = await room.members.change('ben', { roles: ['advisor'], scope: null, email: 'b@example.com' });
    expect(changed).toMatchObject({ roles: ['advisor'], tags: ['vip'], email: 'b@example.com', name: 'Ben' });
    expect('scope' in changed).toBe(false);
    expect(await room.members.byEmail(BEN.email)).toBeUndefined();
    expect(await room.members.byEmail('b@example.com')).toMatchObject({ id: 'ben' });
    expect(await code(room.members.change('ben', { email: OWNER.email }))).toBe('VOLANO_ACCESS_EMAIL_TAKEN');
    expect(await code(room.members.change('nobody', { name: 'x' }))).toBe('VOLANO_RESOURCE_UNKNOWN');
  });

  test('have an active owner, always (U2)', async () => {
    for (const change of [{ roles: ['analyst'] }, { state: 'disabled' }] as const)
      expect(await code(room.members.change('ada', change))).toBe('VOLANO_ACCESS_LAST_OWNER');
    await room.members.add({ ...BEN, roles: ['owner'] }, 'ada');
    expect(await code(room.members.change('ada', { state: 'disabled' }))).toBe('VOLANO_ACCESS_LAST_OWNER');
    await room.members.join((await room.members.link('ben')).secret, { password: PASSWORD });
    expect(await code(room.members.change('ada', { state: 'disabled' }))).toBe('done');
    expect(await code(other.members.change('ben', { roles: [] }))).toBe('VOLANO_ACCESS_LAST_OWNER');
  });

  test('come in by a link, once (U3), and sign in with what they set', async () => {
    await room.members.add(BEN, 'ada');
    const early = await room.members.link('ben');
    const link = await other.members.link('ben');
    expect(await code(room.members.behind(early.secret))).toBe('VOLANO_ACCESS_LINK_INVALID');
    expect(await room.members.behind(link.secret)).toMatchObject({ member: { id: 'ben' } });
    expect(await code(signIn(PASSWORD, BEN))).toBe('VOLANO_ACCESS_SIGN_IN_REFUSED');
    expect(await code(room.members.join(link.secret, { password: 'ben@example.com' }))).toBe('VOLANO_ACCESS_PASSWORD_WEAK');
    const both = [room.members.join(link.secret, { password: PASSWORD }), other.members.join(link.secret, { password: PASSWORD })];
    expect((await Promise.all(both.map(code))).sort()).toEqual(['VOLANO_ACCESS_LINK_INVALID', 'done']);
    expect(await signIn(PASSWORD, BEN)).toMatchObject({ id: 'ben', state: 'active' });
  });

  test('have three days for an invitation and two hours for a new password', async () => {
    await room.members.add(BEN, 'ada');
    expect((await room.members.link('ben')).expiresAt).toBe(now + 3 * DAY);
    const reset = await room.members.link('ada');
    expect(reset.expiresAt).toBe(now + 2 * HOUR);
    now += 2 * HOUR;
    expect(await code(room.members.join(reset.secret, { password: PASSWORD }))).toBe('VOLANO_ACCESS_LINK_INVALID');
  });

  test('that are disabled neither sign in nor open links, and come back with the password they had', async () => {
    await room.members.add(BEN, 'ada');
    await room.members.join((await room.members.link('ben')).secret, { password: PASSWORD });
    const link = await room.members.link('ben');
    await room.members.change('ben', { state: 'disabled' });
    expect(await code(signIn(PASSWORD, BEN))).toBe('VOLANO_ACCESS_SIGN_IN_REFUSED');
    expect(await code(room.members.join(link.secret, { password: PASSWORD }))).toBe('VOLANO_ACCESS_LINK_INVALID');
    expect(await room.members.change('ben', { state: 'active' })).toMatchObject({ state: 'active' });
    expect(await signIn(PASSWORD, BEN)).toMatchObject({ id: 'ben' });
  });

  test('whose invitation was never opened are not active by being enabled', async () => {
    await room.members.add(BEN, 'ada');
    await room.members.change('ben', { state: 'disabled' });
    expect(await room.members.change('ben', { state: 'active' })).toMatchObject({ state: 'invited' });
  });

  test('never show their password, nor does the desk hold it', async () => {
    await signIn();
    const shown = JSON.stringify([await room.members.list(), await room.members.get('ada'), await signIn()]);
    expect(shown).not.toContain('hash');
    const pairs = await store.range('desk', { start: new Uint8Array(0), end: Uint8Array.of(255), limit: 100 });
    expect(Buffer.concat(pairs.map(([, value]) => value)).toString()).not.toContain(PASSWORD);
  });
});

describe('signing in', () => {
  beforeEach(() => room.members.found(OWNER));

  test('says the same of a wrong password and of nobody', async () => {
    const errors = await Promise.all(
      [signIn('wrong'), signIn(PASSWORD, { email: 'nobody@example.com' })].map((asked) => asked.catch((error: Error) => error.message)),
    );
    expect(errors[0]).toBe(errors[1]);
    expect(await signIn(PASSWORD, { email: ' ADA@example.com' })).toMatchObject({ id: 'ada' });
  });

  test('waits longer with each failure of an account, for whichever process and from wherever (G2)', async () => {
    for (let failure = 0; failure < 5; failure++) expect(await code(signIn('wrong'))).toBe('VOLANO_ACCESS_SIGN_IN_REFUSED');
    expect(await code(other.members.identify({ email: OWNER.email, password: PASSWORD }, '10.9.9.9'))).toBe('VOLANO_ACCESS_THROTTLED');
    now += SECOND;
    expect(await code(signIn('wrong'))).toBe('VOLANO_ACCESS_SIGN_IN_REFUSED');
    now += SECOND;
    expect(await code(signIn())).toBe('VOLANO_ACCESS_THROTTLED');
    now += SECOND;
    expect(await code(signIn())).toBe('done');
    expect(await code(signIn('wrong'))).toBe('VOLANO_ACCESS_SIGN_IN_REFUSED');
    expect(await code(signIn())).toBe('done');
  });

  test('is asked of many at once no more often than one by one (G1)', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => code(signIn('wrong'))));
    expect(codes.filter((one) => one === 'VOLANO_ACCESS_SIGN_IN_REFUSED')).toHaveLength(5);
  });

  test('waits for an address that tries many accounts, and for no other', async () => {
    for (let one = 0; one < 30; one++) await code(signIn('wrong', { email: `p${one}@example.com` }));
    expect(await code(signIn())).toBe('VOLANO_ACCESS_THROTTLED');
    expect(await code(signIn(PASSWORD, { address: '10.0.0.2' }))).toBe('done');
    now += DAY;
    expect(await code(signIn())).toBe('done');
  });

  test('waits a quarter of an hour at most', async () => {
    for (let failure = 0; failure < 40; failure++) {
      await code(signIn('wrong'));
      now += 15 * MINUTE;
    }
    expect(await code(signIn())).toBe('done');
  });

  test('takes a new password from who knows the old one, and ends all sessions (U4)', async () => {
    const ada = (await room.members.get('ada'))!;
    const secret = await room.sessions.begin({ member: 'ada', way: 'password', ...FROM });
    const change = (current: string, password: string) => room.members.setPassword(ada, { current, password }, '10.0.0.1');
    expect(await code(change('wrong', 'another horse battery'))).toBe('VOLANO_ACCESS_SIGN_IN_REFUSED');
    expect(await code(change(PASSWORD, 'short'))).toBe('VOLANO_ACCESS_PASSWORD_WEAK');
    expect(await room.sessions.behind(secret)).toBeDefined();
    await change(PASSWORD, 'another horse battery');
    expect(await room.sessions.behind(secret)).toBeUndefined();
    expect(await code(signIn())).toBe('VOLANO_ACCESS_SIGN_IN_REFUSED');
    expect(await code(signIn('another horse battery'))).toBe('done');
  });
});

describe('who an identity provider vouches for', () => {
  const vouch = (more: object = {}) =>
    room.members.vouched({ subject: 'idp 1', email: BEN.email, name: 'Ben', roles: ['analyst'], ...more });

  test('is made a member when it gives a role, the first one as an owner (U2)', async () => {
    expect(await code(vouch())).toBe('VOLANO_ACCESS_FIRST_OWNER');
    expect(await vouch({ roles: ['owner'] })).toMatchObject({ id: 'ben', state: 'active', createdBy: 'oidc' });
    expect(await code(vouch({ email: 'new@example.com', roles: [] }))).toBe('VOLANO_ACCESS_OIDC');
    expect(await code(vouch({ email: 'new@example.com', roles: undefined }))).toBe('VOLANO_ACCESS_OIDC');
  });

  test('is the member of that address, with the roles that it gives each time', async () => {
    await room.members.found(OWNER);
    await room.members.add(BEN, 'ada');
    expect(await vouch({ roles: undefined })).toMatchObject({ id: 'ben', state: 'active', roles: BEN.roles, createdBy: 'ada' });
    expect(await vouch({ roles: ['executive', 'advisor'] })).toMatchObject({ roles: ['executive', 'advisor'] });
    expect(JSON.stringify(await room.members.list())).not.toContain('idp 1');
  });

  test('is nobody else of that address (U5), nobody that is disabled, and stays the last owner', async () => {
    await vouch({ roles: ['owner'] });
    expect(await code(vouch({ subject: 'idp 2' }))).toBe('VOLANO_ACCESS_OIDC');
    expect(await vouch({ roles: ['analyst'] })).toMatchObject({ roles: ['owner'] });
    await vouch({ subject: 'idp 3', email: 'eve@example.com', roles: ['owner'] });
    await room.members.change('ben', { state: 'disabled' });
    expect(await code(vouch())).toBe('VOLANO_ACCESS_OIDC');
    expect(await code(room.members.change('eve', { state: 'disabled' }))).toBe('VOLANO_ACCESS_LAST_OWNER');
  });
});

describe('a session', () => {
  const begin = (member = 'ada') => room.sessions.begin({ member, way: 'password', ...FROM });

  test('is found by its secret, in every process, and kept as its hash (C1)', async () => {
    const secret = await begin();
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(await other.sessions.behind(secret)).toMatchObject({ member: 'ada', way: 'password', ...FROM, createdAt: now });
    expect(await room.sessions.behind(`${secret}x`)).toBeUndefined();
    expect(await room.sessions.behind('')).toBeUndefined();
    const pairs = await store.range('desk', { start: new Uint8Array(0), end: Uint8Array.of(255), limit: 100 });
    expect(Buffer.concat(pairs.flat()).toString()).not.toContain(secret);
  });

  test('ends without use (C2)', async () => {
    const secret = await begin();
    now += IDLE_MS;
    expect(await room.sessions.behind(secret)).toMatchObject({ member: 'ada' });
    now += IDLE_MS;
    expect(await room.sessions.behind(secret)).toMatchObject({ seenAt: now - IDLE_MS });
    now += IDLE_MS + 1;
    expect(await room.sessions.behind(secret)).toBeUndefined();
  });

  test('ends after a week, however much it is used (C2)', async () => {
    const secret = await begin();
    for (const end = now + LIFE_MS; now < end; now += IDLE_MS) expect(await room.sessions.behind(secret)).toBeDefined();
    now += 1;
    expect(await room.sessions.behind(secret)).toBeUndefined();
  });

  test('is ended alone, by id, or with all of its member', async () => {
    const [first, second, third] = [await begin(), await begin(), await begin('ben')];
    const { id } = (await room.sessions.behind(second!))!;
    expect((await room.sessions.list('ada')).map((one) => one.id)).toContain(id);
    await other.sessions.end(first!);
    expect(await room.sessions.behind(first!)).toBeUndefined();
    expect(await room.sessions.endOne('ben', id)).toBe(false);
    expect(await room.sessions.endOne('ada', id)).toBe(true);
    expect(await room.sessions.list('ada')).toEqual([]);
    expect(await room.sessions.behind(third!)).toBeDefined();
    await room.sessions.endAll('ben');
    expect(await room.sessions.behind(third!)).toBeUndefined();
  });

  test('that has ended goes from the desk with the next that begins', async () => {
    await begin();
    now += LIFE_MS + 1;
    await begin();
    const rows = await store.range('desk', { start: new Uint8Array(0), end: Uint8Array.of(255), limit: 100 });
    expect(rows.filter(([key]) => Buffer.from(key).includes('session'))).toHaveLength(2);
  });

  test('has a token of its own against other sites', () => {
    expect(csrfOf('a')).not.toBe(csrfOf('b'));
  });
});

describe('an API token', () => {
  const wish = { name: 'POS', permissions: ['customers.read'], createdBy: 'ada' } as const;

  test('is found by its secret until it is revoked (N2)', async () => {
    const { secret, token } = await room.tokens.make({ ...wish, member: 'ada' });
    expect(secret).toMatch(/^vlt_/);
    expect(await other.tokens.behind(secret)).toEqual({ ...token, usedAt: undefined });
    expect(await room.tokens.list()).toMatchObject([{ id: token.id, usedAt: now }]);
    expect(await room.tokens.list('ben')).toEqual([]);
    expect(JSON.stringify(await room.tokens.get(token.id))).not.toContain('hash');
    expect(await room.tokens.behind(`${secret.slice(0, -1)}!`)).toBeUndefined();
    await other.tokens.revoke(token.id);
    expect(await room.tokens.behind(secret)).toBeUndefined();
  });

  test('expires', async () => {
    const { secret } = await room.tokens.make({ ...wish, expiresAt: now + HOUR });
    now += HOUR - 1;
    expect(await room.tokens.behind(secret)).toMatchObject({ name: 'POS' });
    now += 1;
    expect(await room.tokens.behind(secret)).toBeUndefined();
  });
});
