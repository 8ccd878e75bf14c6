/** The writes of a transaction that is being made, to be found by key. Commits without conditions never look: they pay for a list only. */
import type { Table, Write } from './state.ts';

export class Uncommitted {
  /** Not looked through yet, in order. */
  #added: (readonly Write[])[] = [];
  readonly #found = new Map<Table, Map<string, Write>>();

  add(writes: readonly Write[]): void {
    this.#added.push(writes);
  }

  /** The last write of a key. */
  find(table: Table, key: Uint8Array): Write | undefined {
    for (const write of this.#added.flat()) {
      let rows = this.#found.get(write.table);
      if (!rows) {
        rows = new Map();
        this.#found.set(write.table, rows);
      }
      rows.set(textOf(write.key), write);
    }
    this.#added = [];
    return this.#found.get(table)?.get(textOf(key));
  }
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
