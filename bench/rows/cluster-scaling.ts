/**
 * C2: a cluster of two partitions whose roles are processes of their own: first with one engine process, which owns both partitions, then with a second one,
 * which takes one of them. All of it shares the machine's two cores with Kafka, PostgreSQL and the warehouse, so the ratio says whether work is shared at all; what
 * each event costs each part is what a larger installation is reckoned from (docs/capacity.md).
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Client } from 'pg';
import { openKafkaLog } from '../../src/port/log/index.ts';
import { openClickHouseWarehouse } from '../../src/port/warehouse/index.ts';
import { eventsTopic } from '../../src/runtime/cluster/index.ts';
import { startClickHouse } from '../../test/cluster/clickhouse.ts';
import { startKafka } from '../../test/cluster/kafka.ts';
import { startPostgres } from '../../test/cluster/postgres.ts';
import type { Load } from '../process/load.ts';
import type { BenchCluster, Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { descendantsCpuMs, processCpuMs } from '../process/usage.ts';
import type { UnitCosts } from '../report/capacity.ts';
import { type Bench, scaled, text } from './bench.ts';
import { bodies, saturated, WARM_UP_MS } from './throughput.ts';

type Roles = NonNullable<BenchCluster['roles']>;
type Part = readonly [name: string, product: Remote<Product>];

const PARTITIONS = 2;
/** Records that are weighed of each partition. */
const READ_MAX = 2_000;

export async function clusterScaling(bench: Bench): Promise<void> {
  const [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), startPostgres(), startClickHouse()]);
  const load = new Remote<Load>('./load.ts');
  const parts: Part[] = [];
  const services = { brokers: kafka.brokers, postgres: postgres.url, clickhouse: clickhouse.url };
  const cluster = { name: `bench_${Date.now()}`, partitions: PARTITIONS, ...services };
  const start = async (name: string, roles: Roles): Promise<{ url: string; writeKey: string }> => {
    const product = new Remote<Product>('./product.ts');
    parts.push([name, product]);
    return product.ask('start', { directory: bench.directory(), cluster: { ...cluster, roles } });
  };
  try {
    const { url, writeKey } = await start('gateway', ['gateway', 'api']);
    const product = parts[0]![1];
    await start('engine', ['engine']);
    await start('identity', ['identity']);
    await start('sink', ['sink']);
    await start('delivery', ['delivery']);
    await product.ask('apply', {});
    await load.ask('connect', { url, writeKey, connections: 64, bodies: bodies(bench, 0) });
    await saturated(bench, { product, load, ms: scaled(bench, WARM_UP_MS, 4_000) });
    const before = cpuOf(parts);
    const one = await saturated(bench, { product, load, ms: scaled(bench, 60_000, 8_000) });
    const costs = costsOf(before, cpuOf(parts), one.accepted);
    const events = (await product.ask('measures', {})).door.accepted;
    keep({ cpu: costs, ...(await sizesOf({ ...cluster, events, customers: (await product.ask('measures', {})).customers })) });
    await start('engine 2', ['engine']);
    await saturated(bench, { product, load, ms: scaled(bench, WARM_UP_MS, 8_000) });
    const two = await saturated(bench, { product, load, ms: scaled(bench, 60_000, 8_000) });
    const detail = `${text(two.rate)} of ${text(one.rate)} events/s, everything on the same two cores (${clickhouse.kind}); CPU per event with one engine process: ${said(costs)}; ${two.detail}`;
    bench.record({ id: 'C2', value: two.rate / one.rate, met: null, detail });
  } finally {
    for (const [, one] of parts) await one.kill();
    await load.kill();
    await Promise.all([kafka.stop(), postgres.remove(), clickhouse.remove()]);
  }
}

/** CPU used so far, by part, ms. */
function cpuOf(parts: readonly Part[]): ReadonlyMap<string, number> {
  const used = new Map(parts.map(([name, { pid }]) => [name, processCpuMs(pid)]));
  return new Map([...used, ...descendantsCpuMs(serviceOf)]);
}

function serviceOf(command: string): string | undefined {
  if (command.includes('kafka.Kafka')) return 'Kafka';
  if (command.includes('postgres')) return 'PostgreSQL';
  return command.includes('clickhouse-bridge') ? 'warehouse' : undefined;
}

/** Us per event, by part. */
function costsOf(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, events: number): UnitCosts['cpu'] {
  const costs = [...after].map(([name, ms]) => [name, ((ms - (before.get(name) ?? 0)) / events) * 1_000] as const);
  return Object.fromEntries(costs) as UnitCosts['cpu'];
}

function said(costs: UnitCosts['cpu']): string {
  const sorted = Object.entries(costs).sort(([, a], [, b]) => b - a);
  return sorted.map(([name, us]) => `${name} ${us.toFixed(0)} us`).join(', ');
}

interface Filled extends BenchCluster {
  readonly events: number;
  readonly customers: number;
}

/** What lies where, for each event and each customer. */
async function sizesOf({ name, brokers, postgres, clickhouse, events, customers }: Filled): Promise<Omit<UnitCosts, 'cpu'>> {
  let logged = 0;
  for (const topic of [name, eventsTopic(name)]) {
    const log = await openKafkaLog({ brokers, topic, readOnly: true });
    for (let partition = 0; partition < log.partitions; partition++) {
      const records = await log.read(partition, 0, READ_MAX);
      const mean = records.reduce((sum, { value }) => sum + value.byteLength, 0) / Math.max(1, records.length);
      logged += mean * (await log.end(partition));
    }
    await log.close();
  }
  const client = new Client({ connectionString: postgres });
  await client.connect();
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'`,
    [name],
  );
  await client.end();
  const warehouse = await openClickHouseWarehouse({ url: clickhouse, database: name });
  const [parts] = await warehouse.query<{ bytes: number }>(
    `SELECT toFloat64(sum(bytes_on_disk)) AS bytes FROM system.parts WHERE active AND database = '${name}'`,
  );
  await warehouse.close();
  return { logBytes: logged / events, stateBytes: Number(rows[0]!.bytes) / customers, warehouseBytes: Number(parts!.bytes) / events };
}

function keep(costs: UnitCosts): void {
  const machine = `${cpus().length} x ${cpus()[0]!.model.trim()}`;
  const path = new URL('../results/unit-costs.json', import.meta.url);
  writeFileSync(path, `${JSON.stringify({ machine, at: new Date().toISOString().slice(0, 10), ...costs }, undefined, 2)}\n`);
}
