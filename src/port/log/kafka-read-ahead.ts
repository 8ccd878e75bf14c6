/** What has been fetched and is kept to be read: stretches of partitions, up to a number of bytes in all. */
import type { Batch } from './kafka-batch.ts';
import type { LogRecord } from './log.ts';

/** Neighboring batches of a partition. */
export interface Stretch {
  readonly partition: number;
  /** First position that a record of it can have, and the one after its last. */
  readonly from: number;
  readonly next: number;
  readonly batches: readonly Batch[];
  readonly bytes: number;
}

/** Who reads as fast as others append fetches little at a time; more of such stretches only take long to look through. */
const STRETCHES_MAX = 256;

/** Keeps what was used last. What somebody still holds of a stretch keeps its bytes in memory. */
export class ReadAhead {
  readonly #bytesMax: number;
  /** In the order in which they were used. */
  readonly #stretches = new Set<Stretch>();
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  add(stretch: Stretch): void {
    this.#stretches.add(stretch);
    this.#bytes += stretch.bytes;
    for (const oldest of this.#stretches) {
      if ((this.#bytes <= this.#bytesMax && this.#stretches.size <= STRETCHES_MAX) || oldest === stretch) break;
      this.#stretches.delete(oldest);
      this.#bytes -= oldest.bytes;
    }
  }

  /** The stretch that covers a position. */
  find(partition: number, position: number): Stretch | undefined {
    for (const stretch of this.#stretches) {
      if (stretch.partition !== partition || position < stretch.from || position >= stretch.next) continue;
      this.#stretches.delete(stretch);
      this.#stretches.add(stretch);
      return stretch;
    }
    return undefined;
  }
}

/** Entries of a stretch from a position on, at most `limit`. Marks are none. */
export function entriesOf({ batches }: Stretch, position: number, limit: number): LogRecord[] {
  const entries: LogRecord[] = [];
  for (let i = firstBatchAt(batches, position); i < batches.length && entries.length < limit; i++) {
    for (const record of batches[i]!.records) {
      if (record.position < position || 'mark' in record) continue;
      entries.push(record);
      if (entries.length === limit) break;
    }
  }
  return entries;
}

/** The first batch that ends at a position or later. */
function firstBatchAt(batches: readonly Batch[], position: number): number {
  let low = 0;
  let high = batches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (batches[middle]!.last < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
