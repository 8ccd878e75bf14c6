/** For the tests of this room: a real warehouse of its own, and rows for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../core/index.ts';
import { openChdbWarehouse, type Warehouse } from '../port/warehouse/index.ts';
import { createTables } from './tables/index.ts';

export interface TestWarehouse {
  readonly warehouse: Warehouse;
  close(): Promise<void>;
}

/** A process can have one at a time. */
export async function openTestWarehouse(): Promise<TestWarehouse> {
  const path = await mkdtemp(join(tmpdir(), 'volano-learn-'));
  const warehouse = await openChdbWarehouse({ path });
  await createTables(warehouse);
  return {
    warehouse,
    close: async () => {
      await warehouse.close();
      await rm(path, { recursive: true });
    },
  };
}

/** Numbers rows as the engine does. */
export class RowMaker {
  readonly #rows = { events: [] as string[], facts: [] as string[] };
  readonly #partition: number;
  #seq: number;

  /** `from`: the last number that is taken. */
  constructor(partition = 0, from = 0) {
    this.#partition = partition;
    this.#seq = from;
  }

  /** Of the row made last. */
  get position(): number {
    return this.#seq;
  }

  event(row: { readonly customer: string; readonly event: string; readonly time: number } & JsonObject): void {
    const { time } = row;
    const defaults = {
      call: 'track',
      messageId: `m${this.#seq}`,
      source: 'test',
      receivedAt: time,
      identifiers: [],
      properties: {},
      at: time,
    };
    this.#rows.events.push(JSON.stringify({ ...this.#next(), ...defaults, ...row }));
  }

  fact(row: { readonly kind: string; readonly action: string; readonly at: number } & JsonObject): void {
    this.#rows.facts.push(JSON.stringify({ ...this.#next(), ordinal: 0, customer: '', name: '', version: 0, ...row }));
  }

  async insertInto(warehouse: Warehouse): Promise<void> {
    for (const table of ['events', 'facts'] as const) {
      const rows = this.#rows[table].splice(0);
      if (rows.length > 0) await warehouse.insert(table, Buffer.from(`${rows.join('\n')}\n`));
    }
  }

  #next(): { partition: number; seq: number; position: number } {
    this.#seq += 1;
    return { partition: this.#partition, seq: this.#seq, position: this.#seq };
  }
}
