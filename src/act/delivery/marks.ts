/**
 * Messages that may have been handed over, through channels that cannot say afterwards what they have (C6): so that what is found stale later is not
 * said to have been withdrawn.
 *
 * K1. A mark is on disk before the hand-over is tried. It goes with a definite refusal, unless an earlier attempt had left one, and else when the
 *     message's receipt is in the log.
 * K2. A mark too many says of a message that nobody knows; it is taken away without waiting for the disk. A mark too few would be a lie.
 */
import type { Database, RootDatabase } from 'lmdb';

/** The last attempt whose outcome may be unknown. */
export interface Mark {
  /** Its instant on the clock of `at`, ms. */
  readonly at: number;
  /** The same by the wall clock, ms. */
  readonly dispatchedAt: number;
}

export interface Marks {
  get(message: string): Mark | undefined;
  ids(): readonly string[];
  /** Resolves when it is on disk; rejects when it cannot be written. */
  put(message: string, mark: Mark): Promise<void>;
  /** As it was before an attempt that came to nothing for certain. */
  restore(message: string, before: Mark | undefined): void;
  remove(message: string): void;
}

/** Message id -> at, dispatchedAt. */
export type MarkTable = Database<readonly [at: number, dispatchedAt: number], string>;

export interface MarkDisk {
  readonly table: MarkTable;
  readonly root: RootDatabase;
}

/** Marks of this process alone where there is no disk. */
export function createMarks(disk?: MarkDisk): Marks {
  const marks = new Map<string, Mark>();
  for (const { key, value } of disk?.table.getRange() ?? []) marks.set(key, { at: value[0], dispatchedAt: value[1] });
  const write = async (message: string, { at, dispatchedAt }: Mark): Promise<void> => {
    await disk?.table.put(message, [at, dispatchedAt]);
    await disk?.root.flushed;
  };
  const set = (message: string, mark: Mark): void => void marks.set(message, mark);
  const remove = (message: string): void => {
    if (!marks.delete(message)) return;
    disk?.table.remove(message).catch(() => undefined);
  };
  return {
    get: (message) => marks.get(message),
    ids: () => [...marks.keys()],
    async put(message, mark) {
      const before = marks.get(message);
      set(message, mark);
      try {
        await write(message, mark);
      } catch (error) {
        if (before) set(message, before);
        else marks.delete(message);
        throw error;
      }
    },
    restore(message, before) {
      if (!before) remove(message);
      else {
        set(message, before);
        write(message, before).catch(() => undefined);
      }
    },
    remove,
  };
}
