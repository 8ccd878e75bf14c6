/** Keys of the state store's tables. Byte order is meaningful: customers in order of id, timers in order of (due, customer). */
import { type CustomerId, hash32 } from '../../base/index.ts';

/** Longest identifier that stands in its key as it is. */
const KEY_BYTES_MAX = 1_000;
/** 'm' */
const MESSAGE = 0x6d;
/** Length of every `dedupeKey`. */
export const DEDUPE_KEY_BYTES = 17;
const SEEDS = [0x1b873593, 0x2545f491, 0x7feb352d, 0x0846ca68] as const;

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

export function identityKey(id: CustomerId): Buffer {
  return Buffer.from(id, 'utf8');
}

/** Of an identifier's text key (`core` makes it): as it is, or its start and a hash when it is long. */
export function identifierKey(key: string): Buffer {
  const bytes = Buffer.from(key, 'utf8');
  return bytes.length <= KEY_BYTES_MAX ? bytes : Buffer.concat([bytes.subarray(0, KEY_BYTES_MAX), hashBytes(key)]);
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

/** Of a message id that may be seen again: 128 bits of hash. */
export function dedupeKey(messageId: string): Buffer {
  const key = Buffer.allocUnsafe(DEDUPE_KEY_BYTES);
  key[0] = MESSAGE;
  writeHash(messageId, key, 1);
  return key;
}

/** Whether it is one of `dedupeKey`, not of `dedupeHourKey`. */
export function isDedupeKey(key: Uint8Array): boolean {
  return key[0] === MESSAGE;
}

/** Of the hashes first seen in an hour (hours since 1970) by the batch that ended at a position. */
export function dedupeHourKey(hour: number, position: number): Buffer {
  const key = Buffer.allocUnsafe(11);
  key.write('x', 0, 'latin1');
  key.writeUInt32BE(hour, 1);
  key.writeUIntBE(position, 5, 6);
  return key;
}

export function metaKey(name: string): Buffer {
  return Buffer.from(name, 'utf8');
}

function hashBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(16);
  writeHash(text, bytes, 0);
  return bytes;
}

/** 16 bytes. */
function writeHash(text: string, bytes: Buffer, offset: number): void {
  for (let i = 0; i < SEEDS.length; i++) bytes.writeUInt32BE(hash32(text, SEEDS[i]!), offset + i * 4);
}
