import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineProject, defineWorkspace } from '../../define/index.ts';
import { loadProject } from './load.ts';

const project = defineProject(defineWorkspace({ id: 'w', name: { en: 'W', zh: '店' }, timeZone: 'UTC', currency: 'EUR', seed: 's' }));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-project-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const moduleOf = (value: unknown) => `export const project = ${JSON.stringify(value)};\n`;

describe('a folder', () => {
  test('with project.json is data', async () => {
    await write('project.json', JSON.stringify(project));
    expect(await loadProject(folder)).toEqual(project);
  });

  test.each(['index.js', 'index.mjs', 'index.ts'])('with %s is code', async (name) => {
    await write(name, moduleOf(project));
    expect(await loadProject(folder)).toEqual(project);
  });

  test('with both is code', async () => {
    await write('index.mjs', moduleOf(project));
    await write('project.json', '{}');
    expect(await loadProject(folder)).toEqual(project);
  });
});

describe('refuses', () => {
  const refusal = async (code: string, problem: string) => {
    await expect(loadProject(folder)).rejects.toMatchObject({ code, message: expect.stringContaining(problem) });
  };

  test('an empty folder', () => refusal('VOLANO_PROJECT_NOT_FOUND', folder));

  test('a module that throws', async () => {
    await write('index.mjs', 'throw new Error("on purpose");');
    await refusal('VOLANO_PROJECT_UNREADABLE', 'on purpose');
  });

  test('a module without a project', async () => {
    await write('index.mjs', 'export const other = 1;');
    await refusal('VOLANO_PROJECT_UNREADABLE', 'it has no export named "project"');
  });

  test('text that is not JSON', async () => {
    await write('project.json', '{ "definitions": [ }');
    await refusal('VOLANO_PROJECT_UNREADABLE', 'project.json cannot be read');
  });

  test('a project with problems', async () => {
    await write('project.json', '{ "definitions": [{ "kind": "tag" }] }');
    await refusal('VOLANO_PROJECT_INVALID', 'expected exactly one workspace');
  });
});

test.each(['omni', 'retail'])('the example %s loads', async (name) => {
  const { definitions } = await loadProject(fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url)));
  expect(definitions.filter(({ kind }) => kind === 'journey').length).toBeGreaterThanOrEqual(3);
});

describe('files in definitions/', () => {
  const group = (id: string, exclusive = true) => ({ kind: 'tag_group', id, name: { en: 'G', zh: '组' }, exclusive });
  const put = async (path: string, content: unknown) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await write(path, typeof content === 'string' ? content : JSON.stringify(content));
  };
  const refusal = (code: string, ...parts: readonly string[]) =>
    expect(loadProject(folder)).rejects.toMatchObject({ code, message: expect.stringMatching(new RegExp(parts.join('.*'), 's')) });

  beforeEach(() => put('project.json', { definitions: [...project.definitions, group('a'), group('b')] }));

  test('go before code, take away, and add', async () => {
    await put('definitions/tag_group/a.json', group('a', false));
    await put('definitions/tag_group/b.json', 'null');
    await put('definitions/tag_group/c.json', group('c'));
    expect((await loadProject(folder)).definitions).toEqual([...project.definitions, group('a', false), group('c')]);
  });

  test('leave other files there alone', async () => {
    await put('definitions/README.md', 'Ours.');
    await put('definitions/journeys/all.ts', 'export {}');
    expect((await loadProject(folder)).definitions).toHaveLength(3);
  });

  test('are refused by their name and field', async () => {
    await put('definitions/tag_group/a.json', { ...group('a'), exclusive: 'yes' });
    await put('definitions/tag_group/d.json', group('c'));
    await put('definitions/tag/b.json', group('b'));
    await put('definitions/segmnet/x.json', 'null');
    await refusal(
      'VOLANO_PROJECT_INVALID',
      '4 problem',
      'definitions/segmnet/x.json: expected a folder named as a kind: .*segment',
      'definitions/tag/b.json at kind: expected "tag", as its folder says, got "tag_group"',
      'definitions/tag_group/a.json at exclusive: expected boolean, got "yes"',
      'definitions/tag_group/d.json at id: "c" belongs in definitions/tag_group/c.json',
    );
  });

  test('are refused when they are no JSON', async () => {
    await put('definitions/tag_group/a.json', '<<<<<<< ours');
    await refusal('VOLANO_PROJECT_UNREADABLE', 'definitions/tag_group/a.json cannot be read');
  });

  test('are judged with the whole: what refers to something taken away is found', async () => {
    await put('definitions/workspace/w.json', 'null');
    await refusal('VOLANO_PROJECT_INVALID', 'expected exactly one workspace');
  });
});
