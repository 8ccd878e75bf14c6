/**
 * Message ids count once within 48 hours of their first arrival (`at`). Each id has a row of its own; what was first seen in an hour is listed
 * again under that hour, in one row per batch, so that forgetting costs no scan.
 */
import { HOUR } from '../../base/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { dedupeHourKey, dedupeKey, isDedupeKey } from './keys.ts';

export const DEDUPE_MS: number = 48 * HOUR;
/** Lists of expired hours that one batch takes away at most. */
const EXPIRE_MAX = 4;
const KEY_BYTES = 17;

export class DedupeBatch {
  readonly #seen: Map<string, number>;
  readonly #fresh: { key: Buffer; at: number }[] = [];

  /** `seen`: message id -> `at` of its first arrival, of those the store knows. */
  constructor(seen: Map<string, number>) {
    this.#seen = seen;
  }

  /** Whether the message is new at `at`; remembers it if so. */
  admit(messageId: string, at: number): boolean {
    const known = this.#seen.get(messageId);
    if (known !== undefined && at - known < DEDUPE_MS) return false;
    this.#seen.set(messageId, at);
    this.#fresh.push({ key: dedupeKey(messageId), at });
    return true;
  }

  /** Rows of the new ids, and one list per hour under the batch's last position. */
  writes(position: number): Write[] {
    const writes: Write[] = [];
    const hours = new Map<number, Buffer[]>();
    for (const { key, at } of this.#fresh) {
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

/** What has been forgotten by now: deletions for the commit. */
export async function expiredIds(state: StateReader, now: number): Promise<Write[]> {
  const horizon = Math.floor((now - DEDUPE_MS) / HOUR);
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
  return Array.from({ length: bytes.length / KEY_BYTES }, (_, i) => bytes.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES));
}
