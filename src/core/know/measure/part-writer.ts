/**
 * What the codec of event parts writes beside plain integers: numbers of any kind, moments, marks and scalars, each as short as what stands
 * before it in the same part allows.
 *
 * E1. The bytes are a function of the values written since `start`; a `PartReader` reads back exactly those values.
 */
import { ByteReader, ByteWriter } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';

/** Larger magnitudes are written as doubles, so that codes stay safe integers. */
const INTEGER_MAX = 2 ** 50;

/** Codes of `number`; from `INTEGER` on the zigzag integer. */
const MISSING = 0;
const DOUBLE = 1;
const INTEGER = 2;

/** Kinds of `mark`, in the low bits of its first number; the others hold the length shared with the mark before. */
const TEXT = 0;
const ESCAPED = 1;
const UUID = 2;
const KINDS = 4;

const UUID_LENGTH = 36;
/** A mark that shares this much with the one before is shorter as the rest of it than as a UUID. */
const SHARED_MIN = 18;

/** Tags of `scalar`. */
const FALSE = 0;
const TRUE = 1;
const NUMBER = 2;
const STRING = 3;
const STRING_ESCAPED = 4;

export class PartWriter {
  readonly #out: ByteWriter = new ByteWriter();
  #time = 0;
  #mark = '';

  /** Begins a part. */
  start(version: number): void {
    this.#time = 0;
    this.#mark = '';
    this.#out.byte(version);
  }

  /** The bytes since `start`. */
  end(): Uint8Array {
    return this.#out.take();
  }

  byte(value: number): void {
    this.#out.byte(value);
  }

  /** A safe integer >= 0. */
  count(value: number): void {
    this.#out.varint(value);
  }

  /** Any number; NaN is a missing one. */
  number(value: number): void {
    if (Number.isInteger(value) && value < INTEGER_MAX && value > -INTEGER_MAX) {
      this.#out.varint(value < 0 ? INTEGER - 1 - 2 * value : INTEGER + 2 * value);
    } else if (Number.isNaN(value)) this.#out.varint(MISSING);
    else {
      this.#out.varint(DOUBLE);
      this.#out.double(value);
    }
  }

  /** An instant, ms: as its distance from the one before. NaN is none. */
  time(value: number): void {
    const distance = value - this.#time;
    if (Number.isInteger(value) && distance < INTEGER_MAX && distance > -INTEGER_MAX && Math.abs(value) < INTEGER_MAX) {
      this.#out.varint(distance < 0 ? INTEGER - 1 - 2 * distance : INTEGER + 2 * distance);
      this.#time = value;
    } else if (Number.isNaN(value)) this.#out.varint(MISSING);
    else {
      this.#out.varint(DOUBLE);
      this.#out.double(value);
    }
  }

  text(value: string): void {
    this.#out.text(value);
  }

  /** A message id, perhaps with the place of an element. */
  mark(value: string): void {
    const before = this.#mark;
    this.#mark = value;
    const most = Math.min(before.length, value.length);
    let shared = 0;
    while (shared < most && before.charCodeAt(shared) === value.charCodeAt(shared)) shared++;
    if (shared < SHARED_MIN && isUuid(value)) {
      this.#out.varint(UUID);
      for (let i = 0; i < UUID_LENGTH; i += 2) {
        if (value.charCodeAt(i) === DASH) i++;
        this.#out.byte(digitOf(value, i) * 16 + digitOf(value, i + 1));
      }
      this.#rest(value.slice(UUID_LENGTH), 0);
    } else this.#rest(value.slice(shared), shared);
  }

  scalar(value: Scalar): void {
    if (typeof value === 'boolean') this.#out.byte(value ? TRUE : FALSE);
    else if (typeof value === 'number') {
      this.#out.byte(NUMBER);
      this.number(value);
    } else if (value.isWellFormed()) {
      this.#out.byte(STRING);
      this.#out.text(value);
    } else {
      this.#out.byte(STRING_ESCAPED);
      this.#out.text(JSON.stringify(value));
    }
  }

  /** Half a surrogate pair has no UTF-8, so it is escaped. */
  #rest(value: string, shared: number): void {
    const wellFormed = value.isWellFormed();
    this.#out.varint(shared * KINDS + (wellFormed ? TEXT : ESCAPED));
    this.#out.text(wellFormed ? value : JSON.stringify(value));
  }
}

export class PartReader {
  readonly #in: ByteReader;
  #time = 0;
  #mark = '';

  /** `what` names the part in errors. */
  constructor(bytes: Uint8Array, what: string) {
    this.#in = new ByteReader(bytes, what);
  }

  byte(): number {
    return this.#in.byte();
  }

  count(): number {
    return this.#in.varint();
  }

  number(): number {
    const code = this.#in.varint();
    if (code === MISSING) return Number.NaN;
    return code === DOUBLE ? this.#in.double() : integerOf(code);
  }

  time(): number {
    const code = this.#in.varint();
    if (code === MISSING) return Number.NaN;
    if (code === DOUBLE) return this.#in.double();
    this.#time += integerOf(code);
    return this.#time;
  }

  /** A text of which there are few. */
  name(): string {
    return this.#in.name();
  }

  mark(): string {
    const head = this.#in.varint();
    this.#mark = head === UUID ? this.#uuid() + this.#rest(this.#in.varint()) : this.#rest(head);
    return this.#mark;
  }

  scalar(): Scalar {
    const tag = this.#in.byte();
    if (tag === NUMBER) return this.number();
    if (tag === STRING) return this.#in.text();
    return tag === STRING_ESCAPED ? (JSON.parse(this.#in.text()) as string) : tag === TRUE;
  }

  #rest(head: number): string {
    const text = this.#in.text();
    const rest = head % KINDS === ESCAPED ? (JSON.parse(text) as string) : text;
    return this.#mark.slice(0, Math.floor(head / KINDS)) + rest;
  }

  #uuid(): string {
    let hex = '';
    for (let i = 0; i < 16; i++) hex += HEX[this.#in.byte()]!;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}

const DASH = 45;
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function integerOf(code: number): number {
  const zigzag = code - INTEGER;
  return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
}

/** Whether it begins with a UUID in lower case. */
function isUuid(value: string): boolean {
  if (value.length < UUID_LENGTH || value.charCodeAt(8) !== DASH) return false;
  for (let i = 0; i < UUID_LENGTH; i++) {
    const isDash = i === 8 || i === 13 || i === 18 || i === 23;
    if (isDash ? value.charCodeAt(i) !== DASH : digitOf(value, i) < 0) return false;
  }
  return true;
}

/** Value of a hexadecimal digit in lower case; -1 for anything else. */
function digitOf(value: string, at: number): number {
  const unit = value.charCodeAt(at);
  if (unit >= 48 && unit <= 57) return unit - 48;
  return unit >= 97 && unit <= 102 ? unit - 87 : -1;
}
