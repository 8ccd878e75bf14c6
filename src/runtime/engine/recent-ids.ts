/**
 * The message ids of late, in memory: a generation that grows and, before it, one that is being moved to blocks.
 *
 * H1. Every id that came within 48 hours is in memory or in its block, in the state that is stored; what the store shows while a
 *     commit is under way does not matter: an id leaves the memory only when the commit with its block is on disk.
 * H2. What is in memory is in lists that have not been moved whole, so that a restart finds it. To move ids twice changes nothing.
 * H3. A generation is moved before the next one is full, a slice of the hashes with each batch: memory is bounded, and a slice is whole
 *     blocks, so that each is written once per generation.
 */
import { HOUR } from '../../base/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { AFTER_LISTS, blockKey, blockOf, encodeList, FIRST_LIST, listKey, MOVED_KEY, mergeBlock, readList } from './dedupe-rows.ts';
import { IdFilter } from './id-filter.ts';
import { IdScratch } from './id-scratch.ts';
import { HASH_WORDS, IdTable } from './id-table.ts';

export const DEDUPE_MS: number = 48 * HOUR;
/** Ids moved at least with a batch, while there are any to move. */
const SLICE_MIN = 64;
const PAGE = 1_000;
/** Generations that one of the filter holds. */
const FILTERED = 16;

/** A generation that is being moved. */
interface Moving {
  readonly ids: IdTable;
  /** In which the ids are moved. */
  readonly order: Uint32Array;
  next: number;
  /** Position of the batch that moved the last one; Infinity before. */
  end: number;
  /** Key of its last list. */
  readonly last: Uint8Array;
}

/** What of a generation is moved next: whole blocks. */
interface Slice {
  readonly end: number;
  readonly keys: readonly Buffer[];
  /** Where each of them begins in the order of ids. */
  readonly starts: readonly number[];
  /** As the store has them. No other write to them is under way: a generation is on disk before the next one begins to be moved. */
  readonly blocks: readonly (Uint8Array | undefined)[];
}

export interface RecentIdsOptions {
  /** Of ids, when it begins to be moved. */
  readonly generationMax: number;
  /** `at` that has been reached, ms. */
  readonly now: number;
}

export class RecentIds {
  /** For the batch at hand, one at a time: memory outside the heap is dear to get and to give back. */
  readonly scratch: IdScratch = new IdScratch();
  readonly #generationMax: number;
  #young = new IdTable();
  #moving: Moving | undefined;
  #slice: Slice | undefined;
  /** Key of the last list. */
  #last: Uint8Array | undefined;
  /** Key of the last list that has been moved whole. */
  #moved: Uint8Array | undefined;
  /** Of what has been moved; undefined: nothing has. */
  #filter: IdFilter | undefined;
  /** Position that is on disk, with everything up to it. */
  #stored = 0;

  /** As the store has it. */
  static async read(state: StateReader, { generationMax, now }: RecentIdsOptions): Promise<RecentIds> {
    const [moved] = await state.getMany('dedupe', [MOVED_KEY]);
    const recent = new RecentIds(generationMax, moved);
    if (moved) await recent.#filterMoved(state, { now, end: after(moved) });
    let start = moved ? after(moved) : FIRST_LIST;
    for (;;) {
      const rows = await state.range('dedupe', { start, end: AFTER_LISTS, limit: PAGE });
      for (const row of rows) readList(row, recent.#young, now - DEDUPE_MS);
      recent.#last = rows.at(-1)?.[0] ?? recent.#last;
      if (rows.length < PAGE) break;
      start = after(rows.at(-1)![0]);
    }
    return recent;
  }

  private constructor(generationMax: number, moved: Uint8Array | undefined) {
    this.#generationMax = generationMax;
    this.#moved = moved;
  }

  /** The filter of what has been moved, by the lists, which stay for as long as their ids matter. */
  async #filterMoved(state: StateReader, { now, end }: { now: number; end: Uint8Array }): Promise<void> {
    const filter = this.#filterOf();
    for (let start: Uint8Array = listKey(Math.max(0, Math.floor((now - DEDUPE_MS) / HOUR)), 0); ; ) {
      const rows = await state.range('dedupe', { start, end, limit: PAGE });
      for (const row of rows) {
        const ids = new IdTable();
        readList(row, ids, now - DEDUPE_MS);
        for (let i = 0; i < ids.size; i++) filter.add(ids.words, i * HASH_WORDS, ids.timeOf(i));
      }
      if (rows.length < PAGE) return;
      start = after(rows.at(-1)![0]);
    }
  }

  #filterOf(): IdFilter {
    this.#filter ??= new IdFilter({ idsMax: FILTERED * this.#generationMax, keepMs: DEDUPE_MS });
    return this.#filter;
  }

  /** When the id with this hash came last; undefined when it is not in memory. */
  find(words: Uint32Array, offset: number): number | undefined {
    return this.#young.find(words, offset) ?? this.#moving?.ids.find(words, offset);
  }

  /** Whether an id that is not in memory may have come within 48 hours before `now`: then its block tells. */
  mayHaveMoved(words: Uint32Array, offset: number, now: number): boolean {
    return this.#filter?.mayHave(words, offset, now) ?? false;
  }

  /** Reads, for `remember`, what a batch with so many ids is going to move. `stored`: the store as it is, with or without the commit under way. */
  async load(count: number, stored: StateReader): Promise<void> {
    this.#slice = undefined;
    const moving = this.#moving;
    if (!moving || moving.next >= moving.order.length) return;
    const { ids, order, next } = moving;
    const wanted = next + Math.max(SLICE_MIN, Math.ceil((2 * count * ids.size) / this.#generationMax));
    const keys: Buffer[] = [];
    const starts: number[] = [];
    let end = next;
    for (let last = -1; end < order.length; end++) {
      const block = blockOf(ids.words, order[end]! * HASH_WORDS);
      if (block === last) continue;
      if (end >= wanted) break;
      keys.push(blockKey(block));
      starts.push(end);
      last = block;
    }
    this.#slice = { end, keys, starts, blocks: await stored.getMany('dedupe', keys) };
  }

  /** Takes in the ids that a batch found new, and gives what is to be written with it. `position`: of its last entry; `now`: its `at`. */
  remember(fresh: IdTable, { position, now }: { readonly position: number; readonly now: number }): Write[] {
    if (this.#moving && this.#moving.end <= this.#stored) this.#moving = undefined;
    const writes: Write[] = [];
    this.#list(fresh, position, writes);
    for (let i = 0; i < fresh.size; i++) this.#young.add(fresh.words, i * HASH_WORDS, fresh.timeOf(i));
    const moving = this.#moving;
    if (moving && this.#slice) this.#move(moving, this.#slice, { position, now, writes });
    else if (!moving && this.#young.size >= this.#generationMax && this.#last) {
      this.#moving = { ids: this.#young, order: this.#young.order(), next: 0, end: Number.POSITIVE_INFINITY, last: this.#last };
      this.#young = new IdTable();
    }
    return writes;
  }

  /** Everything up to this position is on disk. */
  stored(position: number): void {
    this.#stored = position;
  }

  /** Whether some ids of a list, by its key, are still to be moved. */
  isMoving(list: Uint8Array): boolean {
    const moving = this.#moving;
    if (!moving || moving.next >= moving.order.length) return false;
    return Buffer.compare(list, moving.last) <= 0 && !(this.#moved && Buffer.compare(list, this.#moved) <= 0);
  }

  #list(fresh: IdTable, position: number, writes: Write[]): void {
    for (let start = 0, end = 1; start < fresh.size; start = end++) {
      const hour = Math.floor(fresh.timeOf(start) / HOUR);
      while (end < fresh.size && Math.floor(fresh.timeOf(end) / HOUR) === hour) end++;
      this.#last = listKey(hour, position);
      writes.push({ table: 'dedupe', key: this.#last, value: encodeList(fresh, start, end) });
    }
  }

  #move(moving: Moving, slice: Slice, { position, now, writes }: { position: number; now: number; writes: Write[] }): void {
    const { ids, order, last } = moving;
    const filter = this.#filterOf();
    this.#slice = undefined;
    for (; moving.next < slice.end; moving.next++) {
      const id = order[moving.next]!;
      filter.add(ids.words, id * HASH_WORDS, ids.timeOf(id));
    }
    slice.keys.forEach((key, i) => {
      const before = slice.blocks[i];
      const part = { ids, order, start: slice.starts[i]!, end: slice.starts[i + 1] ?? slice.end };
      const block = mergeBlock(before, part, now - DEDUPE_MS);
      if (block.length > 0) writes.push({ table: 'dedupe', key, value: block });
      else if (before) writes.push({ table: 'dedupe', key, value: undefined });
    });
    if (slice.end < order.length) return;
    moving.end = position;
    this.#moved = last;
    writes.push({ table: 'dedupe', key: MOVED_KEY, value: last });
  }
}

function after(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Uint8Array.of(0)]);
}
