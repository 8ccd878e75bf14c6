import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { buildConsole } from './browser.suite.ts';
import { firstLoad, noted, type Part, tooLarge } from './build.ts';

test('only a build that succeeds is noted', async () => {
  const root = await mkdtemp(join(tmpdir(), 'volano-build-'));
  let notes = 0;
  const plugins = [noted(() => notes++)];
  const built = (): Promise<unknown> => build({ root, configFile: false, logLevel: 'silent', plugins });
  await writeFile(join(root, 'index.html'), '<script type="module" src="/main.js"></script>');
  await writeFile(join(root, 'main.js'), "import './missing.js';");
  await expect(built()).rejects.toThrow('missing');
  expect(notes).toBe(0);
  await writeFile(join(root, 'missing.js'), 'console.log(1);');
  await built();
  expect(notes).toBe(1);
  await rm(root, { recursive: true });
});

test('what is served is built for production, also where a test has it built', async () => {
  buildConsole();
  const folder = join(import.meta.dirname, 'dist', 'assets');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const codes = await Promise.all(scripts.map((name) => readFile(join(folder, name), 'utf8')));
  expect(codes.filter((code) => /["'`]test-id["'`]/.test(code))).toHaveLength(0);
});

test('a first visit loads the entry with what it imports at once, each file one time, and their styles', () => {
  const part = (fileName: string, imports: readonly string[], isEntry = false): readonly [string, Part] => [
    fileName,
    { fileName, code: '', isEntry, imports, styles: [`${fileName}.css`] },
  ];
  const parts = new Map([
    part('main', ['react', 'shell'], true),
    part('shell', ['react']),
    part('react', []),
    part('screen', ['react', 'chart']),
    part('chart', []),
  ]);
  expect([...firstLoad(parts)].sort()).toEqual(['main', 'main.css', 'react', 'react.css', 'shell', 'shell.css']);
});

test('of what comes later each part has a limit; what a first visit loads has its own', () => {
  const part = (fileName: string, imports: readonly string[], isEntry = false): readonly [string, Part] => [
    fileName,
    { fileName, code: '', isEntry, imports, styles: [] },
  ];
  const parts = new Map([
    part('main', ['react'], true),
    part('react', []),
    part('chart', []),
    part('canvas', ['react']),
    part('small', []),
  ]);
  const bytes: Readonly<Record<string, number>> = { main: 900, react: 900, chart: 201, canvas: 300, small: 200 };
  expect(tooLarge(parts, (name) => bytes[name]!, 200)).toEqual([
    ['canvas', 300],
    ['chart', 201],
  ]);
  expect(tooLarge(parts, (name) => bytes[name]!, 300)).toEqual([]);
});
