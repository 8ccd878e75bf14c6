/** One key space with several writers, which only the conditions of their commits keep apart (S7). */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { runProgram } from '../../../test/cluster/program.ts';
import { openPostgresState } from './postgres.ts';
import type { Expected, StateStore, Table, Write } from './state.ts';

let server: Postgres;
const schema = freshSchema();
let partition = 0;
const opened: StateStore[] = [];
beforeAll(async () => {
  server = await sharedPostgres();
});
beforeEach(() => {
  partition--;
});
afterEach(async () => {
  for (const store of opened.splice(0).reverse()) await store.close();
});
afterAll(async () => {
  await server.drop(schema);
  await server.remove();
});

it('loses no update of counters that many raise by compare and set (S7)', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => open()));
  const counters = ['a', 'b', 'c'];
  let conflicts = 0;
  await Promise.all(
    stores.flatMap((store, s) =>
      Array.from({ length: 3 }, async (_, worker) => {
        for (let done = 0; done < 15; ) {
          // Two counters at once, in every order.
          const names = [counters[(s + worker + done) % 3]!, counters[(s + 2 * worker + 1) % 3]!];
          const keys = [...new Set(names)];
          const values = await store.getMany(
            'identity',
            keys.map((key) => Buffer.from(key)),
          );
          const expected = keys.map((key, i): Expected => ({ table: 'identity', key: Buffer.from(key), value: values[i] }));
          const writes = keys.map((key, i) => row('identity', key, String(Number(values[i] ? Buffer.from(values[i]).toString() : 0) + 1)));
          const tally = row('identifier', `${s}/${worker}/${done}`, keys.join(' '));
          try {
            await store.commit([...writes, tally], expected).durable;
            done++;
          } catch (error) {
            expect(error).toMatchObject({ code: 'VOLANO_STATE_CONFLICT' });
            conflicts++;
          }
        }
      }),
    ),
  );
  const [store] = stores as [StateStore, ...StateStore[]];
  const tallies = await store.range('identifier', { start: new Uint8Array(), end: Uint8Array.of(255), limit: 1e9 });
  const raised = tallies.flatMap(([, value]) => Buffer.from(value).toString().split(' '));
  const found = await store.getMany(
    'identity',
    counters.map((key) => Buffer.from(key)),
  );
  expect(tallies).toHaveLength(180);
  expect(found.map((value) => Number(Buffer.from(value!).toString()))).toEqual(
    counters.map((key) => raised.filter((name) => name === key).length),
  );
  expect(conflicts).toBeGreaterThan(0);
});

it('gives what nobody has to one of many, in several processes (S7)', async () => {
  const claimers = ['p', 'q', 'r'].map((name) => runProgram(CLAIMER, { url: server.url, schema, partition, name, module: MODULE }));
  for (const { ended } of claimers) expect(await ended).toBe(0);
  const won = claimers.map(({ lines }) => lines.filter((line) => line.startsWith('mine ')).map((line) => line.slice(5)));
  expect(won.flat().toSorted()).toEqual(Array.from({ length: 40 }, (_, i) => String(i)).toSorted());
  const store = await open();
  const pairs = await store.range('identifier', { start: new Uint8Array(), end: Uint8Array.of(255), limit: 1e9 });
  for (const [key, value] of pairs) {
    const owner = ['p', 'q', 'r'].indexOf(Buffer.from(value).toString());
    expect(won[owner]).toContain(Buffer.from(key).toString());
  }
});

it('takes commits that cross each other, without and with conditions', async () => {
  const stores = await Promise.all([open(), open(), open()]);
  const tables: Table[] = ['identifier', 'identity', 'customer'];
  await Promise.all(
    stores.map(async (store, s) => {
      for (let i = 0; i < 40; i++) {
        const order = [0, 1, 2].map((n) => tables[(n * (s + 1) + i) % 3]!);
        const writes = order.flatMap((table, n) => [row(table, `k${(i + n) % 2}`, `${s}`), row(table, `k${(i + n + 1) % 2}`, `${s}`)]);
        await store.commit(writes).durable;
        await store
          .commit(writes, [row(order[2]!, 'k1', String(s))])
          .durable.catch((error) => expect(error).toMatchObject({ code: 'VOLANO_STATE_CONFLICT' }));
      }
    }),
  );
  const values = await Promise.all(tables.map((table) => stores[0]!.getMany(table, [Buffer.from('k0'), Buffer.from('k1')])));
  // Each commit wrote all six rows: they are of one writer.
  expect(new Set(values.flat().map((value) => Buffer.from(value!).toString())).size).toBe(1);
});

it('is not shared while somebody holds it alone', async () => {
  const alone = await openPostgresState({ url: server.url, schema, partition });
  opened.push(alone);
  await expect(open()).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED' });
  await alone.close();
  await expect(open()).resolves.toBeDefined();
});

const MODULE = new URL('./postgres.ts', import.meta.url).href;

const CLAIMER = `
const { openPostgresState } = await import(input.module);
const store = await openPostgresState({ ...input, shared: true });
const order = Array.from({ length: 40 }, (_, i) => i).sort(() => Math.random() - 0.5);
await Promise.all(order.map(async (i) => {
  const key = Buffer.from(String(i));
  try {
    await store.commit([{ table: 'identifier', key, value: Buffer.from(input.name) }], [{ table: 'identifier', key, value: undefined }]).durable;
    console.log('mine ' + i);
  } catch (error) {
    if (error.code !== 'VOLANO_STATE_CONFLICT') throw error;
  }
}));
await store.close();`;

async function open(): Promise<StateStore> {
  const store = await openPostgresState({ url: server.url, schema, partition, shared: true });
  opened.push(store);
  return store;
}

function row(table: Table, key: string, value: string): Write {
  return { table, key: Buffer.from(key), value: Buffer.from(value) };
}
