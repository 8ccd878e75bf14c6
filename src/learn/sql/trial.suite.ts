/** A warehouse for the tests of this folder: single expressions, and small histories in the product's own tables. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { createTables } from '../tables/index.ts';

/** [customer, event, ms since 1970 UTC, properties (of `$identify`: traits)]. */
export type TrialEvent = readonly [customer: string, event: string, time: number, properties?: JsonObject];

export interface Trial {
  readonly warehouse: Warehouse;
  /** The value of one expression; `columns` may be read in it by name. */
  value<V>(expression: string, columns?: Readonly<Record<string, string>>): Promise<V>;
  /** The values of one expression over a column `x`, in the order of the list. `type`: of x. */
  values<V>(expression: string, type: string, list: readonly unknown[]): Promise<V[]>;
  /** Replaces the stored events. Message ids follow the order of the list. */
  store(events: readonly TrialEvent[]): Promise<void>;
  /** Stores that one customer was absorbed by another. */
  merge(absorbed: string, survivor: string): Promise<void>;
}

/** To be called at the top of a test file. */
export function openTrial(): Trial {
  let warehouse: Warehouse;
  let path: string;
  let seq = 0;
  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'volano-sql-'));
    warehouse = await openChdbWarehouse({ path });
    await createTables(warehouse);
  });
  afterAll(async () => {
    await warehouse.close();
    await rm(path, { recursive: true, force: true });
  });
  const insert = (table: string, rows: readonly object[]): Promise<void> =>
    warehouse.insert(table, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
  return {
    get warehouse() {
      return warehouse;
    },
    async value<V>(expression: string, columns: Readonly<Record<string, string>> = {}) {
      const inner = Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}`);
      const from = inner.length === 0 ? '' : ` FROM (SELECT ${inner.join(', ')})`;
      const [row] = await warehouse.query<{ value: V }>(`SELECT ${expression} AS value${from}`);
      return row!.value;
    },
    async values<V>(expression: string, type: string, list: readonly unknown[]) {
      const input = `arrayJoin(arrayZip(range(${list.length}), {list:Array(${type})}))`;
      const sql = `SELECT ${expression} AS value FROM (SELECT z.1 AS place, z.2 AS x FROM (SELECT ${input} AS z)) ORDER BY place`;
      return (await warehouse.query<{ value: V }>(sql, { list })).map((row) => row.value);
    },
    async store(events) {
      await warehouse.execute('TRUNCATE TABLE events');
      await warehouse.execute('TRUNCATE TABLE facts');
      const rows = events.map(([customer, event, time, data = {}], index) => {
        seq += 1;
        const numbers = { partition: 0, seq, position: seq, customer, at: time, time, receivedAt: time };
        const texts = { call: 'track', event, messageId: `m${String(index).padStart(4, '0')}`, source: 's', identifiers: [] };
        return { ...numbers, ...texts, ...(event === '$identify' ? { properties: {}, traits: data } : { properties: data }) };
      });
      if (rows.length > 0) await insert('events', rows);
    },
    async merge(absorbed, survivor) {
      seq += 1;
      const fact = { partition: 0, seq, position: seq, ordinal: 0, kind: 'identity', action: 'merged', at: 0, version: 0 };
      await insert('facts', [{ ...fact, customer: survivor, name: absorbed }]);
    },
  };
}
