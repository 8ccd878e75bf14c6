/**
 * `volano restore`: an installation as it was at a position of the log, in a data folder or on a cluster.
 *
 * X1. Nothing is written before every file that is needed has been read and has the digest that the manifest says.
 * X2. Only what is empty, or where a restore was interrupted, is written to. While one is under way its mark lies there: no engine
 *     starts on it, and another restore begins anew, or goes on.
 * X3. Nothing leaves: no channel is opened. What the restored state would still send is held back, or handed over by the next start (messages.ts).
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { createTables, followMoves, Sink } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { ENGINE_VERSION, Engine } from '../engine/index.ts';
import { checkFile, decodeEntries, fillState, readStored, type StoredFile } from '../snapshots/index.ts';
import { readBackup, whileWriting } from './folder.ts';
import type { Manifest } from './format.ts';
import { type Goal, type GoalQuestion, goalOf } from './goal.ts';
import { type Held, holdMessages } from './messages.ts';
import { embeddedTarget, type RestoreMoment, type RestoreTarget } from './target.ts';

export interface RestoreOptions extends GoalQuestion {
  /** Folder of the backup. */
  readonly from: string;
  /** Data folder; made when missing. */
  readonly to: string;
  /** Messages that wait are handed over by the next start, though they may have been before. */
  readonly deliver?: boolean;
  /** Wall clock, ms. */
  readonly now?: () => number;
  readonly onProgress?: (progress: RestoreProgress) => void;
}

export interface RestoreProgress {
  readonly part: 'check' | 'log' | 'state' | 'warehouse' | 'replay';
  readonly done: number;
  readonly total: number;
}

export interface RestorePlan {
  readonly position: number;
  /** Position of the state that it begins from; 0: from nothing. */
  readonly from: number;
  /** Entries replayed. */
  readonly replayed: number;
  /** Uncompressed. */
  readonly bytes: number;
  /** On the disk of the data folder; absent: it goes elsewhere. */
  readonly freeBytes?: number;
}

export interface Restored extends Omit<RestorePlan, 'freeBytes'> {
  /** `at` of the last entry, ms. */
  readonly at: number;
  readonly messages: Held;
}

const INSERT_BYTES = 8 * 1024 ** 2;

/** What `restore` would do. Changes nothing. Rejects as it does, but for damage. */
export async function restoreAhead(options: RestoreOptions, target: RestoreTarget = embeddedTarget(options.to)): Promise<RestorePlan> {
  const { from } = options;
  const manifest = await readBackup(from);
  const goal = await goalOf(from, manifest, options);
  await target.assertFree(momentOf(manifest, goal));
  const room = await target.room();
  return { ...planOf(goal), ...(room !== undefined && { freeBytes: room }) };
}

/**
 * Rejects with VOLANO_BACKUP_MISSING, VOLANO_BACKUP_FORMAT, VOLANO_BACKUP_DAMAGED, VOLANO_RESTORE_NOT_EMPTY, VOLANO_RESTORE_UNREACHABLE,
 * VOLANO_RESTORE_VERSION, VOLANO_RESTORE_DISK_FULL and VOLANO_DISK_FULL.
 */
export async function restore(options: RestoreOptions, target: RestoreTarget = embeddedTarget(options.to)): Promise<Restored> {
  const { from, to, onProgress } = options;
  const manifest = await readBackup(from);
  const goal = await goalOf(from, manifest, options);
  const moment = momentOf(manifest, goal);
  await target.assertFree(moment);
  await checkFiles(from, goal, onProgress);
  const work = async (): Promise<Restored> => {
    await target.begin(moment);
    const restored = await new Restoring({ options, manifest, goal, target }).run();
    await target.finish();
    return { ...planOf(goal), ...restored };
  };
  return whileWriting(to, work, 'VOLANO_RESTORE_DISK_FULL');
}

function momentOf({ partition, partitions, log, end }: Manifest, { position }: Goal): RestoreMoment {
  return { partition, partitions, first: log[0]?.first ?? end.position + 1, position, digest: end.digest };
}

function planOf(goal: Goal): Omit<RestorePlan, 'freeBytes'> {
  const files: readonly StoredFile[] = [...goal.log, ...goal.state, ...goal.warehouse, ...goal.files];
  const bytes = files.reduce((sum, { rawBytes }) => sum + rawBytes, 0);
  return { position: goal.position, from: goal.point?.position ?? 0, replayed: goal.replayed, bytes };
}

async function checkFiles(from: string, goal: Goal, onProgress: RestoreOptions['onProgress']): Promise<void> {
  const files = [...goal.log, ...goal.state, ...goal.warehouse, ...goal.files];
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const file of files) {
    await checkFile(from, file);
    done += file.bytes;
    onProgress?.({ part: 'check', done, total });
  }
}

interface Parts {
  readonly options: RestoreOptions;
  readonly manifest: Manifest;
  readonly goal: Goal;
  readonly target: RestoreTarget;
}

interface Opened {
  readonly log: Log;
  readonly state: StateStore;
  readonly warehouse: Warehouse;
}

class Restoring {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async run(): Promise<Pick<Restored, 'at' | 'messages'>> {
    const { target } = this.#parts;
    await this.#files();
    await this.#fillLog();
    const log = await target.openLog();
    const state = await target.openState();
    try {
      await this.#fillState(state);
      const warehouse = await target.openWarehouse();
      try {
        await createTables(warehouse);
        await this.#fillWarehouse(warehouse);
        return await this.#replay({ log, state, warehouse });
      } finally {
        await warehouse.close();
      }
    } finally {
      await state.close();
      await log.close();
    }
  }

  #progress(part: RestoreProgress['part'], done: number, total: number): void {
    this.#parts.options.onProgress?.({ part, done, total });
  }

  async #files(): Promise<void> {
    const { goal, options, target } = this.#parts;
    for (const file of goal.files) {
      const [, , ...name] = file.path.replace(/\.zst$/, '').split('/');
      await target.putFile(name.join('/'), readStored(options.from, file));
    }
  }

  async #fillLog(): Promise<void> {
    const { goal, manifest, options, target } = this.#parts;
    const filler = await target.fillLog(momentOf(manifest, goal));
    try {
      for (const file of goal.log) {
        if (file.last <= filler.last) continue;
        for await (const records of decodeEntries(readStored(options.from, file), file.path)) {
          const missing = records.filter(({ position }) => position > filler.last && position <= goal.position);
          if (missing.length > 0) await filler.put(missing);
          this.#progress('log', records.at(-1)!.position, goal.position);
        }
      }
    } finally {
      await filler.close();
    }
  }

  async #fillState(state: StateStore): Promise<void> {
    const { goal, options } = this.#parts;
    const total = goal.state.reduce((sum, { rawBytes }) => sum + rawBytes, 0);
    let done = 0;
    const onBytes = (bytes: number): void => {
      done += bytes;
      this.#progress('state', done, total);
    };
    for (const file of goal.state) await fillState(state, { path: file.path, chunks: readStored(options.from, file), onBytes });
  }

  async #fillWarehouse(warehouse: Warehouse): Promise<void> {
    const { goal, options, target } = this.#parts;
    const total = goal.warehouse.reduce((sum, { rows }) => sum + rows, 0);
    let done = 0;
    for (const file of goal.warehouse) {
      let columns: readonly string[] | undefined;
      for await (const lines of linesOf(readStored(options.from, file))) {
        let rows = lines;
        if (!columns) {
          const end = rows.indexOf(NEWLINE);
          columns = JSON.parse(rows.toString('utf8', 0, end)) as readonly string[];
          rows = rows.subarray(end + 1);
        }
        await warehouse.insert(file.table, rows, columns);
      }
      done += file.rows;
      this.#progress('warehouse', done, total);
    }
    const sunk = goal.point?.sunk ?? 0;
    const { keeper } = await target.openBounds();
    await keeper.write({ sunk, sending: sunk }).finally(() => keeper.close());
    await followMoves(warehouse);
  }

  /** From the state to the goal, and what becomes of the messages that wait there. What is concluded goes to the warehouse meanwhile. */
  async #replay({ log, state, warehouse }: Opened): Promise<Pick<Restored, 'at' | 'messages'>> {
    const { goal, manifest, options, target } = this.#parts;
    const { partition } = manifest;
    const engine = await Engine.open({ partition, log, state });
    const sink = new Sink({
      partition,
      state,
      log,
      warehouse,
      openBounds: target.openBounds,
      onSunk: (seq) => engine.sunk(seq),
    });
    await sink.start();
    const run = async (): Promise<void> => {
      for (let outcome = await engine.runBatch(); outcome; outcome = await engine.runBatch()) {
        const { engineVersion } = engine.meta;
        if (engineVersion !== '' && engineVersion !== ENGINE_VERSION)
          throw new VolanoError('VOLANO_RESTORE_VERSION', { version: engineVersion, own: ENGINE_VERSION, position: outcome.position });
        sink.advance(outcome.seq);
        this.#progress('replay', outcome.position, goal.position);
        await nextTurn();
      }
    };
    try {
      await run();
      const { at } = engine.meta.progress;
      const { from, deliver = false, now = Date.now } = options;
      const messages = await holdMessages({
        from,
        manifest,
        position: goal.position,
        deliver,
        now: now(),
        log,
        state,
        at,
        letters: await target.openLetters(),
      });
      await run();
      await sink.flush(engine.meta.progress.seq);
      return { at, messages };
    } finally {
      await sink.stop();
    }
  }
}

const NEWLINE = 0x0a;

/** Groups of whole lines. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    pending.push(chunk);
    bytes += chunk.length;
    if (bytes < INSERT_BYTES) continue;
    const all = Buffer.concat(pending);
    const end = all.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield all.subarray(0, end);
    pending = [all.subarray(end)];
    bytes = all.length - end;
  }
  if (bytes > 0) yield Buffer.concat(pending);
}
