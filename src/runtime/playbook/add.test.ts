/** A playbook into projects as they stand on a disk. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadProject } from '../project/index.ts';
import { addPlaybook, planAddition } from './add.ts';
import { lacksOf, needsOf } from './needs.ts';
import { builtInShelf, playbooksOn } from './shelf.ts';

const root = join(import.meta.dirname, '../../..');
const shelf = builtInShelf();
const BASIS = `
  defineWorkspace({ id: 'shop', name, timeZone: 'Europe/Berlin', currency: 'EUR', seed: 'shop' }),
  definePurpose({ id: 'news', name, basis: 'opt_in' }),
  definePurpose({ id: 'orders', name, basis: 'opt_out' }),
  defineTrait({ id: 'email', name, type: 'string' }),
  defineChannel({ id: 'post', type: 'email', name, from: { name: 'Shop', address: 'shop@example.com' } }),`;
const projectText = (own: string, playbooks: boolean): string => `
import { defineChannel, defineJourney, defineProject, definePurpose, defineTrait, defineWorkspace, exit, onEvent } from 'volano';
import { overridden } from 'volano/library';
${playbooks ? "import { playbooks } from './playbooks/index.ts';" : ''}
const name = { en: 'Name', zh: '名称' };
export const project = defineProject(overridden(${playbooks ? 'playbooks' : '[]'}, ${BASIS} ${own}));
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-add-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/volano'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A folder of its own for each state of a project: a module that was loaded stays as it was. */
async function projectIn(place: string, own = '', playbooks = false): Promise<string> {
  const path = join(folder, place);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'index.ts'), projectText(own, playbooks));
  return path;
}

async function textsIn(path: string): Promise<Readonly<Record<string, string>>> {
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(
      async ({ parentPath, name }) => [join(parentPath, name).slice(path.length), await readFile(join(parentPath, name), 'utf8')] as const,
    ),
  );
  return Object.fromEntries(texts);
}

describe('adding a playbook', () => {
  test('copies its folder and what it shares, makes a house of the project’s channels', async () => {
    const path = await projectIn('a');
    const addition = await planAddition(shelf, 'large-cart', path);
    expect(addition.files.map(({ path: file, state }) => [file, state])).toEqual([
      ['playbooks/large-cart/README.md', 'new'],
      ['playbooks/large-cart/README.zh-CN.md', 'new'],
      ['playbooks/large-cart/index.ts', 'new'],
      ['playbooks/large-cart/large-cart.journey.ts', 'new'],
      ['playbooks/shared/people.ts', 'new'],
      ['playbooks/shared/traits.ts', 'new'],
      ['playbooks/house.ts', 'new'],
      ['playbooks/index.ts', 'new'],
    ]);
    expect(addition.lacks).toEqual({ events: ['Product Added', 'Order Completed'], channels: [], traits: ['name'], purposes: false });
    expect(addition.lines).toHaveLength(2);
    expect(await textsIn(path)).toEqual({ '/index.ts': projectText('', false) });

    await addPlaybook(addition, path);
    expect((await textsIn(path))['/playbooks/house.ts']).toContain(
      "channels: { email: 'post' }, purposes: { offer: 'news', care: 'orders' }",
    );
  });

  test('a second one joins it; what is there stays, and again changes nothing', async () => {
    const path = await projectIn('b');
    await addPlaybook(await planAddition(shelf, 'large-cart', path), path);
    await writeFile(join(path, 'index.ts'), projectText('', true));
    await cp(path, join(folder, 'b2'), { recursive: true });
    const second = await planAddition(shelf, 'same-category', join(folder, 'b2'));
    expect(second.lines).toEqual([]);
    expect(second.files.filter(({ state }) => state !== 'new').map(({ path: file, state }) => [file, state])).toEqual([
      ['playbooks/shared/people.ts', 'same'],
      ['playbooks/shared/traits.ts', 'same'],
      ['playbooks/index.ts', 'changed'],
    ]);
    await addPlaybook(second, join(folder, 'b2'));
    const before = await textsIn(join(folder, 'b2'));
    await cp(join(folder, 'b2'), join(folder, 'b3'), { recursive: true });
    const project = await loadProject(join(folder, 'b3'));
    expect(project.definitions.flatMap((one) => (one.kind === 'journey' ? [one.id] : []))).toEqual(['large_cart', 'same_category']);
    expect(new Set(project.definitions.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(project.definitions.length);
    const again = await planAddition(shelf, 'same-category', join(folder, 'b3'));
    expect(again.definitions.every(({ state }) => state === 'same')).toBe(true);
    await addPlaybook(again, join(folder, 'b3'));
    expect(await textsIn(join(folder, 'b3'))).toEqual(before);
  });

  test('a definition of the project stays in force, and is named', async () => {
    const path = await projectIn(
      'c',
      "defineTrait({ id: 'cart_total', name, event: 'Cart Changed', aggregate: 'last', property: 'total' }),",
    );
    const { definitions } = await planAddition(shelf, 'large-cart', path);
    expect(definitions.filter(({ state }) => state === 'yours')).toEqual([{ kind: 'trait', id: 'cart_total', state: 'yours' }]);
  });

  test('a journey or a file of that name that differs is refused by name', async () => {
    const own = "defineJourney({ id: 'large_cart', name, stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps: [exit()] }),";
    await expect(planAddition(shelf, 'large-cart', await projectIn('d', own))).rejects.toMatchObject({
      code: 'VOLANO_PLAYBOOK_COLLIDES',
      message: expect.stringContaining('journey "large_cart"'),
    });
    const path = await projectIn('e');
    await mkdir(join(path, 'playbooks/large-cart'), { recursive: true });
    await writeFile(join(path, 'playbooks/large-cart/index.ts'), 'mine');
    await expect(planAddition(shelf, 'large-cart', path)).rejects.toMatchObject({
      code: 'VOLANO_PLAYBOOK_COLLIDES',
      message: expect.stringContaining('playbooks/large-cart/index.ts'),
    });
    expect((await textsIn(path))['/playbooks/large-cart/index.ts']).toBe('mine');
  });

  test('without a channel that it can use, of an unknown name, and into a project.json it is refused', async () => {
    const path = await projectIn('f');
    await expect(planAddition(shelf, 'browse-abandonment', path)).rejects.toMatchObject({
      code: 'VOLANO_PLAYBOOK_LACKS',
      message: expect.stringContaining('mp_subscription or in_app'),
    });
    await expect(planAddition(shelf, 'large-carts', path)).rejects.toMatchObject({ code: 'VOLANO_PLAYBOOK_UNKNOWN' });
    const json = join(folder, 'g');
    await mkdir(json);
    await writeFile(join(json, 'project.json'), JSON.stringify(await loadProject(path)));
    await expect(planAddition(shelf, 'large-cart', json)).rejects.toMatchObject({ code: 'VOLANO_PLAYBOOK_PROJECT' });
  });
});

test('what each needs is known, and what a project without anything lacks', async () => {
  for (const { playbook } of await playbooksOn(shelf)) {
    const needs = needsOf(playbook);
    expect(needs.journeys.length, playbook.id).toBeGreaterThan(0);
    expect(needs.messages.length, playbook.id).toBeGreaterThan(0);
    const lacks = lacksOf(needs, { definitions: [] });
    expect(lacks, playbook.id).toMatchObject({ events: needs.events, traits: needs.traits, purposes: true });
    expect(lacks.channels.length, playbook.id).toBeGreaterThan(0);
  }
});
