/**
 * The warehouse over the official ClickHouse client: everything that embedded and server have in common. Owns the lanes (W4), the refusal
 * of `SET` (W2), the translation of errors (W3), and asking a query again when its failure may pass.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { VolanoError, wordsOf } from '../../base/index.ts';
import { isThrown, refusesRows } from './failures.ts';
import { idlest, Lane } from './lane.ts';
import { said } from './said.ts';
import type { Warehouse } from './warehouse.ts';

/** One connection: the client, and how rows get in. */
export interface WarehouseConnection {
  readonly client: ClickHouseClient;
  insert(target: InsertTarget, rows: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface InsertTarget {
  readonly table: string;
  /** In the order of the rows' values, which are lists then. */
  readonly columns?: readonly string[] | undefined;
  /** An SQL expression that throws when the rows may not go in. */
  readonly guard?: string | undefined;
}

export interface ClientWarehouseOptions {
  /** Only inserts run here. */
  readonly writer: WarehouseConnection;
  /** Everything else. */
  readonly readers: readonly [WarehouseConnection, ...WarehouseConnection[]];
  readonly cluster?: string | undefined;
  /** Whether a query that failed so may be asked again; default: none is. */
  readonly mayPass?: (cause: unknown) => boolean;
}

/** Pauses between attempts at a query. */
const PAUSES_MS = [100, 400, 1_500];

export class ClientWarehouse implements Warehouse {
  readonly #writer: Lane<WarehouseConnection>;
  readonly #readers: readonly Lane<WarehouseConnection>[];
  readonly cluster: string | undefined;
  readonly #mayPass: (cause: unknown) => boolean;
  #closed = false;

  constructor(options: ClientWarehouseOptions) {
    this.cluster = options.cluster;
    this.#mayPass = options.mayPass ?? (() => false);
    this.#writer = new Lane(options.writer);
    this.#readers = options.readers.map((reader) => new Lane(reader));
  }

  query<Row>(sql: string, parameters?: Readonly<Record<string, unknown>>): Promise<Row[]> {
    return this.#run(idlest(this.#readers), async ({ client }) => {
      refuseSet(sql);
      return await this.#again(async () => {
        const result = await client.query({ query: sql, format: 'JSONEachRow', ...bound(parameters) });
        return (await result.json()) as Row[];
      });
    });
  }

  execute(sql: string, parameters?: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#run(idlest(this.#readers), async ({ client }) => {
      refuseSet(sql);
      await client.command({ query: sql, ...bound(parameters) });
    });
  }

  insert(table: string, rows: Uint8Array, columns?: readonly string[]): Promise<void> {
    return this.#insert({ table, columns }, rows);
  }

  guarded(condition: string): Warehouse {
    const guard = `throwIf(NOT (${condition}), 'the guard does not hold')`;
    return {
      cluster: this.cluster,
      query: (sql, parameters) => this.query(sql, parameters),
      execute: (sql, parameters) => this.execute(sql, parameters),
      insert: (table, rows, columns) => this.#insert({ table, columns, guard }, rows),
      guarded: (other) => this.guarded(`(${condition}) AND (${other})`),
      close: () => this.close(),
    };
  }

  async #insert(target: InsertTarget, rows: Uint8Array): Promise<void> {
    if (rows.byteLength === 0) return;
    await this.#run(this.#writer, async (connection) => {
      try {
        await connection.insert(target, rows);
      } catch (cause) {
        if (target.guard !== undefined && isThrown(cause))
          throw new VolanoError('VOLANO_WAREHOUSE_FENCED', { table: target.table }, { cause });
        throw refusesRows(cause) ? failure('VOLANO_WAREHOUSE_ROWS_REFUSED', cause) : cause;
      }
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const lanes = [this.#writer, ...this.#readers];
    await Promise.all(lanes.map((lane) => lane.idle()));
    await Promise.all(lanes.map((lane) => lane.connection.close()));
  }

  /** A query changes nothing, so it may be asked again; an insert or a definition may not: it may have happened. */
  async #again<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (const pause of PAUSES_MS) {
      try {
        return await attempt();
      } catch (cause) {
        if (this.#closed || !this.#mayPass(cause)) throw cause;
        await sleep(pause);
      }
    }
    return await attempt();
  }

  async #run<Result>(lane: Lane<WarehouseConnection>, statement: (connection: WarehouseConnection) => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new VolanoError('VOLANO_WAREHOUSE_FAILED', { problem: said`the warehouse is closed` });
    try {
      return await lane.run(statement);
    } catch (cause) {
      throw translated(cause);
    }
  }
}

/** Where rows go, as an INSERT statement says it. */
export function intoOf({ table, columns }: InsertTarget): string {
  return columns ? `${table} (${columns.join(', ')})` : table;
}

/** What rows are written in. */
export function formatOf({ columns }: InsertTarget): 'JSONEachRow' | 'JSONCompactEachRow' {
  return columns ? 'JSONCompactEachRow' : 'JSONEachRow';
}

function bound(parameters?: Readonly<Record<string, unknown>>): { query_params?: Record<string, unknown> } {
  return parameters ? { query_params: { ...parameters } } : {};
}

function refuseSet(sql: string): void {
  if (/^\s*set\s/i.test(sql))
    throw new TypeError('A SET statement would outlive its call. Give the setting in a SETTINGS clause of the statement.');
}

function translated(cause: unknown): unknown {
  return cause instanceof TypeError || cause instanceof VolanoError ? cause : failure('VOLANO_WAREHOUSE_FAILED', cause);
}

function failure(code: 'VOLANO_WAREHOUSE_FAILED' | 'VOLANO_WAREHOUSE_ROWS_REFUSED', cause: unknown): VolanoError {
  const problem = wordsOf(cause);
  return new VolanoError(code, { problem }, { cause });
}
