/** Who holds a partition, and that whoever has lost it stores nothing more (S5, S6). */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { freshSchema, type PostgresProcess, startPostgres } from '../../../test/cluster/postgres.ts';
import { runProgram } from '../../../test/cluster/program.ts';
import { openPostgresState, type PostgresStateOptions } from './postgres.ts';
import type { StateStore, Write } from './state.ts';

let server: PostgresProcess;
let admin: Client;
/** Within a transaction one sees the same sessions over and over: this one looks. */
let watcher: Client;
const schema = freshSchema();
let partition = 0;
const opened: StateStore[] = [];
beforeAll(async () => {
  server = await startPostgres();
  admin = new Client({ connectionString: server.url });
  watcher = new Client({ connectionString: server.url });
  await Promise.all([admin.connect(), watcher.connect()]);
});
beforeEach(() => {
  partition++;
});
afterEach(async () => {
  for (const store of opened.splice(0).reverse()) await store.close();
});
afterAll(async () => {
  await Promise.all([admin.end(), watcher.end()]);
  await server.remove();
});

it('names the holder and its process, and is free when it has closed (S5)', async () => {
  const first = await open({ holder: 'engine 7 on host a' });
  await expect(open()).rejects.toMatchObject({
    code: 'VOLANO_STATE_LOCKED',
    message: expect.stringContaining('engine 7 on host a'),
    details: { pid: process.pid },
  });
  await first.close();
  await expect(open()).resolves.toBeDefined();
});

it('is free when its holder has been killed, and only then (S5)', async () => {
  const holder = runProgram(HOLDER, { url: server.url, schema, partition, module: MODULE });
  await holder.said((line) => line === 'stored 0');
  await expect(open()).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED', details: { pid: holder.process.pid } });
  holder.process.kill('SIGSTOP');
  await expect(open()).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED' });
  holder.process.kill('SIGKILL');
  await holder.ended;
  // The server hears of it a moment later.
  const store = await vi.waitFor(() => open(), { timeout: 30_000, interval: 20 });
  expect(await numbersOf(store)).toContain(0);
});

it('lets one of many who come at the same time have a partition (S5)', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => open()));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'VOLANO_STATE_LOCKED' });
});

it('leaves to whom it is taken from what is stored, and nothing to write (S6)', async () => {
  const old = await open();
  await old.commit([row(0)]).durable;
  const next = await open({ takeOver: true });
  await next.commit([row(1)]).durable;
  await expect(old.commit([row(2)]).durable).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
  await expect(old.commit([row(3)]).durable).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
  await expect(numbersOf(old)).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
  await next.commit([row(4)]).durable;
  expect(await numbersOf(next)).toEqual([0, 1, 4]);
});

it('passes from hand to hand while all write on: each stores until the next one comes, and never again (S6)', async () => {
  const stored: number[] = [];
  let number = 0;
  const running: Promise<void>[] = [];
  for (let hand = 0; hand < 6; hand++) {
    const store = await open({ takeOver: true });
    const before = await numbersOf(store);
    expect(before).toEqual(expect.arrayContaining(stored));
    const writing = (async (): Promise<void> => {
      for (;;) {
        const own = number++;
        const done = await store.commit([row(own)]).durable.then(
          () => true,
          (error) => {
            expect(['VOLANO_STATE_FENCED', 'VOLANO_STATE_UNAVAILABLE']).toContain(error.code);
            return error.code === 'VOLANO_STATE_UNAVAILABLE' ? undefined : false;
          },
        );
        if (done) stored.push(own);
        if (done === false) return;
      }
    })();
    running.push(writing);
    const had = stored.length;
    await vi.waitUntil(() => stored.length > had + 5, 30_000);
  }
  const last = await open({ takeOver: true });
  const end = await numbersOf(last);
  await Promise.all(running);
  expect(await numbersOf(last)).toEqual(end);
  expect(end).toEqual(expect.arrayContaining(stored));
});

it('stores nothing of a holder that was paused at any moment of its commits (S6)', async () => {
  for (let round = 0; round < 8; round++) {
    partition++;
    const holder = runProgram(HOLDER, { url: server.url, schema, partition, module: MODULE });
    await holder.said((line) => line === `stored ${round * 3}`);
    holder.process.kill('SIGSTOP');
    const next = await open({ takeOver: true });
    const found = await numbersOf(next);
    expect(found).toEqual(found.map((_, i) => i));
    await next.commit([row(-1)]).durable;
    holder.process.kill('SIGCONT');
    await holder.said((line) => line === 'fenced');
    expect(await holder.ended).toBe(0);
    const acknowledged = holder.lines.filter((line) => line.startsWith('stored')).length;
    expect(found.length).toBeGreaterThanOrEqual(acknowledged);
    expect(found.length).toBeLessThanOrEqual(acknowledged + 1);
    expect(await numbersOf(next)).toEqual([-1, ...found]);
    await next.close();
  }
}, 120_000);

it('rests on the epoch alone: a commit that lay on its way to the server meanwhile is not stored (S6)', async () => {
  const old = await open();
  await old.commit([row(0)]).durable;
  const stranger = await strangerUrl();
  // The server's process of this session is stopped: what is sent to it waits, and who is no superuser cannot end it.
  const session = await writerSession();
  process.kill(session, 'SIGSTOP');
  const late = old.commit([row(1)]).durable.catch((error: Error) => error);
  const next = await open({ url: stranger, takeOver: true });
  await next.commit([row(2)]).durable;
  process.kill(session, 'SIGCONT');
  expect(await late).toMatchObject({ code: 'VOLANO_STATE_FENCED' });
  expect(await numbersOf(next)).toEqual([0, 2]);
});

it('waits for a commit that is being stored, and then sees it (S6)', async () => {
  const old = await open();
  await old.commit([row(0)]).durable;
  const stranger = await strangerUrl();
  await admin.query('BEGIN');
  await admin.query(`SELECT FROM ${schema}.customer WHERE partition = $1 FOR UPDATE`, [partition]);
  const late = old.commit([row(0), row(1)]).durable;
  await vi.waitUntil(() => isWaiting(1), { timeout: 30_000, interval: 10 });
  const opening = open({ url: stranger, takeOver: true });
  await vi.waitUntil(() => isWaiting(2), { timeout: 30_000, interval: 10 });
  await admin.query('COMMIT');
  await late;
  expect(await numbersOf(await opening)).toEqual([0, 1]);
  await expect(old.commit([row(2)]).durable).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
});

it('ends a commit that is being stored where it may, and nothing of it is stored (S6)', async () => {
  const old = await open();
  await old.commit([row(0)]).durable;
  await admin.query('BEGIN');
  await admin.query(`SELECT FROM ${schema}.customer WHERE partition = $1 FOR UPDATE`, [partition]);
  const late = old.commit([row(1), row(0)]).durable.catch((error: Error) => error);
  await vi.waitUntil(() => isWaiting(1), { timeout: 30_000, interval: 10 });
  const next = await open({ takeOver: true });
  await admin.query('COMMIT');
  expect(await late).toMatchObject({ code: expect.stringMatching(/VOLANO_STATE_(FENCED|UNAVAILABLE)/) });
  expect(await numbersOf(next)).toEqual([0]);
  await expect(old.commit([row(2)]).durable).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
});

it('keeps partitions apart', async () => {
  const [a, b] = [await open(), await open({ partition: -partition })];
  await a.commit([row(1)]).durable;
  await b.commit([row(2)]).durable;
  expect([await numbersOf(a), await numbersOf(b)]).toEqual([[1], [2]]);
  expect([await a.count('customer'), await b.count('customer')]).toEqual([1, 1]);
  const next = await open({ takeOver: true });
  await expect(a.commit([row(3)]).durable).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
  await b.commit([row(4)]).durable;
  expect(await numbersOf(next)).toEqual([1]);
});

const MODULE = new URL('./postgres.ts', import.meta.url).href;

/** Commits numbers until it is fenced. */
const HOLDER = `
const { openPostgresState } = await import(input.module);
const store = await openPostgresState(input);
for (let i = 0; ; i++) {
  const key = Buffer.alloc(4);
  key.writeInt32BE(i + 1);
  try {
    await store.commit([{ table: 'customer', key, value: Buffer.from(String(i)) }, { table: 'meta', key: Buffer.from('n'), value: key }]).durable;
  } catch (error) {
    if (error.code === 'VOLANO_STATE_UNAVAILABLE') continue;
    console.log(error.code === 'VOLANO_STATE_FENCED' ? 'fenced' : String(error));
    break;
  }
  console.log('stored ' + i);
}
await store.close();`;

async function open(options: Partial<PostgresStateOptions> = {}): Promise<StateStore> {
  const store = await openPostgresState({ url: server.url, schema, partition, ...options });
  opened.push(store);
  return store;
}

function row(number: number): Write {
  const key = Buffer.alloc(4);
  key.writeInt32BE(number + 1);
  return { table: 'customer', key, value: Buffer.from(String(number)) };
}

async function numbersOf(store: StateStore): Promise<number[]> {
  const pairs = await store.range('customer', { start: new Uint8Array(), end: Buffer.alloc(5, 255), limit: 1e9 });
  return pairs.map(([, value]) => Number(Buffer.from(value).toString()));
}

/** The server's process that the partition's holder writes through. */
async function writerSession(): Promise<number> {
  const { rows } = await admin.query<{ backend: number }>(`SELECT backend FROM ${schema}.fence WHERE partition = $1`, [partition]);
  return rows[0]!.backend;
}

/** Whether so many sessions wait for locks. */
async function isWaiting(count: number): Promise<boolean> {
  const { rows } = await watcher.query(`SELECT FROM pg_stat_activity WHERE application_name LIKE 'volano %' AND wait_event_type = 'Lock'`);
  return rows.length >= count;
}

/** Of a role that may use the tables but not end the sessions of others. */
async function strangerUrl(): Promise<string> {
  await admin.query(`DO $$ BEGIN CREATE ROLE stranger LOGIN PASSWORD 'strange'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  await admin.query(`GRANT USAGE ON SCHEMA ${schema} TO stranger; GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO stranger`);
  const url = new URL(server.url);
  url.username = 'stranger';
  url.password = 'strange';
  return url.href;
}
