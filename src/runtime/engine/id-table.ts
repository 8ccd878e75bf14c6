/**
 * Hashes of message ids, each with an instant, in flat memory: in the order in which they came, and found by an open-addressing table.
 * A hash has 128 bits, as four words. One that comes again stands twice, and its newer instant is found.
 */
import { hash32 } from '../../base/index.ts';

/** Words of a hash. */
export const HASH_WORDS = 4;
const SEEDS = [0x1b873593, 0x2545f491, 0x7feb352d, 0x0846ca68] as const;
const SIZE_MIN = 64;
/** Buckets of `order`: so many parts of the space of hashes. */
const BUCKET_BITS = 16;

/** Writes the hash of a text into four words. */
export function hashInto(text: string, words: Uint32Array, offset: number): void {
  for (let i = 0; i < HASH_WORDS; i++) words[offset + i] = hash32(text, SEEDS[i]!);
}

export class IdTable {
  #words: Uint32Array = new Uint32Array(SIZE_MIN * HASH_WORDS);
  #times: Float64Array = new Float64Array(SIZE_MIN);
  /** Index + 1 of an id; 0 is free. At most half of them are taken. */
  #slots: Int32Array = new Int32Array(2 * SIZE_MIN);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** All hashes, in order: that of id n begins at word 4 n. */
  get words(): Uint32Array {
    return this.#words;
  }

  timeOf(index: number): number {
    return this.#times[index]!;
  }

  /** The instant of the hash at this place of the words; undefined when it is not there. */
  find(words: Uint32Array, offset: number): number | undefined {
    const found = this.#slots[this.#slotOf(words, offset)]!;
    return found === 0 ? undefined : this.#times[found - 1];
  }

  add(words: Uint32Array, offset: number, time: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const at = this.#size * HASH_WORDS;
    for (let i = 0; i < HASH_WORDS; i++) this.#words[at + i] = words[offset + i]!;
    this.#times[this.#size] = time;
    this.#slots[this.#slotOf(words, offset)] = ++this.#size;
  }

  /** As new, but for the memory it has. */
  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  /** Indices in order of the hashes' first bits, and of coming where these are equal: ids that stand together are near each other by key. */
  order(): Uint32Array {
    const starts = new Uint32Array((1 << BUCKET_BITS) + 1);
    for (let i = 0; i < this.#size; i++) starts[this.#bucketOf(i) + 1]! += 1;
    for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!;
    const order = new Uint32Array(this.#size);
    for (let i = 0; i < this.#size; i++) {
      const bucket = this.#bucketOf(i);
      order[starts[bucket]!] = i;
      starts[bucket]! += 1;
    }
    return order;
  }

  #bucketOf(index: number): number {
    return this.#words[index * HASH_WORDS]! >>> (32 - BUCKET_BITS);
  }

  /** Where the hash is, or would be. */
  #slotOf(words: Uint32Array, offset: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = words[offset]! & mask;
    while (slots[slot] !== 0 && !this.#isAt(slots[slot]! - 1, words, offset)) slot = (slot + 1) & mask;
    return slot;
  }

  #isAt(index: number, words: Uint32Array, offset: number): boolean {
    const at = index * HASH_WORDS;
    for (let i = 0; i < HASH_WORDS; i++) if (this.#words[at + i] !== words[offset + i]) return false;
    return true;
  }

  #grow(): void {
    const size = 2 * this.#times.length;
    const words = new Uint32Array(size * HASH_WORDS);
    words.set(this.#words);
    this.#words = words;
    const times = new Float64Array(size);
    times.set(this.#times);
    this.#times = times;
    this.#slots = new Int32Array(2 * size);
    // In order of coming, so that the newest of equal ones is found.
    for (let i = 0; i < this.#size; i++) this.#slots[this.#slotOf(words, i * HASH_WORDS)] = i + 1;
  }
}
