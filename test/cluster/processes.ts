/** Kafka, PostgreSQL and ClickHouse of a test's own, and processes of the product on them, each with roles of its own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClickHouseWarehouse, type Warehouse } from '../../src/port/warehouse/index.ts';
import { ServerProcess, WRITE_KEY } from '../crash/server.ts';
import { type ClickHouse, startClickHouse } from './clickhouse.ts';
import { type Kafka, startKafka } from './kafka.ts';
import { type PostgresProcess, startPostgres } from './postgres.ts';

export class Processes {
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly #kafka: Kafka;
  readonly #postgres: PostgresProcess;
  readonly #clickhouse: ClickHouse;
  readonly #name: string;
  readonly #servers: ServerProcess[] = [];

  /** `name`: letters. */
  static async open(name: string): Promise<Processes> {
    const folder = await mkdtemp(join(tmpdir(), `volano-${name}-`));
    const [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), startPostgres(), startClickHouse()]);
    const own = `${name}_${randomBytes(5).toString('hex')}`;
    const warehouse = await openClickHouseWarehouse({ url: clickhouse.url, database: own });
    return new Processes({ folder, kafka, postgres, clickhouse, name: own, warehouse });
  }

  private constructor(parts: {
    readonly folder: string;
    readonly kafka: Kafka;
    readonly postgres: PostgresProcess;
    readonly clickhouse: ClickHouse;
    readonly name: string;
    readonly warehouse: Warehouse;
  }) {
    this.folder = parts.folder;
    this.warehouse = parts.warehouse;
    this.#kafka = parts.kafka;
    this.#postgres = parts.postgres;
    this.#clickhouse = parts.clickhouse;
    this.#name = parts.name;
  }

  /** Resolves when it listens, which needs an engine somewhere. */
  async start(name: string, roles: string, failpoint?: string): Promise<ServerProcess> {
    const server = new ServerProcess(join(this.folder, name), {
      ...(failpoint !== undefined && { failpoint }),
      environment: {
        VOLANO_MODE: 'cluster',
        VOLANO_ROLES: roles,
        VOLANO_LOG_BROKERS: this.#kafka.brokers.join(','),
        VOLANO_LOG_TOPIC: this.#name,
        VOLANO_LOG_REPLICAS: '1',
        VOLANO_STATE_URL: this.#postgres.url,
        VOLANO_STATE_SCHEMA: this.#name,
        VOLANO_WAREHOUSE_URL: this.#clickhouse.url,
        VOLANO_WAREHOUSE_DATABASE: this.#name,
      },
    });
    this.#servers.push(server);
    await server.ready;
    return server;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.filter(({ alive }) => alive).map((server) => server.kill()));
    await this.warehouse.close();
    await Promise.all([this.#kafka.stop(), this.#postgres.remove(), this.#clickhouse.remove()]);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What a process answers under `/v1/`; with a body, to a POST. */
export async function ask<Answer>(server: ServerProcess, path: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` };
  const response = await fetch(`${await server.ready}/v1/${path}`, {
    headers,
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return (await response.json()) as Answer;
}

/** Resolves when engine and sink have nothing left to do, for a while. */
export async function atRest(server: ServerProcess): Promise<void> {
  const isAtRest = async (): Promise<boolean> => {
    const { lagEntries, sinkLagRows } = await server.health();
    return lagEntries === 0 && sinkLagRows === 0;
  };
  for (let times = 0; times < 10; times = (await isAtRest()) ? times + 1 : 0) await sleep(200);
}
