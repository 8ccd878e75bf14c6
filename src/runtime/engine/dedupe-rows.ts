/**
 * The table `dedupe`. Message ids stand in it as hashes of 128 bits:
 * - in lists, one per batch and hour, in the order in which they came: a row that is written at the table's end;
 * - in blocks, one per part of the space of hashes, moved there from the lists when there are many: so that one write moves several;
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
/** In a block an id has its whole instant: it holds those of many hours. */
const BLOCK_BYTES = HASH_BYTES + 6;
const BLOCK_BITS = 15;

/** Of the key of the last list that has been moved. */
export const MOVED_KEY: Uint8Array = Uint8Array.of(MOVED);
export const FIRST_LIST: Uint8Array = Uint8Array.of(LIST);
export const AFTER_LISTS: Uint8Array = Uint8Array.of(LIST + 1);

export const FIRST_BLOCK: Uint8Array = Uint8Array.of(ID);
export const AFTER_BLOCKS: Uint8Array = Uint8Array.of(ID + 1);

/** Which block a hash belongs to: its first bits. */
export function blockOf(words: Uint32Array, offset: number): number {
  return words[offset]! >>> (32 - BLOCK_BITS);
}

export function blockKey(block: number): Buffer {
  return Buffer.of(ID, block >>> 8, block & 0xff);
}

/** When the id with this hash came last, by its block; undefined when it is not there. */
export function findInBlock(block: Uint8Array, words: Uint32Array, offset: number): number | undefined {
  const bytes = bufferOf(block);
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES)
    if (isAt(bytes, at, { words, offset })) return bytes.readUIntBE(at + HASH_BYTES, 6);
  return undefined;
}

/** A part of a table of ids, all of one block, in the order given. */
export interface BlockPart {
  readonly ids: IdTable;
  readonly order: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/** The block with these ids in it, each once with its newest instant, and without what came at `after` or before. */
export function mergeBlock(block: Uint8Array | undefined, { ids, order, start, end }: BlockPart, after: number): Buffer {
  const before = block ? bufferOf(block) : EMPTY;
  const merged = Buffer.allocUnsafe(before.length + (end - start) * BLOCK_BYTES);
  let length = 0;
  for (let at = 0; at < before.length; at += BLOCK_BYTES) {
    if (before.readUIntBE(at + HASH_BYTES, 6) <= after) continue;
    before.copy(merged, length, at, at + BLOCK_BYTES);
    length += BLOCK_BYTES;
  }
  const kept = length;
  for (let i = start; i < end; i++) {
    const id = order[i]!;
    if (ids.timeOf(id) <= after) continue;
    const hash = { words: ids.words, offset: id * HASH_WORDS };
    let at = 0;
    // Among those of the block only after a restart, when a part is moved again.
    while (at < kept && !isAt(merged, at, hash)) at += BLOCK_BYTES;
    if (at === kept) at = length;
    for (let word = 0; word < HASH_WORDS; word++) merged.writeUInt32BE(hash.words[hash.offset + word]!, at + 4 * word);
    merged.writeUIntBE(ids.timeOf(id), at + HASH_BYTES, 6);
    if (at === length) length += BLOCK_BYTES;
  }
  return merged.subarray(0, length);
}

/** The bytes of a hash. */
export function hashBytes(words: Uint32Array, offset: number): Buffer {
  const bytes = Buffer.allocUnsafe(HASH_BYTES);
  for (let i = 0; i < HASH_WORDS; i++) bytes.writeUInt32BE(words[offset + i]!, 4 * i);
  return bytes;
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

function isAt(block: Buffer, at: number, { words, offset }: { words: Uint32Array; offset: number }): boolean {
  for (let i = 0; i < HASH_WORDS; i++) if (block.readUInt32BE(at + 4 * i) !== words[offset + i]) return false;
  return true;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const EMPTY = Buffer.alloc(0);
