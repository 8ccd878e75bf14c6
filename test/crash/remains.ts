/** What a kill leaves in the files: the proof that it came in the middle of a write. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tablesIn } from './watch.ts';

/**
 * Whether an LMDB file has pages of a transaction that never was: LMDB writes a transaction's pages first, each with the transaction's
 * number, and last the page that makes them valid (one of the first two, in turn).
 */
export function diedInsideCommit(file: string): boolean {
  const bytes = readFileSync(file);
  const numberAt = (offset: number): number => Number(bytes.readBigUInt64LE(offset));
  const newest = Math.max(...[0, 1].map((page) => numberAt(bytes.indexOf(MAGIC, page * PAGE) + TRANSACTION_IN_META)));
  for (let page = 2; (page + 1) * PAGE <= bytes.length; page++) {
    const start = page * PAGE;
    // The number in front tells pages from the middle of long values.
    if (numberAt(start) === page && numberAt(start + 8) === newest + 1) return true;
  }
  return false;
}

/** Whether the warehouse has a part that was being inserted. */
export function diedInsideInsert(folder: string): boolean {
  return tablesIn(join(folder, 'warehouse')).some((table) => readdirSync(table).some((name) => name.startsWith('tmp_insert_')));
}

const PAGE = 4_096;
const MAGIC = Buffer.from([0xde, 0xc0, 0xef, 0xbe]);
/** Magic and version, address, map size, two trees of 48 bytes, last page. */
const TRANSACTION_IN_META = 8 + 8 + 8 + 2 * 48 + 8;
