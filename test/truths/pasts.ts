/** A warehouse that holds what a trial's engine has concluded, and the pasts read from it as the product reads them. */
import { type BackfillEntry, backfillChunk, decodeEntry, type EventEntry, PastFold, pastNeeds } from '../../src/core/index.ts';
import { createTables } from '../../src/learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../src/port/warehouse/index.ts';
import { PastReader } from '../../src/runtime/backfill/pasts.ts';
import type { Trial } from '../../src/runtime/engine/trial.suite.ts';

export class StoredPasts {
  readonly warehouse: Warehouse;

  constructor(warehouse: Warehouse) {
    this.warehouse = warehouse;
  }

  /** Holds from here on what the trial's engine has concluded by now. */
  async take(trial: Trial): Promise<void> {
    for (const table of ['events', 'facts']) await this.warehouse.execute(`TRUNCATE TABLE ${table}`);
    const records = new Map((await trial.log.read(0, 0, Number.MAX_SAFE_INTEGER)).map((record) => [record.position, record]));
    const rows = [...(await trial.arrivals())].map(([position, { customer, seq }]) => {
      const { at, value } = records.get(position)!;
      return { ...(decodeEntry(value) as EventEntry), partition: 0, seq, position, at, customer };
    });
    await this.#insert('events', rows);
    await this.#insert(
      'facts',
      (await trial.facts()).map((fact) => ({ ...fact, partition: 0 })),
    );
  }

  /** What is still to come of the trial's open backfill, with so many customers a chunk. */
  async pastEntries(trial: Trial, customersMax: number): Promise<BackfillEntry[]> {
    const { since, position, seq, at, chunks, cursor } = trial.engine.meta.backfill!;
    const { know } = trial.engine.plan;
    const reader = await PastReader.open(this.warehouse, { partition: 0, position, seq, needs: pastNeeds(know, at) });
    const pasts = await reader.read({ from: cursor, to: '~' }, new PastFold(know, at));
    const entries: BackfillEntry[] = [];
    for (let from = 0; from < pasts.length; from += customersMax) {
      const some = pasts.slice(from, from + customersMax);
      entries.push(backfillChunk({ since, chunk: chunks + entries.length, upTo: some.at(-1)!.customer }, some));
    }
    return [...entries, { type: 'backfill', action: 'done', since, chunks: chunks + entries.length }];
  }

  close(): Promise<void> {
    return this.warehouse.close();
  }

  async #insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length > 0) await this.warehouse.insert(table, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
  }
}

export async function openPasts(path: string): Promise<StoredPasts> {
  const warehouse = await openChdbWarehouse({ path });
  await createTables(warehouse);
  return new StoredPasts(warehouse);
}
