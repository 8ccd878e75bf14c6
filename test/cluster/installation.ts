/** Starts what a cluster stands on, once for all scenario tests, and tells them where it is (src/runtime/installed.suite.ts). */
import type { TestCluster } from '../../src/runtime/installed.suite.ts';
import { startClickHouse } from './clickhouse.ts';
import { startKafka } from './kafka.ts';
import { startPostgres } from './postgres.ts';

let started: (() => Promise<unknown>)[] = [];

/** Called by the test runner before all tests. */
export async function setup(): Promise<void> {
  const [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), startPostgres(), startClickHouse()]);
  started = [() => kafka.stop(), () => postgres.remove(), () => clickhouse.remove()];
  const cluster: TestCluster = { brokers: kafka.brokers, postgres: postgres.url, clickhouse: clickhouse.url };
  process.env.VOLANO_TEST_CLUSTER = JSON.stringify(cluster);
}

/** And after all of them. */
export async function teardown(): Promise<void> {
  await Promise.all(started.map((stop) => stop()));
}
