/** Rows on their way into a table, as the bytes that the warehouse reads. */
import type { EventStub } from './block.ts';

export interface Row {
  readonly seq: number;
  /** One JSON row with its newline. */
  readonly row: Uint8Array;
}

/** Rows that go in by one insert. */
export interface Slice {
  readonly bytes: Uint8Array;
  /** The same one by one, found when asked for. */
  rows(): Row[];
}

const NEWLINE = 0x0a;
const BRACE = 0x7b;
const FIRST_BYTES = 64 * 1024;

/** Rows one after the other in memory that is used again: the system hands out fresh memory page by page, and takes longer than the copying. */
export class RowBuffer {
  #bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #used = 0;
  #seqs: number[] = [];
  #ends: number[] = [];

  get byteLength(): number {
    return this.#used;
  }

  clear(): void {
    this.#used = 0;
    this.#seqs = [];
    this.#ends = [];
  }

  /** Leaves the memory to who has slices of it. */
  letGo(): void {
    this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.clear();
  }

  /** Whole rows, the first of which has this number. */
  add(seq: number, rows: Uint8Array): void {
    this.#reserve(rows.byteLength);
    this.#bytes.set(rows, this.#used);
    this.#end(seq, rows.byteLength);
  }

  /**
   * The stub's members followed by those of the entry's JSON, as they stand in the log: nothing is parsed here. Of an entry that is gone
   * or no object, a row that says so.
   */
  addEvent(stub: EventStub, entry: Uint8Array | undefined): void {
    if (entry === undefined || entry[0] !== BRACE) {
      this.add(stub.seq, unreadableEvent(stub, entry));
      return;
    }
    const startBytes = stub.end - stub.start;
    const bytes = startBytes + entry.byteLength;
    this.#reserve(bytes);
    // The start's last byte, a comma, takes the place of the entry's brace.
    this.#bytes.set(entry, this.#used + startBytes - 1);
    stub.within.copy(this.#bytes, this.#used, stub.start, stub.end);
    this.#bytes[this.#used + bytes - 1] = NEWLINE;
    this.#end(stub.seq, bytes);
  }

  /** All of it in slices of at most so many bytes (what was added at once is never split). They are good until rows are added again. */
  slices(bytesMax: number): Slice[] {
    const slices: Slice[] = [];
    for (let first = 0; first < this.#ends.length; ) {
      const start = this.#start(first);
      let next = first + 1;
      while (next < this.#ends.length && this.#ends[next]! - start <= bytesMax) next++;
      slices.push(this.#slice(first, next));
      first = next;
    }
    return slices;
  }

  #slice(first: number, next: number): Slice {
    const bytes = this.#bytes.subarray(this.#start(first), this.#start(next));
    const origin = this.#start(first);
    const [seqs, ends] = [this.#seqs, this.#ends];
    const rows = (): Row[] =>
      seqs.slice(first, next).map((seq, i) => ({
        seq,
        row: bytes.subarray(i === 0 ? 0 : ends[first + i - 1]! - origin, ends[first + i]! - origin),
      }));
    return { bytes, rows };
  }

  #start(index: number): number {
    return index === 0 ? 0 : this.#ends[index - 1]!;
  }

  #reserve(bytes: number): void {
    const needed = this.#used + bytes;
    if (needed <= this.#bytes.byteLength) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.byteLength));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }

  #end(seq: number, bytes: number): void {
    this.#used += bytes;
    this.#seqs.push(seq);
    this.#ends.push(this.#used);
  }
}

/** The row of a fact that the warehouse cannot read. */
export function unreadableFact(partition: number, { seq, row }: Row): Row {
  const detail = JSON.stringify({ row: textOf(row) });
  const text = `{"partition":${partition},"seq":${seq},"kind":"failure","action":"fact_unreadable","detail":${detail}}\n`;
  return { seq, row: Buffer.from(text, 'utf8') };
}

/** The row of an event whose entry the warehouse cannot read: its text is kept for whoever looks into it. */
export function unreadableEvent({ within, start, end }: EventStub, entry: Uint8Array | undefined): Uint8Array {
  const text = entry === undefined ? '' : textOf(entry);
  const rest = Buffer.from(`"event":"$unreadable","unreadable":${JSON.stringify(text)}}\n`, 'utf8');
  return Buffer.concat([within.subarray(start, end), rest]);
}

/** The entry that an event's row was made of. */
export function entryOf({ start, end }: EventStub, { row }: Row): Uint8Array {
  return Buffer.concat([Buffer.of(BRACE), row.subarray(end - start, -1)]);
}

export function joined(rows: readonly Row[]): Uint8Array {
  return Buffer.concat(rows.map(({ row }) => row));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
