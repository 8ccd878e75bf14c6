/** A shop moves from its data folder to a cluster and back: killed on the way, refused where it has to be, and the same at the end. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LETTERS_DESK, openDeadLetters } from '../../src/act/index.ts';
import { createTables } from '../../src/learn/index.ts';
import { openKafkaLog, openLmdbLog } from '../../src/port/log/index.ts';
import { openDeskFolder } from '../../src/port/state/index.ts';
import { openChdbWarehouse, openClickHouseWarehouse } from '../../src/port/warehouse/index.ts';
import { loadConfig } from '../../src/runtime/config/index.ts';
import { clusterOptions, type MigrateOptions, migrate, migrationAhead, type Running, reopen, startApp } from '../../src/runtime/index.ts';
import { compareLogs, copyLog } from '../../src/runtime/migrate/log.ts';
import { kafkaTarget, lmdbTarget } from '../../src/runtime/migrate/log-targets.ts';
import { copyRows } from '../../src/runtime/migrate/rows.ts';
import { order, shopProject, view } from '../../src/runtime/shop.suite.ts';
import { verify } from '../../src/runtime/verify/index.ts';
import { type ClickHouse, freshDatabase, startClickHouse } from './clickhouse.ts';
import { type Kafka, startKafka } from './kafka.ts';
import { freshSchema, type Postgres, sharedPostgres } from './postgres.ts';
import { runProgram } from './program.ts';

let kafka: Kafka;
let postgres: Postgres;
let clickhouse: ClickHouse;
let folder: string;
const [schema, database] = [freshSchema(), freshDatabase()];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'volano-migrate-'));
  [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), sharedPostgres(), startClickHouse()]);
}, 120_000);

afterAll(async () => {
  await postgres.drop(schema);
  await Promise.all([kafka.stop(), postgres.remove(), clickhouse.remove()]);
  rmSync(folder, { recursive: true });
});

const USERS = 250;

it('goes to the cluster, works there, and comes back, and nothing is lost, doubled or changed (V1 to V4)', async () => {
  const options = { directory: join(folder, 'shop'), config: configFile(), environment: environment() };
  const [toCluster, toBack] = [
    { ...options, to: 'cluster' } as const,
    { ...options, directory: join(folder, 'back'), to: 'embedded' } as const,
  ];
  let shop = await startApp({ directory: options.directory, port: 0 });
  await shop.applyProject(shopProject());
  for (let round = 0; round < 8; round++) await send(shop, eventsOf('user', round));
  await shop.settle();
  await expect(migrate(toCluster)).rejects.toMatchObject({ code: 'VOLANO_LOG_LOCKED' });
  await shop.close();
  await deadLetter(options.directory);

  for (const part of ['log', 'state', 'warehouse']) {
    await killedAt(part, toCluster);
    await expect(startCluster('early')).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_UNFINISHED' });
  }
  // What was left unfinished is no obstacle to the source, and what it takes meanwhile comes along.
  shop = await startApp({ directory: options.directory, port: 0 });
  await send(shop, eventsOf('user', 8));
  await shop.settle();
  const before = await standingOf(shop);
  expect(before.letters).toEqual(['m1']);
  await shop.close();
  const plan = await migrationAhead(toCluster);
  expect(plan.deskRows).toBeGreaterThan(USERS);
  expect(await migrate(toCluster)).toEqual(plan);
  await expect(startApp({ directory: options.directory, port: 0 })).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_MOVED' });
  await expect(migrate(toCluster)).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_MOVED' });

  shop = await startCluster('server');
  expect(await standingOf(shop)).toEqual(before);
  await send(shop, eventsOf('user', 9));
  await send(shop, eventsOf('newcomer', 0));
  await expect(migrate(toBack)).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED' });
  await shop.settle();
  const after = await standingOf(shop);
  await shop.close();

  await expect(migrate({ ...toBack, directory: options.directory })).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_NOT_EMPTY' });
  for (const part of ['log', 'state']) {
    await killedAt(part, toBack);
    await expect(startApp({ directory: toBack.directory, port: 0 })).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_UNFINISHED' });
  }
  await expect(migrate({ ...toBack, onProgress: appendingOnce() })).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_GREW' });
  await migrate(toBack);
  await expect(startCluster('server')).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_MOVED' });
  expect(await verify({ dataFolder: toBack.directory, batches: [500] })).toMatchObject({ equal: true });
  shop = await startApp({ directory: toBack.directory, port: 0 });
  expect(await standingOf(shop)).toEqual(after);
  await send(shop, eventsOf('user', 10));
  await shop.settle();
  expect((await standingOf(shop)).customers).toHaveLength(2 * USERS);
  await shop.close();

  const other = await startApp({ directory: join(folder, 'other'), port: 0 });
  await other.close();
  await reopen(toCluster);
  await reopen({ ...toCluster, to: 'embedded' });
  await expect(migrate({ ...toCluster, directory: join(folder, 'other') })).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_NOT_EMPTY' });
  await (await startApp({ directory: options.directory, port: 0 })).close();
}, 300_000);

it('keeps the positions of a log that has been trimmed, a part of it or all, there and back', async () => {
  for (const before of [38, 101]) {
    const [path, back] = [join(folder, `log-${before}`), join(folder, `log-back-${before}`)];
    const log = await openLmdbLog({ path });
    await log.append(
      0,
      Array.from({ length: 100 }, (_, i) => ({ at: 1_000 + i, value: Buffer.from(`entry ${i}`) })),
    );
    await log.trim(0, before);
    const place = { carrier: 'kafka', brokers: kafka.brokers, topic: `trimmed-${before}-${schema}`, partitions: 1 } as const;
    await copyLog(log, await kafkaTarget(place), () => undefined);
    const { carrier: _, ...options } = place;
    const there = await openKafkaLog({ ...options, readOnly: true });
    expect(await compareLogs(log, there)).toBeUndefined();
    await copyLog(there, await lmdbTarget(back), () => undefined);
    const again = await openLmdbLog({ path: back });
    expect(await compareLogs(log, again)).toBeUndefined();
    const [stamp] = await again.append(0, [{ at: 5_000, value: Buffer.from('next') }]);
    expect(stamp!.position).toBe(101);
    expect(await compareLogs(log, again)).toBe(101);
    await Promise.all([log.close(), there.close(), again.close()]);
  }
}, 60_000);

it('sends only the rows that are missing, and finds one that is another or too many', async () => {
  const from = await openChdbWarehouse({ path: join(folder, 'rows') });
  await createTables(from);
  const facts = (first: number, last: number, action: string) =>
    Buffer.from(
      Array.from({ length: last - first + 1 }, (_, i) => `${JSON.stringify({ partition: 0, seq: first + i, kind: 'tag', action })}\n`).join(
        '',
      ),
    );
  await from.insert('facts', facts(1, 45_000, 'entered'));
  await from.insert('events', Buffer.from(JSON.stringify({ partition: 0, seq: 45_001, messageId: 'm', properties: { price: 0.1 } })));
  const cases: readonly (readonly [there: Buffer, code?: string])[] = [
    [facts(15_000, 30_000, 'entered')],
    [facts(20_500, 20_500, 'left'), 'VOLANO_MIGRATION_DIFFERENT'],
    [facts(45_002, 45_002, 'entered'), 'VOLANO_MIGRATION_DIFFERENT'],
    [facts(45_001, 45_001, 'entered'), 'VOLANO_MIGRATION_DIFFERENT'],
  ];
  for (const [there, code] of cases) {
    const name = freshDatabase();
    const to = await openClickHouseWarehouse({ url: clickhouse.url, database: name });
    await createTables(to);
    await to.insert('facts', there);
    const copied = copyRows(from, to, () => undefined);
    if (code) await expect(copied).rejects.toMatchObject({ code });
    else {
      await copied;
      expect(await to.query('SELECT count() AS rows, uniqExact(seq) AS seqs FROM facts')).toEqual([{ rows: 45_000, seqs: 45_000 }]);
    }
    await to.close();
    await clickhouse.drop(name);
  }
  await from.close();
}, 60_000);

const MIGRATOR = `
const { migrate } = await import(input.module);
await migrate({
  ...input.options,
  onProgress({ part }) {
    if (part !== input.part) return;
    console.log(part);
    // It is killed here.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});`;

async function killedAt(part: string, options: Pick<MigrateOptions, 'to' | 'directory' | 'config' | 'environment'>): Promise<void> {
  const copier = runProgram(MIGRATOR, { options, part, module: new URL('../../src/runtime/index.ts', import.meta.url).href });
  await copier.said((line) => line === part);
  copier.process.kill('SIGKILL');
  await copier.ended;
}

/** As a gateway that nobody has stopped: it takes a call, one that was taken before. */
function appendingOnce(): NonNullable<MigrateOptions['onProgress']> {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    const module = new URL('../../src/port/log/index.ts', import.meta.url).href;
    const INPUT = JSON.stringify({ module, log: { brokers: kafka.brokers, topic: schema, writers: 'many' } });
    execFileSync(process.execPath, ['--conditions=volano-source', '--input-type=module', '-e', GATEWAY], {
      env: { ...process.env, INPUT },
    });
  };
}

const GATEWAY = `
const input = JSON.parse(process.env.INPUT);
const { openKafkaLog } = await import(input.module);
const log = await openKafkaLog(input.log);
await log.append(0, await log.get(0, [await log.end(0)]));
await log.close();`;

function configFile(): string {
  const path = join(folder, 'cluster.json');
  const log = { brokers: kafka.brokers, topic: schema, replicas: 1 };
  writeFileSync(
    path,
    JSON.stringify({ mode: 'cluster', log, state: { url: 'env:STATE', schema }, warehouse: { url: 'env:WAREHOUSE', database } }),
  );
  return path;
}

function environment(): Readonly<Record<string, string>> {
  return { STATE: postgres.url, WAREHOUSE: clickhouse.url };
}

async function startCluster(name: string): Promise<Running> {
  const config = await loadConfig({ directory: folder, file: configFile(), environment: environment() });
  if (config.mode !== 'cluster') throw new Error('not a cluster');
  mkdirSync(join(folder, name), { recursive: true });
  return startApp({ directory: join(folder, name), port: 0, cluster: clusterOptions(config) });
}

/** Of each user a view without an account, the call that joins the two, and an order. */
function eventsOf(kind: string, round: number) {
  return Array.from({ length: USERS }, (_, i) => {
    const user = `${kind}-${i}`;
    const id = `${user}-${round}`;
    if (round === 0) return { type: 'track', event: 'View', anonymousId: `visitor-${user}`, messageId: id };
    if (round === 1)
      return { type: 'identify', userId: user, anonymousId: `visitor-${user}`, messageId: id, traits: { city: `City ${i % 7}` } };
    return round % 2 === 0 ? order(user, id, 10 + i) : view(user, id);
  });
}

async function send({ url, writeKey }: Running, batch: readonly object[]): Promise<void> {
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** What is known, without what time alone changes. */
async function standingOf(shop: Running) {
  const customers: string[] = [];
  for await (const { id, identifiers, traits, tags } of shop.customers()) customers.push(JSON.stringify({ id, identifiers, traits, tags }));
  const [events] = await shop.warehouse.query(
    "SELECT count() AS rows, toString(sum(cityHash64(formatRow('JSONEachRow', *)))) AS sum FROM events",
  );
  const [messages] = await shop.warehouse.query("SELECT uniqExact(subject) AS messages FROM facts WHERE kind = 'message'");
  const letters = (await shop.deadLetters.list({ limit: 10 })).map(({ message }) => message);
  return { customers: customers.toSorted(), events, messages, letters, key: shop.writeKey };
}

async function deadLetter(directory: string): Promise<void> {
  const desk = await openDeskFolder({ ...LETTERS_DESK, path: join(directory, 'dead-letters'), owner: join(directory, 'log') });
  const letters = openDeadLetters({ desk });
  await letters.put(
    { message: 'm1', command: {} as never, reason: 'refused', attempts: 3, decidedAt: 1, failedAt: 2 },
    new AbortController().signal,
  );
  await letters.close();
}
