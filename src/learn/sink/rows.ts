/** Rows on their way into a table, as the bytes that the warehouse reads. */
import type { LogRecord } from '../../port/log/index.ts';
import type { EventStub } from './block.ts';

export interface Row {
  readonly seq: number;
  /** One JSON row with its newline, in pieces. */
  readonly pieces: readonly Uint8Array[];
  readonly bytes: number;
}

const NEWLINE = Buffer.from('\n');
const BRACE = 0x7b;

export function factRow(seq: number, row: Uint8Array): Row {
  return { seq, pieces: [row], bytes: row.byteLength };
}

/** The stub's members followed by those of the entry's JSON, as they stand in the log: nothing is parsed here. */
export function eventRow(stub: EventStub, record: LogRecord | undefined): Row {
  const entry = record?.value;
  if (entry === undefined || entry[0] !== BRACE) return unreadableEvent(stub, entry);
  const members = entry.subarray(1);
  return { seq: stub.seq, pieces: [stub.start, members, NEWLINE], bytes: stub.start.byteLength + members.byteLength + 1 };
}

/** The entry that an event's row was made of. */
export function entryOf({ pieces: [, members = new Uint8Array()] }: Row): Uint8Array {
  return Buffer.concat([Buffer.of(BRACE), members]);
}

/** The row of a fact that the warehouse cannot read. */
export function unreadableFact(partition: number, { seq, pieces }: Row): Row {
  const detail = JSON.stringify({ row: textOf(Buffer.concat(pieces)) });
  const row = `{"partition":${partition},"seq":${seq},"kind":"failure","action":"fact_unreadable","detail":${detail}}\n`;
  return factRow(seq, Buffer.from(row, 'utf8'));
}

/** The row of an event whose entry the warehouse cannot read: its text is kept for whoever looks into it. */
export function unreadableEvent(stub: EventStub, entry: Uint8Array | undefined): Row {
  const text = entry === undefined ? '' : textOf(entry);
  const rest = Buffer.from(`"event":"$unreadable","unreadable":${JSON.stringify(text)}}\n`, 'utf8');
  return { seq: stub.seq, pieces: [stub.start, rest], bytes: stub.start.byteLength + rest.byteLength };
}

/** Consecutive rows in slices of at most so many bytes (a larger row is a slice of its own). */
export function slices(rows: readonly Row[], bytesMax: number): Row[][] {
  const all: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    if (all.length === 0 || row.bytes > room) {
      all.push([]);
      room = bytesMax;
    }
    all[all.length - 1]!.push(row);
    room -= row.bytes;
  }
  return all;
}

export function joined(rows: readonly Row[]): Uint8Array {
  let size = 0;
  for (const row of rows) size += row.bytes;
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { pieces } of rows) {
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.byteLength;
    }
  }
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
