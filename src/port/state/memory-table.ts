/** One ordered table in memory: a map by key, and the keys in byte order beside it. */
import { SortedKeys } from './sorted-keys.ts';

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
  readonly #order = new SortedKeys();

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
      if (this.#values.delete(text)) this.#order.delete(text);
      return;
    }
    if (!this.#values.has(text)) this.#order.add(text);
    this.#values.set(text, new Uint8Array(value));
  }

  range({ start, end, limit, reverse = false }: Bounds): (readonly [Uint8Array, Uint8Array])[] {
    const pairs: (readonly [Uint8Array, Uint8Array])[] = [];
    if (limit <= 0) return pairs;
    const last = end && textOf(end);
    for (const key of reverse ? this.#order.back(textOf(start), last) : this.#order.from(textOf(start), last)) {
      pairs.push([Buffer.from(key, 'latin1'), this.#values.get(key)!]);
      if (pairs.length >= limit) break;
    }
    return pairs;
  }
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
