/** A snapshot stays as it was taken, and leaves nothing behind. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLmdbState } from './lmdb.ts';
import { snapshotLmdbState } from './snapshot.ts';
import type { StateReader, StateStore } from './state.ts';

let folder: string;
let path: string;
let copies: string;
let state: StateStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'volano-snapshot-'));
  path = join(folder, 'state');
  copies = join(folder, 'copies');
  state = await openLmdbState({ path });
});
afterEach(async () => {
  await state.close();
  rmSync(folder, { recursive: true });
});

const put = (key: string, value: string): Promise<void> =>
  state.commit([{ table: 'meta', key: Buffer.from(key), value: Buffer.from(value) }]).durable;

async function textAt(reader: StateReader, key: string): Promise<string | undefined> {
  const [value] = await reader.getMany('meta', [Buffer.from(key)]);
  return value && Buffer.from(value).toString();
}

test('stays as one commit left it, however far the state goes on', async () => {
  await put('a', '1');
  const before = await snapshotLmdbState(path, copies);
  await put('a', '2');
  await put('b', '3');
  const after = await snapshotLmdbState(path, copies);
  expect([await textAt(before.state, 'a'), await textAt(before.state, 'b')]).toEqual(['1', undefined]);
  expect([await textAt(after.state, 'a'), await textAt(after.state, 'b')]).toEqual(['2', '3']);
  expect(before.bytes).toBeGreaterThan(0);
  await before.close();
  expect(await textAt(after.state, 'a')).toBe('2');
  await after.close();
});

test('leaves nothing behind, and nobody else can read it', async () => {
  await put('a', '1');
  const snapshot = await snapshotLmdbState(path, copies);
  expect(statSync(copies).mode & 0o077).toBe(0);
  expect(readdirSync(copies)).toHaveLength(1);
  await snapshot.close();
  expect(readdirSync(copies)).toEqual([]);
});

test('of a state that there is none of is refused, and leaves nothing', async () => {
  const missing = join(folder, 'missing');
  await expect(snapshotLmdbState(missing, copies)).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
  expect(existsSync(missing)).toBe(false);
  expect(readdirSync(copies)).toEqual([]);
});
