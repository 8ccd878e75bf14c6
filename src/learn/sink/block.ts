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
 * Value, UTF-8: a head line `2 <from> <to> <events>`, then one line per event, then one line per fact.
 * Event line: `{"position":..,"seq":..,"partition":..,"at":..,"customer":"..",`, open, to be continued with the entry's members.
 * Fact line: a JSON list, see `factLine`.
 */
import type { CustomerId } from '../../base/index.ts';
import type { Fact } from '../../core/index.ts';
import { factLine, factObject } from './fact-line.ts';

const VERSION = '2';
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

  addEvent({ position, at, customer }: BlockEvent): void {
    this.#events += `{"position":${position},"seq":${this.#next},"partition":${this.#partition},"at":${at},"customer":${JSON.stringify(customer)},\n`;
    this.#eventCount += 1;
    this.#next += 1;
  }

  /** `position`: of the entry that led to the fact; `ordinal`: which fact of that entry. */
  addFact(fact: Fact, { position, ordinal }: { readonly position: number; readonly ordinal: number }): void {
    this.#facts += factLine(fact, { partition: this.#partition, seq: this.#next, position, ordinal });
    this.#next += 1;
  }

  /** For the state table `fact`. */
  encode(): EncodedBlock {
    const head = `${VERSION} ${this.#from} ${this.#next - 1} ${this.#eventCount}\n`;
    const eventsAt = head.length;
    const factsAt = eventsAt + Buffer.byteLength(this.#events);
    const value = Buffer.allocUnsafe(factsAt + Buffer.byteLength(this.#facts));
    value.write(head, 0, 'latin1');
    value.write(this.#events, eventsAt, 'utf8');
    value.write(this.#facts, factsAt, 'utf8');
    return { key: blockKey(this.#partition, this.#from), value, eventsAt, factsAt };
  }
}

/** A block as it is stored. */
export interface EncodedBlock {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  /** Where in the value the lines of events and of facts begin. */
  readonly eventsAt: number;
  readonly factsAt: number;
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
  /** Its facts as they are stored, line after line. */
  readonly factBytes: Uint8Array;
  /** The same one by one, as JSON objects, made when asked for. */
  readonly facts: readonly FactRow[];
}

/** An event whose JSON is still in the log. */
export interface EventStub {
  readonly seq: number;
  readonly position: number;
  /** Its row begins with the bytes of `within` from `start` to `end`, to be followed by the members of the entry's JSON. */
  readonly within: Buffer;
  readonly start: number;
  readonly end: number;
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
    const afterPosition = numberEnd(bytes, start + POSITION_AT);
    const afterSeq = numberEnd(bytes, afterPosition + SEQ_AFTER);
    const position = numberBetween(bytes, start + POSITION_AT, afterPosition);
    const seq = numberBetween(bytes, afterPosition + SEQ_AFTER, afterSeq);
    let end = afterSeq;
    while (bytes[end] !== NEWLINE) end++;
    events.push({ seq, position, within: bytes, start, end });
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
const ZERO = 0x30;
const COMMA = 0x2c;

function factsOf(bytes: Buffer): FactRow[] {
  const facts: FactRow[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    // The second value of the list, behind a number.
    const at = bytes.indexOf(COMMA, start) + 1;
    const row = Buffer.from(factObject(bytes.toString('utf8', start, end + 1)), 'utf8');
    facts.push({ seq: numberBetween(bytes, at, numberEnd(bytes, at)), row });
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
