/** Write keys on the whole product: made, replaced and revoked over HTTP, while a source sends with them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import { startHere } from '../../src/runtime/installed.suite.ts';
import type { Running } from '../../src/runtime/running.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };

interface Key {
  readonly id: string;
  readonly source: string;
  readonly last: string;
  readonly place?: string;
  readonly lately: number;
  readonly endsAt?: number;
}

interface Answer {
  readonly code?: string;
  readonly reason?: string;
  readonly secret: string;
  readonly key: Key;
  readonly old: Key;
  readonly keys: readonly Key[];
}

let directory: string;
let running: Running;

const start = (): Promise<Running> =>
  startHere({ directory, port: 0, faces: (server, app) => serveApi(server, app, { host: '127.0.0.1' }) });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-write-keys-'));
  running = await start();
});
afterAll(async () => {
  await running.close();
  await rm(directory, { recursive: true });
});

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const content = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${running.url}/v1/${path}`, { method, ...content });
  return (await response.json()) as Answer;
}

let sent = 0;

async function send(key: string, place: 'header' | 'body' = 'header'): Promise<{ status: number; answer: Answer }> {
  const call = { type: 'track', event: 'View', userId: 'u1', messageId: `m${sent++}` };
  const headers = place === 'header' ? { authorization: `Basic ${btoa(`${key}:`)}` } : {};
  const body = JSON.stringify({ ...call, ...(place === 'body' && { writeKey: key }) });
  const response = await fetch(`${running.url}/v1/track`, { method: 'POST', headers, body });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const make = (source: string): Promise<Answer> => ask('POST', `sources/${encodeURIComponent(source)}/write-keys`, {});
const keyOf = async (id: string): Promise<Key> => (await ask('GET', 'write-keys')).keys.find((key) => key.id === id)!;

test('a new key is taken at once, for a source of any name, and what comes is of that source', async () => {
  expect((await send('wk_guessed')).answer.code).toBe('VOLANO_WRITE_KEY_UNKNOWN');
  const { secret, key } = await make('线下门店');
  for (const place of ['header', 'body'] as const) await expect.poll(async () => (await send(secret, place)).status, PATIENCE).toBe(200);
  await expect.poll(async () => (await keyOf(key.id)).lately, PATIENCE).toBeGreaterThanOrEqual(2);
  await running.settle();
  const { events } = (await ask('GET', 'events?limit=1')) as unknown as { events: readonly { source: string }[] };
  expect(events).toMatchObject([{ source: '线下门店' }]);
});

test('a replaced one is taken until its time, beside its successor, and a browser is told so too', async () => {
  const first = await make('web');
  const next = await ask('POST', `write-keys/${first.key.id}/rotate`, { until: Date.now() + 1_500 });
  await expect.poll(async () => (await send(next.secret)).status, PATIENCE).toBe(200);
  expect(next.old.endsAt).toBeGreaterThan(Date.now() - 20_000);
  await expect.poll(async () => (await send(first.secret)).status, PATIENCE).toBe(401);
  expect((await send(first.secret, 'body')).answer).toMatchObject({
    code: 'VOLANO_WRITE_KEY_ENDED',
    reason: expect.stringContaining('revoked, or replaced'),
  });
  const settings = await fetch(`${running.url}/v1/projects/${first.secret}/settings`);
  expect([settings.status, await settings.json()]).toMatchObject([404, { code: 'VOLANO_WRITE_KEY_ENDED' }]);
  expect((await send(next.secret)).status).toBe(200);
});

test('a revoked one is refused, now and after a restart; the others, and how much came by each, stay', async () => {
  const [gone, stays] = [await make('app'), await make('app')];
  for (const { secret } of [gone, stays]) await expect.poll(async () => (await send(secret)).status, PATIENCE).toBe(200);
  await ask('DELETE', `write-keys/${gone.key.id}`);
  await expect.poll(async () => (await send(gone.secret)).answer.code, PATIENCE).toBe('VOLANO_WRITE_KEY_ENDED');
  expect((await send(stays.secret)).status).toBe(200);
  await running.close();
  running = await start();
  expect((await send(gone.secret)).answer.code).toBe('VOLANO_WRITE_KEY_ENDED');
  expect((await keyOf(gone.key.id)).lately).toBeGreaterThanOrEqual(1);
  expect((await send(stays.secret)).status).toBe(200);
});

test('that of the configuration goes on, and is not changed here', async () => {
  const { keys } = await ask('GET', 'write-keys');
  const [fixed] = keys;
  expect(fixed).toMatchObject({ source: 'default', last: running.writeKey.slice(-4), place: expect.stringContaining('sources.json') });
  expect(await ask('DELETE', `write-keys/${fixed!.id}`)).toMatchObject({ code: 'VOLANO_WRITE_KEY_FIXED' });
  expect((await send(running.writeKey)).status).toBe(200);
});
