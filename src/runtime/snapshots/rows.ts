/** Entries and rows as a backup's files hold them. */
import { createHash } from 'node:crypto';
import { VolanoError } from '../../base/index.ts';
import type { LogRecord } from '../../port/log/index.ts';
import { TABLES, type Table, type Write } from '../../port/state/index.ts';
import { said } from '../said.ts';

/** The last entry of the log there is. `digest`: SHA-256 of its position, time and bytes, to know the log again. */
export interface LogEnd {
  readonly position: number;
  readonly at: number;
  readonly digest: string;
}

type Pair = readonly [key: Uint8Array, value: Uint8Array];

const NEWLINE = 0x0a;
const ENTRY_HEAD = 20;
const ROW_HEAD = 7;

export function encodeEntries(records: readonly LogRecord[]): Buffer {
  const bytes = Buffer.allocUnsafe(records.reduce((sum, { value }) => sum + ENTRY_HEAD + value.length, 0));
  let at = 0;
  for (const record of records) {
    bytes.writeBigUInt64BE(BigInt(record.position), at);
    bytes.writeDoubleBE(record.at, at + 8);
    bytes.writeUInt32BE(record.value.length, at + 16);
    bytes.set(record.value, at + ENTRY_HEAD);
    at += ENTRY_HEAD + record.value.length;
  }
  return bytes;
}

export function encodeRows(table: number, pairs: readonly Pair[]): Buffer {
  const bytes = Buffer.allocUnsafe(pairs.reduce((sum, [key, value]) => sum + ROW_HEAD + key.length + value.length, 0));
  let at = 0;
  for (const [key, value] of pairs) {
    bytes.writeUInt8(table, at);
    bytes.writeUInt16BE(key.length, at + 1);
    bytes.writeUInt32BE(value.length, at + 3);
    bytes.set(key, at + ROW_HEAD);
    bytes.set(value, at + ROW_HEAD + key.length);
    at += ROW_HEAD + key.length + value.length;
  }
  return bytes;
}

/** Groups of about as many bytes as come at once. Their values are views. Throws VOLANO_BACKUP_DAMAGED. */
export function decodeEntries(chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<readonly LogRecord[]> {
  return decode(chunks, path, (bytes, at) => {
    if (bytes.length - at < ENTRY_HEAD) return undefined;
    const end = at + ENTRY_HEAD + bytes.readUInt32BE(at + 16);
    if (end > bytes.length) return undefined;
    const value = bytes.subarray(at + ENTRY_HEAD, end);
    return { end, one: { position: Number(bytes.readBigUInt64BE(at)), at: bytes.readDoubleBE(at + 8), value } };
  });
}

/** What the numbers of tables stand for: the first line of a file of rows. */
export function rowsHeader(): Buffer {
  return Buffer.from(`${JSON.stringify(TABLES)}\n`, 'utf8');
}

/** Rows to be written. Throws VOLANO_BACKUP_DAMAGED. */
export function decodeRows(chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<readonly Write[]> {
  let tables: readonly Table[] | undefined;
  return decode(chunks, path, (bytes, at) => {
    if (!tables) {
      const lineEnd = bytes.indexOf(NEWLINE);
      if (lineEnd < 0) return undefined;
      tables = JSON.parse(bytes.toString('utf8', 0, lineEnd)) as readonly Table[];
      return { end: lineEnd + 1 };
    }
    if (bytes.length - at < ROW_HEAD) return undefined;
    const keyEnd = at + ROW_HEAD + bytes.readUInt16BE(at + 1);
    const end = keyEnd + bytes.readUInt32BE(at + 3);
    if (end > bytes.length) return undefined;
    const table = tables[bytes[at]!];
    if (table === undefined || !TABLES.includes(table))
      throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: said`it has a row of an unknown table` });
    return { end, one: { table, key: bytes.subarray(at + ROW_HEAD, keyEnd), value: bytes.subarray(keyEnd, end) } };
  });
}

async function* decode<One>(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  read: (bytes: Buffer, at: number) => { readonly end: number; readonly one?: One } | undefined,
): AsyncGenerator<readonly One[]> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    pending = Buffer.concat([pending, chunk]);
    const group: One[] = [];
    let at = 0;
    for (let next = read(pending, at); next; next = read(pending, at)) {
      if (next.one !== undefined) group.push(next.one);
      at = next.end;
    }
    pending = pending.subarray(at);
    if (group.length > 0) yield group;
  }
  if (pending.length > 0) throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: said`it ends in the middle of a row` });
}

export function endOf({ position, at, value }: LogRecord): LogEnd {
  const digest = createHash('sha256').update(`${position} ${at} `).update(value).digest('hex');
  return { position, at, digest };
}
