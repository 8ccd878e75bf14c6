/** A project that takes every playbook: what it has then is valid, its pages are up to date, and all their tests pass there. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { runJourneyTests } from '../../src/rehearse/index.ts';
import { addPlaybook, builtInShelf, planAddition, readmeOf } from '../../src/runtime/playbook/index.ts';

const root = join(import.meta.dirname, '../..');
const PROJECT = `
import { defineChannel, defineProject, definePurpose, defineTrait, defineWorkspace } from 'volano';
import { overridden } from 'volano/library';
LIST
const name = { en: 'Name', zh: '名称' };
export const project = defineProject(overridden(TAKEN,
  defineWorkspace({ id: 'shop', name, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 'shop' }),
  definePurpose({ id: 'news', name, basis: 'opt_in' }),
  definePurpose({ id: 'orders', name, basis: 'opt_out' }),
  defineTrait({ id: 'email', name, type: 'string' }),
  defineTrait({ id: 'phone', name, type: 'string' }),
  defineChannel({ id: 'post', type: 'email', name, from: { name: 'Shop', address: 'shop@example.com' } }),
  defineChannel({ id: 'text', type: 'sms', name }),
  defineChannel({ id: 'box', type: 'in_app', name }),
));
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-taken-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/volano'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('all of them, under its own names of channels and purposes', async () => {
  const path = join(folder, 'shop');
  await mkdir(path);
  // It is loaded once without them; what is loaded stays as it was.
  await writeFile(join(path, 'index.mjs'), PROJECT.replace('LIST', '').replace('TAKEN', '[]'));
  for (const { id } of playbooks) await addPlaybook(await planAddition(builtInShelf(), id, path), path);
  await writeFile(
    join(path, 'index.ts'),
    PROJECT.replace('LIST', "import { playbooks } from './playbooks/index.ts';").replace('TAKEN', 'playbooks'),
  );
  const { outcomes, passed } = await runJourneyTests(path);
  expect(outcomes.filter((one) => !one.passed)).toEqual([]);
  expect(passed).toBeGreaterThan(75);
});

test.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
  '%s has pages that say what it has (npm run playbooks)',
  async (id, playbook) => {
    expect(await readFile(join(root, 'playbooks', id, 'README.md'), 'utf8')).toBe(readmeOf(playbook, 'en'));
    expect(await readFile(join(root, 'playbooks', id, 'README.zh-CN.md'), 'utf8')).toBe(readmeOf(playbook, 'zh'));
  },
);
