/**
 * C1: the whole loop in one process on a Kafka, a PostgreSQL and a ClickHouse of this machine, against the same process embedded, in one run. They
 * share its two cores, so this is what the carriers cost, and not how far a cluster goes.
 */
import { startClickHouse } from '../../test/cluster/clickhouse.ts';
import { startKafka } from '../../test/cluster/kafka.ts';
import { startPostgres } from '../../test/cluster/postgres.ts';
import type { Load } from '../process/load.ts';
import type { Product } from '../process/product.ts';
import { Remote } from '../process/remote.ts';
import { type Bench, scaled, text } from './bench.ts';
import { bodies, ensureLoopRate, saturated, WARM_UP_MS } from './throughput.ts';

export async function clusterCost(bench: Bench): Promise<void> {
  await ensureLoopRate(bench);
  const embedded = bench.loopRate!;
  const [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), startPostgres(), startClickHouse()]);
  const load = new Remote<Load>('./load.ts');
  const product = new Remote<Product>('./product.ts');
  try {
    const cluster = { name: `bench_${Date.now()}`, brokers: kafka.brokers, postgres: postgres.url, clickhouse: clickhouse.url };
    const { url, writeKey } = await product.ask('start', { directory: bench.directory(), cluster });
    await product.ask('apply', {});
    await load.ask('connect', { url, writeKey, connections: 64, bodies: bodies(bench, 0) });
    await saturated(bench, { product, load, ms: scaled(bench, WARM_UP_MS, 2_000) });
    const { rate, detail } = await saturated(bench, { product, load, ms: scaled(bench, 60_000, 8_000) });
    const said = `${text(rate)} of ${text(embedded)} events/s embedded, with one broker, PostgreSQL and the warehouse (${clickhouse.kind}) on the same two cores; ${detail}`;
    bench.record({ id: 'C1', value: rate / embedded, met: null, detail: said });
  } finally {
    await product.kill();
    await load.kill();
    await Promise.all([kafka.stop(), postgres.remove(), clickhouse.remove()]);
  }
}
