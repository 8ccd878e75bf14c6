/** Keys of the state store's tables. Byte order is meaningful: customers in order of id, timers in order of (due, customer). */
import type { CustomerId } from '../../base/index.ts';
import { hashBytes } from './dedupe-rows.ts';
import { HASH_WORDS, hashInto } from './id-table.ts';

/** Longest identifier that stands in its key as it is. */
const KEY_BYTES_MAX = 1_000;

export function customerPrefix(id: CustomerId): Buffer {
  return Buffer.from(`${id}\u0000`, 'utf8');
}

export function partKey(id: CustomerId, part: string): Buffer {
  return Buffer.from(`${id}\u0000${part}`, 'utf8');
}

/** Name of the part of a key from `customerPrefix`. */
export function partName(key: Uint8Array, id: CustomerId): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('utf8', id.length + 1);
}

/** Of the row in the table `past`. */
export function pastKey(id: CustomerId): Buffer {
  return Buffer.from(id, 'utf8');
}

export function identityKey(id: CustomerId): Buffer {
  return Buffer.from(id, 'utf8');
}

/** A customer id as it stands in keys of its own and in values. */
export function readCustomerId(bytes: Uint8Array): CustomerId {
  return (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).toString('latin1');
}

/** Of an identifier's text key (`core` makes it): as it is, or its start and a hash when it is long. */
export function identifierKey(key: string): Buffer {
  const bytes = Buffer.from(key, 'utf8');
  return bytes.length <= KEY_BYTES_MAX ? bytes : Buffer.concat([bytes.subarray(0, KEY_BYTES_MAX), hashOf(key)]);
}

export function timerKey(due: number, id: CustomerId): Buffer {
  const key = Buffer.allocUnsafe(6 + id.length);
  key.writeUIntBE(due, 0, 6);
  key.write(id, 6, 'latin1');
  return key;
}

export function readTimerKey(key: Uint8Array): { due: number; id: CustomerId } {
  const buffer = Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  return { due: buffer.readUIntBE(0, 6), id: buffer.toString('latin1', 6) };
}

export function outboxKey(message: string): Buffer {
  return Buffer.from(message, 'utf8');
}

export function metaKey(name: string): Buffer {
  return Buffer.from(name, 'utf8');
}

function hashOf(text: string): Buffer {
  const words = new Uint32Array(HASH_WORDS);
  hashInto(text, words, 0);
  return hashBytes(words, 0);
}
