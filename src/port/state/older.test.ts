/** Stores that were made before a table was: a reader sees it empty, and the writer makes it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEnvironment } from '../lmdb/index.ts';
import { copyLmdbState, openLmdbState } from './lmdb.ts';
import { TABLES, YOUNG_TABLES } from './write.ts';

const key = Buffer.from('a');
let path: string;
beforeEach(async () => {
  path = mkdtempSync(join(tmpdir(), 'volano-older-'));
  const names = TABLES.filter((table) => !YOUNG_TABLES.includes(table));
  const older = openEnvironment(path, names, { readOnly: false });
  await older.trees[names.indexOf('meta')]!.put(key, Buffer.from('kept'));
  await older.root.close();
});
afterEach(() => rmSync(path, { recursive: true }));

it('is read as if the table were empty, also as a copy', async () => {
  await copyLmdbState(path, join(path, 'copy'));
  for (const where of [path, join(path, 'copy')]) {
    const reader = await openLmdbState({ path: where, readOnly: true });
    expect(Buffer.from((await reader.getMany('meta', [key]))[0]!).toString()).toBe('kept');
    expect(await reader.getMany('desk', [key])).toEqual([undefined]);
    expect(await reader.range('desk', { start: Uint8Array.of(0), end: Uint8Array.of(255), limit: 9 })).toEqual([]);
    expect((await reader.load({ gets: [], prefixes: [{ table: 'desk', prefixes: [key] }] })).prefixes).toEqual([[[]]]);
    expect(await reader.count('desk')).toBe(0);
    await reader.close();
  }
});

it('gets the table when its writer opens it', async () => {
  const writer = await openLmdbState({ path });
  await writer.commit([{ table: 'desk', key, value: key }]).durable;
  const reader = await openLmdbState({ path, readOnly: true });
  expect(await reader.count('desk')).toBe(1);
  expect(await reader.count('meta')).toBe(1);
  await reader.close();
  await writer.close();
});
