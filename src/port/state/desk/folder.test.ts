import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Desk, type DeskWrite, jsonBytes, jsonValue } from './desk.ts';
import { openDeskFolder } from './folder.ts';
import { deskKey } from './keys.ts';

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'volano-folder-')), 'things');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

const ALL = { prefix: new Uint8Array(), limit: 1_000 };
const valuesOf = async (desk: Desk): Promise<unknown[]> => (await desk.range(ALL)).map(([, value]) => jsonValue(value));

/** An environment as another version had it, with so many things in it. */
async function makeOlder(things: number): Promise<void> {
  const root = open({ path, maxDbs: 2, noSubdir: false });
  const tree = root.openDB<string, number>('customer', { encoding: 'string', keyEncoding: 'uint32' });
  for (let i = 1; i <= things; i++) await tree.put(i, `thing ${i}`);
  await root.close();
}

async function* older(from: string): AsyncGenerator<readonly DeskWrite[]> {
  const root = open({ path: from, readOnly: true, maxDbs: 2, noSubdir: false });
  const tree = root.openDB<string, number>('customer', { encoding: 'string', keyEncoding: 'uint32' });
  try {
    for (const { key, value } of tree.getRange()) yield [{ key: deskKey(key), value: jsonBytes(value) }];
  } finally {
    await root.close();
  }
}

it('is for its owner alone, and keeps what it has', async () => {
  const desk = await openDeskFolder({ path, name: 'things', older });
  await desk.write({ key: deskKey('a'), value: jsonBytes(1) });
  await expect(openDeskFolder({ path, name: 'things' })).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED' });
  await desk.close();
  const again = await openDeskFolder({ path, name: 'things', older });
  expect(await valuesOf(again)).toEqual([1]);
  await again.close();
  expect(statSync(path).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(path)) expect([file, statSync(join(path, file)).mode & 0o777]).toEqual([file, 0o600]);
});

it('takes over what an older version has left, once, and drops it (F1)', async () => {
  await makeOlder(25);
  const desk = await openDeskFolder({ path, name: 'things', older });
  expect(await valuesOf(desk)).toEqual(Array.from({ length: 25 }, (_, i) => `thing ${i + 1}`));
  await desk.write({ key: deskKey(3), value: undefined });
  await desk.close();
  const again = await openDeskFolder({ path, name: 'things', older });
  expect(await valuesOf(again)).toHaveLength(24);
  await again.close();
  expect(readdirSync(path).sort()).toEqual(['data.mdb', 'lock', 'lock.mdb', 'owner']);
});

it('begins anew when it was killed amid it (F1)', async () => {
  await makeOlder(10);
  const dying = async function* (from: string): AsyncGenerator<readonly DeskWrite[]> {
    let left = 4;
    for await (const writes of older(from)) {
      if (left-- === 0) throw new Error('killed');
      yield writes;
    }
  };
  await expect(openDeskFolder({ path, name: 'things', older: dying })).rejects.toThrow('killed');
  // What a kill would leave of the new one.
  mkdirSync(join(path, 'moving'), { recursive: true });
  const desk = await openDeskFolder({ path, name: 'things', older });
  expect(await valuesOf(desk)).toHaveLength(10);
  await desk.close();
});
