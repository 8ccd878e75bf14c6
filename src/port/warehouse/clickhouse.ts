/** The carrier for a ClickHouse server, by URL. Settings go along with every statement. */
import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { ClientWarehouse, type WarehouseConnection } from './client-warehouse.ts';
import { readerSettings, type Settings, type WarehouseLimits, writerSettings } from './settings.ts';
import type { Warehouse } from './warehouse.ts';

export interface ClickHouseOptions extends WarehouseLimits {
  /** `http(s)://user:password@host:port/database`. */
  readonly url: string;
}

/** Connects with the first statement, which is rejected with VOLANO_WAREHOUSE_FAILED when nobody answers. */
export function openClickHouseWarehouse(options: ClickHouseOptions): Warehouse {
  const writer = connect(options, writerSettings(options));
  const readers = [connect(options, readerSettings(options)), connect(options, readerSettings(options))] as const;
  return new ClientWarehouse({ writer, readers });
}

function connect(options: ClickHouseOptions, settings: Settings): WarehouseConnection {
  const client = createClient({
    url: options.url,
    clickhouse_settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
    // Errors are thrown, with their cause; the client's own lines on the console say it twice.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: options.queryMsMax ?? 300_000,
  });
  return {
    client,
    insert: async ({ into, format }, rows) => {
      const values = Readable.from([rows], { objectMode: false });
      const result = await client.exec({ query: `INSERT INTO ${into} FORMAT ${format}`, values });
      // An insert answers nothing; reading to the end is what returns the connection to the pool.
      for await (const _ of result.stream);
    },
    close: () => client.close(),
  };
}
