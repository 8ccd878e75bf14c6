/** Bytes of the LMDB log: keys that order by partition and position, values that carry `at`. */
import type { AppendedAt, AppendRequest, LogRecord } from './log.ts';

/** The largest position a key can hold: 48 bits, beyond what any disk can reach. */
export const LAST_POSITION: number = 2 ** 48 - 1;
const AT_BYTES = 8;

/** Partition (2 bytes) and position (6 bytes), big endian: key order is position order within a partition. */
export function entryKey(partition: number, position: number): Uint8Array {
  const key = Buffer.allocUnsafe(8);
  key.writeUInt16BE(partition, 0);
  key.writeUIntBE(Math.max(0, Math.min(position, LAST_POSITION)), 2, 6);
  return key;
}

export function positionOf(key: Uint8Array): number {
  return viewOf(key).getUint16(2) * 2 ** 32 + viewOf(key).getUint32(4);
}

/** The values to store, cut from one buffer. The records' own bytes are copied: their owner may reuse them. */
export function valuesOf(records: readonly AppendRequest[], stamps: readonly AppendedAt[]): readonly Uint8Array[] {
  let size = 0;
  for (const { value } of records) size += AT_BYTES + value.length;
  const slab = Buffer.allocUnsafe(size);
  let offset = 0;
  return records.map(({ value }, i) => {
    const start = offset;
    slab.writeDoubleBE(stamps[i]!.at, start);
    slab.set(value, start + AT_BYTES);
    offset = start + AT_BYTES + value.length;
    return slab.subarray(start, offset);
  });
}

export function recordOf(position: number, stored: Uint8Array): LogRecord {
  return { position, at: viewOf(stored).getFloat64(0), value: stored.subarray(AT_BYTES) };
}

export function stampBytes({ position, at }: AppendedAt): Uint8Array {
  const bytes = Buffer.allocUnsafe(16);
  bytes.writeDoubleBE(position, 0);
  bytes.writeDoubleBE(at, 8);
  return bytes;
}

export function stampOf(bytes: Uint8Array): AppendedAt {
  const view = viewOf(bytes);
  return { position: view.getFloat64(0), at: view.getFloat64(8) };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
