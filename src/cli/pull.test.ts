/** A definition is changed in a running product and comes into the folder. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProject, defineTagGroup, defineWorkspace } from '../define/index.ts';
import type { Running } from '../runtime/index.ts';
import { loadProject } from '../runtime/project/index.ts';
import { managementClient } from './client.ts';
import { startServer } from './engine.ts';
import { planCommand } from './plan.ts';
import { runProgram } from './program.ts';
import { pullCommand } from './pull.ts';
import { captured } from './terminal.suite.ts';
import type { Locale } from './texts/index.ts';

const text = (en: string) => ({ en, zh: en });
const workspace = defineWorkspace({ id: 'w', name: text('W'), timeZone: 'UTC', currency: 'EUR', seed: 's' });
const group = (id: string, says = id) => defineTagGroup({ id, name: text(says), exclusive: true });
const WRITTEN = defineProject(workspace, group('vip'), group('old'));
const FILE = 'definitions/tag_group/vip.json';

let data: string;
let folder: string;
let running: Running;
beforeAll(async () => {
  [data, folder] = [await mkdtemp(join(tmpdir(), 'volano-pull-')), await mkdtemp(join(tmpdir(), 'volano-pull-'))];
  running = await startServer({ directory: data, port: 0 });
  await write(WRITTEN);
});
afterAll(async () => {
  await running.close();
  for (const one of [data, folder]) await rm(one, { recursive: true, force: true });
});

const write = (project: object) => writeFile(join(folder, 'project.json'), JSON.stringify(project));

async function volano(words: readonly string[], locale: Locale = 'en') {
  const { world, out, err } = captured({ locale });
  const open = async (where: Parameters<typeof managementClient>[0]) => managementClient(where);
  const commands = [pullCommand(world, open), planCommand(world, { loadProject, open })];
  const [command, ...more] = words;
  const code = await runProgram([command!, folder, ...more, '--url', running.url], world, commands);
  return { code, out: out().split('\n'), err: err() };
}

test('before the first release there is nothing to pull', async () => {
  const { code, err } = await volano(['pull']);
  expect(code).toBe(2);
  expect(err).toContain('VOLANO_RESOURCE_UNKNOWN');
});

test('what was changed elsewhere comes as files, and then a plan finds no difference', async () => {
  await running.applyProject(await loadProject(folder));
  expect((await volano(['pull'])).out).toEqual(['Nothing to do: the project says what release 1 says.']);
  await running.applyProject(defineProject(workspace, group('vip', 'in the console'), group('fresh')));
  const paths = ['fresh', 'old', 'vip'].map((id) => `definitions/tag_group/${id}.json`);
  expect((await volano(['pull', '--dry-run'])).out).toEqual([
    ...paths.map((path) => `to write: ${path}`),
    'Release 2: 3 files would be written, 0 removed.',
  ]);
  expect((await loadProject(folder)).definitions).toEqual(WRITTEN.definitions);
  expect((await volano(['pull'])).out).toEqual([...paths.map((path) => `written: ${path}`), 'Release 2: 3 files written, 0 removed.']);
  expect((await volano(['plan', '--check'])).out).toEqual(['No difference: release 2 is what this project says.']);
  expect((await volano(['pull'])).out).toEqual(['Nothing to do: the project says what release 2 says.']);
});

test('a file that was edited here is not covered unasked', async () => {
  await writeFile(join(folder, FILE), JSON.stringify(group('vip', 'by hand')));
  const refused = await volano(['pull']);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain(`VOLANO_PULL_EDITED: Somebody has edited ${FILE}`);
  expect(await readFile(join(folder, FILE), 'utf8')).toContain('by hand');
  expect(JSON.parse((await volano(['pull', '--force', '--json'])).out[0]!)).toEqual({ release: 2, written: [FILE], removed: [], kept: [] });
  expect(await readFile(join(folder, FILE), 'utf8')).toContain('in the console');
});

test('files go when the code has come to say the same; what is new in code is named and kept', async () => {
  await write(defineProject(workspace, group('vip', 'in the console'), group('mine')));
  expect((await volano(['pull'], 'zh')).out).toEqual([
    '已删除：definitions/tag_group/old.json',
    '已删除：definitions/tag_group/vip.json',
    '保留：tag group“mine”是此处新增的，尚未发布',
    '发布 2：写入 0 个文件，删除 2 个。',
  ]);
  expect((await volano(['pull'])).out).toEqual([
    'kept: tag group "mine" is new here and not released',
    'Nothing to do: beside what is kept, the project says what release 2 says.',
  ]);
});
