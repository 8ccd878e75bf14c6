import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryState } from '../memory.ts';
import { Desk } from './desk.ts';
import { deskPapers, folderPapers, type Papers } from './papers.ts';

interface Place {
  /** The same papers as another process has them, where there may be one. */
  readonly all: readonly Papers[];
  remove(): Promise<void>;
}

const places: Record<string, () => Promise<Place>> = {
  'in a folder': async () => {
    const directory = mkdtempSync(join(tmpdir(), 'volano-papers-'));
    return { all: [folderPapers(directory)], remove: async () => rmSync(directory, { recursive: true }) };
  },
  'on a desk': async () => {
    const store = await openMemoryState();
    return { all: [1, 2, 3].map(() => deskPapers(new Desk(store, 'papers'))), remove: () => store.close() };
  },
};

describe.each(Object.entries(places))('papers %s', (_, make) => {
  let place: Place;
  let papers: Papers;
  beforeEach(async () => {
    place = await make();
    papers = place.all[0]!;
  });
  afterEach(async () => {
    for (const one of place.all) await one.close();
    await place.remove();
  });

  it('are what was written', async () => {
    expect(await papers.read('a.json')).toBeUndefined();
    expect(await papers.make('a.json', 'first 小明\n')).toBe('first 小明\n');
    expect(await papers.make('a.json', 'second')).toBe('first 小明\n');
    await papers.change('a.json', (before) => `${before}third`);
    await papers.change('b.json', (before) => before ?? 'new');
    for (const one of place.all) expect([await one.read('a.json'), await one.read('b.json')]).toEqual(['first 小明\nthird', 'new']);
    expect(papers.placeOf('a.json')).toContain('a.json');
  });

  it('are made once, whoever makes them (A2)', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, (_, i) => place.all[i % place.all.length]!.make('key', `key ${i}`)));
    expect(new Set(made).size).toBe(1);
    expect(await papers.read('key')).toBe(made[0]);
  });

  it('lose no change of several at once (A3)', async () => {
    const add = (before: string | undefined): string => `${before ?? ''}x`;
    await Promise.all(Array.from({ length: 20 }, (_, i) => place.all[i % place.all.length]!.change('n', add)));
    expect(await papers.read('n')).toBe('x'.repeat(20));
  });

  it('stay as they were when a change throws', async () => {
    await papers.make('a', 'kept');
    const no = (): string => {
      throw new Error('no');
    };
    await expect(papers.change('a', no)).rejects.toThrow('no');
    await papers.change('a', (before) => `${before}!`);
    expect(await papers.read('a')).toBe('kept!');
  });
});

it('in a folder are files that only their owner reads, and nothing else is left (A1)', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'volano-papers-'));
  const papers = folderPapers(directory);
  await Promise.all(Array.from({ length: 5 }, () => papers.make('a', 'x')));
  await Promise.all(Array.from({ length: 5 }, () => papers.change('a', (before) => `${before}x`)));
  expect(readdirSync(directory)).toEqual(['a']);
  expect(statSync(join(directory, 'a')).mode & 0o777).toBe(0o600);
  await expect(folderPapers(join(directory, 'missing')).make('a', 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  rmSync(directory, { recursive: true });
});
