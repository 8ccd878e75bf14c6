/** What a backup is restored into: carriers that have held nothing yet. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LETTERS_DESK } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import type { ReleaseEntry, RolloutEntry } from '../../core/index.ts';
import { boundsInFile, type OpenBounds } from '../../learn/index.ts';
import { fillLmdbLog, type Log, type LogRecord, openLmdbLog } from '../../port/log/index.ts';
import { type Desk, openDeskFolder, openLmdbState, type Papers, type StateStore } from '../../port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import { CONFIG_FILE } from '../config/index.ts';
import { syncFolder } from '../snapshots/index.ts';
import { isOfSharedQuarantine } from './other-files.ts';
import { freeBytes } from './room.ts';

/** Which moment of which backup. */
export interface RestoreMoment {
  readonly partition: number;
  readonly partitions: number;
  /** The first entry that the backup has. */
  readonly first: number;
  /** The last entry that is to count. */
  readonly position: number;
  /** Of the last entry that the backup has. */
  readonly digest: string;
}

/** Whatever is opened is closed by whoever opened it. */
export interface RestoreTarget {
  /** Rejects with VOLANO_RESTORE_NOT_EMPTY, unless a restore of the same moment was interrupted there. Changes nothing. */
  assertFree(moment: RestoreMoment): Promise<void>;
  /** Bytes that are free where it goes; undefined: nobody knows. */
  room(): Promise<number | undefined>;
  /** From here on nothing starts there, until `finish`. What an interrupted one has left goes, or is gone on with. */
  begin(moment: RestoreMoment): Promise<void>;
  finish(): Promise<void>;
  /** What lay beside log, state and warehouse. `name`: below a data folder. */
  putFile(name: string, contents: AsyncIterable<Uint8Array>): Promise<void>;
  /** Before `openLog`. */
  fillLog(moment: RestoreMoment): Promise<RestoredLog>;
  openLog(): Promise<Log>;
  openState(): Promise<StateStore>;
  openWarehouse(): Promise<Warehouse>;
  /** The sink's record. */
  readonly openBounds: OpenBounds;
  /** Dead letters. */
  openLetters(): Promise<Desk>;
}

/** A log of customers, or one of events. */
export type LogName = 'customers' | 'events';

/** A cluster of several partitions that has held nothing yet. */
export interface SeveralTarget extends Pick<RestoreTarget, 'finish' | 'putFile' | 'openWarehouse' | 'openLetters'> {
  readonly partitions: number;
  /** Rejects with VOLANO_RESTORE_NOT_EMPTY, unless a restore with the same mark was interrupted there. Changes nothing. */
  assertFree(mark: string): Promise<void>;
  /** From here on nothing starts there, until `finish`. What an interrupted one has left is gone on with. */
  begin(mark: string): Promise<void>;
  /** Before `openLogs`. `first`: the first entry that there is. */
  fillLog(name: LogName, place: { readonly partition: number; readonly first: number }): Promise<RestoredLog>;
  openLogs(): Promise<Readonly<Record<LogName, Log>>>;
  /** The key space that identity stages share. */
  openIdentity(): Promise<StateStore>;
  openState(partition: number): Promise<StateStore>;
  /** The record of a partition's sink. */
  openBounds(partition: number): OpenBounds;
  /** What stands in some logs comes to stand in all of them, and is known to be said. */
  putReleases(
    found: readonly (ReleaseEntry | RolloutEntry)[],
    logs: Readonly<Record<LogName, readonly Pick<Appending, 'entries'>[]>>,
  ): Promise<void>;
}

/** A log that is filled. */
export interface RestoredLog {
  /** What it has already of the same moment. */
  readonly last: number;
  put(records: readonly LogRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** What lies where a restore is under way. */
export const RESTORING = 'restoring';
const SINK = 'sink.json';

/** Rejects with VOLANO_RESTORE_UNFINISHED where a restore was interrupted. To be asked before anything starts. */
export async function assertRestored(papers: Pick<Papers, 'read' | 'placeOf'>): Promise<void> {
  const mark = await papers.read(RESTORING);
  if (mark !== undefined && mark !== RESTORED_MARK) throw new VolanoError('VOLANO_RESTORE_UNFINISHED', { path: papers.placeOf(RESTORING) });
}

/** Where a mark cannot be taken away it says that it is over. */
export const RESTORED_MARK = 'over';

/** A data folder. */
export function embeddedTarget(directory: string): RestoreTarget {
  const path = join(directory, 'log');
  return {
    async assertFree() {
      const names: readonly string[] = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      if (names.length > 0 && !names.includes(RESTORING)) throw new VolanoError('VOLANO_RESTORE_NOT_EMPTY', { path: directory });
    },
    room: () => freeBytes(directory),
    async begin() {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeFile(join(directory, RESTORING), 'A restore is under way here.\n', { mode: 0o600, flush: true });
      for (const name of await readdir(directory)) if (name !== RESTORING) await rm(join(directory, name), { recursive: true });
    },
    async finish() {
      await syncFolder(directory);
      await rm(join(directory, RESTORING));
      await syncFolder(directory);
    },
    putFile: (name, contents) => putEmbedded(directory, name, contents),
    async fillLog({ partition, partitions }) {
      const filler = await fillLmdbLog({ path, partition, partitions });
      let at = Number.MIN_SAFE_INTEGER;
      return {
        last: 0,
        // A log that many processes have written has times as they were proposed.
        put: (records) =>
          filler.put(
            records.map((record) => {
              at = Math.max(at, record.at);
              return { ...record, at };
            }),
          ),
        close: () => filler.close(),
      };
    },
    openLog: () => openLmdbLog({ path }),
    openState: () => openLmdbState({ path: join(directory, 'state') }),
    openWarehouse: () => openChdbWarehouse({ path: join(directory, 'warehouse') }),
    openBounds: boundsInFile(join(directory, SINK)),
    openLetters: () => openDeskFolder({ ...LETTERS_DESK, path: join(directory, LETTERS_DESK.name) }),
  };
}

/** A cluster's configuration would lead the folder's server to that cluster. */
async function putEmbedded(directory: string, name: string, contents: AsyncIterable<Uint8Array>): Promise<void> {
  if (isOfSharedQuarantine(name)) return;
  const place = join(directory, name);
  await putInto(place, contents);
  if (name === CONFIG_FILE && isOfCluster(await readFile(place, 'utf8'))) await rm(place);
}

/** Readable by its owner only, and on disk. */
export async function putInto(place: string, contents: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await pipeline(contents, createWriteStream(place, { mode: 0o600, flush: true }));
}

function isOfCluster(text: string): boolean {
  try {
    return (JSON.parse(text) as { readonly mode?: unknown }).mode === 'cluster';
  } catch {
    return false;
  }
}
