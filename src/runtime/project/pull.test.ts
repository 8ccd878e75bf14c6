import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Definition, defineEvent, defineTagGroup, defineWorkspace } from '../../define/index.ts';
import { changesBetween } from './changes.ts';
import { fileOf, fileText, writeFiles } from './files.ts';
import { loadProject, readProjectFolder } from './load.ts';
import { pullOf } from './pull.ts';

const text = (en: string) => ({ en, zh: en });
const workspace = defineWorkspace({ id: 'w', name: text('W'), timeZone: 'UTC', currency: 'EUR', seed: 's' });
const group = (id: string, says = 'as it was') => defineTagGroup({ id, name: text(says), exclusive: true });
const [VIP, VIP_IN_CONSOLE, VIP_BY_HAND] = [group('vip'), group('vip', 'in the console'), group('vip', 'by hand')];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-pull-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string): Promise<void> => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
};
const code = (...definitions: readonly Definition[]) => write('project.json', JSON.stringify({ definitions: [workspace, ...definitions] }));
const file = (definition: Definition) => write(fileOf(definition), fileText(definition));
const filesThere = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json') && name !== 'project.json').sort();

/** Releases in ascending order; the last is in force. */
async function pull(history: readonly (readonly Definition[])[], force = false) {
  const release = [workspace, ...history.at(-1)!];
  const wasReleased = async (said: Definition | null, { kind, id }: Pick<Definition, 'kind' | 'id'>) => {
    const all = history.map((one) => fileText(one.find((other) => other.kind === kind && other.id === id) ?? null));
    return all.includes(fileText(said), said ? 0 : all.findIndex((content) => content !== fileText(null)));
  };
  const found = await pullOf({ ...(await readProjectFolder(folder)), release, wasReleased, force });
  await writeFiles(folder, found.files);
  return { changed: [...found.files.keys()], kept: found.kept.map(({ definition: { id }, isNew }) => `${id}${isNew ? ' (new)' : ''}`) };
}

describe('a pull', () => {
  test('writes what was changed in the console, and only that, with keys in order', async () => {
    await code(VIP, group('other'));
    expect(
      await pull([
        [VIP, group('other')],
        [VIP_IN_CONSOLE, group('other')],
      ]),
    ).toEqual({ changed: ['definitions/tag_group/vip.json'], kept: [] });
    expect(await readFile(join(folder, 'definitions/tag_group/vip.json'), 'utf8')).toBe(
      '{\n  "exclusive": true,\n  "id": "vip",\n  "kind": "tag_group",\n  "name": {\n    "en": "in the console",\n    "zh": "in the console"\n  }\n}\n',
    );
    expect((await loadProject(folder)).definitions).toEqual([workspace, VIP_IN_CONSOLE, group('other')]);
  });

  test('takes away what was removed in the console, and brings what is new there', async () => {
    await code(VIP);
    expect((await pull([[VIP], [group('fresh')]])).changed).toEqual(['definitions/tag_group/fresh.json', 'definitions/tag_group/vip.json']);
    expect(await readFile(join(folder, 'definitions/tag_group/vip.json'), 'utf8')).toBe('null\n');
    expect((await loadProject(folder)).definitions).toEqual([workspace, group('fresh')]);
  });

  test('removes files that say what the code says by now, with their folders', async () => {
    await code(VIP_IN_CONSOLE);
    await file(VIP_IN_CONSOLE);
    await write('definitions/tag_group/gone.json', 'null\n');
    expect((await pull([[VIP_IN_CONSOLE]])).changed).toEqual(['definitions/tag_group/gone.json', 'definitions/tag_group/vip.json']);
    expect(await readdir(folder)).toEqual(['project.json']);
  });

  test('leaves a file that says the same in another layout as it is', async () => {
    await code(VIP);
    await write(fileOf(VIP_IN_CONSOLE), JSON.stringify(VIP_IN_CONSOLE));
    expect((await pull([[VIP], [VIP_IN_CONSOLE]])).changed).toEqual([]);
  });

  test('makes a project of an empty folder', async () => {
    await pull([[VIP]]);
    expect((await loadProject(folder)).definitions).toEqual([VIP, workspace].sort((a, b) => (a.kind < b.kind ? -1 : 1)));
  });
});

describe('what no release has ever said', () => {
  test('is kept where it stands in code, new or changed, until it is forced', async () => {
    await code(VIP_BY_HAND, group('new'), group('old'));
    const history = [
      [VIP, group('old')],
      [VIP_IN_CONSOLE, group('old', 'in the console')],
    ];
    expect(await pull(history)).toEqual({ changed: ['definitions/tag_group/old.json'], kept: ['new (new)', 'vip'] });
    expect(await pull(history, true)).toEqual({ changed: ['definitions/tag_group/new.json', 'definitions/tag_group/vip.json'], kept: [] });
  });

  test('is refused where a file was edited, by its name, and nothing is written', async () => {
    await code(VIP, group('old'));
    await file(VIP_BY_HAND);
    const history = [
      [VIP, group('old')],
      [VIP_IN_CONSOLE, group('old', 'in the console')],
    ];
    const refused = { code: 'VOLANO_PULL_EDITED', message: expect.stringContaining('definitions/tag_group/vip.json') };
    await expect(pull(history)).rejects.toMatchObject(refused);
    expect(await filesThere()).toEqual(['definitions/tag_group/vip.json']);
    expect((await pull(history, true)).changed).toHaveLength(2);
  });

  test('is refused too where somebody took a definition away that every release has', async () => {
    await code(VIP);
    await write(fileOf(VIP), 'null');
    await expect(pull([[VIP], [VIP_IN_CONSOLE]])).rejects.toMatchObject({ code: 'VOLANO_PULL_EDITED' });
  });

  test('is not what an earlier pull wrote', async () => {
    await code(VIP);
    await file(VIP_IN_CONSOLE);
    await write(fileOf(group('back')), 'null');
    const history = [[VIP, group('back')], [VIP_IN_CONSOLE], [group('vip', 'later'), group('back')]];
    expect((await pull(history)).changed).toEqual(['definitions/tag_group/back.json', 'definitions/tag_group/vip.json']);
  });

  test('a file of a new definition is kept', async () => {
    await file(group('mine'));
    await code(VIP);
    expect(await pull([[VIP]])).toEqual({ changed: [], kept: ['mine (new)'] });
  });
});

/** Ids that file names do not take, take only escaped, or that are too long for one. */
const NAMES = [
  'a',
  'Order Completed',
  '..',
  'A/B',
  'A%2FB',
  'x:"<y>?*',
  '订单完成',
  `${'长'.repeat(150)}一`,
  `${'长'.repeat(150)}二`,
  '~',
  "it's (!)",
];
const definitions = fc
  .uniqueArray(fc.record({ id: fc.constantFrom(...NAMES), says: fc.constantFrom('one', 'two', 'three') }), { selector: ({ id }) => id })
  .map((list) => list.map(({ id, says }): Definition => defineEvent({ id, name: text(says), properties: {} })));

test('whatever code, files and releases there are: afterwards the folder yields the release, a second pull changes nothing, and there is no needless file', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, definitions, definitions, async (written, beside, released) => {
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await code(...written);
      for (const definition of beside) await file(definition);
      await pull([released], true);
      expect(changesBetween([workspace, ...released], (await loadProject(folder)).definitions)).toEqual([]);
      const needed = changesBetween([workspace, ...written], [workspace, ...released]).map(({ kind, id }) => fileOf({ kind, id }));
      expect(await filesThere()).toEqual([...needed].sort());
      expect(await pull([released])).toEqual({ changed: [], kept: [] });
    }),
    { numRuns: 60 },
  );
});
