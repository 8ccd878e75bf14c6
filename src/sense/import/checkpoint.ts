/**
 * Where an import stands, in a small file that is replaced as a whole: after a batch is on disk at the door, before the next is sent.
 * So an import that was broken off sends at most one batch again, and its messageIds make that harmless.
 */
import { createHash } from 'node:crypto';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { VolanoError, wordsOf } from '../../base/index.ts';
import { said } from '../said.ts';
import type { ImportMap } from './map/index.ts';

export interface ImportCounts {
  /** Rows read, whatever became of them. */
  readonly rows: number;
  readonly accepted: number;
  /** Calls that the door refused and keeps. */
  readonly quarantined: number;
  /** Rows that the file or the map did not give a call for, with a reason. */
  readonly rejected: number;
  /** Rows that the map leaves out. */
  readonly skipped: number;
}

export interface Checkpoint extends ImportCounts {
  readonly fingerprint: string;
  readonly done: boolean;
  /** Length of the file of rejected rows. */
  readonly rejectsBytes: number;
}

const START_BYTES = 64 * 1024;

/** Of the file's size and beginning, and of the map. */
export async function fingerprintOf(path: string, map: ImportMap): Promise<string> {
  const file = await open(path, 'r').catch((cause: Error) => {
    throw new VolanoError('VOLANO_IMPORT_FILE_UNREADABLE', { file: path, row: 0, problem: wordsOf(cause) }, { cause });
  });
  try {
    const start = Buffer.alloc(START_BYTES);
    const { bytesRead } = await file.read(start, 0, START_BYTES, 0);
    const { size } = await file.stat();
    return createHash('sha256')
      .update(start.subarray(0, bytesRead))
      .update(`${size}\n${JSON.stringify(map)}`)
      .digest('hex')
      .slice(0, 32);
  } finally {
    await file.close();
  }
}

/** Undefined when there is none. Throws VOLANO_IMPORT_CHECKPOINT_MISMATCH when it is another import's. */
export async function readCheckpoint(path: string, fingerprint: string): Promise<Checkpoint | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const checkpoint = parsed(text);
  if (!checkpoint) throw new VolanoError('VOLANO_IMPORT_CHECKPOINT_MISMATCH', { file: path, problem: said`it is no checkpoint` });
  if (checkpoint.fingerprint === fingerprint) return checkpoint;
  throw new VolanoError('VOLANO_IMPORT_CHECKPOINT_MISMATCH', { file: path, problem: said`its fingerprint differs` });
}

function parsed(text: string): Checkpoint | undefined {
  try {
    const value = JSON.parse(text) as Partial<Checkpoint> | null;
    return typeof value?.rows === 'number' && typeof value.fingerprint === 'string' ? (value as Checkpoint) : undefined;
  } catch {
    return undefined;
  }
}

/** Throws VOLANO_IMPORT_NOT_WRITABLE. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  try {
    await writeFile(`${path}.new`, `${JSON.stringify(checkpoint, null, 2)}\n`);
    await rename(`${path}.new`, path);
  } catch (cause) {
    throw new VolanoError('VOLANO_IMPORT_NOT_WRITABLE', { file: path, problem: wordsOf(cause) }, { cause });
  }
}
