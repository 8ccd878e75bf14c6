/** The connection is cut with a commit on its way, and the server hears of it late: what becomes of that commit is decided before anything is read. */
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type Line, lineTo } from '../../../test/cluster/line.ts';
import { freshSchema, type PostgresProcess, startPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from './postgres.ts';
import type { StateStore, Write } from './state.ts';

let server: PostgresProcess;
let admin: Client;
let line: Line;
const schema = freshSchema();
let partition = 0;
beforeAll(async () => {
  server = await startPostgres();
  admin = new Client({ connectionString: server.url });
  await admin.connect();
  line = await lineTo(server.url);
});
beforeEach(() => {
  partition++;
});
afterAll(async () => {
  await line.close();
  await admin.end();
  await server.remove();
});

it('goes on under a new epoch at once, and the commit before can store nothing any more (P2)', async () => {
  const store = await openPostgresState({ url: line.url, schema, partition });
  await store.commit([row('a', '1')]).durable;
  const session = await writerSession();
  expect(await cutWithCommit(store, session)).toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
  expect(await valueAt(store, 'a')).toBe('1');
  await store.commit([row('a', '3')]).durable;
  process.kill(session, 'SIGCONT');
  await ended(session);
  expect(await valueAt(store, 'a')).toBe('3');
  await store.close();
});

it('waits where there is no epoch until the session before has ended', async () => {
  const store = await openPostgresState({ url: line.url, schema, partition, shared: true });
  await store.commit([row('a', '1')]).durable;
  const session = await writerSession();
  expect(await cutWithCommit(store, session)).toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
  let read: string | undefined;
  const reading = vi.waitFor(
    async () => {
      read = await valueAt(store, 'a');
    },
    { timeout: 60_000, interval: 20 },
  );
  // The one who reads is on its way to it, and stays there.
  await vi.waitUntil(() => isEnding(session), { timeout: 60_000, interval: 20 });
  expect(read).toBeUndefined();
  process.kill(session, 'SIGCONT');
  await reading;
  expect(await valueAt(store, 'a')).toBe(read);
  await store.commit([row('b', '1')]).durable;
  expect(await valueAt(store, 'a')).toBe(read);
  await store.close();
});

/** Stops the server's process of the session, sends a commit to it and cuts the line. What the commit is told. */
async function cutWithCommit(store: StateStore, session: number): Promise<unknown> {
  process.kill(session, 'SIGSTOP');
  const before = line.sent();
  const late = store.commit([row('a', '2')]).durable.catch((error: Error) => error);
  await vi.waitUntil(() => line.sent() > before, 60_000);
  line.cut();
  return late;
}

async function writerSession(): Promise<number> {
  const { rows } = await admin.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'volano %' AND application_name NOT LIKE '% reader'`,
  );
  expect(rows).toHaveLength(1);
  return rows[0]!.pid;
}

/** Whether somebody waits for the end of a session. */
async function isEnding(session: number): Promise<boolean> {
  const { rows } = await admin.query(
    `SELECT FROM pg_stat_activity WHERE application_name LIKE 'volano %' AND pid <> $1 AND query LIKE '%pg_terminate_backend%' AND state = 'active'`,
    [session],
  );
  return rows.length > 0;
}

async function ended(session: number): Promise<void> {
  await vi.waitUntil(async () => (await admin.query('SELECT FROM pg_stat_activity WHERE pid = $1', [session])).rows.length === 0, 60_000);
}

function row(key: string, value: string): Write {
  return { table: 'meta', key: Buffer.from(key), value: Buffer.from(value) };
}

async function valueAt(store: StateStore, key: string): Promise<string | undefined> {
  const [value] = await store.getMany('meta', [Buffer.from(key)]);
  return value && Buffer.from(value).toString();
}
