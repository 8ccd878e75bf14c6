/** Reads one partition's blocks in the snapshot at hand. It remembers the last block: readers mostly go on where they were. */
import type { Tree } from '../lmdb/index.ts';
import { Block } from './block.ts';
import { entryKey, LAST_POSITION, positionOf, trimKey, trimMarkOf } from './lmdb-codec.ts';
import type { AppendedAt, LogRecord } from './log.ts';

export interface BlockSource {
  readonly blocks: Tree;
  readonly meta: Tree;
  readonly partition: number;
}

export class BlockReader {
  readonly #source: BlockSource;
  #block: Block | undefined;

  constructor(source: BlockSource) {
    this.#source = source;
  }

  /** Records with position > `after`. */
  read(after: number, limit: number): LogRecord[] {
    const records: LogRecord[] = [];
    let next = Math.max(after + 1, this.trimmedBefore());
    let block = this.#blockOf(next) ?? this.#blockFrom(next);
    while (block && records.length < limit) {
      next = Math.max(next, block.first);
      const end = Math.min(block.end, next + limit - records.length);
      for (; next < end; next++) records.push(block.record(next));
      if (records.length < limit) block = this.#blockFrom(next);
    }
    return records;
  }

  get(positions: readonly number[]): (LogRecord | undefined)[] {
    const before = this.trimmedBefore();
    return positions.map((position) => (position < before ? undefined : this.#blockOf(position)?.record(position)));
  }

  /** The last record that was ever stored, trimmed or not. */
  last(): AppendedAt | undefined {
    const block = this.#floor(LAST_POSITION);
    if (!block) return this.#mark()?.last;
    const { position, at } = block.record(block.end - 1);
    return { position, at };
  }

  trimmedBefore(): number {
    return this.#mark()?.before ?? 0;
  }

  /** Keys of blocks that hold only records before a position. */
  blocksBefore(before: number, limit: number): Uint8Array[] {
    const { blocks, partition } = this.#source;
    const keys = [...blocks.getKeys({ start: entryKey(partition, 0), end: entryKey(partition, before), limit })];
    const last = keys.at(-1);
    if (last && new Block(positionOf(last), blocks.get(last)!).end > before) keys.pop();
    return keys;
  }

  #mark(): ReturnType<typeof trimMarkOf> {
    return trimMarkOf(this.#source.meta.get(trimKey(this.#source.partition)));
  }

  /** The block that has this position. */
  #blockOf(position: number): Block | undefined {
    if (this.#block?.has(position)) return this.#block;
    // Whoever has read a block to its end asks for the next position, which then is a key.
    const { blocks, partition } = this.#source;
    const bytes = this.#block?.end === position ? blocks.get(entryKey(partition, position)) : undefined;
    const block = bytes ? new Block(position, bytes) : this.#floor(position);
    if (!block?.has(position)) return undefined;
    this.#block = block;
    return block;
  }

  /** The first block that starts at a position or later. */
  #blockFrom(position: number): Block | undefined {
    const { blocks, partition } = this.#source;
    const range = { start: entryKey(partition, position), end: entryKey(partition + 1, 0), limit: 1 };
    for (const { key, value } of blocks.getRange(range)) {
      this.#block = new Block(positionOf(key), value);
      return this.#block;
    }
    return undefined;
  }

  /** The last block that starts at a position or earlier. */
  #floor(position: number): Block | undefined {
    const { blocks, partition } = this.#source;
    const range = { start: entryKey(partition, position), end: entryKey(partition, 0), reverse: true, limit: 1 };
    for (const { key, value } of blocks.getRange(range)) return new Block(positionOf(key), value);
    return undefined;
  }
}
