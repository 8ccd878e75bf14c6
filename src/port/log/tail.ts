/** The end of a partition: it stamps what is appended next (L1, L2). */
import type { AppendedAt, AppendRequest } from './log.ts';

export class Tail {
  /** Of the last record, 0 when there has been none. */
  #position: number;
  #at: number;

  constructor(last: AppendedAt = { position: 0, at: Number.MIN_SAFE_INTEGER }) {
    this.#position = last.position;
    this.#at = last.at;
  }

  get last(): AppendedAt {
    return { position: this.#position, at: this.#at };
  }

  /** Positions and times for these records. A time that is no whole number of milliseconds is the caller's bug: nothing is stamped. */
  stamp(records: readonly AppendRequest[]): readonly AppendedAt[] {
    for (const { at } of records) if (!Number.isSafeInteger(at)) throw new RangeError(`at must be whole milliseconds, not ${at}`);
    return records.map(({ at }) => {
      this.#position += 1;
      this.#at = Math.max(this.#at, at);
      return this.last;
    });
  }
}

/** Partitions are numbered from 0. */
export function assertPartition(partition: number, partitions: number): void {
  if (Number.isInteger(partition) && partition >= 0 && partition < partitions) return;
  throw new RangeError(`The log has the partitions 0 to ${partitions - 1}, not ${partition}`);
}
