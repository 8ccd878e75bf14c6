/**
 * Installations that a real engine fills on disk, one after the other, and what backs them up. They share one real warehouse: its engine takes one data
 * folder per process. Whoever is restored finds it empty.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundsInFile, createTables, Sink } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import { Folder } from '../verify/folder.suite.ts';
import { type AskForFrames, embeddedSource } from './backup.ts';
import { type Restored, type RestoreOptions, restore } from './restore.ts';
import { framesOf } from './source.ts';
import { embeddedTarget } from './target.ts';

export class Trial {
  readonly room: string = mkdtempSync(join(tmpdir(), 'volano-backup-'));
  readonly folder: Folder = new Folder();
  warehouse!: Warehouse;

  static async open(): Promise<Trial> {
    const trial = new Trial();
    await trial.folder.open();
    trial.warehouse = await openChdbWarehouse({ path: join(trial.room, 'warehouse') });
    await createTables(trial.warehouse);
    return trial;
  }

  async close(): Promise<void> {
    await this.folder.close();
    this.folder.remove();
    await this.warehouse.close();
    rmSync(this.room, { recursive: true });
  }

  path(name: string): string {
    return join(this.room, name);
  }

  /** While its engine has it open. */
  readonly ask: AskForFrames = (question, work) => {
    const { log, path } = this.folder;
    return work(framesOf(embeddedSource(path, { log, warehouse: this.warehouse }), question));
  };

  /** All that has been concluded goes into the warehouse, and the state lets go of it with the next commit. */
  async sink(): Promise<void> {
    const { engine, log, state, path } = this.folder;
    const sink = new Sink({ partition: 0, log, state, warehouse: this.warehouse, openBounds: boundsInFile(join(path, 'sink.json')) });
    await sink.start();
    const { seq } = engine.meta.progress;
    sink.advance(seq);
    await sink.flush(seq);
    await sink.stop();
    engine.sunk(seq);
  }

  async restore(options: RestoreOptions): Promise<Restored> {
    for (const table of ['events', 'facts']) await this.warehouse.execute(`TRUNCATE TABLE ${table}`);
    const { query, execute, insert, guarded } = this.warehouse;
    const warehouse: Warehouse = {
      query: query.bind(this.warehouse) as Warehouse['query'],
      execute: execute.bind(this.warehouse),
      insert: insert.bind(this.warehouse),
      guarded: guarded.bind(this.warehouse),
      close: async () => {},
    };
    return restore(options, { ...embeddedTarget(options.to), openWarehouse: async () => warehouse });
  }

  /** Rows with how many numbers there are, the last of them, and a sum over everything that stands in them. */
  async rows(): Promise<{ readonly rows: number; readonly numbers: number; readonly last: number; readonly sum: string }> {
    const [row] = await this.warehouse.query<{ rows: number; numbers: number; last: number; sum: string }>(
      `SELECT count() AS rows, uniqExact(seq) AS numbers, max(seq) AS last, toString(sum(hash)) AS sum
FROM (SELECT seq, cityHash64(*) AS hash FROM events UNION ALL SELECT seq, cityHash64(*) AS hash FROM facts)`,
    );
    return row!;
  }

  /** Messages that wait to be handed over. */
  async waiting(): Promise<string[]> {
    const rows = await this.folder.state.range('outbox', { start: Buffer.of(0), end: Buffer.of(0xff), limit: 10_000 });
    return rows.map(([key]) => Buffer.from(key).toString());
  }
}
