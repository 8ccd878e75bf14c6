/**
 * Entries as the log keeps them: UTF-8 JSON, keys in the order in which the writer set them. Positions and `at` are the log's own.
 *
 * The `customer` of an event stands there as `whose`: the warehouse reads an event's row from this JSON, behind a `customer` of the row's
 * own, which a merge may have made another one.
 */
import { type CustomerId, VolanoError } from '../base/index.ts';
import type { Entry, EventEntry } from './entry.ts';

/** The bytes of an entry for the log. The entry must hold finite numbers and well-formed text (the door sees to it). */
export function encodeEntry(entry: Entry): Uint8Array {
  return Buffer.from(JSON.stringify(entry.type === 'event' && entry.customer !== undefined ? toStored(entry) : entry), 'utf8');
}

function toStored({ customer, ...entry }: EventEntry): object {
  return { ...entry, whose: customer };
}

function fromStored({ whose, ...entry }: EventEntry & { readonly whose: CustomerId }): EventEntry {
  return { ...entry, customer: whose };
}

/** The entry of these bytes. Throws VOLANO_ENTRY_UNREADABLE when they are not an entry's. */
export function decodeEntry(bytes: Uint8Array): Entry {
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes));
  } catch (cause) {
    throw new VolanoError('VOLANO_ENTRY_UNREADABLE', { problem: cause instanceof Error ? cause.message : String(cause) }, { cause });
  }
  if (!isEntry(value)) throw new VolanoError('VOLANO_ENTRY_UNREADABLE', { problem: 'it has no known type' });
  return (value as { whose?: unknown }).whose === undefined ? value : fromStored(value as Parameters<typeof fromStored>[0]);
}

function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('utf8');
}

const TYPES: ReadonlySet<unknown> = new Set<Entry['type']>([
  'event',
  'tick',
  'release',
  'engine',
  'model',
  'receipt',
  'control',
  'redeliver',
  'unmerge',
  'unbind',
  'bind',
  'backfill',
  'alert',
]);

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && TYPES.has((value as { type?: unknown }).type);
}
