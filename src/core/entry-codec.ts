/**
 * Entries as the log keeps them: UTF-8 JSON, keys in the order in which the writer set them. Positions and `at` are the log's own.
 *
 * The `customer` of an event stands there as `whose`: the warehouse reads an event's row from this JSON, behind a `customer` of the row's
 * own, which a merge may have made another one.
 *
 * A `resolved` entry is two lines: what is said of the entry, and the entry's own bytes as they came in, which nobody parses to pass them on.
 */
import { type CustomerId, VolanoError, wordsOf } from '../base/index.ts';
import type { Entry, EventEntry } from './entry.ts';
import type { ResolvedEntry } from './hop-entry.ts';
import { said } from './said.ts';

/** The bytes of an entry for the log. The entry must hold finite numbers and well-formed text (the door sees to it). */
export function encodeEntry(entry: Entry): Uint8Array {
  if (entry.type === 'resolved') return encodeResolved(entry, encodeEntry(entry.entry));
  return Buffer.from(JSON.stringify(entry.type === 'event' && entry.customer !== undefined ? toStored(entry) : entry), 'utf8');
}

/** The bytes of a `resolved` entry around those of the entry that it is about. */
export function encodeResolved(
  { from, customer, said, facts = [], named, parting }: Omit<ResolvedEntry, 'type' | 'entry'>,
  entry: Uint8Array,
): Uint8Array {
  const passed = { ...(named !== undefined && { named }), ...(parting !== undefined && { parting }) };
  const head = JSON.stringify({ type: 'resolved', from, customer, said, ...(facts.length > 0 && { facts }), ...passed });
  return Buffer.concat([Buffer.from(`${head}\n`, 'utf8'), entry]);
}

/** The entry's own bytes, of a `resolved` one those that it is about. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return isResolved(bytes) ? bytes.subarray(bytes.indexOf(NEWLINE) + 1) : bytes;
}

/** JSON writes no line break within a text, so the first one ends the head. */
const NEWLINE = 0x0a;
const RESOLVED = Buffer.from('{"type":"resolved"', 'latin1');
/** Of its letters the one in which it differs from most. */
const TELLING = RESOLVED.indexOf('s');

function isResolved(bytes: Uint8Array): boolean {
  return bytes[TELLING] === RESOLVED[TELLING] && RESOLVED.equals(bytes.subarray(0, RESOLVED.length));
}

function toStored({ customer, ...entry }: EventEntry): object {
  return { ...entry, whose: customer };
}

function fromStored({ whose, ...entry }: EventEntry & { readonly whose: CustomerId }): EventEntry {
  return { ...entry, customer: whose };
}

/** The entry of these bytes. Throws VOLANO_ENTRY_UNREADABLE when they are not an entry's. */
export function decodeEntry(bytes: Uint8Array): Entry {
  return isResolved(bytes) ? decodeResolved(bytes) : decodePlain(bytes);
}

function decodePlain(bytes: Uint8Array): Entry {
  const value = parsed(bytes);
  if (!isEntry(value)) throw new VolanoError('VOLANO_ENTRY_UNREADABLE', { problem: said`it has no known type` });
  return (value as { whose?: unknown }).whose === undefined ? value : fromStored(value as Parameters<typeof fromStored>[0]);
}

function decodeResolved(bytes: Uint8Array): ResolvedEntry {
  const end = bytes.indexOf(NEWLINE);
  const entry = end < 0 ? undefined : decodePlain(bytes.subarray(end + 1));
  if (entry?.type !== 'event' && entry?.type !== 'control')
    throw new VolanoError('VOLANO_ENTRY_UNREADABLE', { problem: said`what was resolved is neither an event nor a control entry` });
  return { ...(parsed(bytes.subarray(0, end)) as Omit<ResolvedEntry, 'entry'>), entry };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch (cause) {
    throw new VolanoError('VOLANO_ENTRY_UNREADABLE', { problem: wordsOf(cause) }, { cause });
  }
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
  'reroute',
  'codes',
  'draft',
  'rollout',
  'hand_over',
  'taken_over',
  'parted',
  'set_free',
  'pasts',
  'note',
  'forwarded',
]);

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && TYPES.has((value as { type?: unknown }).type);
}
