/** Memory for the message ids of one batch, used again for the next. */
import { HASH_WORDS, IdTable } from './id-table.ts';

export class IdScratch {
  /** Ids that the batch has found new. */
  readonly fresh: IdTable = new IdTable();
  #words = new Uint32Array(0);
  #known = new Float64Array(0);

  /** Their hashes, one behind the other. */
  get words(): Uint32Array {
    return this.#words;
  }

  /** When each came before. */
  get known(): Float64Array {
    return this.#known;
  }

  /** Makes room for so many ids, and forgets those of the batch before. */
  begin(count: number): void {
    this.fresh.clear();
    if (count <= this.#known.length) return;
    this.#words = new Uint32Array(count * HASH_WORDS);
    this.#known = new Float64Array(count);
  }
}
