/**
 * The message ids of late, in memory: a generation that grows and, before it, one that is being moved to rows of its own.
 *
 * H1. Every id that came within 48 hours is in memory or has a row of its own, in the state that is stored; what the store shows while a
 *     commit is under way does not matter: an id leaves the memory only when the commit with its row is on disk.
 * H2. What is in memory is in lists that have not been moved whole, so that a restart finds it. To move rows twice changes nothing.
 * H3. A generation is moved before the next one is full, a slice of the hashes with each batch: memory is bounded, and neighbours in the
 *     slice share pages of the store.
 */
import { HOUR } from '../../base/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { AFTER_LISTS, dedupeKey, encodeList, FIRST_LIST, listKey, MOVED_KEY, readList, timeBytes } from './dedupe-rows.ts';
import { HASH_WORDS, IdTable } from './id-table.ts';

export const DEDUPE_MS: number = 48 * HOUR;
/** Rows moved at least with a batch, while there are any to move. */
const SLICE_MIN = 64;
const PAGE = 1_000;

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

export interface RecentIdsOptions {
  /** Of ids, when it begins to be moved. */
  readonly generationMax: number;
  /** `at` that has been reached, ms. */
  readonly now: number;
}

export class RecentIds {
  readonly #generationMax: number;
  #young = new IdTable();
  #moving: Moving | undefined;
  /** Key of the last list. */
  #last: Uint8Array | undefined;
  /** Key of the last list that has been moved whole. */
  #moved: Uint8Array | undefined;
  /** Whether there may be ids that are not in memory but in rows. */
  hasRows: boolean;
  /** Position that is on disk, with everything up to it. */
  #stored = 0;

  /** As the store has it. */
  static async read(state: StateReader, { generationMax, now }: RecentIdsOptions): Promise<RecentIds> {
    const [moved] = await state.getMany('dedupe', [MOVED_KEY]);
    const recent = new RecentIds(generationMax, moved);
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
    this.hasRows = moved !== undefined;
  }

  /** When the id with this hash came last; undefined when it is not in memory. */
  find(words: Uint32Array, offset: number): number | undefined {
    return this.#young.find(words, offset) ?? this.#moving?.ids.find(words, offset);
  }

  /** Takes in the ids that a batch found new, and gives what is to be written with it. `position`: of its last entry; `now`: its `at`. */
  remember(fresh: IdTable, { position, now }: { readonly position: number; readonly now: number }): Write[] {
    if (this.#moving && this.#moving.end <= this.#stored) this.#moving = undefined;
    const writes: Write[] = [];
    this.#list(fresh, position, writes);
    for (let i = 0; i < fresh.size; i++) this.#young.add(fresh.words, i * HASH_WORDS, fresh.timeOf(i));
    const moving = this.#moving;
    if (moving && moving.next < moving.order.length) this.#move(moving, { fresh: fresh.size, position, now, writes });
    else if (!moving && this.#young.size >= this.#generationMax && this.#last) {
      this.#moving = { ids: this.#young, order: this.#young.order(), next: 0, end: Number.POSITIVE_INFINITY, last: this.#last };
      this.#young = new IdTable();
      this.hasRows = true;
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

  #move(moving: Moving, { fresh, position, now, writes }: { fresh: number; position: number; now: number; writes: Write[] }): void {
    const { ids, order, last } = moving;
    const pace = Math.ceil((2 * fresh * ids.size) / this.#generationMax);
    const end = Math.min(order.length, moving.next + Math.max(SLICE_MIN, pace));
    for (; moving.next < end; moving.next++) {
      const id = order[moving.next]!;
      const time = ids.timeOf(id);
      if (now - time >= DEDUPE_MS) continue;
      writes.push({ table: 'dedupe', key: dedupeKey(ids.words, id * HASH_WORDS), value: timeBytes(time) });
    }
    if (end < order.length) return;
    moving.end = position;
    this.#moved = last;
    writes.push({ table: 'dedupe', key: MOVED_KEY, value: last });
  }
}

function after(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Uint8Array.of(0)]);
}
