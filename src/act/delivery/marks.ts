/**
 * Messages that may have been handed over, through channels that cannot say afterwards what they have (C6): so that what is found stale later is not
 * said to have been withdrawn.
 *
 * K1. A mark is on disk before the hand-over is tried. It goes with a definite refusal, unless an earlier attempt had left one, and else when the
 *     message's receipt is in the log.
 * K2. A mark too many says of a message that nobody knows; it is taken away without waiting for the disk. A mark too few would be a lie.
 * K3. Whoever takes over the delivery of a partition finds the marks of whoever had it before, and takes none away that somebody else has made. Who has
 *     lost it marks nothing more, and so hands nothing over that its successor has not heard of.
 */
import { type Desk, type DeskWrite, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../port/state/index.ts';

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
  /** Resolves when it is on disk; rejects when it cannot be written, or is not to be (K3). */
  put(message: string, mark: Mark): Promise<void>;
  /** As it was before an attempt that came to nothing for certain. */
  restore(message: string, before: Mark | undefined): void;
  remove(message: string): void;
}

/** Messages whose partition is this one, on a desk that others use as well. */
export interface MarksDesk {
  readonly desk: Desk;
  readonly partition: number;
  /** Row of the desk and what it says as long as the partition is one's own; default: it always is. */
  readonly own?: DeskWrite;
}

const READ_STEP = 1_000;
const KEY = ['text', 'number', 'text'] as const;

function markKey(partition: number, message: string): Uint8Array {
  return deskKey('mark', partition, message);
}

function bytesOf({ at, dispatchedAt }: Mark): Uint8Array {
  return jsonBytes([at, dispatchedAt]);
}

/** What puts a mark on the desk. */
export function markWrite(partition: number, message: string, mark: Mark): { readonly key: Uint8Array; readonly value: Uint8Array } {
  return { key: markKey(partition, message), value: bytesOf(mark) };
}

/** Those that earlier owners of the partition have left, and from here on this one's. */
export async function openMarks(place: MarksDesk): Promise<Marks> {
  const { desk, partition } = place;
  const marks = new Map<string, Mark>();
  const prefix = deskKey('mark', partition);
  for (let start = prefix; ; ) {
    const rows = await desk.range({ prefix, start, limit: READ_STEP });
    for (const [key, value] of rows) {
      const [at, dispatchedAt] = jsonValue<[number, number]>(value);
      marks.set(String(deskKeyParts(key, KEY)[2]), { at, dispatchedAt });
    }
    if (rows.length < READ_STEP) break;
    start = Buffer.concat([rows.at(-1)![0], Uint8Array.of(0)]);
  }
  return createMarks(place, marks);
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one && other ? Buffer.compare(one, other) === 0 : one === other;
}

/** Marks of this process alone where there is no desk. */
export function createMarks(place?: MarksDesk, marks: Map<string, Mark> = new Map()): Marks {
  const write = async (message: string, mark: Mark): Promise<void> =>
    place?.desk.change({
      reads: place.own ? [place.own.key] : [],
      decide: ([owner]) => {
        if (place.own && !isSame(owner, place.own.value)) throw new Error('another process hands over by now');
        return { writes: [markWrite(place.partition, message, mark)], result: undefined };
      },
    });
  /** Unless it is another's by now. */
  const change = (message: string, from: Mark, to: Mark | undefined): void => {
    if (!place) return;
    const key = markKey(place.partition, message);
    const own = bytesOf(from);
    const decide = ([value]: readonly (Uint8Array | undefined)[]) => ({
      writes: isSame(value, own) ? [{ key, value: to && bytesOf(to) }] : [],
      result: undefined,
    });
    place.desk.change({ reads: [key], decide }).catch(() => undefined);
  };
  const remove = (message: string): void => {
    const mark = marks.get(message);
    if (!mark) return;
    marks.delete(message);
    change(message, mark, undefined);
  };
  return {
    get: (message) => marks.get(message),
    ids: () => [...marks.keys()],
    async put(message, mark) {
      const before = marks.get(message);
      marks.set(message, mark);
      try {
        await write(message, mark);
      } catch (error) {
        if (before) marks.set(message, before);
        else marks.delete(message);
        throw error;
      }
    },
    restore(message, before) {
      const mark = marks.get(message);
      if (!before) remove(message);
      else if (mark) {
        marks.set(message, before);
        change(message, mark, before);
      }
    },
    remove,
  };
}
