import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { bytesArray, bytesOf, intArray } from './postgres-values.ts';

let server: Postgres;
let client: Client;
beforeAll(async () => {
  server = await sharedPostgres();
  client = new Client({ connectionString: server.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.remove();
});

it('sends lists of bytes as PostgreSQL reads them', async () => {
  const every = Uint8Array.from({ length: 256 }, (_, i) => i);
  const lists = [[], [every], [new Uint8Array(0), undefined, every.subarray(250), undefined], [Buffer.alloc(100_000, 7), Buffer.from('a')]];
  for (const list of lists) {
    const { rows } = await client.query('SELECT v FROM unnest($1::bytea[]) WITH ORDINALITY AS w(v, n) ORDER BY n', [bytesArray(list)]);
    expect(rows.map(({ v }) => v && [...v])).toEqual(list.map((item) => (item ? [...item] : null)));
  }
});

it('sends lists of numbers as PostgreSQL reads them', async () => {
  for (const list of [[], [0], [1, -1, 2 ** 31 - 1, -(2 ** 31)]]) {
    const { rows } = await client.query('SELECT $1::int[] AS list', [intArray(list)]);
    expect(rows).toEqual([{ list }]);
  }
});

it('reads bytes from their text', async () => {
  const { rows } = await client.query<{ text: string }>(`SELECT $1::bytea::text AS text`, [Buffer.from([0, 1, 254, 255, 92, 39])]);
  expect([...bytesOf(rows[0]!.text)]).toEqual([0, 1, 254, 255, 92, 39]);
  expect(bytesOf('\\x')).toHaveLength(0);
});
