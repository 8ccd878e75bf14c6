import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderPapers } from '../../port/state/index.ts';
import { loadSources as load, type Source } from './sources.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-sources-'));
});
afterEach(() => rm(directory, { recursive: true }));

const loadSources = async (...of: Parameters<typeof load>): Promise<readonly Source[]> => (await load(...of)).sources;
const path = (): string => join(directory, 'sources.json');
const refused = (problem: string) => ({ code: 'VOLANO_SOURCES_INVALID', message: expect.stringContaining(problem) });

describe('from the environment', () => {
  test('as pairs; a key may have colons', async () => {
    const environment = { VOLANO_WRITE_KEYS: 'web:web-key-1,pos:till:key:2' };
    expect(await loadSources(folderPapers(directory), environment)).toEqual([
      { id: 'web', writeKey: 'web-key-1' },
      { id: 'pos', writeKey: 'till:key:2' },
    ]);
    expect((await load(folderPapers(directory), environment)).place).toBe('VOLANO_WRITE_KEYS');
    await expect(stat(path())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('before those of the file', async () => {
    await loadSources(folderPapers(directory), {});
    expect(await loadSources(folderPapers(directory), { VOLANO_WRITE_KEYS: 'web:web-key-1' })).toEqual([
      { id: 'web', writeKey: 'web-key-1' },
    ]);
  });

  test.each([
    ['web:short', 'sources.0.writeKey'],
    [':long-enough', 'sources.0.id'],
    ['web:web-key-1,pos:x', 'sources.1.writeKey'],
    ['web:web-key-1,', 'sources.1.id'],
  ])('refused when it is wrong: %s', async (VOLANO_WRITE_KEYS, place) => {
    const loading = loadSources(folderPapers(directory), { VOLANO_WRITE_KEYS });
    await expect(loading).rejects.toMatchObject(refused(`VOLANO_WRITE_KEYS: ${place}`));
  });

  test('an empty variable is none', async () => {
    expect(await loadSources(folderPapers(directory), { VOLANO_WRITE_KEYS: '' })).toMatchObject([{ id: 'default' }]);
  });
});

describe('from the file', () => {
  test('that is made at the first start, readable by its owner only', async () => {
    const made = await loadSources(folderPapers(directory), {});
    expect(made).toEqual([{ id: 'default', writeKey: expect.stringMatching(/^wk_[\w-]{24}$/) }]);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual({ sources: made });
    expect((await load(folderPapers(directory), {})).place).toBe(path());
  });

  test('that stays as it is from then on', async () => {
    const made = await loadSources(folderPapers(directory), {});
    expect(await loadSources(folderPapers(directory), {})).toEqual(made);
  });

  test('with a key of its own in each folder', async () => {
    const [first] = await loadSources(folderPapers(directory), {});
    await rm(path());
    const [second] = await loadSources(folderPapers(directory), {});
    expect(second!.writeKey).not.toBe(first!.writeKey);
  });

  test('that somebody has written', async () => {
    const sources = [
      { id: 'web', writeKey: 'web-key-1' },
      { id: 'pos', writeKey: 'pos-key-2' },
    ];
    await writeFile(path(), JSON.stringify({ sources }));
    expect(await loadSources(folderPapers(directory), {})).toEqual(sources);
  });

  test.each([
    ['no JSON', '{"sources": [', 'JSON'],
    ['no list', '{"sources": {}}', 'sources'],
    ['no source', '{"sources": []}', 'sources'],
    ['no key', '{"sources": [{"id": "web"}]}', 'sources.0.writeKey'],
    ['a key that is too short', '{"sources": [{"id": "web", "writeKey": "short"}]}', 'sources.0.writeKey'],
    ['a slip of the pen', '{"sources": [{"id": "web", "writekey": "web-key-1"}]}', 'sources.0'],
    ['something else', '{"source": []}', 'sources'],
  ])('refused with its place when it has %s', async (_, text, place) => {
    await writeFile(path(), text);
    await expect(loadSources(folderPapers(directory), {})).rejects.toMatchObject(refused(place));
    await expect(loadSources(folderPapers(directory), {})).rejects.toMatchObject(refused(path()));
    expect(await readFile(path(), 'utf8')).toBe(text);
  });
});
