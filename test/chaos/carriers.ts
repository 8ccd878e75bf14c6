/** What a cluster stands on, for many seeds: three brokers, PostgreSQL and a warehouse, all of this program's own. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouse, startClickHouse } from '../cluster/clickhouse.ts';
import { type Kafka, startKafka } from '../cluster/kafka.ts';
import { type PostgresProcess, startPostgres } from '../cluster/postgres.ts';
import { Bend } from './bend.ts';
import { SmallDisk } from './disk.ts';
import { hasOwnNetwork } from './namespaces.ts';
import { Network } from './network.ts';

/** Where processes run. */
export const PROCESSES: readonly string[] = ['a', 'b', 'c'];
export const BROKERS: readonly string[] = ['broker-0', 'broker-1', 'broker-2'];

/** More than the longest run leaves there. */
const DISK_MB = 2_048;

/** Names in them that nobody else has. */
export interface Names {
  readonly topic: string;
  readonly schema: string;
  readonly database: string;
}

export class Carriers {
  readonly network: Network;
  readonly kafka: Kafka;
  readonly postgres: PostgresProcess;
  readonly clickhouse: ClickHouse;
  /** Bends the disk of PostgreSQL. */
  readonly bend: Bend;
  /** Bends the disk of the warehouse, where that is a bridge of our own. */
  readonly warehouseBend: Bend;
  /** Of each broker; none where mounting is not allowed. */
  readonly brokerDisks: readonly SmallDisk[];
  readonly #folder: string;

  static async start(): Promise<Carriers> {
    const own = hasOwnNetwork() && process.env.CLICKHOUSE_URL === undefined;
    const network = own
      ? await Network.make({ here: ['harness', 'postgres', 'warehouse'], machines: [...PROCESSES, ...BROKERS] })
      : Network.loopback();
    // Where PostgreSQL, which is not root, can read it.
    const folder = mkdtempSync(join(tmpdir(), 'volano-carriers-'));
    chmodSync(folder, 0o755);
    const bend = Bend.into(folder);
    const brokerDisks = hasOwnNetwork() ? BROKERS.map((name) => SmallDisk.mount(join(folder, name), DISK_MB)) : [];
    const warehouseFolder = join(folder, 'warehouse');
    mkdirSync(warehouseFolder);
    const warehouseBend = Bend.into(warehouseFolder);
    const started: (() => Promise<unknown>)[] = [];
    const keep = async <Started>(starting: Promise<Started>, end: (of: Started) => Promise<unknown>): Promise<Started> => {
      const one = await starting;
      started.push(() => end(one));
      return one;
    };
    const all = await Promise.allSettled([
      keep(
        startKafka({
          brokers: 3,
          own: true,
          machines: BROKERS.map((name) => network.machine(name)),
          folders: brokerDisks.map(({ path }) => path),
        }),
        (kafka) => kafka.stop(),
      ),
      keep(startPostgres({}, { host: network.addressOf('postgres'), environment: bend.environment }), (postgres) => postgres.remove()),
      keep(startClickHouse({ host: network.addressOf('warehouse'), environment: warehouseBend.environment }), (clickhouse) =>
        clickhouse.remove(),
      ),
    ]);
    const [kafka, postgres, clickhouse] = all;
    if (kafka.status === 'fulfilled' && postgres.status === 'fulfilled' && clickhouse.status === 'fulfilled')
      return new Carriers({
        network,
        kafka: kafka.value,
        postgres: postgres.value,
        clickhouse: clickhouse.value,
        bend,
        warehouseBend,
        brokerDisks,
        folder,
      });
    await Promise.all(started.map((end) => end()));
    network.close();
    for (const disk of brokerDisks) disk.unmount();
    throw all.find((one) => one.status === 'rejected')!.reason;
  }

  private constructor(
    parts: Pick<Carriers, 'network' | 'kafka' | 'postgres' | 'clickhouse' | 'bend' | 'warehouseBend' | 'brokerDisks'> & {
      readonly folder: string;
    },
  ) {
    this.network = parts.network;
    this.kafka = parts.kafka;
    this.postgres = parts.postgres;
    this.clickhouse = parts.clickhouse;
    this.bend = parts.bend;
    this.warehouseBend = parts.warehouseBend;
    this.brokerDisks = parts.brokerDisks;
    this.#folder = parts.folder;
  }

  fresh(): Names {
    const name = `chaos_${randomBytes(6).toString('hex')}`;
    return { topic: name, schema: name, database: name };
  }

  async drop({ schema, database }: Names): Promise<void> {
    await this.postgres.drop(schema);
    await this.clickhouse.drop(database);
  }

  async close(): Promise<void> {
    await Promise.all([this.kafka.stop(), this.postgres.remove(), this.clickhouse.remove()]);
    this.network.close();
    this.bend.close();
    this.warehouseBend.close();
    for (const disk of this.brokerDisks) disk.unmount();
    rmSync(this.#folder, { recursive: true });
  }
}
