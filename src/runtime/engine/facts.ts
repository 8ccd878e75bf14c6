/** Facts and event rows of a batch on their way to the warehouse, numbered densely, with running checksums to compare a replay with. */
import { crc32 } from 'node:zlib';
import type { CustomerId } from '../../base/index.ts';
import type { Fact } from '../../core/index.ts';
import { FactBlock } from '../../learn/index.ts';
import type { Write } from '../../port/state/index.ts';
import type { Progress } from './meta.ts';

export class FactWriter {
  readonly #block: FactBlock;
  readonly #progress: Progress;
  readonly first: number;

  /** Moves the progress's `seq` on, and its checksums with `writes`. */
  constructor(partition: number, progress: Progress) {
    this.first = progress.seq + 1;
    this.#block = new FactBlock(partition, this.first);
    this.#progress = progress;
  }

  fact(fact: Fact, position: number, ordinal: number): void {
    this.#block.addFact(fact, { position, ordinal });
    this.#progress.seq++;
  }

  event(position: number, at: number, customer: CustomerId): void {
    this.#block.addEvent({ position, at, customer });
    this.#progress.seq++;
  }

  /** The block for the state table `fact`; none when nothing was written. Once, when the batch is complete. */
  writes(): Write[] {
    if (this.#block.empty) return [];
    const { key, value, eventsAt, factsAt } = this.#block.encode();
    // A checksum runs on from block to block, so that it says the same wherever batches are cut: one over all event rows, one over all facts.
    const progress = this.#progress;
    progress.eventHash = crc32(value.subarray(eventsAt, factsAt), progress.eventHash);
    progress.factHash = crc32(value.subarray(factsAt), progress.factHash);
    return [{ table: 'fact', key, value }];
  }
}
