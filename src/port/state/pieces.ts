/** The rows of a table in the order of their keys, in pieces of about the same size whatever the size of a row. */
import type { KeyRange } from './state.ts';

export type Pair = readonly [key: Uint8Array, value: Uint8Array];

const PIECE_BYTES = 2 ** 21;
const ROWS_MIN = 16;
const ROWS_MAX = 8_192;
/** Before anything is known of the rows. */
const ROWS_FIRST = 256;
/** Above all keys, which have 1,900 bytes at most. */
const END: Uint8Array = new Uint8Array(1_901).fill(0xff);

/** Reads a table piece by piece, in the order of its keys; where it is empty the first piece is. */
export class Pieces {
  readonly #range: (range: KeyRange) => Promise<readonly Pair[]>;
  #start: Uint8Array;
  #limit = ROWS_FIRST;

  constructor(range: (range: KeyRange) => Promise<readonly Pair[]>, start: Uint8Array = new Uint8Array(0)) {
    this.#range = range;
    this.#start = start;
  }

  /** Empty: there are no more. Not to be called again before it has answered. */
  async next(): Promise<readonly Pair[]> {
    const pairs = await this.#range(this.bounds);
    const last = pairs.at(-1);
    if (!last) return pairs;
    this.#start = nextStart(last[0]);
    const bytes = pairs.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
    this.#limit = Math.max(ROWS_MIN, Math.min(ROWS_MAX, 4 * this.#limit, Math.floor((PIECE_BYTES * pairs.length) / bytes)));
    return pairs;
  }

  /** What the next piece is read by. */
  get bounds(): KeyRange {
    return { start: this.#start, end: END, limit: this.#limit };
  }
}

/** The first key after this one. */
export function nextStart(key: Uint8Array): Uint8Array {
  const start = new Uint8Array(key.length + 1);
  start.set(key);
  return start;
}

/** Both, or the first reason why not; nobody is left to reject unheard. */
export async function atOnce(promises: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(promises);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
