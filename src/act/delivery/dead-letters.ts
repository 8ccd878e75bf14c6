/**
 * Messages that failed for good, kept with what is needed to send them again: the newest ones, in an environment of their own that only the
 * owner of the folder can read, for they are personal data. Beside them lie the marks of what may have been handed over.
 *
 * L1. A letter is on disk before its message's receipt is appended, and gone from disk before the receipt of a later success is.
 * L2. One letter per message: a message that fails again has its newest letter.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, open, type RootDatabase } from 'lmdb';
import type { SendCommand } from '../../core/index.ts';
import { createMarks, type Marks, type MarkTable } from './marks.ts';

export interface DeadLetter {
  readonly message: string;
  readonly command: SendCommand;
  /** As in its receipt. */
  readonly reason: string;
  readonly attempts: number;
  /** Wall clocks, ms. */
  readonly decidedAt: number;
  readonly failedAt: number;
}

/** A letter with its number, ascending in the order of failing. */
export type NumberedLetter = DeadLetter & { readonly number: number };

export interface LetterSlice {
  readonly limit: number;
  /** Only those with a smaller number. */
  readonly before?: number;
  readonly channel?: string;
}

/** For who only looks. */
export interface LetterReader {
  /** Newest first. */
  list(slice: LetterSlice): readonly NumberedLetter[];
  get(message: string): NumberedLetter | undefined;
  count(): number;
}

export interface DeadLetters extends LetterReader {
  /** Resolves when it is on disk; while it cannot be written (a full disk) it is tried again, until the signal aborts. */
  put(letter: DeadLetter, signal: AbortSignal): Promise<void>;
  /** The same for taking it away. At once when there is none. */
  remove(message: string, signal: AbortSignal): Promise<void>;
  readonly marks: Marks;
  close(): Promise<void>;
}

/** Where none are kept. */
export const NO_LETTERS: LetterReader = { list: () => [], get: () => undefined, count: () => 0 };

export interface DeadLettersOptions {
  /** Folder of its own. */
  readonly path: string;
  /** How many are kept; default 10,000. */
  readonly keep?: number;
}

/** Reason of messages that a restored installation holds back, because they may have been handed over in the life before. They are kept, however many. */
export const RESTORED = 'restored';

const KEEP_DEFAULT = 10_000;
const TOGETHER = 500;
const AGAIN_DELAY_MS = 500;
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

interface Tables {
  readonly root: RootDatabase;
  /** number -> letter as JSON text. */
  readonly letter: Database<string, number>;
  /** message id -> number. */
  readonly numberOf: Database<number, string>;
  readonly mark: MarkTable;
}

/** Opens or creates the environment. One process at a time. */
export function openDeadLetters({ path, keep = KEEP_DEFAULT }: DeadLettersOptions): DeadLetters {
  const tables = openTables(path);
  const { letter, numberOf, root } = tables;
  let last = [...letter.getKeys({ reverse: true, limit: 1 })][0] ?? 0;

  const put = async (one: DeadLetter): Promise<void> => {
    last += 1;
    const number = last;
    // Puts of one event turn are one transaction.
    const before = numberOf.get(one.message);
    const writes: Promise<unknown>[] = [letter.put(number, JSON.stringify(one)), numberOf.put(one.message, number)];
    if (before !== undefined) writes.push(letter.remove(before));
    const surplus = entryCount(letter) - keep;
    if (surplus > 0) {
      for (const { key, value } of [...letter.getRange({ limit: surplus })]) {
        const { message, reason } = JSON.parse(value) as DeadLetter;
        // Whoever restores decides what becomes of it.
        if (reason === RESTORED) continue;
        writes.push(letter.remove(key));
        if (message !== one.message && numberOf.get(message) === key) writes.push(numberOf.remove(message));
      }
    }
    await Promise.all(writes);
    await root.flushed;
  };
  const remove = async (message: string): Promise<void> => {
    const number = numberOf.get(message);
    if (number === undefined) return;
    await Promise.all([letter.remove(number), numberOf.remove(message)]);
    await root.flushed;
  };
  const numbered = (number: number): NumberedLetter | undefined => {
    const text = letter.get(number);
    return text === undefined ? undefined : { number, ...(JSON.parse(text) as DeadLetter) };
  };
  return {
    marks: createMarks({ table: tables.mark, root }),
    put: (one, signal) => untilDone(() => put(one), signal),
    remove: (message, signal) => (numberOf.doesExist(message) ? untilDone(() => remove(message), signal) : Promise.resolve()),
    list: (slice) => listed(letter, slice),
    get(message) {
      const number = numberOf.get(message);
      return number === undefined ? undefined : numbered(number);
    },
    count: () => entryCount(letter),
    async close() {
      await root.close();
    },
  };
}

/**
 * Into the folder of an installation that is not running: these messages become letters, and letters of messages that were decided after `until` (ms, the clock
 * of `at`), which a restored state does not know of, go.
 */
export async function holdBack(
  path: string,
  { letters, until }: { readonly letters: readonly DeadLetter[]; readonly until: number },
): Promise<void> {
  const kept = openDeadLetters({ path });
  const { signal } = new AbortController();
  try {
    for (const { message, command } of kept.list({ limit: Number.POSITIVE_INFINITY })) {
      if (command.at > until) await kept.remove(message, signal);
    }
    for (let start = 0; start < letters.length; start += TOGETHER)
      await Promise.all(letters.slice(start, start + TOGETHER).map((letter) => kept.put(letter, signal)));
  } finally {
    await kept.close();
  }
}

function openTables(path: string): Tables {
  mkdirSync(path, { recursive: true, mode: FOLDER_MODE });
  // Before there is anything in it.
  chmodSync(path, FOLDER_MODE);
  const root = open({ path, maxDbs: 3, compression: false, cache: false, noSubdir: false });
  for (const file of ['data.mdb', 'lock.mdb']) chmodSync(join(path, file), FILE_MODE);
  return {
    root,
    letter: root.openDB<string, number>('letter', { encoding: 'string', keyEncoding: 'uint32' }),
    numberOf: root.openDB<number, string>('number', { encoding: 'ordered-binary' }),
    mark: root.openDB<readonly [number, number], string>('mark', { encoding: 'json' }),
  };
}

function listed(letter: Database<string, number>, { limit, before = Number.MAX_SAFE_INTEGER, channel }: LetterSlice): NumberedLetter[] {
  const newest = [...letter.getKeys({ reverse: true, limit: 1 })][0] ?? 0;
  // Numbers start at 1, and keys below 0 would wrap around.
  if (before <= 1) return [];
  const found: NumberedLetter[] = [];
  for (const { key, value } of letter.getRange({ start: Math.min(before - 1, newest), end: 0, reverse: true })) {
    const one = JSON.parse(value) as DeadLetter;
    if (channel === undefined || one.command.channel === channel) found.push({ number: key, ...one });
    if (found.length === limit) break;
  }
  return found;
}

async function untilDone(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (signal.aborted) return;
      process.emitWarning(`Dead letters cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      await sleep(AGAIN_DELAY_MS, undefined, { ref: false });
    }
  }
}

function entryCount(table: Database<string, number>): number {
  return (table.getStats() as { entryCount: number }).entryCount;
}
