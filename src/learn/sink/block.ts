/**
 * A block: the facts and events of one commit of the engine, on their way to the warehouse. The engine writes it into the state table
 * `fact` in the same commit; the sink copies it and the engine deletes it when it has been copied.
 *
 * B1. Rows of a partition are numbered 1, 2, 3, ... without a gap, events and facts in one sequence; a block holds consecutive numbers.
 * B2. Keys of a partition sort by their first number.
 *
 * Encoding stands in the engine's hot path: rows are written as the JSON that the warehouse reads, in one string, made bytes once. An
 * event's own JSON is not here: the sink splices it from the log.
 *
 * Value, UTF-8: a head line `1 <from> <to> <events>`, then one line per event, then one line per fact.
 * Event line: `{"position":..,"seq":..,"partition":..,"at":..,"customer":"..",`, open, to be continued with the entry's members.
 * Fact line: a whole JSON row.
 */
import type { CustomerId } from '../../base/index.ts';
import type { Fact } from '../../core/index.ts';

const VERSION = '1';
const NEWLINE = 0x0a;

export interface BlockEvent {
  /** Position of the event's entry in the log. */
  readonly position: number;
  /** The entry's `at`, ms. */
  readonly at: number;
  readonly customer: CustomerId;
}

/** Collects the rows of one commit. */
export class FactBlock {
  readonly #partition: number;
  readonly #from: number;
  #next: number;
  #events = '';
  #eventCount = 0;
  #facts = '';

  /** `from`: the number of the first row, one more than the last of the block before. */
  constructor(partition: number, from: number) {
    this.#partition = partition;
    this.#from = from;
    this.#next = from;
  }

  /** The number that the next row gets. */
  get next(): number {
    return this.#next;
  }

  get empty(): boolean {
    return this.#next === this.#from;
  }

  /** The text it added. */
  addEvent({ position, at, customer }: BlockEvent): string {
    const row = `{"position":${position},"seq":${this.#next},"partition":${this.#partition},"at":${at},"customer":${JSON.stringify(customer)},\n`;
    this.#events += row;
    this.#eventCount += 1;
    this.#next += 1;
    return row;
  }

  /** `position`: of the entry that led to the fact; `ordinal`: which fact of that entry. The text it added. */
  addFact(fact: Fact, { position, ordinal }: { readonly position: number; readonly ordinal: number }): string {
    const { kind, action, customer, at, name, version, journey, step, subject, detail } = fact;
    let row = `{"partition":${this.#partition},"seq":${this.#next},"position":${position},"ordinal":${ordinal},"kind":"${kind}","action":"${action}","customer":${JSON.stringify(customer)},"at":${at},"name":${JSON.stringify(name)},"version":${version}`;
    if (journey !== undefined) row += `,"journey":${JSON.stringify(journey)}`;
    if (step !== undefined) row += `,"step":${JSON.stringify(step)}`;
    if (subject !== undefined) row += `,"subject":${JSON.stringify(subject)}`;
    if (detail !== undefined) row += `,"detail":${JSON.stringify(detail)}`;
    row += '}\n';
    this.#facts += row;
    this.#next += 1;
    return row;
  }

  /** Key and value for the state table `fact`. */
  encode(): { readonly key: Uint8Array; readonly value: Uint8Array } {
    const head = `${VERSION} ${this.#from} ${this.#next - 1} ${this.#eventCount}\n`;
    return { key: blockKey(this.#partition, this.#from), value: Buffer.from(head + this.#events + this.#facts, 'utf8') };
  }
}

/** Big endian, so that keys sort by partition, then number. */
export function blockKey(partition: number, from: number): Uint8Array {
  const key = Buffer.allocUnsafe(10);
  key.writeUInt16BE(partition, 0);
  key.writeBigUInt64BE(BigInt(from), 2);
  return key;
}

export interface DecodedBlock {
  readonly from: number;
  readonly to: number;
  readonly events: readonly EventStub[];
  /** Its facts as they are stored, row after row. */
  readonly factBytes: Uint8Array;
  /** The same one by one, found when asked for. */
  readonly facts: readonly FactRow[];
}

/** An event whose JSON is still in the log. */
export interface EventStub {
  readonly seq: number;
  readonly position: number;
  /** Start of its row, to be followed by the members of the entry's JSON. */
  readonly start: Uint8Array;
}

export interface FactRow {
  readonly seq: number;
  /** JSON row with its newline. */
  readonly row: Uint8Array;
}

/** Parts of the value are shared, not copied. */
export function decodeBlock(value: Uint8Array): DecodedBlock {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const headEnd = bytes.indexOf(NEWLINE);
  const [version, from, to, count] = bytes.toString('latin1', 0, headEnd).split(' ');
  if (version !== VERSION) throw new RangeError(`Facts are stored in format ${version}; this version of Volano reads ${VERSION}.`);
  const events: EventStub[] = [];
  let start = headEnd + 1;
  for (let left = Number(count); left > 0; left--) {
    const end = bytes.indexOf(NEWLINE, start);
    const afterPosition = numberEnd(bytes, start + POSITION_AT);
    events.push({
      position: numberBetween(bytes, start + POSITION_AT, afterPosition),
      seq: numberBetween(bytes, afterPosition + SEQ_AFTER, numberEnd(bytes, afterPosition + SEQ_AFTER)),
      start: bytes.subarray(start, end),
    });
    start = end + 1;
  }
  const factBytes = bytes.subarray(start);
  let facts: FactRow[] | undefined;
  return {
    from: Number(from),
    to: Number(to),
    events,
    factBytes,
    get facts() {
      facts ??= factsOf(factBytes);
      return facts;
    },
  };
}

/** Where the numbers of an event's line stand. */
const POSITION_AT = '{"position":'.length;
const SEQ_AFTER = ',"seq":'.length;
const SEQ = Buffer.from('"seq":');
const ZERO = 0x30;

function factsOf(bytes: Buffer): FactRow[] {
  const facts: FactRow[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    // The key comes before any text of a row, so the first find is the right one.
    const at = bytes.indexOf(SEQ, start) + SEQ.length;
    facts.push({ seq: numberBetween(bytes, at, numberEnd(bytes, at)), row: bytes.subarray(start, end + 1) });
    start = end + 1;
  }
  return facts;
}

function numberEnd(bytes: Buffer, start: number): number {
  let end = start;
  while (bytes[end]! >= ZERO && bytes[end]! <= ZERO + 9) end++;
  return end;
}

function numberBetween(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (bytes[at]! - ZERO);
  return value;
}
