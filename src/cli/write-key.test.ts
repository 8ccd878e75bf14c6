/** `volano write-key` against real keys, behind routes that do no more than ask them. */
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk, openMemoryState } from '../port/state/index.ts';
import { openWriteKeys, type WriteKeys } from '../runtime/index.ts';
import { managementClient } from './client.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';
import type { Locale } from './texts/index.ts';
import { writeKeyCommand } from './write-key.ts';

const NOON = Date.UTC(2026, 4, 1, 12);
const KEY = /^wk_[\w-]{43}$/;

let now: number;
let keys: WriteKeys;
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  now = NOON;
  keys = await openWriteKeys({
    desk: new Desk(await openMemoryState(), 'write-keys'),
    shared: false,
    configured: { sources: [{ id: 'till', writeKey: 'till-key-1' }], place: 'sources.json' },
    own: { id: 'console', writeKey: 'wk_console' },
    now: () => now,
  });
  server = fastify();
  server.setErrorHandler((error: Error & { code?: string }, _request, reply) =>
    reply.code(400).send({ code: error.code, reason: error.message }),
  );
  const by = 'ada';
  server.get('/v1/write-keys', async () => ({ keys: await keys.list() }));
  server.post('/v1/sources/:source/write-keys', ({ params, body }) =>
    keys.make({ ...(params as { source: string }), ...(body as { name?: string }), by }),
  );
  const idIn = (params: unknown): string => (params as { key: string }).key;
  server.post('/v1/write-keys/:key/rotate', ({ params, body }) => keys.rotate(idIn(params), { ...(body as { until: number }), by }));
  server.delete('/v1/write-keys/:key', async ({ params }) => ({ key: await keys.revoke(idIn(params), by) }));
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await server.close();
  await keys.close();
});

async function volano(words: string, locale: Locale = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { world, out, err } = captured({ locale });
  const command = writeKeyCommand(
    world,
    async (where) => managementClient(where),
    () => now,
  );
  const code = await runProgram(['write-key', ...words.split(' '), '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

test('makes a key, and prints nothing but it', async () => {
  const { code, out, err } = await volano('make web --name pages');
  expect(code).toBe(0);
  expect(out).toMatch(KEY);
  expect(err).toContain('not shown again');
  expect(keys.sourceOf(out)).toBe('web');
  expect(JSON.parse((await volano('make web --json')).out)).toMatchObject({ secret: expect.stringMatching(KEY), key: { source: 'web' } });
});

test('lists all with their state, and what was sent with each', async () => {
  const { out: secret } = await volano('make web --name pages');
  keys.used(secret, 1_234);
  const { out } = await volano('list');
  const [head, fixed, made] = out.split('\n').map((line) => line.split(/ {2,}/));
  expect(head).toEqual(['id', 'source', 'ends in', 'for', 'state', 'last used', '24 hours']);
  expect(fixed!.slice(1, 4)).toEqual(['till', '...ey-1', 'from sources.json']);
  expect(made!.slice(1)).toEqual(['web', `...${secret.slice(-4)}`, 'pages', 'valid', '2026-05-01 12:00 UTC', '1234']);
  expect((await volano('list', 'zh')).out).toContain('末尾字符');
});

test('replaces one by its last characters, the old one for as long as it is said', async () => {
  const { out: old } = await volano('make web');
  const { out: fresh, err } = await volano(`rotate ...${old.slice(-4)} --valid-for 30m`);
  expect(err).toContain('2026-05-01 12:30 UTC');
  expect([old, fresh].map((one) => keys.sourceOf(one))).toEqual(['web', 'web']);
  now += 30 * 60_000;
  expect([old, fresh].map((one) => keys.sourceOf(one))).toEqual([undefined, 'web']);
  expect((await volano(`rotate ...${fresh.slice(-4)} --valid-for soon`)).err).toContain('--valid-for');
});

test('revokes one only with --yes, and says what was sent with it', async () => {
  const { out: secret } = await volano('make web');
  keys.used(secret, 7);
  const end = `...${secret.slice(-4)}`;
  expect((await volano(`revoke ${end}`)).err).toContain('7 calls in the last 24 hours');
  expect(keys.sourceOf(secret)).toBe('web');
  expect((await volano(`revoke ${end} --yes`)).err).toContain('is revoked');
  expect(keys.hasEnded(secret)).toBe(true);
  expect((await volano(`revoke ${end}`)).err).toContain('ended already');
});

test('says what is wrong', async () => {
  expect(await volano('revoke nothing --yes')).toMatchObject({ code: 2, err: expect.stringContaining('no write key "nothing"') });
  expect((await volano('revoke ey-1 --yes')).err).toContain('stands in sources.json');
});
