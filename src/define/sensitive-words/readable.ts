/**
 * What people read of a text that is written in Liquid, HTML, MJML or JSON: its words, each with its place in the source.
 *
 * Tags, addresses, styles and comments are not read; what only sets words in another style does not part them, everything else does. What a value will say is not known here:
 * in its place stands a sign that no word has.
 */

export interface Readable {
  readonly text: string;
  /** For each code unit: where what it comes from begins and ends in the source. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface ReadableOptions {
  /** `markup`: HTML or MJML. */
  readonly format: 'text' | 'markup';
  /** Whether Liquid in it is still to be rendered. */
  readonly liquid: boolean;
}

/** Stands where words do not go on. */
const BREAK = '\uFFFC';

/** What sets words in another style and parts none. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark mj-link q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const READ_ATTRIBUTES = /(?:^|\s)(?:alt|title|placeholder|aria-label)\s*=\s*("[^"]*"|'[^']*')/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ nbsp: '\u00a0', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", shy: '\u00ad', zwnj: '\u200c', zwj: '\u200d', lrm: '\u200e' },
  ...{ rlm: '\u200f', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009', hellip: '…', ndash: '–', mdash: '—', middot: '·', bull: '•' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', copy: '©', reg: '®', trade: '™', times: '×', euro: '€', yen: '¥', pound: '£' },
};

const COMMENT = /\{%-?\s*comment\b[\s\S]*?\bendcomment\s*-?%\}/y;
const LIQUID = /\{%([\s\S]*?)%\}|\{\{([\s\S]*?)\}\}/y;
/** Their words come out as they are written; the first of a block is its id. */
const SAYING_TAG = /^-?\s*(assign|echo|block)\b/;
const BLOCK_ID = /^-?\s*block\s+["']?/;
const QUOTED = /"([^"]*)"|'([^']*)'/g;
const UNREAD = /<!--[\s\S]*?-->|<(style|script|mj-style|mj-attributes)\b[\s\S]*?<\/\1\s*>|<!doctype[^>]*>/iy;
const TAG = /<\/?([a-z][a-z0-9:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/iy;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,8}));/iy;
/** Nothing special begins here. */
const PLAIN = /(?:[^{<&\\hHmM]|[hH](?![tT][tT][pP])|[mM](?![aA][iI][lL]))+/y;
const ADDRESS = /(?:https?:\/\/|mailto:)[^\s<>"'{}\u0080-\uffff]*/iy;

export function readableOf(source: string, options: ReadableOptions): Readable {
  const reader = new Reader();
  const strings = options.format === 'text' ? stringsOfJson(source, options.liquid) : undefined;
  if (strings) for (const [start, end] of strings) reader.read(source, { ...options, start, end, json: true });
  else reader.read(source, { ...options, start: 0, end: source.length, json: false });
  return reader.readable();
}

interface Stretch extends ReadableOptions {
  readonly start: number;
  readonly end: number;
  /** Between the quotes of a text of JSON. */
  readonly json: boolean;
}

class Reader {
  readonly #parts: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  readable(): Readable {
    return { text: this.#parts.join(''), starts: this.#starts, ends: this.#ends };
  }

  read(source: string, stretch: Stretch): void {
    const { start, end } = stretch;
    for (let at = start; at < end; ) {
      PLAIN.lastIndex = at;
      const plain = Math.min(PLAIN.test(source) ? PLAIN.lastIndex : at, end);
      if (plain > at) this.#putPlain(source, at, plain);
      if (plain >= end) break;
      const length = this.#special(source, { ...stretch, start: plain });
      if (length === 0) this.#put(source[plain]!, plain, plain + 1);
      at = plain + Math.max(length, 1);
    }
    this.#put(BREAK, end, end);
  }

  /** What begins here and is not read as it stands: how long it is; 0 for a plain character. */
  #special(source: string, stretch: Stretch): number {
    const { start, end, liquid, format, json } = stretch;
    const character = source[start]!;
    const put = (pattern: RegExp, read: (found: RegExpExecArray) => string | undefined): number => {
      pattern.lastIndex = start;
      const found = pattern.exec(source);
      if (!found || start + found[0].length > end) return 0;
      const text = read(found);
      if (text !== undefined) this.#put(text, start, start + found[0].length);
      return found[0].length;
    };
    const broken = (): string => BREAK;
    if (liquid && character === '{') return put(COMMENT, broken) || put(LIQUID, (found) => this.#liquid(found, start));
    if (format === 'markup' && character === '<') return put(UNREAD, broken) || put(TAG, (found) => this.#tag(source, found, stretch));
    if (format === 'markup' && character === '&') return put(ENTITY, entity);
    if (json && character === '\\') return put(ESCAPE, escaped);
    return 'hHmM'.includes(character) ? put(ADDRESS, broken) : 0;
  }

  #putPlain(source: string, start: number, end: number): void {
    this.#parts.push(source.slice(start, end));
    for (let at = start; at < end; at++) {
      this.#starts.push(at);
      this.#ends.push(at + 1);
    }
  }

  #put(text: string, start: number, end: number): void {
    this.#parts.push(text);
    for (let i = 0; i < text.length; i++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  /** What an output or a tag says in quotes is read; so is what a `default` stands in with. */
  #liquid([whole, tag, output]: RegExpExecArray, at: number): undefined {
    this.#put(BREAK, at, at + whole.length);
    const code = output ?? (tag !== undefined && SAYING_TAG.test(tag) ? tag : undefined);
    if (code === undefined) return undefined;
    const id = output === undefined ? BLOCK_ID.exec(code)?.[0].length : undefined;
    for (const said of code.matchAll(QUOTED)) {
      if (said.index < (id ?? 0)) continue;
      const start = at + 2 + said.index + 1;
      const words = said[1] ?? said[2]!;
      for (let i = 0; i < words.length; i++) this.#put(words[i]!, start + i, start + i + 1);
      this.#put(BREAK, start, start);
    }
  }

  #tag(source: string, [whole, name = '', attributes = '']: RegExpExecArray, stretch: Stretch): undefined {
    const { start } = stretch;
    const isBr = name.toLowerCase() === 'br';
    const inside = start + whole.length - 1 - attributes.length;
    if (isBr) this.#put(' ', start, start + whole.length);
    else if (!INLINE.has(name.toLowerCase())) this.#put(BREAK, start, start + whole.length);
    if (!attributes.includes('=')) return undefined;
    for (const said of attributes.matchAll(READ_ATTRIBUTES)) {
      const value = said[1]!;
      const from = inside + said.index + said[0].length - value.length + 1;
      this.#put(BREAK, from, from);
      this.read(source, { ...stretch, format: 'markup', start: from, end: from + value.length - 2 });
    }
  }
}

function entity([whole, hex, decimal, name]: RegExpExecArray): string {
  const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : undefined;
  if (code !== undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : BREAK;
  return NAMED[name!.toLowerCase()] ?? whole;
}

const ESCAPE = /\\(?:u([0-9a-f]{4})|(.))/iy;

function escaped([, hex, sign]: RegExpExecArray): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' }[sign!] ?? sign!;
}

/** Places of the texts of JSON, between their quotes and without keys; undefined when it is none, whatever values will be put in. */
function stringsOfJson(source: string, liquid: boolean): readonly (readonly [number, number])[] | undefined {
  if (!/^\s*[[{]/.test(source)) return undefined;
  // As long as it was, so that places stay.
  const filled = liquid
    ? source.replace(/\{%[\s\S]*?%\}/g, (tag) => ' '.repeat(tag.length)).replace(/\{\{[\s\S]*?\}\}/g, (output) => '1'.repeat(output.length))
    : source;
  try {
    if (!/^\s*[[{]/.test(filled)) return undefined;
    JSON.parse(filled);
  } catch {
    return undefined;
  }
  const strings: (readonly [number, number])[] = [];
  for (const found of filled.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?/g)) {
    if (found[2] === undefined) strings.push([found.index + 1, found.index + 1 + found[1]!.length]);
  }
  return strings;
}
