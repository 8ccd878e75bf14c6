/** Keys of the LMDB log, and the bytes of its trim marks. */
import type { AppendedAt } from './log.ts';

/** The largest position a key can hold: 48 bits, beyond what any disk can reach. */
export const LAST_POSITION: number = 2 ** 48 - 1;

/** Partition (2 bytes) and position (6 bytes), big endian: key order is position order within a partition. */
export function entryKey(partition: number, position: number): Uint8Array {
  const key = Buffer.allocUnsafe(8);
  key.writeUInt16BE(partition, 0);
  key.writeUIntBE(Math.max(0, Math.min(position, LAST_POSITION)), 2, 6);
  return key;
}

export function positionOf(key: Uint8Array): number {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  return view.getUint16(2) * 2 ** 32 + view.getUint32(4);
}

/** How far a partition has been trimmed. */
export interface TrimMark {
  /** Records with a smaller position are gone, also where their block is still there. */
  readonly before: number;
  /** The last record when it was trimmed: positions and `at` go on from it when no record is left. */
  readonly last: AppendedAt;
}

export function trimKey(partition: number): Uint8Array {
  return Buffer.from(`trim ${partition}`);
}

export function trimBytes({ before, last }: TrimMark): Uint8Array {
  return Buffer.from(JSON.stringify([before, last.position, last.at]));
}

export function trimMarkOf(bytes: Uint8Array | undefined): TrimMark | undefined {
  if (!bytes) return undefined;
  const [before, position, at] = JSON.parse(Buffer.from(bytes).toString()) as [number, number, number];
  return { before, last: { position, at } };
}
