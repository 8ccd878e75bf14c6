/** `volano backup` on a data folder that no server runs on. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { VolanoError } from '../../base/index.ts';
import { createTables } from '../../learn/index.ts';
import { snapshotLmdbState } from '../../port/state/index.ts';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import { openLog } from '../places/index.ts';
import { said } from '../said.ts';
import { VERSION } from '../version.ts';
import { COPIES, sweepCopies } from './copies.ts';
import { BackupFolder, lookInto } from './folder.ts';
import { type Manifest, sinceOf } from './format.ts';
import { type BackupHead, type Frame, interrupted } from './frames.ts';
import { otherFilesOf } from './other-files.ts';
import { type BackupQuestion, type BackupSource, framesOf } from './source.ts';
import { type BackupProgress, takeFrames } from './take.ts';

export interface BackupOptions {
  /** Made when missing; else empty, or a backup of the same installation, to which what is new is added. */
  readonly to: string;
  /** States that it keeps, the newest ones; default 3. */
  readonly points?: number;
  readonly now?: () => number;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface BackedUp {
  readonly manifest: Manifest;
  /** Files that this run has added. */
  readonly added: readonly string[];
}

/** Opens what is to be backed up for as long as `work` takes; frames are read by no more than one at a time. */
export type AskForFrames = <Result>(question: BackupQuestion, work: (frames: AsyncGenerator<Frame>) => Promise<Result>) => Promise<Result>;

const POINTS = 3;
const PARTITION = 0;

/** Resolves when the backup is whole. Rejects as `framesOf`, `BackupFolder.open` and `takeFrames` do. */
export async function backUp(ask: AskForFrames, options: BackupOptions): Promise<BackedUp> {
  const { to, points = POINTS, now = Date.now, onProgress } = options;
  const folder = await BackupFolder.open(to);
  try {
    const since = folder.before && sinceOf(folder.before);
    const manifest = await ask({ ...(since && { since }) }, (frames) =>
      takeFrames(folder, frames, { points, now, ...(onProgress && { onProgress }) }),
    );
    const known = new Set(folder.before?.log.concat().map(({ path }) => path));
    for (const { path } of folder.before?.warehouse ?? []) known.add(path);
    const all = [...manifest.log, ...manifest.warehouse, ...(manifest.points.at(-1)?.files ?? []), ...manifest.files];
    return { manifest, added: all.map(({ path }) => path).filter((path) => !known.has(path)) };
  } finally {
    folder.close();
  }
}

/** What a backup into this folder would bring. Changes nothing. */
export async function backupAhead(ask: AskForFrames, { to }: Pick<BackupOptions, 'to'>): Promise<BackupHead> {
  const before = await lookInto(to);
  return ask({ dryRun: true, ...(before && { since: sinceOf(before) }) }, async (frames) => {
    for await (const frame of frames) {
      if (frame.type === 'head') return frame.head;
      if (frame.type === 'problem') throw interrupted(frame);
    }
    throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`nothing came` });
  });
}

/** A data folder, locked for as long as it takes. Rejects with VOLANO_STORE_MISSING and VOLANO_LOG_LOCKED. */
export function askFolder(directory: string): AskForFrames {
  return async (question, work) => {
    await access(join(directory, 'log', 'data.mdb')).catch(() => {
      throw new VolanoError('VOLANO_STORE_MISSING', { path: directory });
    });
    const log = await openLog({ carrier: 'lmdb', path: join(directory, 'log') });
    try {
      await sweepCopies(directory);
      const warehouse = await openChdbWarehouse({ path: join(directory, 'warehouse') });
      try {
        await createTables(warehouse);
        return await work(framesOf(embeddedSource(directory, { log, warehouse }), question));
      } finally {
        await warehouse.close();
      }
    } finally {
      await log.close();
    }
  };
}

/** An embedded installation, to be read by the process that has its log open to write. */
export function embeddedSource(directory: string, { log, warehouse }: Pick<BackupSource, 'log' | 'warehouse'>): BackupSource {
  const within = join(directory, COPIES);
  return {
    version: VERSION,
    partition: PARTITION,
    log,
    warehouse,
    snapshot: () => snapshotLmdbState(join(directory, 'state'), within),
    otherFiles: () => otherFilesOf(directory, within),
  };
}
