/**
 * Compact binary encodings: numbers take as many bytes as they need. What is written is a function of the values alone.
 *
 * B1. Integers are LEB128 varints of up to 53 bits. A text is twice the length of its UTF-8 (or, when it is not well
 *     formed, twice the length of its UTF-16 plus one), then those bytes.
 */
import { VolanoError } from './volano-error.ts';

/** What is taken stays where it was written: one allocation serves many. */
const BLOCK_BYTES = 32_768;
const LOW = 2 ** 28;
const TWO_32 = 2 ** 32;
/** Up to here copying one by one is faster than a call. */
const COPIED_MAX = 64;
/** Texts below this many units have a header of one byte. */
const SHORT = 64;

/** Writes into large blocks; `take` hands out what was written and starts anew behind it. */
export class ByteWriter {
  #bytes: Buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #start = 0;
  #at = 0;

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = value;
  }

  /** A safe integer >= 0. */
  varint(value: number): void {
    this.#room(8);
    const bytes = this.#bytes;
    let at = this.#at;
    let rest = value;
    // Beyond 28 bits divisions, since bit operators see 32 bits only.
    for (; rest >= LOW; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 0x80;
    for (; rest >= 0x80; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
    bytes[at++] = rest;
    this.#at = at;
  }

  /** An integer of magnitude below 2^47, such as an instant in ms; 6 bytes. */
  time(value: number): void {
    this.#room(6);
    this.#at = putTime(this.#bytes, this.#at, value);
  }

  /** Any double, 8 bytes. */
  double(value: number): void {
    this.#room(8);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  text(value: string): void {
    const length = value.length;
    if (length < SHORT && this.#shortAscii(value)) return;
    const encoding = value.isWellFormed() ? 'utf8' : 'utf16le';
    const size = Buffer.byteLength(value, encoding);
    this.varint(2 * size + (encoding === 'utf8' ? 0 : 1));
    this.#room(size);
    this.#at += this.#bytes.write(value, this.#at, size, encoding);
  }

  #shortAscii(value: string): boolean {
    this.#room(1 + value.length);
    const bytes = this.#bytes;
    const start = this.#at + 1;
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit >= 0x80) return false;
      bytes[start + i] = unit;
    }
    bytes[this.#at] = 2 * value.length;
    this.#at = start + value.length;
    return true;
  }

  /** Bytes as they are, from `start` to before `end`. */
  bytes(source: Uint8Array, start = 0, end: number = source.length): void {
    const count = end - start;
    this.#room(count);
    const to = this.#bytes;
    let at = this.#at;
    if (count > COPIED_MAX) to.set(source.subarray(start, end), at);
    else for (let from = start; from < end; from++) to[at++] = source[from]!;
    this.#at += count;
  }

  /** What was written since the last `take`. */
  take(): Uint8Array {
    const taken = new Uint8Array(this.#bytes.buffer, this.#start, this.#at - this.#start);
    this.#start = this.#at;
    return taken;
  }

  #room(count: number): void {
    if (this.#at + count > this.#bytes.length) this.#grow(count);
  }

  /** Takes another block, with what is not taken yet. */
  #grow(count: number): void {
    const length = this.#at - this.#start;
    const block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, 2 * (length + count)));
    this.#bytes.copy(block, 0, this.#start, this.#at);
    this.#bytes = block;
    this.#start = 0;
    this.#at = length;
  }
}

/** Returns where what follows begins. */
function putTime(bytes: Uint8Array, at: number, value: number): number {
  const high = Math.floor(value / TWO_32);
  const low = value - high * TWO_32;
  bytes[at] = low;
  bytes[at + 1] = low >>> 8;
  bytes[at + 2] = low >>> 16;
  bytes[at + 3] = low >>> 24;
  bytes[at + 4] = high;
  bytes[at + 5] = high >> 8;
  return at + 6;
}

/** Reads what a `ByteWriter` wrote, in the same order. Bytes that end early throw VOLANO_STATE_VERSION_UNKNOWN. */
export class ByteReader {
  readonly #bytes: Buffer;
  readonly #what: string;
  #at = 0;

  /** `what` names the thing in errors. */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** How many bytes have been read. */
  get position(): number {
    return this.#at;
  }

  /** Passes over so many bytes. */
  skip(length: number): void {
    this.#pass(length);
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) this.#endsEarly();
    return value!;
  }

  varint(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let scale = 128; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  time(): number {
    const at = this.#pass(6);
    const bytes = this.#bytes;
    const low = bytes[at]! + bytes[at + 1]! * 2 ** 8 + bytes[at + 2]! * 2 ** 16 + bytes[at + 3]! * 2 ** 24;
    const high = bytes[at + 4]! | (bytes[at + 5]! << 8);
    return low + ((high << 16) >> 16) * TWO_32;
  }

  double(): number {
    return this.#bytes.readDoubleLE(this.#pass(8));
  }

  text(): string {
    const header = this.varint();
    const length = Math.floor(header / 2);
    const at = this.#pass(length);
    return this.#bytes.toString(header % 2 === 0 ? 'utf8' : 'utf16le', at, at + length);
  }

  /** A text of which there are few, such as names in definitions: made once, then found by its bytes. */
  name(): string {
    const start = this.#at;
    this.#pass(Math.floor(this.varint() / 2));
    const end = this.#at;
    const bytes = this.#bytes;
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const known = NAMES.get(hash);
    if (known && bytes.compare(known.bytes, 0, known.bytes.length, start, end) === 0) return known.name;
    this.#at = start;
    const name = this.text();
    if (NAMES.size < NAMES_MAX) NAMES.set(hash, { bytes: Buffer.from(bytes.subarray(start, end)), name });
    return name;
  }

  /** Where the next `length` bytes begin; they count as read. */
  #pass(length: number): number {
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) this.#endsEarly();
    return start;
  }

  #endsEarly(): never {
    throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: this.#what, version: -1 });
  }
}

const NAMES_MAX = 10_000;
const NAMES = new Map<number, { readonly bytes: Buffer; readonly name: string }>();
