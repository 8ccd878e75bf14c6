/** Which fact blocks the state store holds: those the sink has copied are deleted with the next commit. */
import { blockKey } from '../../learn/index.ts';
import type { StateStore, Write } from '../../port/state/index.ts';

export class StoredBlocks {
  readonly #partition: number;
  /** First seqs, ascending: each block ends where the next begins. */
  readonly #firsts: number[];

  static async read(state: StateStore, partition: number): Promise<StoredBlocks> {
    const stored = { start: blockKey(partition, 0), end: blockKey(partition + 1, 0), limit: Number.MAX_SAFE_INTEGER };
    const rows = await state.range('fact', stored);
    return new StoredBlocks(
      partition,
      rows.map(([key]) => Number(Buffer.from(key).readBigUInt64BE(2))),
    );
  }

  private constructor(partition: number, firsts: number[]) {
    this.#partition = partition;
    this.#firsts = firsts;
  }

  add(first: number): void {
    this.#firsts.push(first);
  }

  /** Deletions of the blocks that hold nothing beyond this seq. The last one stays: nobody knows yet where it ends. */
  removeUpTo(seq: number): Write[] {
    const next = this.#firsts.findIndex((from, i) => i > 0 && from > seq + 1);
    const count = next < 0 ? this.#firsts.length - 1 : next - 1;
    const removed = this.#firsts.splice(0, Math.max(0, count));
    return removed.map((from) => ({ table: 'fact', key: blockKey(this.#partition, from), value: undefined }));
  }
}
