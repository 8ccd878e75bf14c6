/**
 * A text as sensitive words are looked for in it: how it is written does not matter, only what is read. Each character knows where it comes from.
 *
 * V1. Compatibility forms are one (Unicode NFKC), so full-width letters are half-width ones; case is none.
 * V2. What nobody sees (zero-width characters, soft hyphens, variation selectors) is not there.
 * V3. White space beside a character of a script that is written without spaces is not there; elsewhere a stretch of it is one space.
 *
 * A word and a text are folded alike, so a word is in a text exactly when its folded form is in the folded text.
 */

export interface Folded {
  readonly text: string;
  /** For each code unit: where what it comes from begins and ends, in the text as it was given. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Scripts whose words stand without spaces between them, and Hangul, whose words carry endings. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Joins the character before it when compatibility forms are made one: marks, voiced marks of half-width katakana, parts of a Hangul syllable. */
const JOINING = /[\p{M}\uFF9E\uFF9F\u1160-\u11FF]/u;
const SPACE = /^\s+$/u;

/** Whether white space beside it says nothing. */
export function isUnspaced(character: string): boolean {
  const code = character.codePointAt(0)!;
  if (code < 0x0e00) return false;
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  return UNSPACED.test(character) && WORD.test(character);
}

/** Whether it is part of a word that ends at a space: then a neighbour of its kind makes another word of it. */
export function isSpaced(character: string): boolean {
  return WORD.test(character) && !isUnspaced(character);
}

export function foldedOf(text: string): Folded {
  const folding = new Folding();
  for (let start = 0; start < text.length; ) {
    const code = text.charCodeAt(start);
    // Most of a text is of these two kinds, and what joins a character before it is of neither.
    const isAlone = (code < 0x80 || isHan(code)) && !(text.charCodeAt(start + 1) >= 0x300 && !isHan(text.charCodeAt(start + 1)));
    if (isAlone) {
      if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) folding.space(start);
      else if (isHan(code)) folding.put(text[start]!, [start, start + 1], true);
      else folding.put(LOWER[code]!, [start, start + 1], false);
      start += 1;
    } else {
      const end = clusterEnd(text, start);
      const folded = foldedCluster(text.slice(start, end));
      if (SPACE.test(folded)) folding.space(start);
      else if (folded !== '') folding.put(folded, [start, end]);
      start = end;
    }
  }
  return folding.folded();
}

/** White space waits until it is known what stands on both sides of it. */
class Folding {
  readonly #parts: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #spaceFrom = -1;
  /** Of what came last; undefined: nothing has come. */
  #wasUnspaced: boolean | undefined;

  space(at: number): void {
    if (this.#spaceFrom < 0) this.#spaceFrom = at;
  }

  /** `unspaced`: of its only character; undefined where it is to be found out. */
  put(folded: string, [start, end]: readonly [number, number], unspaced?: boolean): void {
    const begins = unspaced ?? isUnspaced(folded);
    if (this.#spaceFrom >= 0 && this.#wasUnspaced === false && !begins) this.#push(' ', this.#spaceFrom, start);
    this.#spaceFrom = -1;
    this.#push(folded, start, end);
    this.#wasUnspaced = unspaced ?? isUnspaced(lastCharacter(folded));
  }

  folded(): Folded {
    return { text: this.#parts.join(''), starts: this.#starts, ends: this.#ends };
  }

  #push(unit: string, start: number, end: number): void {
    this.#parts.push(unit);
    for (let i = 0; i < unit.length; i++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }
}

const LOWER: readonly string[] = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code).toLowerCase());

function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

export function lastCharacter(text: string): string {
  return String.fromCodePoint(
    text.codePointAt(text.length - 2)! > 0xffff ? text.codePointAt(text.length - 2)! : text.codePointAt(text.length - 1)!,
  );
}

function clusterEnd(text: string, start: number): number {
  let end = start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
  while (end < text.length && text.charCodeAt(end) >= 0x300) {
    const next = String.fromCodePoint(text.codePointAt(end)!);
    if (!JOINING.test(next)) break;
    end += next.length;
  }
  return end;
}

function foldedCluster(cluster: string): string {
  // The way over capitals makes one of what has two small forms.
  return cluster.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(INVISIBLE, '');
}
