/** Many words looked for in one pass over a text (Aho and Corasick): its time is that of the text, however many words there are. */

export interface Occurrence {
  /** Index of the word. */
  readonly word: number;
  /** Code units of the text: the first, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

export interface Automaton {
  /** All occurrences, those that overlap as well, in the order of their ends. */
  occurrences(text: string): readonly Occurrence[];
}

interface Node {
  readonly next: Map<number, Node>;
  /** The longest other beginning of a word that the text ends with here. */
  fail: Node | undefined;
  /** The nearest such beginning that is a whole word. */
  shorter: Node | undefined;
  readonly words: number[];
}

/** Empty words occur nowhere. */
export function automatonOf(words: readonly string[]): Automaton {
  const root = node();
  for (const [index, word] of words.entries()) {
    let at = root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      let next = at.next.get(code);
      if (!next) {
        next = node();
        at.next.set(code, next);
      }
      at = next;
    }
    if (at !== root) at.words.push(index);
  }
  link(root);
  return {
    occurrences(text) {
      const found: Occurrence[] = [];
      let at = root;
      for (let i = 0; i < text.length; i++) {
        at = after(at, text.charCodeAt(i), root);
        for (let one: Node | undefined = at; one; one = one.shorter) {
          for (const word of one.words) found.push({ word, start: i + 1 - words[word]!.length, end: i + 1 });
        }
      }
      return found;
    },
  };
}

function node(): Node {
  return { next: new Map(), fail: undefined, shorter: undefined, words: [] };
}

/** In order of length: what a node falls back to is shorter, so it is linked already. */
function link(root: Node): void {
  const queue = [...root.next.values()];
  for (const first of queue) first.fail = root;
  for (let i = 0; i < queue.length; i++) {
    const at = queue[i]!;
    for (const [code, next] of at.next) {
      const fail = after(at.fail!, code, root);
      next.fail = fail;
      next.shorter = fail.words.length > 0 ? fail : fail.shorter;
      queue.push(next);
    }
  }
}

function after(from: Node, code: number, root: Node): Node {
  let at: Node | undefined = from;
  while (at) {
    const next = at.next.get(code);
    if (next) return next;
    at = at.fail;
  }
  return root;
}
