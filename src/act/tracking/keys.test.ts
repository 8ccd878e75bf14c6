import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderPapers } from '../../port/state/index.ts';
import { loadLinkKeys } from './keys.ts';
import { keyOf } from './tracking.suite.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-keys-'));
});
afterEach(() => rm(directory, { recursive: true }));

const written = (fill: number): string => Buffer.from(keyOf(fill)).toString('base64');

test('the first start makes a key that only its owner reads, later ones find it', async () => {
  const [made, ...others] = await loadLinkKeys(folderPapers(directory), {});
  expect([made?.length, others]).toEqual([32, []]);
  expect((await stat(join(directory, 'links.key'))).mode & 0o777).toBe(0o600);
  expect(await loadLinkKeys(folderPapers(directory), {})).toEqual([made]);
  expect(await readdir(directory)).toEqual(['links.key']);
});

test('of starts at the same moment all get the one key', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => loadLinkKeys(folderPapers(directory), {})));
  expect(new Set(all.map(([key]) => Buffer.from(key!).toString('hex'))).size).toBe(1);
  expect(await readdir(directory)).toEqual(['links.key']);
});

test('the environment comes first, several keys in their order, and makes no file', async () => {
  const keys = await loadLinkKeys(folderPapers(directory), { VOLANO_LINK_KEY: `${written(2)}, ${written(1)}` });
  expect(keys.map((key) => key[0])).toEqual([2, 1]);
  expect(await readdir(directory)).toEqual([]);
  expect(await loadLinkKeys(folderPapers(directory), { VOLANO_LINK_KEY: ' ' })).toHaveLength(1);
});

test('a file may hold several', async () => {
  await writeFile(join(directory, 'links.key'), `${written(3)}\n${written(4)}\n`);
  expect((await loadLinkKeys(folderPapers(directory), {})).map((key) => key[0])).toEqual([3, 4]);
});

test.each(['short', 'x'.repeat(43), `${written(1)}, short`])('what is no key is refused, and not repeated: %s', async (text) => {
  const key = text.startsWith('xxx') ? `${text}xxxxx` : text;
  await expect(loadLinkKeys(folderPapers(directory), { VOLANO_LINK_KEY: key })).rejects.toMatchObject({
    code: 'VOLANO_LINK_KEY_INVALID',
    message: expect.not.stringContaining(key),
  });
});

test('an empty file is no key', async () => {
  await writeFile(join(directory, 'links.key'), '\n');
  await expect(loadLinkKeys(folderPapers(directory), {})).rejects.toThrow('links.key holds no key');
});

test('a folder that cannot be written to is told as it is', async () => {
  await expect(loadLinkKeys(folderPapers(join(directory, 'missing')), {})).rejects.toThrow('ENOENT');
});
