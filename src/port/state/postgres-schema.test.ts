/** How the tables are made, by several at once, by older and newer versions, and by roles that may not make any. */
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from './postgres.ts';
import { ensureSchema, findTables } from './postgres-schema.ts';
import { TABLES } from './write.ts';

let server: Postgres;
let admin: Client;
const schemas: string[] = [];
beforeAll(async () => {
  server = await sharedPostgres();
  admin = new Client({ connectionString: server.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  for (const schema of schemas) await server.drop(schema);
  await server.remove();
});

function newSchema(): string {
  const schema = freshSchema();
  schemas.push(schema);
  return schema;
}

it('is made once by many who come at the same time', async () => {
  const schema = newSchema();
  const stores = await Promise.all(Array.from({ length: 6 }, (_, partition) => openPostgresState({ url: server.url, schema, partition })));
  for (const store of stores) await store.close();
  const found = await findTables(admin, schema);
  expect([...found!]).toEqual(expect.arrayContaining(['fence', ...TABLES]));
  await ensureSchema(admin, schema);
  expect(await findTables(admin, schema)).toEqual(found);
});

it('can be distributed by partition: it leads each primary key, and no table refers to another', async () => {
  const schema = newSchema();
  await ensureSchema(admin, schema);
  const { rows } = await admin.query<{ name: string; first: string }>(
    `SELECT c.relname AS name, a.attname AS first FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1] WHERE n.nspname = $1 AND k.contype = 'p' AND NOT c.relispartition`,
    [schema],
  );
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['fence', ...TABLES].toSorted());
  expect(new Set(rows.map(({ first }) => first))).toEqual(new Set(['partition']));
  const { rows: foreign } = await admin.query(
    `SELECT FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = $1 AND contype = 'f'`,
    [schema],
  );
  expect(foreign).toEqual([]);
});

it('looks rows up by the primary key, in one piece of the table, whatever the statistics say', async () => {
  const schema = newSchema();
  const store = await openPostgresState({ url: server.url, schema, partition: 5 });
  const client = new Client({ connectionString: server.url, options: '-c enable_seqscan=off -c enable_bitmapscan=off' });
  await client.connect();
  const { rows } = await client.query(
    `EXPLAIN SELECT r.key FROM unnest(ARRAY['\\x00'::bytea]) AS w(k) JOIN ${schema}.customer r ON r.partition = 5 AND r.key = w.k`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/Index Only Scan using customer_\d_pkey on customer_\d r/);
  expect(plan).not.toContain('Append');
  await client.end();
  await store.close();
});

it('serves a role that may not make tables, once they are there', async () => {
  const schema = newSchema();
  const role = `${schema}_user`;
  const url = new URL(server.url);
  url.username = role;
  url.password = 'x';
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
  await expect(openPostgresState({ url: url.href, schema, partition: 0 })).rejects.toMatchObject({
    code: 'VOLANO_STATE_UNAVAILABLE',
    message: expect.stringContaining('permission denied'),
  });
  await ensureSchema(admin, schema);
  await admin.query(
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
  );
  const store = await openPostgresState({ url: url.href, schema, partition: 0 });
  await store.commit([{ table: 'meta', key: Buffer.from('a'), value: Buffer.from('1') }]).durable;
  expect(await store.count('meta')).toBe(1);
  await store.close();
  await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
});

it('shows a reader an older store, whose young tables are empty until a writer has opened it', async () => {
  const schema = newSchema();
  const first = await openPostgresState({ url: server.url, schema, partition: 0 });
  await first.commit([{ table: 'meta', key: Buffer.from('a'), value: Buffer.from('1') }]).durable;
  await first.close();
  await admin.query(`DROP TABLE ${schema}.desk`);
  const reader = await openPostgresState({ url: server.url, schema, partition: 0, readOnly: true });
  const all = { start: new Uint8Array(), end: Uint8Array.of(255), limit: 9 };
  expect(await reader.getMany('desk', [Buffer.from('a')])).toEqual([undefined]);
  expect(await reader.range('desk', all)).toEqual([]);
  expect(await reader.count('desk')).toBe(0);
  const { gets, prefixes } = await reader.load({
    gets: [
      { table: 'desk', keys: [Buffer.from('a')] },
      { table: 'meta', keys: [Buffer.from('a')] },
    ],
    prefixes: [{ table: 'desk', prefixes: [Buffer.from('a')] }],
  });
  expect([gets, prefixes]).toEqual([[[undefined], [Buffer.from('1')]], [[[]]]]);
  const writer = await openPostgresState({ url: server.url, schema, partition: 0 });
  await writer.commit([{ table: 'desk', key: Buffer.from('a'), value: Buffer.from('2') }]).durable;
  expect(await reader.getMany('desk', [Buffer.from('a')])).toEqual([Buffer.from('2')]);
  await reader.close();
  await writer.close();
});

it('says so where a schema or a partition is missing', async () => {
  const schema = newSchema();
  const missing = { code: 'VOLANO_STORE_MISSING' };
  await expect(openPostgresState({ url: server.url, schema, partition: 0, readOnly: true })).rejects.toMatchObject(missing);
  await ensureSchema(admin, schema);
  await expect(openPostgresState({ url: server.url, schema, partition: 0, readOnly: true })).rejects.toMatchObject(missing);
});
