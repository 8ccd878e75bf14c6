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
import { bytesOf, checkFiles, fillEntries, fillRows, fillStates, putFiles } from './filling.ts';
import { readBackup, whileWriting } from './folder.ts';
import type { Manifest } from './format.ts';
import { type Goal, type GoalQuestion, goalOf } from './goal.ts';
import { type Held, holdMessages } from './messages.ts';
import { restoreSeveral, severalAhead } from './several-restore.ts';
import { embeddedTarget, type RestoreMoment, type RestoreTarget, type SeveralTarget } from './target.ts';

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

/** What `restore` would do. Changes nothing. Rejects as it does, but for damage. */
export async function restoreAhead(options: RestoreOptions, target: AnyTarget = embeddedTarget(options.to)): Promise<RestorePlan> {
  const { from } = options;
  const manifest = await readBackup(from);
  assertFits(manifest, target);
  if ('partitions' in target) return severalAhead(options, manifest, target);
  const goal = await goalOf(from, manifest, options);
  await target.assertFree(momentOf(manifest, goal));
  const room = await target.room();
  return { ...planOf(goal), ...(room !== undefined && { freeBytes: room }) };
}

/**
 * Rejects with VOLANO_BACKUP_MISSING, VOLANO_BACKUP_FORMAT, VOLANO_BACKUP_DAMAGED, VOLANO_RESTORE_NOT_EMPTY, VOLANO_RESTORE_UNREACHABLE,
 * VOLANO_RESTORE_VERSION, VOLANO_RESTORE_PARTITIONS, VOLANO_RESTORE_MOMENT, VOLANO_RESTORE_DISK_FULL and VOLANO_DISK_FULL.
 */
export async function restore(options: RestoreOptions, target: AnyTarget = embeddedTarget(options.to)): Promise<Restored> {
  const { from, to, onProgress } = options;
  const manifest = await readBackup(from);
  assertFits(manifest, target);
  if ('partitions' in target) return restoreSeveral(options, manifest, target);
  const goal = await goalOf(from, manifest, options);
  const moment = momentOf(manifest, goal);
  await target.assertFree(moment);
  await checkFiles(from, goal, (done, total) => onProgress?.({ part: 'check', done, total }));
  const work = async (): Promise<Restored> => {
    await target.begin(moment);
    const restored = await new Restoring({ options, manifest, goal, target }).run();
    await target.finish();
    return { ...planOf(goal), ...restored };
  };
  return whileWriting(to, work, 'VOLANO_RESTORE_DISK_FULL');
}

type AnyTarget = RestoreTarget | SeveralTarget;

function assertFits({ partitions }: Manifest, target: AnyTarget): void {
  const own = 'partitions' in target ? target.partitions : 1;
  if (partitions !== own) throw new VolanoError('VOLANO_RESTORE_PARTITIONS', { partitions, own });
}

function momentOf({ partition, partitions, log, end }: Manifest, { position }: Goal): RestoreMoment {
  return { partition, partitions, first: log[0]?.first ?? end.position + 1, position, digest: end.digest };
}

function planOf(goal: Goal): Omit<RestorePlan, 'freeBytes'> {
  const bytes = bytesOf(goal, ({ rawBytes }) => rawBytes);
  return { position: goal.position, from: goal.point?.position ?? 0, replayed: goal.replayed, bytes };
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
    const { goal, options } = this.#parts;
    await putFiles(target, { from: options.from, files: goal.files });
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

  async #fillLog(): Promise<void> {
    const { goal, manifest, options, target } = this.#parts;
    const filler = await target.fillLog(momentOf(manifest, goal));
    const tell = (done: number): void => this.#progress('log', done, goal.position);
    await fillEntries(filler, { from: options.from, files: goal.log, until: goal.position, tell });
  }

  async #fillState(state: StateStore): Promise<void> {
    const { goal, options } = this.#parts;
    await fillStates({
      from: options.from,
      files: goal.state,
      tell: (done, total) => this.#progress('state', done, total),
      stateOf: () => state,
    });
  }

  async #fillWarehouse(warehouse: Warehouse): Promise<void> {
    const { goal, options, target } = this.#parts;
    await fillRows(warehouse, {
      from: options.from,
      files: goal.warehouse,
      tell: (done, total) => this.#progress('warehouse', done, total),
    });
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
        rest: manifest.log.map((file) => ({ file, after: goal.position })),
        deliver,
        now: now(),
        log,
        outboxes: [{ partition, state, at }],
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
