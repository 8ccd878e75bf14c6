/**
 * The folder of a backup.
 *
 * F1. What the manifest names is there, whole and on disk, with the digest that it says; the manifest is replaced by renaming, when all else is on disk.
 *     So an interrupted run leaves the backup from before, or none at all, and what it has left behind is removed by the next one.
 * F2. Only a folder that is empty, or has been begun by a backup, is written to, by one process at a time.
 * F3. Everything in it is readable by its owner only: it is personal data.
 */
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { VolanoError, verbatim } from '../../base/index.ts';
import { lockDirectory } from '../../port/state/index.ts';
import { said } from '../said.ts';
import { FILE_MODE, FOLDER_MODE, ignoreMissing, replaceDocument, type StoredFile, syncFolder, writeStored } from '../snapshots/index.ts';
import { BACKUP_FORMAT, filesOf, type Manifest, SEVERAL_FORMAT } from './format.ts';

const MANIFEST = 'manifest.json';
const MARK = 'volano-backup.txt';
const MARK_TEXT = 'A backup of Volano. Without manifest.json beside it, it was interrupted: run the backup again.\n';
const ROOMS: readonly string[] = ['log', 'state', 'warehouse', 'files'];
/** What a folder has that a whole backup has left; undefined: nothing. Rejects with VOLANO_BACKUP_DAMAGED, VOLANO_BACKUP_FORMAT. */
async function manifestIn(path: string): Promise<Manifest | undefined> {
  const text = await readFile(join(path, MANIFEST), 'utf8').catch(ignoreMissing);
  if (text === undefined) return undefined;
  const manifest = parsed(text) as Manifest | undefined;
  if (manifest?.product !== 'volano')
    throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path: join(path, MANIFEST), problem: said`it is no manifest` });
  if (manifest.format !== BACKUP_FORMAT && manifest.format !== SEVERAL_FORMAT)
    throw new VolanoError('VOLANO_BACKUP_FORMAT', { path, format: manifest.format, own: SEVERAL_FORMAT });
  return manifest;
}

/** A whole backup, for reading. Rejects with VOLANO_BACKUP_MISSING and as above. */
export async function readBackup(path: string): Promise<Manifest> {
  const manifest = await manifestIn(path);
  if (!manifest) throw new VolanoError('VOLANO_BACKUP_MISSING', { path });
  return manifest;
}

/** What a folder that is to take a backup has already; changes nothing. Rejects with VOLANO_BACKUP_FOLDER_FOREIGN and as above. */
export async function lookInto(path: string): Promise<Manifest | undefined> {
  const names = await readdir(path).catch(ignoreMissing);
  if (names === undefined || names.length === 0) return undefined;
  const manifest = await manifestIn(path);
  if (!manifest && !names.includes(MARK)) throw new VolanoError('VOLANO_BACKUP_FOLDER_FOREIGN', { path });
  return manifest;
}

/** A folder that takes a backup. */
export class BackupFolder {
  readonly #path: string;
  readonly #release: () => void;
  /** As the last whole run has left it. */
  readonly before: Manifest | undefined;

  /** Rejects as `lookInto`, and with VOLANO_BACKUP_BUSY and VOLANO_BACKUP_DISK_FULL. */
  static async open(path: string): Promise<BackupFolder> {
    const before = await lookInto(path);
    return whileWriting(path, async () => {
      await mkdir(path, { recursive: true, mode: FOLDER_MODE });
      await chmod(path, FOLDER_MODE);
      await writeFile(join(path, MARK), MARK_TEXT, { mode: FILE_MODE });
      const lock = lockDirectory(join(path, 'lock'));
      if ('heldBy' in lock) throw new VolanoError('VOLANO_BACKUP_BUSY', { path, pid: lock.heldBy });
      const folder = new BackupFolder(path, before, () => lock.release());
      await folder.#sweep(before);
      return folder;
    });
  }

  private constructor(path: string, before: Manifest | undefined, release: () => void) {
    this.#path = path;
    this.before = before;
    this.#release = release;
  }

  close(): void {
    this.#release();
  }

  /** Writes a file and resolves when it is on disk. `name`: below the folder, without the ending. Rejects with VOLANO_BACKUP_DISK_FULL. */
  write(name: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredFile> {
    return whileWriting(join(this.#path, name), () => writeStored(this.#path, name, chunks));
  }

  /** From here on the backup is what the manifest says. What it does not name is removed. */
  async commit(manifest: Manifest): Promise<void> {
    const place = join(this.#path, MANIFEST);
    await whileWriting(place, async () => {
      for (const folder of new Set(filesOf(manifest).map(({ path }) => dirname(join(this.#path, path))))) await syncFolder(folder);
      for (const room of ROOMS) await syncFolder(join(this.#path, room)).catch(ignoreMissing);
      await replaceDocument(place, manifest);
    });
    await this.#sweep(manifest);
  }

  /** Removes what no manifest names. */
  async #sweep(manifest: Manifest | undefined): Promise<void> {
    const kept = new Set(manifest ? filesOf(manifest).map(({ path }) => path) : []);
    for (const room of ROOMS) {
      const files = await readdir(join(this.#path, room), { recursive: true, withFileTypes: true }).catch(ignoreMissing);
      for (const file of files ?? []) {
        const path = join(file.parentPath, file.name);
        const name = relative(this.#path, path).split(sep).join('/');
        if (file.isFile() && !kept.has(name)) await rm(path);
      }
    }
  }
}

/** Running out of room is told as such: nothing of the installation is touched by it. */
export async function whileWriting<Result>(
  path: string,
  work: () => Promise<Result>,
  full: 'VOLANO_BACKUP_DISK_FULL' | 'VOLANO_RESTORE_DISK_FULL' = 'VOLANO_BACKUP_DISK_FULL',
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const { code } = cause as { readonly code?: unknown };
    if (code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EFBIG') throw cause;
    throw new VolanoError(full, { path, reason: verbatim(code) }, { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
