/** A copy of an LMDB folder is one snapshot, made while its writer goes on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyLmdbState, openLmdbState } from './lmdb.ts';
import type { StateStore, Table } from './state.ts';

const TABLES: readonly Table[] = ['customer', 'outbox', 'meta'];
let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-copy-'));
});
afterEach(() => rmSync(path, { recursive: true }));

async function numbers(state: StateStore): Promise<number[]> {
  const values = await Promise.all(TABLES.map((table) => state.getMany(table, [Buffer.from('n')])));
  return values.map(([value]) => Number(Buffer.from(value!).toString()));
}

it('holds one commit whole, whatever the writer does meanwhile (S1, S3)', async () => {
  const writer = await openLmdbState({ path: join(path, 'live') });
  let [n, durable, writing] = [0, 0, true];
  const write = async (): Promise<void> => {
    while (writing) {
      n += 1;
      const value = Buffer.from(String(n).padEnd(50_000));
      await writer.commit(TABLES.map((table) => ({ table, key: Buffer.from('n'), value }))).durable;
      durable = n;
    }
  };
  const written = write();
  await vi.waitUntil(() => durable > 0, 60_000);
  for (let round = 0; round < 5; round++) {
    const before = durable;
    const to = join(path, `copy-${round}`);
    await copyLmdbState(join(path, 'live'), to);
    const copy = await openLmdbState({ path: to, readOnly: true });
    const seen = await numbers(copy);
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toBeGreaterThanOrEqual(before);
    expect(seen[0]).toBeLessThanOrEqual(n);
    await copy.close();
  }
  writing = false;
  await written;
  await writer.close();
});

it('is refused where there is no state', async () => {
  await expect(copyLmdbState(join(path, 'nowhere'), join(path, 'copy'))).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
});

it('a scratch store holds what it is given for as long as it is open', async () => {
  const scratch = await openLmdbState({ path: join(path, 'scratch'), scratch: true });
  await scratch.commit([{ table: 'hop', key: Buffer.from('a'), value: Buffer.from('1') }]).durable;
  expect(await scratch.count('hop')).toBe(1);
  await scratch.close();
});
