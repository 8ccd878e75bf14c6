/**
 * One writing process per directory. The lock is a kernel lock on a file (SQLite, which Node carries, takes it with BEGIN EXCLUSIVE),
 * so it is free of races and gone the moment its holder dies, kill -9 included; no stale lock is ever judged by its age or its pid.
 *
 * D1. At most one handle on a machine holds a directory, also among threads of one process.
 * D2. The file `owner` beside it only names the holder for the message; it decides nothing.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DirectoryLock {
  release(): void;
}

/** Takes the lock or tells the pid of the process that has it (0 when it did not leave its pid). Creates the directory. */
export function lockDirectory(path: string): DirectoryLock | { readonly heldBy: number } {
  mkdirSync(path, { recursive: true });
  // Never open this file by other means in this process: closing any descriptor of it would drop the kernel's lock.
  const database = new DatabaseSync(join(path, 'lock'));
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) throw cause;
    return { heldBy: ownerOf(path) };
  }
  nameOwner(path);
  return { release: () => database.close() };
}

const SQLITE_BUSY = 5;

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY;
}

function nameOwner(path: string): void {
  try {
    writeFileSync(join(path, 'owner'), `${process.pid}\n`);
  } catch {
    // On a full disk the lock holds all the same; only its message will lack the pid.
  }
}

function ownerOf(path: string): number {
  try {
    return Number.parseInt(readFileSync(join(path, 'owner'), 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}
