/**
 * Going through JSON without making anything of it: no object, no text, no number.
 *
 * J1. What is gone through is JSON as JSON.parse takes it; where it is not (or lies too deep), the answer is false.
 * J2. Unless `odd`, writing what JSON.parse makes of the bytes gone through gives these bytes again: no spaces, no escapes but the shortest,
 *     numbers as JavaScript writes them, no key twice, no key that looks like an index. Neither is there a key `__proto__`.
 *     When in doubt it is odd.
 *
 * The bytes must be valid UTF-8.
 */

const QUOTE = 0x22;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const SPACE = 0x20;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;

/** 1 where a byte stands for itself within a string. */
const PLAIN: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH));
/** 1 where the character behind a backslash makes the shortest escape there is; a slash needs none. */
const SHORT_ESCAPE: Uint8Array = setOf('"\\bfnrt');
const SPACES: Uint8Array = setOf(' \t\n\r');
const HEX: Uint8Array = setOf('0123456789abcdefABCDEF');
const WORDS: readonly Uint8Array[] = ['true', 'false', 'null'].map((word) => Buffer.from(word));

/** Beyond it the answer is false. Below the depth that contents may have, so that depth need not be looked at again. */
const LEVELS_MAX = 40;
/** Of one object: looking for one that is there twice is quadratic. */
const KEYS_MAX = 64;
/** With so many digits every decimal is a number of its own, and is written as it was read. */
const DIGITS_MAX = 15;
/** JavaScript writes 0.0000001 as 1e-7. */
const DECIMALS_BELOW_ONE_MAX = 6;

/** Keys of the objects that are open. One for all scans: none waits for another. */
const KEYS = new Int32Array(LEVELS_MAX * KEYS_MAX);

export class JsonScan {
  readonly #bytes: Uint8Array;
  /** Where it stands. */
  at = 0;
  odd = false;
  /** Of the last string: it has escapes. */
  escaped = false;
  /** Of the last key: where it starts behind its quote, and its hash (`hashOf`), unless it has escapes. */
  keyFrom = 0;
  key = 0;
  #keyCount = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Passes one byte, if it is the next. */
  passes(byte: number): boolean {
    if (this.#bytes[this.at] !== byte) return false;
    this.at++;
    return true;
  }

  spaces(): void {
    let at = this.at;
    while (SPACES[this.#bytes[at]!] === 1) at++;
    if (at === this.at) return;
    this.odd = true;
    this.at = at;
  }

  /** Any value, with `levels` of objects and lists around it. */
  value(levels: number): boolean {
    const first = this.#bytes[this.at]!;
    if (first === QUOTE) return this.string();
    if (first === OPEN_OBJECT) return this.object(levels);
    if (first === OPEN_LIST) return this.list(levels);
    return first === MINUS || (first >= ZERO && first <= NINE) ? this.#number() : this.#word();
  }

  string(): boolean {
    this.escaped = false;
    return this.#restOfString(this.at + 1);
  }

  /**
   * An object. `see` is asked to pass each value, when it is given: it is called before the value, with the key passed.
   */
  object(levels: number, see?: () => boolean): boolean {
    if (levels >= LEVELS_MAX) return false;
    this.at++;
    this.spaces();
    if (this.passes(CLOSE_OBJECT)) return true;
    const firstKey = this.#keyCount;
    let known = 0;
    for (;;) {
      if (!this.#key()) return false;
      known = this.#addKey(known, firstKey);
      if (!(see ? see() : this.value(levels + 1))) return false;
      this.spaces();
      if (this.passes(CLOSE_OBJECT)) break;
      if (!this.passes(COMMA)) return false;
      this.spaces();
    }
    this.#keyCount = firstKey;
    return true;
  }

  /** A list. `see` is as for an object. */
  list(levels: number, see?: () => boolean): boolean {
    if (levels >= LEVELS_MAX) return false;
    this.at++;
    this.spaces();
    if (this.passes(CLOSE_LIST)) return true;
    for (;;) {
      if (!(see ? see() : this.value(levels + 1))) return false;
      this.spaces();
      if (this.passes(CLOSE_LIST)) return true;
      if (!this.passes(COMMA)) return false;
      this.spaces();
    }
  }

  /** A key and its colon. */
  #key(): boolean {
    const bytes = this.#bytes;
    if (bytes[this.at] !== QUOTE) return false;
    const start = this.at + 1;
    let at = start;
    let hash = 0;
    for (let byte = bytes[at]!; PLAIN[byte] === 1; byte = bytes[++at]!) hash = (Math.imul(hash, 31) + byte) | 0;
    this.escaped = false;
    this.keyFrom = start;
    this.key = hash;
    const first = bytes[start]!;
    if ((first >= ZERO && first <= NINE) || hash === PROTO) this.odd = true;
    if (!this.#restOfString(at)) return false;
    if (this.escaped) this.odd = true;
    this.spaces();
    if (!this.passes(COLON)) return false;
    this.spaces();
    return true;
  }

  /** Marks as odd what has a key twice (or two of one hash). Takes and answers a mask of the object's keys so far. */
  #addKey(known: number, firstKey: number): number {
    const { key } = this;
    const bit = 1 << (key & 31);
    if (this.#keyCount - firstKey >= KEYS_MAX) {
      this.odd = true;
      return known;
    }
    if ((known & bit) !== 0) for (let i = firstKey; i < this.#keyCount; i++) if (KEYS[i] === key) this.odd = true;
    KEYS[this.#keyCount++] = key;
    return known | bit;
  }

  #restOfString(from: number): boolean {
    const bytes = this.#bytes;
    let at = from;
    for (;;) {
      while (PLAIN[bytes[at]!] === 1) at++;
      if (bytes[at] === QUOTE) {
        this.at = at + 1;
        return true;
      }
      if (bytes[at] !== BACKSLASH) return false;
      this.escaped = true;
      const next = bytes[at + 1]!;
      if (SHORT_ESCAPE[next] === 1) at += 2;
      else if (next === SLASH) at += this.#oddly(2);
      else if (next === SMALL_U && isHex(bytes, at + 2)) at += this.#oddly(6);
      else return false;
    }
  }

  #oddly(width: number): number {
    this.odd = true;
    return width;
  }

  #number(): boolean {
    const bytes = this.#bytes;
    const start = bytes[this.at] === MINUS ? this.at + 1 : this.at;
    let at = endOfDigits(bytes, start);
    let digits = at - start;
    const startsWithZero = bytes[start] === ZERO;
    if (digits === 0 || (startsWithZero && digits > 1)) return false;
    if (bytes[at] === POINT) {
      const end = endOfDigits(bytes, at + 1);
      const decimals = end - at - 1;
      if (decimals === 0) return false;
      if (bytes[end - 1] === ZERO || (startsWithZero && decimals > DECIMALS_BELOW_ONE_MAX)) this.odd = true;
      digits += decimals;
      at = end;
    } else if (startsWithZero && start > this.at) this.odd = true;
    if (digits > DIGITS_MAX) this.odd = true;
    if ((bytes[at]! | SPACE) === SMALL_E) {
      this.odd = true;
      const sign = bytes[at + 1];
      const exponent = sign === MINUS || sign === PLUS ? at + 2 : at + 1;
      at = endOfDigits(bytes, exponent);
      if (at === exponent) return false;
    }
    this.at = at;
    return true;
  }

  #word(): boolean {
    for (const word of WORDS) {
      if (!hasAt(this.#bytes, this.at, word)) continue;
      this.at += word.length;
      return true;
    }
    return false;
  }
}

const SLASH = 0x2f;
const PLUS = 0x2b;
const SMALL_E = 0x65;

function setOf(characters: string): Uint8Array {
  const set = new Uint8Array(256);
  for (const byte of Buffer.from(characters)) set[byte] = 1;
  return set;
}

function endOfDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]!; byte >= ZERO && byte <= NINE; byte = bytes[++at]!);
  return at;
}

function isHex(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 4; i++) if (HEX[bytes[i]!] !== 1) return false;
  return true;
}

/** Whether these bytes stand there. */
export function hasAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

/** Of a key without escapes. */
export function hashOf(key: string): number {
  let hash = 0;
  for (const byte of Buffer.from(key)) hash = (Math.imul(hash, 31) + byte) | 0;
  return hash;
}

const PROTO: number = hashOf('__proto__');
