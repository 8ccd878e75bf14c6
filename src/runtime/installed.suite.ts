/**
 * Starts the product for a test: embedded, or, where VOLANO_TEST_CLUSTER says what runs there, on Kafka, PostgreSQL and ClickHouse with a second
 * process's worth of each role standing by. The same scenarios run both ways.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openClickHouseWarehouse } from '../port/warehouse/index.ts';
import { type AppOptions, startApp } from './app.ts';
import type { ClusterOptions } from './cluster/index.ts';
import type { Running } from './running.ts';
import { type VerifyOutcome, verify } from './verify/index.ts';

/** Of customers: what a cluster is for. */
let partitions = 2;

/** For what only a cluster of one partition can do, or shows in figures of one process. Called at the top of a file of tests, and true of it alone. */
export function inOnePartition(): void {
  beforeAll(() => {
    partitions = 1;
  });
  afterAll(() => {
    partitions = 2;
  });
}

/** What is there for tests, as JSON in VOLANO_TEST_CLUSTER. */
export interface TestCluster {
  readonly brokers: readonly string[];
  readonly postgres: string;
  readonly clickhouse: string;
}

/** Whether tests run on a cluster. */
export const inCluster: boolean = process.env.VOLANO_TEST_CLUSTER !== undefined;

/** As `startApp`; what was started before in the same directory is found again. */
export async function startHere(options: AppOptions): Promise<Running> {
  if (!inCluster || options.eventTime) return startApp(options);
  const cluster = clusterOf(options.directory);
  const running = await startApp({ ...options, cluster });
  const { faces: _, ...rest } = options;
  const beside = `${options.directory}-standby`;
  mkdirSync(beside, { recursive: true });
  // All processes of a cluster are configured alike.
  const files = existsSync(options.directory) ? readdirSync(options.directory, { withFileTypes: true }) : [];
  for (const file of files) if (file.isFile()) copyFileSync(join(options.directory, file.name), join(beside, file.name));
  const standby = options.offline ? undefined : await startApp({ ...rest, port: 0, directory: beside, cluster });
  const close = running.close.bind(running);
  running.close = async () => {
    await standby?.close();
    await close();
  };
  return running;
}

/** Log, state and warehouse of a directory's own. */
function clusterOf(directory: string): ClusterOptions {
  const { brokers, postgres, clickhouse } = JSON.parse(process.env.VOLANO_TEST_CLUSTER!) as TestCluster;
  const name = `v${createHash('sha256').update(directory).digest('hex').slice(0, 20)}`;
  return {
    roles: ['all'],
    log: { carrier: 'kafka', brokers, topic: name, partitions, replicas: 1 },
    state: { carrier: 'postgres', url: postgres, schema: name },
    openWarehouse: () => openClickHouseWarehouse({ url: clickhouse, database: name }),
  };
}

/** As `verify`, of what `startHere` has started in the directory. */
export function verifyHere(directory: string): Promise<VerifyOutcome> {
  return verify({ dataFolder: directory, ...(inCluster && { cluster: clusterOf(directory) }) });
}
