/** `volano member` against real members, behind routes that do no more than ask them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk, openMemoryState } from '../port/state/index.ts';
import { joinPath, type MembersRoom, openMembers } from '../runtime/index.ts';
import { managementClient } from './client.ts';
import { memberCommand } from './member.ts';
import { whereOf } from './options.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';
import type { Locale } from './texts/index.ts';

let room: MembersRoom;
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  const cost = { cost: 16, block: 1, parallel: 1 };
  room = openMembers({ desk: new Desk(await openMemoryState(), 'members'), now: Date.now, cost });
  const { members } = room;
  server = fastify();
  server.setErrorHandler((error: Error & { code?: string }, _request, reply) =>
    reply.code(400).send({ code: error.code, reason: error.message }),
  );
  const linkOf = async (id: string): Promise<object> => {
    const { secret, expiresAt } = await members.link(id);
    return { path: joinPath(secret), expiresAt };
  };
  const idIn = (params: unknown): string => (params as { member: string }).member;
  server.get('/v1/members', async () => ({ members: await members.list() }));
  server.post('/v1/members', async ({ body, headers }) => {
    const member = await members.add(body as never, String(headers.authorization));
    return { member, link: await linkOf(member.id) };
  });
  server.patch('/v1/members/:member', async ({ params, body }) => ({ member: await members.change(idIn(params), body as never) }));
  server.post('/v1/members/:member/link', async ({ params }) => ({ link: await linkOf(idIn(params)) }));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await server.close();
  await room.close();
});

async function volano(words: string, locale: Locale = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { world, out, err } = captured({ locale });
  const command = memberCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['member', ...words.split(' '), '--url', url, '--token', 'machine'], world, [command]);
  return { code, out: out(), err: err() };
}

test('invites an owner first, and prints a link that opens', async () => {
  expect(await volano('add ben@example.com --role analyst')).toMatchObject({ code: 2, err: expect.stringContaining('has to be an owner') });
  const { code, out, err } = await volano('add ada@example.com --name Ada --role owner');
  expect(code).toBe(0);
  expect(err).toContain('Ada is invited (owner). The link works once, until 20');
  expect(out).toMatch(new RegExp(`^${url}/console/join#[\\w-]{43}$`));
  const member = await room.members.join(out.split('#')[1]!, { password: 'correct horse battery' });
  expect(member).toMatchObject({ id: 'ada', createdBy: 'Bearer machine' });
});

test('lists, gives roles, disables and enables, by address or id', async () => {
  await volano('add ada@example.com --role owner');
  const added = JSON.parse((await volano('add ben@example.com --role analyst advisor --json')).out);
  expect(added).toMatchObject({ member: { id: 'ben', name: 'ben' }, link: { url: expect.stringContaining('/console/join#') } });
  expect((await volano('roles BEN@example.com --role executive')).err).toContain('ben: executive, invited.');
  expect((await volano('disable ben')).err).toContain('ben: executive, disabled.');
  expect((await volano('list')).out.split('\n')).toEqual([
    'id   name  e-mail           roles      state',
    'ada  ada   ada@example.com  owner      invited',
    'ben  ben   ben@example.com  executive  disabled',
  ]);
  expect(JSON.parse((await volano('enable ben --json')).out)).toMatchObject({ member: { state: 'invited' } });
  expect((await volano('list', 'zh')).out).toContain('姓名');
});

test('makes a link for who has lost the password', async () => {
  await room.members.found({ name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' });
  const { out, err } = await volano('link ada');
  expect(err).toContain('A link for Ada.');
  expect(await room.members.behind(out.split('#')[1]!)).toMatchObject({ member: { id: 'ada' } });
});

test('says what is wrong', async () => {
  expect((await volano('link nobody')).code).toBe(2);
  expect((await volano('add ada@example.com')).err).toContain('--role');
  expect((await volano('add ada@example.com --role king')).err).toContain('king');
});

test('a command on the machine of the server takes the token in the data folder, unless an address is asked for', () => {
  const data = mkdtempSync(join(tmpdir(), 'volano-where-'));
  expect(whereOf({ data })).toEqual({ url: 'http://127.0.0.1:4004', dataFolder: data });
  writeFileSync(join(data, 'cli.token'), 'of the machine');
  expect(whereOf({ data })).toMatchObject({ token: 'of the machine' });
  expect(whereOf({ data, token: 'mine' })).toMatchObject({ token: 'mine' });
  expect(whereOf({ data, url })).toEqual({ url });
  rmSync(data, { recursive: true });
});
