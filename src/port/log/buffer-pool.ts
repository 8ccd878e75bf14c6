/**
 * Buffers used again for what is on its way to the log. Each is memory outside the heap, for which the collector goes through the whole heap
 * when enough of it has been asked for: at thousands of records a second that is all the time.
 */

/** A smaller one is soon made, and would keep a large one busy. */
const SHARE_MIN = 1 / 8;

/** Lends buffers, of one size but for very large and small ones. */
export class BufferPool {
  readonly #bytes: number;
  readonly #countMax: number;
  readonly #free: Buffer[] = [];

  /** At most `countMax` buffers of so many bytes wait to be used again. */
  constructor(bytes: number, countMax: number) {
    this.#bytes = bytes;
    this.#countMax = countMax;
  }

  /** A buffer of at least so many bytes, whatever they are. */
  take(bytes: number): Buffer {
    if (bytes > this.#bytes || bytes < this.#bytes * SHARE_MIN) return Buffer.allocUnsafe(bytes);
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.#bytes);
  }

  /** Takes back a buffer that nobody looks at any more. One that is never given back is the collector's. */
  give(buffer: Buffer): void {
    if (buffer.length === this.#bytes && this.#free.length < this.#countMax) this.#free.push(buffer);
  }
}
