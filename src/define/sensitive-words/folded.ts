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
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const put = (unit: string, start: number, end: number): void => {
    parts.push(unit);
    for (let i = 0; i < unit.length; i++) {
      starts.push(start);
      ends.push(end);
    }
  };
  let last = '';
  let spaceFrom = -1;
  for (let start = 0; start < text.length; ) {
    const end = clusterEnd(text, start);
    const folded = foldedCluster(text.slice(start, end));
    if (SPACE.test(folded)) {
      if (spaceFrom < 0) spaceFrom = start;
    } else if (folded !== '') {
      if (spaceFrom >= 0 && last !== '' && !isUnspaced(last) && !isUnspaced(folded)) put(' ', spaceFrom, start);
      spaceFrom = -1;
      put(folded, start, end);
      last = lastCharacter(folded);
    }
    start = end;
  }
  return { text: parts.join(''), starts, ends };
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
  if (cluster.length === 1) {
    const code = cluster.charCodeAt(0);
    if (code < 0x80) return cluster.toLowerCase();
    if (code >= 0x4e00 && code <= 0x9fff) return cluster;
  }
  // The way over capitals makes one of what has two small forms.
  return cluster.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(INVISIBLE, '');
}
