/** Rows of a stage's own in the table `hop`, each of a position in its partition of `events`: what it is to produce, and its trail. */
import type { Table } from '../../port/state/index.ts';
import { OwnSpace } from './own-space.ts';

export type OwnRow = 'block' | 'trail';

export const OWN_ROWS: Table = 'hop';

const KINDS: Readonly<Record<OwnRow, number>> = { block: 'b'.charCodeAt(0), trail: 't'.charCodeAt(0) };
const KEY_LENGTH = 7;
/** Above all positions. */
const LAST = 2 ** 48 - 1;

export function ownRowKey(row: OwnRow, position: number): Buffer {
  const key = Buffer.alloc(KEY_LENGTH, KINDS[row]);
  key.writeUIntBE(position, 1, 6);
  return key;
}

/** Of all rows of a kind from a position on. */
export function ownRowsFrom(row: OwnRow, position: number): { readonly start: Buffer; readonly end: Buffer } {
  return { start: ownRowKey(row, position), end: ownRowKey(row, LAST) };
}

export function positionOfOwnRow(key: Uint8Array): number {
  return Buffer.from(key).readUIntBE(1, 6);
}

/** What a row of the shared key space is of; undefined: something else. */
export function ownRowOf(
  table: Table,
  key: Uint8Array,
): { readonly row: OwnRow; readonly partition: number; readonly position: number } | undefined {
  const own = key.subarray(OwnSpace.PREFIX_BYTES);
  if (table !== OWN_ROWS || own.length !== KEY_LENGTH) return undefined;
  const row = (Object.keys(KINDS) as OwnRow[]).find((kind) => KINDS[kind] === own[0]);
  return row && { row, partition: OwnSpace.partitionOf(key), position: positionOfOwnRow(own) };
}
