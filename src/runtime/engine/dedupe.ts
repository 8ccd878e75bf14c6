/** Message ids count once within 48 hours of their first arrival (`at`). */
import { HOUR } from '../../base/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { AFTER_LISTS, dedupeKey, FIRST_LIST, listKey, MOVED_KEY, readList, readTime } from './dedupe-rows.ts';
import { HASH_WORDS, hashInto, IdTable } from './id-table.ts';
import { DEDUPE_MS, type RecentIds } from './recent-ids.ts';

/** Lists of expired hours that one batch takes away at most. */
const EXPIRE_MAX = 4;
const PAGE = 1_000;

/** The message ids of one batch. */
export class DedupeBatch {
  readonly #recent: RecentIds;
  readonly #words: Uint32Array;
  /** When each came before; NaN: never. */
  readonly #known: Float64Array;
  readonly #fresh = new IdTable();

  /** Finds out about all message ids that will be asked for. `stored`: the store as it is, with or without the commit under way (H1). */
  static async load(messageIds: readonly string[], recent: RecentIds, stored: StateReader): Promise<DedupeBatch> {
    const batch = new DedupeBatch(messageIds, recent);
    if (recent.hasRows) await batch.#ask(stored);
    return batch;
  }

  private constructor(messageIds: readonly string[], recent: RecentIds) {
    this.#recent = recent;
    this.#words = new Uint32Array(messageIds.length * HASH_WORDS);
    this.#known = new Float64Array(messageIds.length);
    for (let nth = 0; nth < messageIds.length; nth++) {
      const offset = nth * HASH_WORDS;
      hashInto(messageIds[nth]!, this.#words, offset);
      this.#known[nth] = recent.find(this.#words, offset) ?? Number.NaN;
    }
  }

  async #ask(stored: StateReader): Promise<void> {
    const asked: number[] = [];
    const keys: Buffer[] = [];
    this.#known.forEach((time, nth) => {
      if (!Number.isNaN(time)) return;
      asked.push(nth);
      keys.push(dedupeKey(this.#words, nth * HASH_WORDS));
    });
    const times = await stored.getMany('dedupe', keys);
    asked.forEach((nth, i) => {
      const time = times[i];
      if (time) this.#known[nth] = readTime(time);
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
  if (lists.length === 0) return [];
  const ids = new IdTable();
  for (const list of lists) readList(list, ids, 0);
  const keys = Array.from({ length: ids.size }, (_, i) => dedupeKey(ids.words, i * HASH_WORDS));
  const times = await state.getMany('dedupe', keys);
  const writes: Write[] = lists.map(([key]) => ({ table: 'dedupe', key, value: undefined }));
  keys.forEach((key, i) => {
    const at = times[i];
    // An id that came again after it had expired may have a newer row, from a newer list.
    if (at && now - readTime(at) >= DEDUPE_MS) writes.push({ table: 'dedupe', key, value: undefined });
  });
  return writes;
}

/**
 * Message ids that count at `now`, in the order of their first arrival, each found as the engine finds it: by a list that a restart takes
 * into memory, else by a row.
 */
export async function* rememberedIds(state: StateReader, now: number): AsyncGenerator<{ readonly key: Uint8Array; readonly at: number }> {
  const [moved] = await state.getMany('dedupe', [MOVED_KEY]);
  let start = listKey(Math.max(0, dedupeHorizon(now)), 0);
  for (;;) {
    const rows = await state.range('dedupe', { start, end: AFTER_LISTS, limit: PAGE });
    for (const row of rows) {
      const ids = new IdTable();
      readList(row, ids, now - DEDUPE_MS);
      const keys = Array.from({ length: ids.size }, (_, i) => dedupeKey(ids.words, i * HASH_WORDS));
      const inRows = moved && Buffer.compare(row[0], moved) <= 0 ? await state.getMany('dedupe', keys) : undefined;
      for (let i = 0; i < keys.length; i++) {
        const at = ids.timeOf(i);
        const time = inRows?.[i];
        if (!inRows || (time && readTime(time) === at)) yield { key: keys[i]!, at };
      }
    }
    if (rows.length < PAGE) return;
    start = Buffer.concat([rows.at(-1)![0], Uint8Array.of(0)]);
  }
}
