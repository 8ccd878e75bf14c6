/** Plans are made once for each connection, when tables may be empty; they must be good for what these become. */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from './postgres.ts';
import type { StateStore } from './state.ts';

const ROWS = 20_000;
const schema = freshSchema();
let server: Postgres;
let store: StateStore;
let client: Client;
beforeAll(async () => {
  server = await sharedPostgres();
  client = new Client({ connectionString: server.url });
  await client.connect();
  store = await openPostgresState({ url: server.url, schema, partition: 0, connectionsMax: 1 });
}, 60_000);
afterAll(async () => {
  await store.close();
  await client.end();
  await server.drop(schema);
  await server.remove();
});

const keyOf = (i: number): Buffer => Buffer.from(`k${String(i).padStart(8, '0')}`);
const value = Buffer.from('v');

/** Reads, puts under a condition and removes, all by key: each touches no row but those it names. */
async function work(from: number): Promise<void> {
  const keys = Array.from({ length: 10 }, (_, i) => keyOf(from + i));
  await store.load({ gets: [{ table: 'customer', keys }], prefixes: [{ table: 'customer', prefixes: [keys[0]!, keys[5]!] }] });
  const [first] = await store.getMany('customer', [keys[0]!]);
  const expected = [{ table: 'customer' as const, key: keys[0]!, value: first }];
  await store.commit([{ table: 'customer', key: keys[0]!, value }], expected).durable;
  await store.commit([{ table: 'customer', key: keys[9]!, value: undefined }]).durable;
}

interface Touched {
  readonly scans: number;
  readonly fetched: number;
}

async function touched(): Promise<Touched> {
  const { rows } = await client.query<{ scans: string; fetched: string }>(
    `SELECT sum(idx_scan) AS scans, sum(idx_tup_fetch) AS fetched FROM pg_stat_user_tables WHERE schemaname = $1 AND relname LIKE 'customer%'`,
    [schema],
  );
  return { scans: Number(rows[0]!.scans), fetched: Number(rows[0]!.fetched) };
}

it('rows are looked up by their keys, though the plan was made while there were none', { timeout: 120_000 }, async () => {
  await work(0);
  await work(0);
  const all = Array.from({ length: ROWS }, (_, i) => ({ table: 'customer' as const, key: keyOf(i), value }));
  await store.commit(all).durable;
  // Figures of a connection are told a second after it was last busy.
  const settled = async (atLeast: number): Promise<Touched> => {
    await expect.poll(async () => (await touched()).scans, { timeout: 30_000, interval: 500 }).toBeGreaterThanOrEqual(atLeast);
    return touched();
  };
  const before = await settled(1);
  const times = 40;
  for (let i = 0; i < times; i++) await work(i * 100);
  const after = await settled(before.scans + times * 4);
  expect(after.fetched - before.fetched).toBeLessThan(times * 10 * 10);
});
