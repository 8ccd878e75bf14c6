/** Events of many customers in a warehouse of their own, in the product's own tables and views. */
import type { EventEntry } from '../../src/core/entry.ts';
import { createTables } from '../../src/learn/tables/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../src/port/warehouse/index.ts';

export interface StoredEvent {
  /** Id on arrival. */
  readonly customer: string;
  readonly entry: EventEntry;
}

export interface StoredMerge {
  readonly absorbed: string;
  readonly survivor: string;
}

export class StoredEvents {
  readonly warehouse: Warehouse;
  #seq = 0;

  constructor(warehouse: Warehouse) {
    this.warehouse = warehouse;
  }

  /** Stores events as the sink does: the entry's JSON spliced into the row. */
  async add(events: readonly StoredEvent[]): Promise<void> {
    await this.#insert(
      'events',
      events.map(({ customer, entry }) => ({ ...this.#numbered(), customer, at: entry.time, ...entry })),
    );
  }

  /** Stores the facts of merges: one row per absorbed id. */
  async merge(merges: readonly StoredMerge[]): Promise<void> {
    const fact = { ordinal: 0, kind: 'identity', action: 'merged', at: 0, version: 0 };
    await this.#insert(
      'facts',
      merges.map(({ absorbed, survivor }) => ({ ...this.#numbered(), ...fact, customer: survivor, name: absorbed })),
    );
  }

  async clear(): Promise<void> {
    for (const table of ['events', 'facts']) await this.warehouse.execute(`TRUNCATE TABLE ${table}`);
  }

  close(): Promise<void> {
    return this.warehouse.close();
  }

  #numbered(): { partition: number; seq: number; position: number } {
    this.#seq += 1;
    return { partition: 0, seq: this.#seq, position: this.#seq };
  }

  async #insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length > 0) await this.warehouse.insert(table, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
  }
}

export async function openEvents(path: string): Promise<StoredEvents> {
  const warehouse = await openChdbWarehouse({ path });
  await createTables(warehouse);
  return new StoredEvents(warehouse);
}
