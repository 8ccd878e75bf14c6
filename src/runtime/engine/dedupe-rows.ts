/**
 * The table `dedupe`. Message ids stand in it as hashes of 128 bits:
 * - in lists, one per batch and hour, in the order in which they came: a row that is written at the table's end;
 * - each under a key of its own, moved there from the lists when there are many, in order of hash, so that neighbours share a page;
 * - and the key of the last list that has been moved whole.
 */
import { HOUR } from '../../base/index.ts';
import { HASH_WORDS, type IdTable } from './id-table.ts';

/** 'k', 'm', 'p': what a key begins with. */
const MOVED = 0x6b;
const ID = 0x6d;
const LIST = 0x70;
const HASH_BYTES = 4 * HASH_WORDS;
const LISTED_BYTES = HASH_BYTES + 4;

/** Of the key of the last list that has been moved. */
export const MOVED_KEY: Uint8Array = Uint8Array.of(MOVED);
export const FIRST_LIST: Uint8Array = Uint8Array.of(LIST);
export const AFTER_LISTS: Uint8Array = Uint8Array.of(LIST + 1);

/** Of one id. */
export function dedupeKey(words: Uint32Array, offset: number): Buffer {
  const key = Buffer.allocUnsafe(1 + HASH_BYTES);
  key[0] = ID;
  for (let i = 0; i < HASH_WORDS; i++) key.writeUInt32BE(words[offset + i]!, 1 + 4 * i);
  return key;
}

/** Of the ids first seen in an hour (hours since 1970) by the batch that ended at a position. Lists sort as they were written. */
export function listKey(hour: number, position: number): Buffer {
  const key = Buffer.allocUnsafe(11);
  key[0] = LIST;
  key.writeUInt32BE(hour, 1);
  key.writeUIntBE(position, 5, 6);
  return key;
}

/** Ids from `start` to before `end`, all of one hour. */
export function encodeList(ids: IdTable, start: number, end: number): Buffer {
  const list = Buffer.allocUnsafe((end - start) * LISTED_BYTES);
  let at = 0;
  for (let id = start; id < end; id++, at += LISTED_BYTES) {
    for (let i = 0; i < HASH_WORDS; i++) list.writeUInt32BE(ids.words[id * HASH_WORDS + i]!, at + 4 * i);
    list.writeUInt32BE(ids.timeOf(id) % HOUR, at + HASH_BYTES);
  }
  return list;
}

/** Adds the ids of a list that came after an instant. */
export function readList(row: readonly [key: Uint8Array, list: Uint8Array], ids: IdTable, after: number): void {
  const [key, list] = row.map(bufferOf) as [Buffer, Buffer];
  const hour = key.readUInt32BE(1) * HOUR;
  const words = new Uint32Array(HASH_WORDS);
  for (let at = 0; at < list.length; at += LISTED_BYTES) {
    for (let i = 0; i < HASH_WORDS; i++) words[i] = list.readUInt32BE(at + 4 * i);
    const time = hour + list.readUInt32BE(at + HASH_BYTES);
    if (time > after) ids.add(words, 0, time);
  }
}

export function timeBytes(at: number): Buffer {
  const bytes = Buffer.allocUnsafe(6);
  bytes.writeUIntBE(at, 0, 6);
  return bytes;
}

export function readTime(bytes: Uint8Array): number {
  return bufferOf(bytes).readUIntBE(0, 6);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
