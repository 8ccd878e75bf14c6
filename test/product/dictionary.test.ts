/** A dictionary from traffic and back: proposed, loaded as a project, held against what came, and as types for clients. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import { managementClient } from '../../src/cli/client.ts';
import { type DictionaryEngine, dictionaryCommand, typesCommand, writeText } from '../../src/cli/dictionary.ts';
import { runProgram } from '../../src/cli/program.ts';
import { captured } from '../../src/cli/terminal.suite.ts';
import { defineEvent, defineNamespace, defineProject, defineWorkspace, type Project } from '../../src/define/index.ts';
import { renderInferred } from '../../src/learn/index.ts';
import { dictionary } from '../../src/library/index.ts';
import { startHere } from '../../src/runtime/installed.suite.ts';
import type { Running } from '../../src/runtime/running.ts';
import { clientTypes } from '../../src/sense/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const name = { en: 'Name', zh: '名称' };
const BASE = [
  defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's' }),
  defineNamespace({ id: 'user_id', name, priority: 1, limit: 1 }),
];
const STRICT: Project = defineProject(
  ...BASE,
  defineEvent({
    id: 'Order Completed',
    name,
    owner: 'shop team',
    properties: { total: { type: 'number', required: true, max: 50 }, order_id: { type: 'string', required: true } },
    enforcement: { default: 'flag', sources: { default: 'quarantine' } },
  }),
);

let folder: string;
let running: Running;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-dictionary-'));
  running = await startHere({
    port: 0,
    directory: join(folder, 'data'),
    faces: (server, app) => serveApi(server, app, { host: '127.0.0.1' }),
  });
  await running.applyProject(defineProject(...BASE));
  const headers = { authorization: `Basic ${btoa(`${running.writeKey}:`)}`, 'content-type': 'application/json' };
  const batch = Array.from({ length: 60 }, (_, i) => ({
    type: 'track',
    event: 'Order Completed',
    userId: `u-${i}`,
    properties: { order_id: `o-${i}`, total: i + 0.5, currency: 'EUR', products: [{ price: 1.5 }] },
  }));
  const identify = { type: 'identify', userId: 'u-1', traits: { email: 'ann@shop.example', first_name: 'Ann' } };
  await fetch(`${running.url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch: [...batch, identify] }) });
  await running.settle();
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

async function volano(...words: readonly string[]) {
  const { world, out, err } = captured();
  const engine: DictionaryEngine = {
    loadProject: async () => STRICT,
    open: async (where) => managementClient({ ...where, url: running.url }),
    render: async (events) => renderInferred(events),
    types: async ({ definitions }) => clientTypes(definitions),
    write: writeText,
  };
  const code = await runProgram(words, world, [dictionaryCommand(world, engine), typesCommand(world, engine)]);
  return { code, out: out(), err: err() };
}

test('proposes what came, as definitions that load', async () => {
  const file = join(folder, 'project', 'index.ts');
  await mkdir(join(folder, 'project'));
  const { code, err } = await volano('dictionary', 'infer', '--out', file, '--since', '1d');
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('2 events are proposed') });
  const again = await volano('dictionary', 'infer', '--out', file);
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('--force') });
  expect((await volano('dictionary', 'infer', '--out', file, '--force')).code).toBe(0);
  const text = (await readFile(file, 'utf8')).replace("'volano'", JSON.stringify(join(ROOT, 'src/define/index.ts')));
  await writeFile(file, text);
  const { orderCompletedEvent, identifyEvent } = (await import(file)) as Record<string, unknown>;
  expect(orderCompletedEvent).toMatchObject({
    kind: 'event',
    properties: {
      order_id: { type: 'string', required: true, pattern: '^o-[0-9]+$' },
      total: { type: 'number', required: true, min: 0, currency: 'property.currency' },
      currency: { type: 'string', allowed: ['EUR'] },
      'products[].price': { type: 'number' },
    },
  });
  expect(identifyEvent).toMatchObject({
    id: '$identify',
    properties: { email: { dataClass: 'personal' }, first_name: { dataClass: 'personal' } },
  });
});

test('holds a project against what came', async () => {
  const { out, err } = await volano('dictionary', 'check', '.', '--since', '1d');
  expect(out).toMatch(/10\s+default\s+Order Completed\s+total\s+range\s+quarantine/);
  expect(err).toContain('10 of 61 events do not keep to this dictionary.');
  expect(JSON.parse((await volano('dictionary', 'check', '--json', '--source', 'nobody')).out)).toEqual({
    looked: 0,
    violating: 0,
    violations: [],
  });
});

test('lists what a project defines', async () => {
  expect((await volano('dictionary', 'list')).out).toMatch(/Order Completed\s+shop team\s+2\s+2\s+flag \*\s+allow/);
  expect(JSON.parse((await volano('dictionary', 'list', '--json')).out).events).toHaveLength(1);
});

test('writes types for clients, also of the whole ready dictionary', async () => {
  const file = join(folder, 'events.ts');
  expect((await volano('types', '.', '--out', file)).err).toContain(file);
  expect(await readFile(file, 'utf8')).toContain('"Order Completed": {');
  expect((await volano('types')).out).toContain('export function typedTrack');
  await writeFile(file, clientTypes(dictionary()));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const words = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', 'events.ts'];
  expect(spawnSync(join(ROOT, 'node_modules/.bin/tsc'), words, { cwd: folder, encoding: 'utf8' }).stdout).toBe('');
});

test.each<[string, object | undefined, string]>([
  ['dictionary/infer?since=soon', undefined, 'VOLANO_QUERY_INVALID'],
  ['dictionary/check', { since: 1, project: { definitions: [{ kind: 'event' }] } }, 'VOLANO_PROJECT_INVALID'],
  ['dictionary/check', { project: STRICT }, 'VOLANO_QUERY_INVALID'],
])('%s is refused', async (path, body, code) => {
  const asked = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  expect(await (await fetch(`${running.url}/v1/${path}`, asked)).json()).toMatchObject({ code });
});
