/**
 * Two processes that may each do everything, on logs of two partitions, one state and one warehouse: whichever is killed, or stands still, the other carries on.
 * What was acknowledged is in once, whoever was owner when; what was decided was captured once; and a replay says the same.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClickHouseWarehouse, type Warehouse } from '../../src/port/warehouse/index.ts';
import { verify } from '../../src/runtime/verify/index.ts';
import { ServerProcess } from '../crash/server.ts';
import { Traffic } from '../crash/traffic.ts';
import { type ClickHouse, startClickHouse } from './clickhouse.ts';
import { type Kafka, startKafka } from './kafka.ts';
import { type PostgresProcess, startPostgres } from './postgres.ts';

let kafka: Kafka;
let postgres: PostgresProcess;
let clickhouse: ClickHouse;
let folder: string;
let warehouse: Warehouse;
const topic = `takeover-${randomBytes(5).toString('hex')}`;
const database = topic.replace('-', '_');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-takeover-'));
  [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), startPostgres(), startClickHouse()]);
  warehouse = await openClickHouseWarehouse({ url: clickhouse.url, database });
}, 300_000);
afterAll(async () => {
  await warehouse?.close();
  await Promise.all([kafka?.stop(), postgres?.remove(), clickhouse?.remove()]);
  await rm(folder, { recursive: true, force: true });
});

function start(name: string): ServerProcess {
  return new ServerProcess(join(folder, name), {
    environment: {
      VOLANO_MODE: 'cluster',
      VOLANO_LOG_BROKERS: kafka.brokers.join(','),
      VOLANO_LOG_TOPIC: topic,
      VOLANO_LOG_REPLICAS: '1',
      VOLANO_LOG_PARTITIONS: '2',
      VOLANO_STATE_URL: postgres.url,
      VOLANO_STATE_SCHEMA: database,
      VOLANO_WAREHOUSE_URL: clickhouse.url,
      VOLANO_WAREHOUSE_DATABASE: database,
    },
  });
}

/** Resolves when so many more messages have been acknowledged, and the engine, whoever has it, has none of the entries left to do. */
async function headway(traffic: Traffic, server: ServerProcess): Promise<void> {
  for (const goal = traffic.acknowledged.size + 200; traffic.acknowledged.size < goal; ) await sleep(50);
  const { lagEntries } = await server.health();
  // Traffic goes on: that it is little again means that somebody works.
  while ((await server.health()).lagEntries > Math.max(300, lagEntries / 2)) await sleep(100);
}

async function numbers(sql: string): Promise<Record<string, number>> {
  const [row] = await warehouse.query<Record<string, number | string>>(sql);
  return Object.fromEntries(Object.entries(row!).map(([name, value]) => [name, Number(value)]));
}

test('one process carries on where the other was killed, paused or ended', { timeout: 400_000 }, async () => {
  let a = start('a');
  await a.ready;
  const b = start('b');
  await b.ready;
  const traffic = new Traffic(topic);
  traffic.url = await a.ready;
  traffic.start();
  await headway(traffic, a);

  traffic.url = await b.ready;
  await a.kill();
  await headway(traffic, b);

  a = start('a');
  traffic.url = await a.ready;
  process.kill(b.pid, 'SIGSTOP');
  await headway(traffic, a);
  process.kill(b.pid, 'SIGCONT');
  await headway(traffic, b);

  traffic.url = await b.ready;
  expect(await a.stop()).toBe(0);
  await headway(traffic, b);
  await traffic.finish();
  expect(traffic.wrong).toBeUndefined();

  const settled = async (): Promise<boolean> => {
    const { lagEntries, sinkLagRows } = await b.health();
    return lagEntries === 0 && sinkLagRows === 0;
  };
  for (let times = 0; times < 10; times = (await settled()) ? times + 1 : 0) await sleep(200);

  const ids = [...traffic.acknowledged];
  const { known, rows, all } = await numbers(
    `SELECT uniqExactIf(messageId, startsWith(messageId, '${topic}')) AS known, countIf(startsWith(messageId, '${topic}')) AS rows, count() AS all FROM events`,
  );
  expect([known, rows]).toEqual([ids.length, ids.length]);
  // Numbers of a partition have no hole and no double.
  const seqs = 'SELECT partition, seq FROM events UNION ALL SELECT partition, seq FROM facts';
  const dense = await numbers(
    `SELECT count() AS n, uniqExact((partition, seq)) AS distinct, uniqExact(partition) AS partitions FROM (${seqs})`,
  );
  const { highest } = await numbers(`SELECT sum(last) AS highest FROM (SELECT max(seq) AS last FROM (${seqs}) GROUP BY partition)`);
  expect(dense).toEqual({ n: highest, distinct: highest, partitions: 2 });
  expect(all).toBeLessThan(highest!);
  const messages = await numbers(
    "SELECT uniqExactIf(subject, action = 'decided') AS decided, countIf(action = 'sent') AS sent, uniqExactIf(subject, action = 'sent') AS distinct FROM facts WHERE kind = 'message'",
  );
  expect(messages.sent).toBe(messages.distinct);

  const place = {
    log: { carrier: 'kafka' as const, brokers: kafka.brokers, topic },
    state: { carrier: 'postgres' as const, url: postgres.url, schema: database },
  };
  const { equal, difference, entries } = await verify({ dataFolder: folder, cluster: place });
  expect([equal, difference]).toEqual([true, undefined]);
  expect(entries).toBeGreaterThan(ids.length);
  expect(await b.stop()).toBe(0);
});
