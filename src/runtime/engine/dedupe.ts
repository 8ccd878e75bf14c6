/**
 * Message ids count once within 48 hours of their first arrival (`at`). Each id has a row of its own; what was first seen in an hour is listed
 * again under that hour, in one row per batch, so that forgetting costs no scan.
 */
import { HOUR } from '../../base/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { DEDUPE_KEY_BYTES, dedupeHourKey, dedupeKey, isDedupeKey } from './keys.ts';

export const DEDUPE_MS: number = 48 * HOUR;
/** Lists of expired hours that one batch takes away at most. */
const EXPIRE_MAX = 4;

/**
 * The message ids of the batch that was prepared last, with `at` of their first arrival. Its commit may be under way: with these at hand it
 * does not matter whether the store shows its rows yet.
 */
export class RecentIds {
  #ids: ReadonlyMap<string, number> = new Map();

  get(messageId: string): number | undefined {
    return this.#ids.get(messageId);
  }

  replace(ids: ReadonlyMap<string, number>): void {
    this.#ids = ids;
  }
}

export class DedupeBatch {
  readonly #recent: RecentIds;
  readonly #seen = new Map<string, number>();
  readonly #keys = new Map<string, Buffer>();
  readonly #fresh = new Map<string, number>();

  constructor(recent: RecentIds) {
    this.#recent = recent;
  }

  /** Finds out about all message ids that will be asked for. `stored`: the store as it is, without the commit under way. */
  async load(messageIds: Iterable<string>, stored: StateReader): Promise<void> {
    const asked: string[] = [];
    for (const id of messageIds) {
      const recent = this.#recent.get(id);
      if (recent !== undefined) this.#seen.set(id, recent);
      else if (!this.#keys.has(id)) {
        this.#keys.set(id, dedupeKey(id));
        asked.push(id);
      }
    }
    const times = await stored.getMany('dedupe', [...this.#keys.values()]);
    for (let i = 0; i < asked.length; i++) {
      const bytes = times[i];
      if (bytes) this.#seen.set(asked[i]!, readTime(bytes));
    }
  }

  /** Whether the message is new at `at`; remembers it if so. */
  admit(messageId: string, at: number): boolean {
    const known = this.#seen.get(messageId);
    if (known !== undefined && at - known < DEDUPE_MS) return false;
    this.#seen.set(messageId, at);
    this.#fresh.set(messageId, at);
    return true;
  }

  /** Rows of the new ids, and one list per hour under the batch's last position. From now on they are the recent ones. */
  writes(position: number): Write[] {
    this.#recent.replace(this.#fresh);
    const writes: Write[] = [];
    const hours = new Map<number, Buffer[]>();
    for (const [id, at] of this.#fresh) {
      const key = this.#keys.get(id) ?? dedupeKey(id);
      writes.push({ table: 'dedupe', key, value: timeBytes(at) });
      const hour = Math.floor(at / HOUR);
      const keys = hours.get(hour);
      if (keys) keys.push(key);
      else hours.set(hour, [key]);
    }
    for (const [hour, keys] of hours) writes.push({ table: 'dedupe', key: dedupeHourKey(hour, position), value: Buffer.concat(keys) });
    return writes;
  }
}

/** The hour before which everything is forgotten at `now`. */
export function dedupeHorizon(now: number): number {
  return Math.floor((now - DEDUPE_MS) / HOUR);
}

/** What has been forgotten by now: deletions for the commit. None: nothing will be until the horizon moves. */
export async function expiredIds(state: StateReader, now: number): Promise<Write[]> {
  const horizon = dedupeHorizon(now);
  if (horizon <= 0) return [];
  const lists = await state.range('dedupe', { start: dedupeHourKey(0, 0), end: dedupeHourKey(horizon, 0), limit: EXPIRE_MAX });
  if (lists.length === 0) return [];
  const keys = lists.flatMap(([, list]) => split(list));
  const times = await state.getMany('dedupe', keys);
  const writes: Write[] = lists.map(([key]) => ({ table: 'dedupe', key, value: undefined }));
  keys.forEach((key, i) => {
    const at = times[i];
    // An id that came again after it had expired has a newer row, listed under its newer hour.
    if (at && now - readTime(at) >= DEDUPE_MS) writes.push({ table: 'dedupe', key, value: undefined });
  });
  return writes;
}

/** Whether the row keeps a message that still counts at `now`; rows whose time is over go when their turn comes. */
export function isRemembered([key, value]: readonly [key: Uint8Array, value: Uint8Array], now: number): boolean {
  return isDedupeKey(key) && now - readTime(value) < DEDUPE_MS;
}

export function readTime(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUIntBE(0, 6);
}

function timeBytes(at: number): Buffer {
  const bytes = Buffer.allocUnsafe(6);
  bytes.writeUIntBE(at, 0, 6);
  return bytes;
}

function split(list: Uint8Array): Buffer[] {
  const bytes = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
  return Array.from({ length: bytes.length / DEDUPE_KEY_BYTES }, (_, i) =>
    bytes.subarray(i * DEDUPE_KEY_BYTES, (i + 1) * DEDUPE_KEY_BYTES),
  );
}
