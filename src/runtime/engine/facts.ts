/** Facts and event rows of a batch on their way to the warehouse, numbered densely, with running checksums to compare a replay with. */
import { crc32 } from 'node:zlib';
import type { CustomerId } from '../../base/index.ts';
import type { Fact } from '../../core/index.ts';
import { FactBlock } from '../../learn/index.ts';
import type { Write } from '../../port/state/index.ts';
import type { Progress } from './meta.ts';

const NEWLINE = 0x0a;

export class FactWriter {
  readonly #block: FactBlock;
  readonly #progress: Progress;
  readonly first: number;
  #events = 0;

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
    this.#events++;
  }

  /** The block for the state table `fact`; none when nothing was written. Once, when the batch is complete. */
  writes(): Write[] {
    if (this.#block.empty) return [];
    const { key, value } = this.#block.encode();
    this.#sum(value);
    return [{ table: 'fact', key, value }];
  }

  /** A checksum runs on from block to block, so that it says the same wherever batches are cut: one over all event rows, one over all facts. */
  #sum(block: Uint8Array): void {
    const events = block.indexOf(NEWLINE) + 1;
    let facts = events;
    for (let i = 0; i < this.#events; i++) facts = block.indexOf(NEWLINE, facts) + 1;
    const progress = this.#progress;
    progress.eventHash = crc32(block.subarray(events, facts), progress.eventHash);
    progress.factHash = crc32(block.subarray(facts), progress.factHash);
  }
}
