/**
 * M1: an installation of a million customers goes to a cluster on this machine, comes back, and goes to one of two partitions, by `volano migrate`, which compares all of it: log, state
 * and warehouse.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Migrated, type MigrateOptions, migrate } from '../../src/runtime/index.ts';
import { startClickHouse } from '../../test/cluster/clickhouse.ts';
import { startKafka } from '../../test/cluster/kafka.ts';
import { startPostgres } from '../../test/cluster/postgres.ts';
import type { EngineAlone } from '../process/engine.ts';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { anonymousBytes } from '../process/usage.ts';
import { type Bench, scaled, text } from './bench.ts';
import { prepared } from './new-segment.ts';

const STATES = fileURLToPath(new URL('../states/', import.meta.url));
const HOUR_MS = 3_600_000;
const LINE_MS = 10_000;
const PARTITIONS = 2;

export async function migration(bench: Bench): Promise<void> {
  const count = scaled(bench, 1_000_000, 1_000);
  const from = await lived(bench, count);
  const [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), startPostgres(), startClickHouse()]);
  try {
    const folder = bench.directory();
    mkdirSync(folder, { recursive: true });
    const configOf = (name: string, partitions: number): string => {
      const config = join(folder, `${name}.json`);
      const log = { brokers: kafka.brokers, topic: name, replicas: 1, partitions };
      const [state, warehouse] = [
        { url: 'env:STATE', schema: name },
        { url: 'env:WAREHOUSE', database: name },
      ];
      writeFileSync(config, JSON.stringify({ mode: 'cluster', log, state, warehouse }));
      return config;
    };
    const options = { config: configOf('bench', 1), environment: { STATE: postgres.url, WAREHOUSE: clickhouse.url }, directory: from };
    const there = await timed(bench, { ...options, to: 'cluster' });
    const returned = { ...options, directory: join(folder, 'back') };
    const back = await timed(bench, { ...returned, to: 'embedded' });
    const divided = await timed(bench, { ...returned, config: configOf('divided', PARTITIONS), to: 'cluster' });
    const bytes = ['log', 'state'].reduce((sum, part) => sum + statSync(join(from, part, 'data.mdb')).size, 0);
    const peak = Math.max(there.peakBytes, back.peakBytes, divided.peakBytes);
    const detail = `${text(count)} customers, ${text(there.migrated.position)} entries of the log, ${text(there.migrated.stateRows)} rows of state (${text(bytes / 2 ** 20)} MB with the log), ${text(there.migrated.warehouseRows)} rows of the warehouse; to the cluster ${text(there.seconds)} s, back ${text(back.seconds)} s, and divided among ${PARTITIONS} partitions ${text(divided.seconds)} s, each compared as a whole; anonymous memory at most ${text(peak / 2 ** 20)} MB`;
    const same =
      back.migrated.position === there.migrated.position &&
      back.migrated.stateRows === there.migrated.stateRows &&
      back.migrated.warehouseRows === there.migrated.warehouseRows;
    bench.record({ id: 'M1', value: there.seconds + back.seconds, met: same, detail });
  } finally {
    await Promise.all([kafka.stop(), postgres.remove(), clickhouse.remove()]);
    // What was left starts again, and migrates again.
    rmSync(join(from, 'migration.json'), { force: true });
  }
}

/** A data folder in which so many customers have joined, all of it in the warehouse too; kept for the next run. */
async function lived(bench: Bench, count: number): Promise<string> {
  const directory = join(STATES, `installation-${count}`);
  if (existsSync(directory)) return directory;
  const begun = `${directory}.begun`;
  rmSync(begun, { recursive: true, force: true });
  const engine = new Remote<EngineAlone>('./engine.ts');
  // What follows by time alone follows a day later: nothing is sent meanwhile.
  const from = Date.now() - 2 * HOUR_MS;
  await engine
    .ask('fill', { directory: begun, size: {}, joined: { customers: count, from, to: from + HOUR_MS } })
    .finally(() => engine.kill());
  const product = new Remote<Product>('./product.ts');
  try {
    await product.ask('start', { directory: begun });
    await prepared(bench, product);
    await product.ask('stop', {});
  } finally {
    await product.kill();
  }
  renameSync(begun, directory);
  return directory;
}

interface Timed {
  readonly migrated: Migrated;
  readonly seconds: number;
  readonly peakBytes: number;
}

async function timed(bench: Bench, options: MigrateOptions): Promise<Timed> {
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, anonymousBytes(process.pid));
  }, 1_000);
  const startedAt = performance.now();
  let saidAt = startedAt;
  try {
    const migrated = await migrate({
      ...options,
      onProgress({ part, done, total }) {
        if (performance.now() - saidAt < LINE_MS) return;
        saidAt = performance.now();
        bench.say(`to ${options.to}: ${part} ${text(done)} of ${text(total)}`);
      },
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    bench.say(`to ${options.to}: ${text(seconds)} s`);
    return { migrated, seconds, peakBytes };
  } finally {
    clearInterval(watch);
  }
}
