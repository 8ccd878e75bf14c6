/** A store that has some of the tables only, and one whose commits are applied before they are durable. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLmdbState } from './lmdb.ts';

const key = Buffer.from('k');
let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-tables-'));
});
afterEach(() => rmSync(path, { recursive: true }));

it('is empty where it has no table, and takes nothing for it', async () => {
  const store = await openLmdbState({ path, tables: ['desk'] });
  await store.commit([{ table: 'desk', key, value: key }]).durable;
  expect(await store.count('desk')).toBe(1);
  expect([await store.count('customer'), await store.getMany('customer', [key])]).toEqual([0, [undefined]]);
  // Nothing of the commit, not even what it has a table for.
  const both = [
    { table: 'desk', key, value: undefined },
    { table: 'customer', key, value: key },
  ] as const;
  expect(() => store.commit(both)).toThrow('no table customer');
  expect(await store.count('desk')).toBe(1);
  await store.close();
});

it('gets its other tables when it is opened whole', async () => {
  await (await openLmdbState({ path, tables: ['desk'] })).close();
  const whole = await openLmdbState({ path });
  await whole.commit([{ table: 'customer', key, value: key }]).durable;
  expect(await whole.count('customer')).toBe(1);
  await whole.close();
});

it('overlapping, sees a commit once it is applied, decides by it, and has it on disk once it is durable', async () => {
  const store = await openLmdbState({ path, tables: ['desk'], overlapping: true });
  const first = store.commit([{ table: 'desk', key, value: Buffer.from('1') }]);
  await first.applied;
  const second = store.commit([{ table: 'desk', key, value: Buffer.from('2') }], [{ table: 'desk', key, value: Buffer.from('1') }]);
  await second.applied;
  expect(Buffer.from((await store.getMany('desk', [key]))[0]!).toString()).toBe('2');
  await Promise.all([first.durable, second.durable]);
  await store.close();
  const again = await openLmdbState({ path, tables: ['desk'] });
  expect(await again.count('desk')).toBe(1);
  await again.close();
});
