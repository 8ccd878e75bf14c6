/**
 * A past as it stands in its chunk, and beside its customer until somebody reads a part that it belongs to: pieces of parts by name. That spares reading
 * and writing a customer for a past that nothing follows from.
 *
 * Q3. When a past is read makes no difference: until then its customer is what it would be with it.
 */
import { ByteReader, ByteWriter } from '../../base/index.ts';
import type { PartWrite } from './measure/part-codec.ts';

/** Pieces by name. */
export type PastPieces = ReadonlyMap<string, Uint8Array>;

/** Name of the row that holds it. An empty one says that something has been collected for a customer, of whom no more is to be read. */
export const PAST_ROW = 'p';

/** A past that stands beside what is known of a customer. */
export interface PastBeside {
  /** Slots of the parts that it has pieces of. */
  readonly slots: readonly number[];
  /** Whether one of them has been read: then all have to be, and the row goes. */
  isRead: boolean;
}

const writer = new ByteWriter();

/** How many pieces, each with name and bytes. */
export function encodePieces(writes: readonly PartWrite[]): Uint8Array {
  const pieces = writes.flatMap(([name, bytes]) => (bytes ? [[name, bytes] as const] : []));
  writer.varint(pieces.length);
  for (const [name, bytes] of pieces) {
    writer.text(name);
    writer.varint(bytes.length);
    writer.bytes(bytes);
  }
  return writer.take();
}

/** None of an empty row. */
export function decodePieces(past: Uint8Array): Map<string, Uint8Array> {
  const pieces = new Map<string, Uint8Array>();
  if (past.length === 0) return pieces;
  const reader = new ByteReader(past, 'past');
  for (let left = reader.varint(); left > 0; left--) {
    const name = reader.name();
    const length = reader.varint();
    pieces.set(name, past.subarray(reader.position, reader.position + length));
    reader.skip(length);
  }
  return pieces;
}

/** The row with one more past; undefined when that has to be merged: it tells more than parts, or the row has a piece of the same name. */
export function pastRowWith(row: Uint8Array | undefined, past: Uint8Array): Uint8Array | undefined {
  const more = decodePieces(past);
  if (more.has('k')) return undefined;
  if (!row || row.length === 0) return past;
  const pieces = decodePieces(row);
  for (const name of more.keys()) if (pieces.has(name)) return undefined;
  return encodePieces([...pieces, ...more]);
}
