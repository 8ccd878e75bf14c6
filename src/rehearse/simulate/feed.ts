/**
 * The log of a simulation: the history as it is up to the boundary, behind it what the simulation writes. It is read as any log is, and nothing of it is kept that
 * the engine has behind it, unless a parting, or the copy into a warehouse, will ask for it once more.
 */
import type { AppendedAt, Log, LogRecord } from '../../port/log/index.ts';

export class FeedLog implements Log {
  readonly partitions = 1;
  readonly #history: Log;
  readonly #boundary: number;
  readonly #keepsAll: boolean;
  readonly #copied: () => number;
  #records: LogRecord[] = [];
  #passed = 0;

  /** `copied`: up to which position nobody will ask for an entry once more; default: what has been read. */
  constructor(
    history: Log,
    {
      boundary,
      keepsAll,
      copied = () => Number.POSITIVE_INFINITY,
    }: { readonly boundary: number; readonly keepsAll: boolean; readonly copied?: () => number },
  ) {
    this.#history = history;
    this.#boundary = boundary;
    this.#keepsAll = keepsAll;
    this.#copied = copied;
  }

  /** Behind everything that is there. */
  feed(records: readonly LogRecord[]): void {
    if (!this.#keepsAll) this.#forget();
    this.#records.push(...records);
  }

  async read(partition: number, after: number, limit: number): Promise<readonly LogRecord[]> {
    if (after < this.#boundary) {
      const records = await this.#history.read(partition, after, limit);
      const before = records.filter(({ position }) => position <= this.#boundary);
      if (before.length > 0) return before;
    }
    this.#passed = Math.max(this.#passed, after);
    const from = firstBehind(this.#records, after);
    return this.#records.slice(from, from + limit);
  }

  async get(partition: number, positions: readonly number[]): Promise<readonly (LogRecord | undefined)[]> {
    const stored = await this.#history.get(partition, positions);
    return positions.map((position, i) => {
      if (position <= this.#boundary) return stored[i];
      const record = this.#records[firstBehind(this.#records, position - 1)];
      return record?.position === position ? record : undefined;
    });
  }

  async end(): Promise<number> {
    return this.#records.at(-1)?.position ?? this.#boundary;
  }

  append(): Promise<readonly AppendedAt[]> {
    return Promise.reject(new TypeError('The log of a simulation is fed, not appended to'));
  }

  async trim(): Promise<void> {}

  async close(): Promise<void> {}

  #forget(): void {
    const from = firstBehind(this.#records, Math.min(this.#passed, this.#copied()));
    if (from > 0) this.#records = this.#records.slice(from);
  }
}

/** Index of the first record with a position > `after`. */
function firstBehind(records: readonly LogRecord[], after: number): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.position <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
