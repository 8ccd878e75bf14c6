/** Copying a state from any carrier into any other, cut off anywhere, and telling two states apart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { runProgram } from '../../../test/cluster/program.ts';
import { compareState } from './compare.ts';
import { copyState, isCopyUnfinished } from './copy.ts';
import { openLmdbState } from './lmdb.ts';
import { openMemoryState } from './memory.ts';
import { openPostgresState } from './postgres.ts';
import type { StateStore, Table, Write } from './state.ts';
import { TABLES } from './write.ts';

let server: Postgres;
let folder: string;
const schema = freshSchema();
let partition = 0;
beforeAll(async () => {
  server = await sharedPostgres();
  folder = mkdtempSync(join(tmpdir(), 'volano-copy-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.drop(schema);
  await server.remove();
});

it('brings every row from one carrier through the others and back (C2)', async () => {
  const stores = [await openMemoryState(), await openLmdb(), await openPostgres(), await openLmdb()];
  await fill(stores[0]!, 3_000);
  for (const [i, from] of stores.slice(0, -1).entries()) {
    const to = stores[i + 1]!;
    const told: number[] = [];
    const done = await copyState(from, to, ({ rows }) => told.push(rows));
    expect(done.rows).toBe(await rowsIn(stores[0]!));
    expect(told.at(-1)).toBe(done.rows);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(await compareState(from, to)).toBeUndefined();
    expect(await isCopyUnfinished(to)).toBe(false);
  }
  expect(await compareState(stores[0]!, stores.at(-1)!)).toBeUndefined();
  for (const store of stores) await store.close();
}, 120_000);

it('brings nothing from nothing, and the longest and largest rows', async () => {
  const [empty, from, to] = [await openMemoryState(), await openLmdb(), await openPostgres()];
  expect(await copyState(empty, await openMemoryState())).toMatchObject({ rows: 0, bytes: 0 });
  const highest = Buffer.alloc(1_900, 255);
  await from.commit([
    { table: 'fact', key: highest, value: Buffer.alloc(5_000_000, 1) },
    { table: 'fact', key: highest.subarray(1), value: Buffer.alloc(3_000_000, 2) },
    { table: 'fact', key: Uint8Array.of(0), value: new Uint8Array(0) },
    { table: 'meta', key: highest, value: Buffer.from('last') },
  ]).durable;
  expect(await copyState(from, to)).toMatchObject({ table: 'meta', rows: 4, bytes: 8_000_004 + 3 * 1_900 });
  expect(await compareState(from, to)).toBeUndefined();
  await Promise.all([from.close(), to.close()]);
});

it('does not mix two states (C2)', async () => {
  const [from, to] = [await openMemoryState(), await openMemoryState()];
  await fill(from, 10);
  await to.commit([row('timer', 'theirs', '1')]).durable;
  await expect(copyState(from, to)).rejects.toMatchObject({ code: 'VOLANO_STATE_NOT_EMPTY', details: { table: 'timer' } });
  expect(await rowsIn(to)).toBe(1);
  const whole = await openMemoryState();
  await copyState(from, whole);
  await expect(copyState(from, whole)).rejects.toMatchObject({ code: 'VOLANO_STATE_NOT_EMPTY' });
});

it('goes on wherever it was cut off, and is no source before it is whole (C1)', async () => {
  const from = await openMemoryState();
  await fill(from, 2_000);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }), async (cuts) => {
      const to = await openMemoryState();
      for (const cut of cuts) {
        const tight = failingAfter(to, cut);
        await expect(copyState(from, tight)).rejects.toThrow('cut off');
        const begun = (await rowsIn(to)) > 0;
        expect(await isCopyUnfinished(to)).toBe(begun);
        if (begun) await expect(copyState(to, await openMemoryState())).rejects.toMatchObject({ code: 'VOLANO_STATE_COPY_UNFINISHED' });
      }
      const before = Math.max(0, (await rowsIn(to)) - 1);
      expect((await copyState(from, to)).rows).toBe((await rowsIn(from)) - before);
      expect(await compareState(from, to)).toBeUndefined();
    }),
    { numRuns: 25 },
  );
});

it('goes on after its process was killed in the middle, from LMDB into PostgreSQL (C1)', async () => {
  const path = join(folder, 'source');
  const from = await openLmdbState({ path });
  await fill(from, 6_000);
  const all = await rowsIn(from);
  const to = { url: server.url, schema, partition: partition++ };
  let before = -1;
  for (let round = 0; round < 3; round++) {
    const copier = runProgram(COPIER, { path, to, modules: MODULES });
    await copier.said((line) => line.startsWith('rows '));
    copier.process.kill('SIGKILL');
    await copier.ended;
    const reader = await openPostgresState({ ...to, readOnly: true });
    const rows = await rowsIn(reader);
    expect(rows).toBeGreaterThan(before);
    before = rows;
    await reader.close();
  }
  const store = await openPostgresState({ ...to, takeOver: true });
  await copyState(from, store);
  expect(await compareState(from, store)).toBeUndefined();
  expect(await rowsIn(store)).toBe(all);
  await Promise.all([from.close(), store.close()]);
}, 120_000);

it('finds the first difference, whichever side it is on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
      const [a, b] = [await openMemoryState(), await openMemoryState()];
      await fill(a, 100);
      await copyState(a, b);
      const before = await contentOf(a);
      await b.commit(changes).durable;
      const after = await contentOf(b);
      const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted((x, y) => (x < y ? -1 : 1));
      const expected = keys.find((name) => before.get(name) !== after.get(name));
      const found = await compareState(a, b);
      expect(found && nameOf(found.table, found.key)).toBe(expected);
      if (!found) return;
      expect([found.a, found.b].map((value) => value && Buffer.from(value).toString('latin1'))).toEqual([
        before.get(expected!),
        after.get(expected!),
      ]);
    }),
    { numRuns: 60 },
  );
});

const change: fc.Arbitrary<Write> = fc.record({
  table: fc.constantFrom<Table>('customer', 'timer', 'meta'),
  key: fc.nat(130).map((i) => keyOf(i)),
  value: fc.option(
    fc.nat(3).map((i) => Buffer.from(`value ${i}`)),
    { nil: undefined },
  ),
});

const MODULES = ['./copy.ts', './lmdb.ts', './postgres.ts'].map((name) => new URL(name, import.meta.url).href);

const COPIER = `
const [{ copyState }, { openLmdbState }, { openPostgresState }] = await Promise.all(input.modules.map((url) => import(url)));
const from = await openLmdbState({ path: input.path, readOnly: true });
const to = await openPostgresState({ ...input.to, takeOver: true });
let told = 0;
await copyState(from, to, ({ rows }) => {
  console.log('rows ' + rows);
  // It is killed anywhere up to here.
  if (++told === 5) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

function openLmdb(): Promise<StateStore> {
  return openLmdbState({ path: mkdtempSync(join(folder, 'state-')) });
}

function openPostgres(): Promise<StateStore> {
  return openPostgresState({ url: server.url, schema, partition: partition++ });
}

/** So many rows in each table, of all sizes. */
async function fill(store: StateStore, count: number): Promise<void> {
  for (const table of TABLES) {
    const writes = Array.from({ length: count }, (_, i): Write => ({ table, key: keyOf(i), value: Buffer.alloc(i % 97, i) }));
    await store.commit(writes).durable;
  }
}

function keyOf(i: number): Buffer {
  const key = Buffer.alloc(4 + (i % 5));
  key.writeUInt32BE((i * 2_654_435_761) >>> 0);
  return key;
}

async function rowsIn(store: Pick<StateStore, 'count'>): Promise<number> {
  let rows = 0;
  for (const table of TABLES) rows += await store.count(table);
  return rows;
}

/** By names in the order in which they are compared. */
async function contentOf(store: StateStore): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  for (const table of TABLES) {
    for (const [key, value] of await store.range(table, { start: new Uint8Array(0), end: Uint8Array.of(255, 255), limit: 1e6 })) {
      content.set(nameOf(table, key), Buffer.from(value).toString('latin1'));
    }
  }
  return content;
}

function nameOf(table: Table, key: Uint8Array): string {
  return `${String.fromCharCode(65 + TABLES.indexOf(table))}${Buffer.from(key).toString('latin1')}`;
}

/** The store, which takes so many commits more. */
function failingAfter(store: StateStore, commits: number): StateStore {
  let left = commits;
  return {
    getMany: (table, keys) => store.getMany(table, keys),
    load: (request) => store.load(request),
    range: (table, range) => store.range(table, range),
    count: (table) => store.count(table),
    close: () => store.close(),
    commit: (writes) => {
      if (left-- > 0) return store.commit(writes);
      const failed = Promise.reject(new Error('cut off'));
      return { applied: failed, durable: failed };
    },
  };
}

function row(table: Table, key: string, value: string): Write {
  return { table, key: Buffer.from(key), value: Buffer.from(value) };
}
