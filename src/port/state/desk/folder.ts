/**
 * A desk in a folder of its own, as an installation in one process has them: an LMDB state environment that only the owner of the folder can read,
 * for what lies in it is about people.
 *
 * F1. What an older version kept in the folder is taken over at the first opening: once, and whole, at whichever instant the process is killed.
 */
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { VolanoError } from '../../../base/index.ts';
import { lockDirectory, openEnvironment } from '../../lmdb/index.ts';
import { openLmdbState } from '../lmdb.ts';
import { Desk, type DeskWrite } from './desk.ts';

export interface DeskFolderOptions {
  /** Created when missing. */
  readonly path: string;
  readonly name: string;
  /** Reads what an older version has left in an LMDB environment there, as this one would have written it. */
  readonly older?: (path: string) => AsyncIterable<readonly DeskWrite[]>;
}

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Where the new environment is made while the old one is read. */
const MOVING = 'moving';
const FILE = 'data.mdb';

/** Opens or makes the desk. One process at a time: rejects with VOLANO_STATE_LOCKED. */
export async function openDeskFolder({ path, name, older }: DeskFolderOptions): Promise<Desk> {
  mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
  // Before there is anything in it.
  chmodSync(path, FOLDER_MODE);
  if (older) await takeOver(path, name, older);
  const store = await openLmdbState({ path, tables: ['desk'] });
  for (const { name: file } of readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile())) {
    chmodSync(join(path, file), FILE_MODE);
  }
  return new Desk(store, name);
}

async function takeOver(path: string, name: string, older: NonNullable<DeskFolderOptions['older']>): Promise<void> {
  if (!existsSync(join(path, FILE)) || (await hasDesk(path))) return;
  const lock = lockDirectory(path);
  if ('heldBy' in lock) throw new VolanoError('VOLANO_STATE_LOCKED', { path, pid: lock.heldBy });
  try {
    const moving = join(path, MOVING);
    // What an earlier attempt had done is not known to be whole.
    rmSync(moving, { recursive: true, force: true });
    const desk = new Desk(await openLmdbState({ path: moving, tables: ['desk'] }), name);
    for await (const writes of older(path)) await desk.write(...writes);
    await desk.close();
    // From one instant to the next the old environment is the new one, and its trees are gone.
    renameSync(join(moving, FILE), join(path, FILE));
    syncFolder(path);
    rmSync(moving, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}

async function hasDesk(path: string): Promise<boolean> {
  const { root, trees } = openEnvironment(path, ['desk'], { readOnly: true, young: ['desk'] });
  await root.close();
  return trees[0] !== undefined;
}

function syncFolder(path: string): void {
  // Windows has no such thing.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
