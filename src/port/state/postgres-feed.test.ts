/** Following a partition from another process than its writer's (F1 to F3). */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { freshSchema, type PostgresProcess, startPostgres } from '../../../test/cluster/postgres.ts';
import { runProgram } from '../../../test/cluster/program.ts';
import { openPostgresState } from './postgres.ts';
import { followPostgresState, type StateFeed } from './postgres-feed.ts';
import type { StateStore, Table, Write } from './state.ts';

let server: PostgresProcess;
const schema = freshSchema();
let partition = 0;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
beforeEach(() => {
  partition++;
});
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});
afterAll(() => server.remove());

it('tells what waits, then what each commit writes, in order and not twice', async () => {
  const store = await open();
  await store.commit([put('outbox', 'b'), put('outbox', 'a'), put('customer', 'c')]).durable;
  await store.commit([put('outbox', 'gone')]).durable;
  await store.commit([remove('outbox', 'gone'), put('outbox', 'c')]).durable;
  const { feeds, keys } = await follow();
  await vi.waitUntil(() => feeds.length > 0, 30_000);
  expect(keys()).toEqual(['a', 'b', 'c']);
  expect(feeds.at(-1)!.commit).toBe(3);
  await store.commit([put('customer', 'c')]).durable;
  await vi.waitUntil(() => feeds.at(-1)!.commit === 4, 30_000);
  expect(keys()).toEqual(['a', 'b', 'c']);
  await store.commit([put('outbox', 'a'), put('outbox', 'd')]).durable;
  await vi.waitUntil(() => feeds.at(-1)!.commit === 5, 30_000);
  expect(keys()).toEqual(['a', 'b', 'c', 'a', 'd']);
});

it('takes up after a commit', async () => {
  const store = await open();
  for (const name of ['a', 'b', 'c']) await store.commit([put('outbox', name)]).durable;
  const { feeds, keys } = await follow(2);
  await vi.waitUntil(() => feeds.length > 0, 30_000);
  expect(keys()).toEqual(['c']);
});

it('hears of a commit at once, and of other partitions nothing', async () => {
  const { feeds, keys } = await follow();
  const store = await open();
  const other = await openPostgresState({ url: server.url, schema, partition: partition + 1_000 });
  opened.push(other);
  await other.commit([put('outbox', 'x')]).durable;
  await store.commit([put('outbox', 'a')]).durable;
  await vi.waitUntil(() => feeds.length > 0, 30_000);
  expect(keys()).toEqual(['a']);
});

it('waits for a partition and tables that are not there yet', async () => {
  const own = freshSchema();
  const feeds: StateFeed[] = [];
  opened.push(await followPostgresState({ url: server.url, schema: own, partition: 0 }, (feed) => feeds.push(feed)));
  const store = await openPostgresState({ url: server.url, schema: own, partition: 0 });
  opened.push(store);
  await store.commit([put('outbox', 'a')]).durable;
  await vi.waitUntil(() => feeds.length > 0, 30_000);
  expect(feeds).toEqual([{ commit: 1, outbox: [Buffer.from('a')] }]);
});

it('tells many rows in pieces of whole commits', async () => {
  const store = await open();
  const commits = [6_000, 6_000, 12_000, 10].map((count, n) => Array.from({ length: count }, (_, i) => put('outbox', `${n}/${i}`)));
  for (const writes of commits) await store.commit(writes).durable;
  const { feeds, keys } = await follow();
  await vi.waitUntil(() => feeds.at(-1)?.commit === 4, 30_000);
  expect(feeds.map(({ commit, outbox }) => [commit, outbox.length])).toEqual([
    [1, 6_000],
    [2, 6_000],
    [3, 12_000],
    [4, 10],
  ]);
  expect(new Set(keys()).size).toBe(24_010);
});

it('tells all that waits in a store that has been set back', async () => {
  const store = await open();
  await store.commit([put('outbox', 'a')]).durable;
  const { feeds, keys } = await follow(17);
  await vi.waitUntil(() => feeds.length > 0, 30_000);
  expect(keys()).toEqual(['a']);
  expect(feeds.at(-1)!.commit).toBe(1);
});

it('misses nothing when its connection is cut, notifications are lost and PostgreSQL starts again (F2)', async () => {
  const store = await open();
  const { feeds, keys } = await follow();
  await store.commit([put('outbox', 'a')]).durable;
  await vi.waitUntil(() => feeds.length === 1, 30_000);
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'volano follower'`);
  await client.end();
  await store.commit([put('outbox', 'b')]).durable;
  await vi.waitUntil(() => keys().length === 2, 30_000);
  await server.stop('immediate');
  await server.start();
  await vi.waitFor(() => store.commit([put('outbox', 'c')]).durable, { timeout: 30_000, interval: 20 });
  await vi.waitUntil(() => keys().length === 3, 30_000);
  expect(keys()).toEqual(['a', 'b', 'c']);
});

it('tells exactly what a writer in another process made durable, also when that is killed in the middle (F1, F2)', async () => {
  const told: string[] = [];
  const early: string[] = [];
  let checking = Promise.resolve();
  const reader = await followed(told, early, (check) => {
    checking = checking.then(check);
  });
  for (let round = 0; round < 4; round++) {
    const writer = runProgram(WRITER, { url: server.url, schema, partition, round });
    await writer.said((line) => line === `stored ${20 * round + 17}`);
    writer.process.kill('SIGKILL');
    await writer.ended;
  }
  const store = await openPostgresState({ url: server.url, schema, partition, takeOver: true });
  opened.push(store);
  await store.commit([put('outbox', 'the last')]).durable;
  await vi.waitUntil(() => told.at(-1) === 'the last', 30_000);
  await checking;
  expect(early).toEqual([]);
  const stored = await reader.range('outbox', { start: Buffer.from('0'), end: Buffer.from('z'), limit: 1e9 });
  const names = stored.map(([key]) => Buffer.from(key).toString());
  expect(told.toSorted()).toEqual(names.toSorted());
  // In the order of the commits: rounds, then numbers.
  const numbers = told.slice(0, -1).map((name) => name.split('/').map(Number));
  expect(numbers).toEqual(numbers.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
});

const WRITER = `
const { openPostgresState } = await import(${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)});
const { url, schema, partition, round } = input;
const store = await openPostgresState({ url, schema, partition, takeOver: true });
for (let i = 0; ; i++) {
  const keys = Array.from({ length: i % 7 }, (_, n) => Buffer.from(round + '/' + String(i * 10 + n).padStart(8, '0')));
  await store.commit([...keys, Buffer.from('x' + round + '/' + i)].map((key, n) => ({ table: n < keys.length ? 'outbox' : 'fact', key, value: key }))).durable;
  console.log('stored ' + i);
}`;

/** Follows, and looks each key up when it is told of. */
async function followed(told: string[], early: string[], later: (check: () => Promise<void>) => void): Promise<StateStore> {
  const writer = await open();
  await writer.close();
  const reader = await openPostgresState({ url: server.url, schema, partition, readOnly: true });
  opened.push(
    reader,
    await followPostgresState({ url: server.url, schema, partition }, ({ outbox }) => {
      told.push(...outbox.map((key) => Buffer.from(key).toString()));
      later(async () => {
        const values = await reader.getMany('outbox', outbox);
        early.push(...outbox.filter((_, i) => values[i] === undefined).map((key) => Buffer.from(key).toString()));
      });
    }),
  );
  return reader;
}

async function open(): Promise<StateStore> {
  const store = await openPostgresState({ url: server.url, schema, partition });
  opened.push(store);
  return store;
}

async function follow(after?: number): Promise<{ feeds: StateFeed[]; keys: () => string[] }> {
  const feeds: StateFeed[] = [];
  opened.push(await followPostgresState({ url: server.url, schema, partition }, (feed) => feeds.push(feed), after));
  return { feeds, keys: () => feeds.flatMap(({ outbox }) => outbox.map((key) => Buffer.from(key).toString())) };
}

function put(table: Table, key: string): Write {
  return { table, key: Buffer.from(key), value: Buffer.from('1') };
}

function remove(table: Table, key: string): Write {
  return { table, key: Buffer.from(key), value: undefined };
}
