/** Events of many customers in a warehouse of their own, as both evaluators' tests need them. */
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import type { EventEntry } from '../../src/core/entry.ts';
import type { Warehouse } from '../../src/port/warehouse/index.ts';

export interface StoredEvents {
  readonly warehouse: Warehouse;
  readonly table: string;
  add(rows: readonly { readonly customer: string; readonly entry: EventEntry }[]): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openEvents(path: string): Promise<StoredEvents> {
  const client = createClient({ connection: createChdbConnection({ path }) } as never);
  const warehouse: Warehouse = {
    query: async (sql) => (await client.query({ query: sql, format: 'JSONEachRow' })).json() as never,
    execute: async (sql) => void (await client.command({ query: sql })),
    insert: async () => {
      throw new Error('unused');
    },
    close: () => client.close(),
  };
  await warehouse.execute(
    `CREATE TABLE events (customer String, event String, time DateTime64(3, 'UTC'), message_id String, properties String, traits String) ENGINE = MergeTree ORDER BY customer`,
  );
  return {
    warehouse,
    table: 'events',
    async add(rows) {
      const values = rows.map(({ customer, entry }) => ({
        customer,
        event: entry.event,
        time: new Date(entry.time).toISOString().replace('T', ' ').replace('Z', ''),
        message_id: entry.messageId,
        properties: JSON.stringify(entry.properties),
        traits: entry.traits ? JSON.stringify(entry.traits) : '',
      }));
      await client.insert({ table: 'events', values, format: 'JSONEachRow' });
    },
    clear: () => warehouse.execute('TRUNCATE TABLE events'),
    close: () => warehouse.close(),
  };
}
