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

/** What a room says of its desk. */
export interface DeskKind {
  /** Without 0x00. */
  readonly name: string;
  /** Reads what an older version has left in an LMDB environment there, as this one would have written it. */
  readonly older?: (path: string) => AsyncIterable<readonly DeskWrite[]>;
}

export interface DeskFolderOptions extends DeskKind {
  /** Created when missing. */
  readonly path: string;
  /** The directory whose lock every process holds, of older versions too, that uses the folder. */
  readonly owner?: string;
}

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** Where the new environment is made while the old one is read. */
const MOVING = 'moving';
const FILE = 'data.mdb';

/** Opens or makes the desk. One process at a time: rejects with VOLANO_STATE_LOCKED, or VOLANO_LOG_LOCKED when another process has `owner`. */
export async function openDeskFolder({ path, name, older, owner }: DeskFolderOptions): Promise<Desk> {
  const lock = owner === undefined ? undefined : lockDirectory(owner);
  // This process may have it already.
  if (lock && 'heldBy' in lock && lock.heldBy !== process.pid)
    throw new VolanoError('VOLANO_LOG_LOCKED', { path: owner!, pid: lock.heldBy });
  try {
    mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
    // Before there is anything in it.
    chmodSync(path, FOLDER_MODE);
    if (older && existsSync(join(path, FILE)) && !(await hasDesk(path))) await takeOver(path, name, older);
    const store = await openLmdbState({ path, tables: ['desk'], overlapping: true });
    for (const { name: file } of readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile())) {
      chmodSync(join(path, file), FILE_MODE);
    }
    return new Desk(store, name);
  } finally {
    if (lock && 'release' in lock) lock.release();
  }
}

async function takeOver(path: string, name: string, older: NonNullable<DeskKind['older']>): Promise<void> {
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
