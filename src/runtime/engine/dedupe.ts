/** Message ids count once within 48 hours of their first arrival (`at`). */
import { HOUR } from '../../base/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import {
  AFTER_BLOCKS,
  AFTER_LISTS,
  blockKey,
  blockOf,
  FIRST_BLOCK,
  FIRST_LIST,
  findInBlock,
  hashBytes,
  listKey,
  MOVED_KEY,
  readList,
} from './dedupe-rows.ts';
import { HASH_WORDS, hashInto, IdTable } from './id-table.ts';
import { DEDUPE_MS, type RecentIds } from './recent-ids.ts';

/** Lists of expired hours that one batch takes away at most. */
const EXPIRE_MAX = 4;
/** Blocks that one batch takes away at most. */
const EXPIRE_BLOCKS_MAX = 500;
const PAGE = 1_000;

export interface DedupeWorld {
  readonly stored: StateReader;
  /** Of the first of them, ms. */
  readonly at: number;
}

/** The message ids of one batch. It ends when the next one of the same recent ids is loaded. */
export class DedupeBatch {
  readonly #recent: RecentIds;
  readonly #count: number;
  readonly #words: Uint32Array;
  /** When each came before; NaN: never. */
  readonly #known: Float64Array;
  readonly #fresh: IdTable;

  /** Finds out about all message ids that will be asked for, from `at` on. `stored`: the store as it is, with or without the commit under way (H1). */
  static async load(messageIds: readonly string[], recent: RecentIds, { stored, at }: DedupeWorld): Promise<DedupeBatch> {
    const batch = new DedupeBatch(messageIds, recent);
    await batch.#ask(stored, at);
    await recent.load(messageIds.length, stored);
    return batch;
  }

  private constructor(messageIds: readonly string[], recent: RecentIds) {
    const { scratch } = recent;
    scratch.begin(messageIds.length);
    this.#recent = recent;
    this.#count = messageIds.length;
    this.#words = scratch.words;
    this.#known = scratch.known;
    this.#fresh = scratch.fresh;
    for (let nth = 0; nth < this.#count; nth++) {
      const offset = nth * HASH_WORDS;
      hashInto(messageIds[nth]!, this.#words, offset);
      this.#known[nth] = recent.find(this.#words, offset) ?? Number.NaN;
    }
  }

  async #ask(stored: StateReader, at: number): Promise<void> {
    const words = this.#words;
    const asked: number[] = [];
    for (let nth = 0; nth < this.#count; nth++) {
      if (Number.isNaN(this.#known[nth]) && this.#recent.mayHaveMoved(words, nth * HASH_WORDS, at)) asked.push(nth);
    }
    if (asked.length === 0) return;
    const blocks = await stored.getMany(
      'dedupe',
      asked.map((nth) => blockKey(blockOf(words, nth * HASH_WORDS))),
    );
    asked.forEach((nth, i) => {
      const block = blocks[i];
      const time = block && findInBlock(block, words, nth * HASH_WORDS);
      if (time !== undefined) this.#known[nth] = time;
    });
  }

  /** Whether the nth of the message ids is new at `at`; remembers it if so. */
  admit(nth: number, at: number): boolean {
    const offset = nth * HASH_WORDS;
    const known = this.#fresh.find(this.#words, offset) ?? this.#known[nth]!;
    if (at - known < DEDUPE_MS) return false;
    this.#fresh.add(this.#words, offset, at);
    return true;
  }

  /** When the nth of the message ids was new last (`at`), before this batch; undefined: not in memory of anybody. */
  knownAt(nth: number): number | undefined {
    const known = this.#known[nth]!;
    return Number.isNaN(known) ? undefined : known;
  }

  /** What is to be written; from now on the new ids are among the recent ones. Once. */
  writes(end: { readonly position: number; readonly now: number }): Write[] {
    return this.#recent.remember(this.#fresh, end);
  }
}

/** The hour before which everything is forgotten at `now`. */
export function dedupeHorizon(now: number): number {
  return Math.floor((now - DEDUPE_MS) / HOUR);
}

/** What has been forgotten by now: deletions for the commit. None: nothing will be until the horizon moves. */
export async function expiredIds(state: StateReader, now: number, recent: RecentIds): Promise<Write[]> {
  const horizon = dedupeHorizon(now);
  if (horizon <= 0) return [];
  const rows = await state.range('dedupe', { start: FIRST_LIST, end: listKey(horizon, 0), limit: EXPIRE_MAX });
  // What is being moved waits for its end: some of its rows are still to come.
  const lists = rows.filter(([key]) => !recent.isMoving(key));
  if (lists.length === 0) return expiredBlocks(state);
  return lists.map(([key]) => ({ table: 'dedupe', key, value: undefined }));
}

/** Without lists everything that was moved is over, though no more ids come that would take it away with them. */
async function expiredBlocks(state: StateReader): Promise<Write[]> {
  const lists = await state.range('dedupe', { start: FIRST_LIST, end: AFTER_LISTS, limit: 1 });
  if (lists.length > 0) return [];
  const blocks = await state.range('dedupe', { start: FIRST_BLOCK, end: AFTER_BLOCKS, limit: EXPIRE_BLOCKS_MAX });
  return blocks.map(([key]) => ({ table: 'dedupe', key, value: undefined }));
}

/**
 * Message ids that count at `now`, in the order of their first arrival, each found as the engine finds it: by a list that a restart takes
 * into memory, else in its block.
 */
export async function* rememberedIds(state: StateReader, now: number): AsyncGenerator<{ readonly key: Uint8Array; readonly at: number }> {
  const [moved] = await state.getMany('dedupe', [MOVED_KEY]);
  let start = listKey(Math.max(0, dedupeHorizon(now)), 0);
  for (;;) {
    const rows = await state.range('dedupe', { start, end: AFTER_LISTS, limit: PAGE });
    for (const row of rows) {
      const ids = new IdTable();
      readList(row, ids, now - DEDUPE_MS);
      const blocks = moved && Buffer.compare(row[0], moved) <= 0 ? await blocksOf(ids, state) : undefined;
      for (let i = 0; i < ids.size; i++) {
        const at = ids.timeOf(i);
        const block = blocks?.[i];
        if (!blocks || (block && findInBlock(block, ids.words, i * HASH_WORDS) === at))
          yield { key: hashBytes(ids.words, i * HASH_WORDS), at };
      }
    }
    if (rows.length < PAGE) return;
    start = Buffer.concat([rows.at(-1)![0], Uint8Array.of(0)]);
  }
}

async function blocksOf(ids: IdTable, state: StateReader): Promise<readonly (Uint8Array | undefined)[]> {
  return state.getMany(
    'dedupe',
    Array.from({ length: ids.size }, (_, i) => blockKey(blockOf(ids.words, i * HASH_WORDS))),
  );
}
