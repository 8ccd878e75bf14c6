import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConsole } from './files.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-console-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('reads what a browser may ask for, with its type, and nothing else', async () => {
  mkdirSync(join(directory, 'texts'));
  for (const name of ['index.html', 'a.js', 'b.css', 'c.svg', 'texts/en.json', 'notes.md', 'key.pem', '.env'])
    writeFileSync(join(directory, name), name);
  const files = await readConsole(directory);
  expect([...files.keys()].sort()).toEqual(['a.js', 'b.css', 'c.svg', 'index.html', 'texts/en.json']);
  expect(files.get('a.js')).toMatchObject({ contentType: 'text/javascript; charset=utf-8', body: Buffer.from('a.js') });
});

test('tags differ with the content and stay with it', async () => {
  writeFileSync(join(directory, 'index.html'), 'one');
  const before = (await readConsole(directory)).get('index.html')?.etag;
  expect((await readConsole(directory)).get('index.html')?.etag).toBe(before);
  writeFileSync(join(directory, 'index.html'), 'two');
  expect((await readConsole(directory)).get('index.html')?.etag).not.toBe(before);
});

test('says where the files should be when they are missing', async () => {
  await expect(readConsole(join(directory, 'nowhere'))).rejects.toMatchObject({ code: 'VOLANO_CONSOLE_MISSING' });
  await expect(readConsole(directory)).rejects.toMatchObject({ code: 'VOLANO_CONSOLE_MISSING', details: { path: directory } });
});

test('the page that comes with the product is complete', async () => {
  const files = await readConsole();
  const page = files.get('index.html')!.body.toString();
  const named = [...page.matchAll(/(?:href|src)="\/try\/([^"]+)"/g)].map(([, path]) => path!);
  expect(named.length).toBeGreaterThanOrEqual(5);
  for (const path of named) expect([...files.keys()]).toContain(path);
  for (const [path, { body }] of files) {
    if (!path.endsWith('.js')) continue;
    for (const [, imported] of body.toString().matchAll(/from '\.\/([^']+)'/g))
      expect([...files.keys()], path).toContain(`scripts/${imported}`);
  }
});
