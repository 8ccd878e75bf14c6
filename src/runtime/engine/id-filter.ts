/**
 * Which message ids surely have no row: most are new, and need not be looked for. A blocked Bloom filter of bounded size in two generations;
 * what it says "no" to is not there, what it says "perhaps" to is looked for.
 */

/** Words of a block: one line of the processor's cache, so that an id costs one access. */
const BLOCK_WORDS = 16;
/** At 16 bits an id fewer than one in a hundred strangers are taken for known. */
const BITS_PER_ID = 16;

export interface IdFilterOptions {
  /** Of ids in a generation. */
  readonly idsMax: number;
  /** How long an id matters, ms. */
  readonly keepMs: number;
}

export class IdFilter {
  readonly #idsMax: number;
  readonly #keepMs: number;
  #young: Uint32Array;
  #old: Uint32Array | undefined;
  #size = 0;
  /** When the last ids of the younger and of the older generation came. */
  #youngEnd = Number.NEGATIVE_INFINITY;
  #oldEnd = Number.NEGATIVE_INFINITY;
  /** Every id that came after this is in the filter, if it is anywhere. */
  #completeFrom = Number.NEGATIVE_INFINITY;

  constructor({ idsMax, keepMs }: IdFilterOptions) {
    this.#idsMax = idsMax;
    this.#keepMs = keepMs;
    this.#young = this.#generation();
  }

  /** `time`: when the id came. */
  add(words: Uint32Array, offset: number, time: number): void {
    if (this.#size >= this.#idsMax) {
      this.#completeFrom = Math.max(this.#completeFrom, this.#oldEnd);
      this.#oldEnd = this.#youngEnd;
      this.#old = this.#young;
      this.#young = this.#generation();
      this.#size = 0;
    }
    this.#size++;
    if (time > this.#youngEnd) this.#youngEnd = time;
    const young = this.#young;
    const block = blockOf(young, words[offset + 1]!);
    const bits = words[offset + 2]!;
    mark(young, block, bits & 511);
    mark(young, block, (bits >>> 9) & 511);
    mark(young, block, (bits >>> 18) & 511);
    mark(young, block, words[offset + 3]! & 511);
  }

  /** Whether the hash may belong to an id that was added and still matters at `now`. */
  mayHave(words: Uint32Array, offset: number, now: number): boolean {
    if (now - this.#keepMs < this.#completeFrom) return true;
    return isIn(this.#young, words, offset) || (this.#old !== undefined && isIn(this.#old, words, offset));
  }

  #generation(): Uint32Array {
    const blocks = Math.ceil((this.#idsMax * BITS_PER_ID) / (32 * BLOCK_WORDS));
    return new Uint32Array(BLOCK_WORDS * 2 ** Math.ceil(Math.log2(Math.max(1, blocks))));
  }
}

function isIn(filter: Uint32Array, words: Uint32Array, offset: number): boolean {
  const block = blockOf(filter, words[offset + 1]!);
  const bits = words[offset + 2]!;
  return (
    isMarked(filter, block, bits & 511) &&
    isMarked(filter, block, (bits >>> 9) & 511) &&
    isMarked(filter, block, (bits >>> 18) & 511) &&
    isMarked(filter, block, words[offset + 3]! & 511)
  );
}

function blockOf(filter: Uint32Array, word: number): number {
  return (word & (filter.length / BLOCK_WORDS - 1)) * BLOCK_WORDS;
}

function mark(filter: Uint32Array, block: number, bit: number): void {
  filter[block + (bit >>> 5)]! |= 1 << (bit & 31);
}

function isMarked(filter: Uint32Array, block: number, bit: number): boolean {
  return (filter[block + (bit >>> 5)]! & (1 << (bit & 31))) !== 0;
}
