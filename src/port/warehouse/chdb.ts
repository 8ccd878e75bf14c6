/**
 * The embedded carrier: ClickHouse inside this process. One process per data directory. To be opened on the main thread only: the engine
 * crashes in a worker thread.
 *
 * Each lane has a connection of its own; connections to one directory share the engine and run side by side, and what is SET on one is
 * not seen by another. Settings are SET once per connection, before its first statement.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ClickHouseClientConfigOptions, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { VolanoError } from '../../base/index.ts';
import { ClientWarehouse, type WarehouseConnection } from './client-warehouse.ts';
import { readerSettings, type Settings, type WarehouseLimits, writerSettings } from './settings.ts';
import type { Warehouse } from './warehouse.ts';

export interface ChdbOptions extends WarehouseLimits {
  /** Data directory; made when missing. */
  readonly path: string;
}

/** Throws VOLANO_WAREHOUSE_LOCKED, VOLANO_WAREHOUSE_UNAVAILABLE. */
export async function openChdbWarehouse(options: ChdbOptions): Promise<Warehouse> {
  const path = resolve(options.path);
  const writer = await connect(path, writerSettings(options));
  const readers = [await connect(path, readerSettings(options)), await connect(path, readerSettings(options))] as const;
  return new ClientWarehouse({ writer, readers });
}

async function connect(path: string, settings: Settings): Promise<WarehouseConnection> {
  const connection = open(path);
  const client = createClient({
    // Both packages carry a copy of one interface, and a private member keeps TypeScript from seeing that they are equal.
    connection: connection as unknown as NonNullable<ClickHouseClientConfigOptions['connection']>,
    // Errors are thrown, with their cause; the client's own lines on the console say it twice.
    log: { level: ClickHouseLogLevel.OFF },
  });
  for (const [name, value] of Object.entries(settings)) {
    await client.command({ query: `SET ${name} = ${typeof value === 'number' ? value : `'${value}'`}` });
  }
  return {
    client,
    // The client's own insert turns the bytes into a string and back: 4 us a row of the main thread, which stands still meanwhile (35 ms
    // for 10,000 rows of 600 bytes). This call hands the bytes over as they are (5 ms).
    insert: async (table, values) => {
      await connection.chdb.rawInsert({ table, values, format: 'JSONEachRow' });
    },
  };
}

function open(path: string): ReturnType<typeof createChdbConnection> {
  try {
    mkdirSync(path, { recursive: true });
    return createChdbConnection({ path });
  } catch (cause) {
    const holder = holderOf(path);
    if (holder !== undefined) throw new VolanoError('VOLANO_WAREHOUSE_LOCKED', { path, pid: holder }, { cause });
    throw new VolanoError(
      'VOLANO_WAREHOUSE_UNAVAILABLE',
      { path, problem: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
}

/** The living process that the engine's status file names. The file stays behind when a process is killed. */
function holderOf(path: string): number | undefined {
  try {
    const pid = Number(/^PID: (\d+)/.exec(readFileSync(join(path, 'status'), 'utf8'))?.[1]);
    if (!(pid > 0) || pid === process.pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
