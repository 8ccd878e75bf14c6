/** A shop moves from its data folder to a cluster of two partitions, and goes on there as the one that was left would have. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { partitionOf } from '../../src/base/index.ts';
import { defineProject, defineTrait } from '../../src/define/index.ts';
import { openLmdbLog } from '../../src/port/log/index.ts';
import { type ClusterConfig, loadConfig } from '../../src/runtime/config/index.ts';
import {
  askCluster,
  backUp,
  clusterOptions,
  clusterTarget,
  type MigrateOptions,
  migrate,
  migrationAhead,
  type Running,
  reopen,
  restore,
  startApp,
} from '../../src/runtime/index.ts';
import { order, shopProject, view } from '../../src/runtime/shop.suite.ts';
import { sharedSnapshots } from '../../src/runtime/snapshots/index.ts';
import { verify } from '../../src/runtime/verify/index.ts';
import { type ClickHouse, freshDatabase, startClickHouse } from './clickhouse.ts';
import { type Kafka, startKafka } from './kafka.ts';
import { freshSchema, type Postgres, sharedPostgres } from './postgres.ts';
import { runProgram } from './program.ts';

const PARTITIONS = 2;
const USERS = 120;

let kafka: Kafka;
let postgres: Postgres;
let clickhouse: ClickHouse;
let folder: string;
const [schema, database] = [freshSchema(), freshDatabase()];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'volano-migrate-several-'));
  [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), sharedPostgres(), startClickHouse()]);
}, 120_000);

afterAll(async () => {
  for (const prefix of ['', 'again']) await postgres.drop(`${prefix}${schema}`);
  await Promise.all([kafka.stop(), postgres.remove(), clickhouse.remove()]);
  rmSync(folder, { recursive: true });
});

const there: { standing?: Awaited<ReturnType<typeof standingOf>> } = {};

it('divides its customers, and from then on is what the one that was left would be', async () => {
  const toCluster = { directory: join(folder, 'shop'), config: configFile(), environment: environment(), to: 'cluster' } as const;
  let shop = await startApp({ directory: toCluster.directory, port: 0 });
  await shop.applyProject(shopProject());
  for (const batch of past()) await send(shop, batch);
  await shop.settle();
  const before = await standingOf(shop);
  expect(before.merged).toBeGreaterThan(10);
  await shop.close();

  // It is taken on the way: as it is, it would be nobody's.
  await unread(toCluster.directory);
  for (const part of ['log', 'state', 'warehouse']) {
    await killedAt(part, toCluster);
    await expect(startCluster('early')).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_UNFINISHED' });
  }
  const plan = await migrationAhead(toCluster);
  expect(await migrate(toCluster)).toEqual(plan);
  await expect(startApp({ directory: toCluster.directory, port: 0 })).rejects.toMatchObject({ code: 'VOLANO_MIGRATION_MOVED' });
  await expect(migrate({ ...toCluster, directory: join(folder, 'back'), to: 'embedded' })).rejects.toMatchObject({
    code: 'VOLANO_BACKUP_PARTITIONS',
  });

  shop = await startCluster('server');
  const { partitions } = await partitionsOf(shop);
  expect(partitions).toEqual([0]);
  expect(await standingOf(shop)).toEqual(before);
  there.standing = await goOn(shop);
  // What happens from now on is told where its customer lives.
  expect((await partitionsOf(shop)).partitions).toEqual([0, 1]);
  await shop.close();
  const config = await clusterConfig();
  const outcome = await verify({ dataFolder: join(folder, 'server'), cluster: clusterOptions(config), batches: [500] });
  expect(outcome).toMatchObject({ equal: true });
  expect(outcome.from).toBeGreaterThan(0);

  await reopen({ ...toCluster, to: 'embedded' });
  shop = await startApp({ directory: toCluster.directory, port: 0 });
  expect(await goOn(shop)).toEqual(there.standing);
  await shop.close();
}, 300_000);

it('is backed up and restored afterwards, as any other of several partitions', async () => {
  const [backup, to] = [join(folder, 'backup'), join(folder, 'restored')];
  mkdirSync(to);
  await backUp(askCluster(await clusterConfig(), join(folder, 'server')), { to: backup });
  const restored = await clusterConfig('again');
  await restore({ from: backup, to }, clusterTarget(restored, to));
  const cluster = clusterOptions(restored);
  const shop = await startApp({ directory: to, port: 0, cluster });
  expect(await standingOf(shop)).toEqual(there.standing);
  // What there was before is not in the logs to be replayed: each engine takes a snapshot by itself.
  for (let partition = 0; partition < PARTITIONS; partition++)
    await expect.poll(async () => (await sharedSnapshots(cluster.state, partition).list()).length, { timeout: 30_000 }).toBe(1);
  await shop.close();
  expect(await verify({ dataFolder: to, cluster, batches: [500] })).toMatchObject({ equal: true });
}, 300_000);

/** Views of visitors, orders of users, and calls that join some of them: each such is a merge. */
function past(): readonly (readonly object[])[] {
  const users = Array.from({ length: USERS }, (_, i) => `user-${i}`);
  return [
    users.map((user) => ({ type: 'track', event: 'View', anonymousId: `visitor-${user}`, messageId: `seen-${user}` })),
    users.map((user, i) => order(user, `order-${user}`, 10 + i)),
    users
      .filter((_, i) => i % 3 === 0)
      .map((user, i) => ({
        type: 'identify',
        userId: user,
        anonymousId: `visitor-${user}`,
        messageId: `joined-${user}`,
        traits: { city: `City ${i}` },
      })),
    users.map((user) => view(user, `again-${user}`)),
  ];
}

/** Repeats, newcomers, more merges, a profile that was merged before and is parted now, and a trait of the past. */
async function goOn(shop: Running) {
  const users = Array.from({ length: USERS }, (_, i) => `user-${i}`);
  await send(shop, past()[1]!);
  await send(
    shop,
    users.map((user) => order(user, `second-${user}`, 1)),
  );
  await send(
    shop,
    users.map((user) => view(`new-${user}`, `new-${user}`)),
  );
  await shop.settle();
  await send(
    shop,
    users
      .filter((_, i) => i % 3 === 1)
      .map((user) => ({ type: 'identify', userId: user, anonymousId: `visitor-${user}`, messageId: `later-${user}` })),
  );
  await shop.settle();
  for (const partition of Array(PARTITIONS).keys()) {
    const { customer, absorbed } = await livingIn(partition, shop);
    const parted = await shop.unmerge({ customer, from: absorbed }, { by: 'staff', max: 1 });
    expect(parted).toMatchObject({ profiles: 1, refused: [] });
  }
  await shop.applyProject(
    defineProject(
      ...shopProject().definitions,
      defineTrait({ id: 'views', name: { en: 'Views', zh: '浏览' }, aggregate: 'count', event: 'View' }),
    ),
  );
  await expect
    .poll(async () => (await shop.profileOf({ namespace: 'user_id', value: 'user-1' }))!.traits.views, { timeout: 60_000, interval: 200 })
    .toBe(2);
  await shop.settle();
  return standingOf(shop);
}

/** The first that was merged before and lives there, or would if there were as many partitions. */
async function livingIn(partition: number, shop: Running) {
  for (let i = 0; i < USERS; i += 3) {
    const profile = (await shop.profileOf({ namespace: 'user_id', value: `user-${i}` }))!;
    if (partitionOf(profile.customer, PARTITIONS) === partition) return profile;
  }
  throw new Error(`nobody lives in partition ${partition}`);
}

/** An entry that no engine has had. */
async function unread(directory: string): Promise<void> {
  const log = await openLmdbLog({ path: join(directory, 'log') });
  const [last] = await log.get(0, [await log.end(0)]);
  await log.append(0, [{ at: last!.at, value: Buffer.from('{"type":"tick"}') }]);
  await log.close();
}

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

async function killedAt(part: string, options: MigrateOptions): Promise<void> {
  const copier = runProgram(MIGRATOR, { options, part, module: new URL('../../src/runtime/index.ts', import.meta.url).href });
  await copier.said((line) => line === part);
  copier.process.kill('SIGKILL');
  await copier.ended;
}

function configFile(prefix = ''): string {
  const path = join(folder, `cluster${prefix}.json`);
  const log = { brokers: kafka.brokers, topic: `${prefix}${schema}`, replicas: 1, partitions: PARTITIONS };
  const [state, warehouse] = [
    { url: 'env:STATE', schema: `${prefix}${schema}` },
    { url: 'env:WAREHOUSE', database: `${prefix}${database}` },
  ];
  writeFileSync(path, JSON.stringify({ mode: 'cluster', log, state, warehouse }));
  return path;
}

function environment(): Readonly<Record<string, string>> {
  return { STATE: postgres.url, WAREHOUSE: clickhouse.url };
}

async function clusterConfig(prefix?: string): Promise<ClusterConfig> {
  const config = await loadConfig({ directory: folder, file: configFile(prefix), environment: environment() });
  if (config.mode !== 'cluster') throw new Error('not a cluster');
  return config;
}

async function startCluster(name: string): Promise<Running> {
  mkdirSync(join(folder, name), { recursive: true });
  return startApp({ directory: join(folder, name), port: 0, cluster: clusterOptions(await clusterConfig()) });
}

async function send({ url, writeKey }: Running, batch: readonly object[]): Promise<void> {
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
  if (!answer.ok) throw new Error(await answer.text());
}

async function partitionsOf(shop: Running): Promise<{ readonly partitions: readonly number[] }> {
  const rows = await shop.warehouse.query<{ partition: number }>('SELECT DISTINCT partition FROM facts ORDER BY partition');
  return { partitions: rows.map(({ partition }) => Number(partition)) };
}

/** What is known, without ids, which say where in which log somebody began, and without what time alone changes. */
async function standingOf(shop: Running) {
  const customers: string[] = [];
  for await (const { identifiers, traits, tags } of shop.customers()) {
    const names = identifiers.map((one) => one.join(':')).sort();
    customers.push(JSON.stringify({ names, traits, tags }));
  }
  const [merges] = await shop.warehouse.query<{ merged: number }>('SELECT count() AS merged FROM customer_map');
  const [events] = await shop.warehouse.query(
    "SELECT count() AS rows, toString(sum(cityHash64(messageId, event))) AS sum FROM events WHERE source != 'volano'",
  );
  const [messages] = await shop.warehouse.query("SELECT uniqExact(subject) AS messages FROM facts WHERE kind = 'message'");
  return { customers: customers.toSorted(), merged: Number(merges?.merged), events, messages, key: shop.writeKey };
}
