/** `npm run new channel`: what it writes passes types, lint and the contract, in a copy of the sources. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newChannel } from '../../tools/new-channel.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'volano-new-'));
  for (const name of [
    'src',
    'tools',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    'vitest.shared.ts',
    'biome.json',
    '.gitignore',
  ]) {
    cpSync(join(repository, name), join(root, name), { recursive: true });
  }
  symlinkSync(realpathSync(join(repository, 'node_modules')), join(root, 'node_modules'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Exit code and all that was said. */
function run(command: string, ...words: string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', command), words, { cwd: root, encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

test('the new channel compiles, is tidy, keeps the contract, and is a carrier of channels.json', () => {
  const made = run('node', '--conditions=volano-source', 'tools/new.ts', 'channel', 'line-works', 'push');
  expect(made).toMatchObject({ code: 0 });
  expect(made.said).toContain('src/act/channels/line-works/line-works.ts');

  writeFileSync(
    join(root, 'tsconfig.new.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['src/act/channels', 'src/runtime/channels.ts'] }),
  );
  expect(run('tsc', '-p', 'tsconfig.new.json')).toEqual({ code: 0, said: '' });
  expect(run('biome', 'ci', '--vcs-enabled=false', 'src/act/channels')).toMatchObject({ code: 0 });
  const tested = run('vitest', 'run', '--maxWorkers=1', 'src/act/channels/line-works');
  expect(tested, tested.said).toMatchObject({ code: 0 });
  expect(tested.said).toMatch(/1 passed/);

  const list = readFileSync(join(root, 'src/act/channels/carriers.ts'), 'utf8');
  expect(list).toContain("import { lineWorksCarrier } from './line-works/line-works.ts';");
  expect(list).toMatch(/CARRIERS[^=]*= \[[^\]]*\blineWorksCarrier\b/);
});

test('what cannot be made is said, and nothing is written', () => {
  const before = readFileSync(join(root, 'src/act/channels/carriers.ts'), 'utf8');
  for (const name of ['', '../evil', 'Line', 'a b', '-x', '1st']) expect(() => newChannel({ root, name })).toThrow(/lower-case words/);
  expect(() => newChannel({ root, name: 'webhook' })).toThrow(/there already/);
  for (const name of ['smtp', 'http-sms']) expect(() => newChannel({ root, name })).toThrow(/there already/);
  expect(() => newChannel({ root, name: 'pigeon', type: 'bird' })).toThrow(/no type of channel/);
  expect(run('node', '--conditions=volano-source', 'tools/new.ts', 'journey', 'x')).toMatchObject({ code: 2 });
  expect(run('node', '--conditions=volano-source', 'tools/new.ts', 'channel', 'webhook')).toMatchObject({ code: 1 });
  expect(readFileSync(join(root, 'src/act/channels/carriers.ts'), 'utf8')).toBe(before);
});
