/** Facts and event rows of a batch on their way to the warehouse, numbered densely, with a chained hash to compare a replay with. */
import { type CustomerId, hash32 } from '../../base/index.ts';
import type { Fact } from '../../core/index.ts';
import { FactBlock } from '../../learn/index.ts';
import type { Write } from '../../port/state/index.ts';
import type { Progress } from './meta.ts';

export class FactWriter {
  readonly #block: FactBlock;
  readonly #progress: Progress;
  readonly first: number;

  /** Moves the progress's `seq` and `factHash` on. */
  constructor(partition: number, progress: Progress) {
    this.first = progress.seq + 1;
    this.#block = new FactBlock(partition, this.first);
    this.#progress = progress;
  }

  fact(fact: Fact, position: number, ordinal: number): void {
    this.#chain(this.#block.addFact(fact, { position, ordinal }));
  }

  event(position: number, at: number, customer: CustomerId): void {
    this.#chain(this.#block.addEvent({ position, at, customer }));
  }

  /** The block for the state table `fact`; none when nothing was written. */
  writes(): Write[] {
    return this.#block.empty ? [] : [{ table: 'fact', ...this.#block.encode() }];
  }

  #chain(row: string): void {
    this.#progress.seq++;
    this.#progress.factHash = hash32(row, this.#progress.factHash);
  }
}
