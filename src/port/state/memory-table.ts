/** One ordered table in memory: a map by key, and the keys in byte order, sorted when a range is asked for. */

interface Bounds {
  readonly start: Uint8Array;
  /** Undefined: to the end. */
  readonly end: Uint8Array | undefined;
  readonly limit: number;
  readonly reverse?: boolean;
}

export class MemoryTable {
  /** Keys as Latin-1 text: one character per byte, so that text order is byte order. */
  readonly #values = new Map<string, Uint8Array>();
  #order: string[] = [];
  #sorted = true;

  get size(): number {
    return this.#values.size;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    return this.#values.get(textOf(key));
  }

  /** Copies what it is given. Undefined removes. */
  set(key: Uint8Array, value: Uint8Array | undefined): void {
    const text = textOf(key);
    if (value === undefined) {
      if (this.#values.delete(text)) this.#sorted = false;
      return;
    }
    if (!this.#values.has(text)) this.#sorted = false;
    this.#values.set(text, new Uint8Array(value));
  }

  range({ start, end, limit, reverse = false }: Bounds): (readonly [Uint8Array, Uint8Array])[] {
    if (!this.#sorted) {
      this.#order = [...this.#values.keys()].sort();
      this.#sorted = true;
    }
    const from = this.#firstAtLeast(textOf(start));
    const to = end === undefined ? this.#order.length : this.#firstAtLeast(textOf(end));
    const count = Math.max(0, Math.min(limit, to - from));
    const keys = reverse ? this.#order.slice(to - count, to).reverse() : this.#order.slice(from, from + count);
    return keys.map((key) => [Buffer.from(key, 'latin1'), this.#values.get(key)!]);
  }

  #firstAtLeast(key: string): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
