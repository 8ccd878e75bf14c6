/** Rules of lists of sensitive words that no schema can state. */
import type { SensitiveWords } from '../policy.ts';
import { said } from '../said/said.ts';
import { wordFinder } from '../sensitive-words/finder.ts';
import { foldedOf } from '../sensitive-words/folded.ts';
import type { Fault } from './content.ts';

export function* sensitiveWordFaults(lists: readonly SensitiveWords[]): Generator<Fault> {
  /** By folded word: the lists that have it. */
  const known = new Map<string, SensitiveWords[]>();
  for (const [index, list] of lists.entries()) {
    const path = `sensitiveWords[${index}]`;
    if (lists.findIndex(({ id }) => id === list.id) < index)
      yield { path: `${path}.id`, text: said`another list of sensitive words has the id "${list.id}" already` };
    for (const [at, word] of list.words.entries()) {
      const folded = foldedOf(word).text;
      const place = `${path}.words[${at}]`;
      if (folded === '') yield { path: place, text: said`nothing of this word can be seen; leave it out` };
      const before = known.get(folded) ?? [];
      const other = before.find((one) => one === list || haveSame(one, list));
      if (folded !== '' && other === list) yield { path: place, text: said`"${word}" is in this list already; leave it out` };
      else if (folded !== '' && other)
        yield { path: place, text: said`"${word}" is in list "${other.id}" already; leave it in the one that says what is to happen` };
      known.set(folded, [...before, list]);
    }
    yield* exceptionFaults(list, path);
  }
}

/** What is no exception to anything is a mistake in one of the two. */
function* exceptionFaults(list: SensitiveWords, path: string): Generator<Fault> {
  if (!list.except) return;
  const finder = wordFinder([{ id: list.id, severity: list.severity, words: list.words }]);
  for (const [at, phrase] of list.except.entries()) {
    if (finder.spans(phrase).length === 0)
      yield { path: `${path}.except[${at}]`, text: said`"${phrase}" holds no word of this list; leave it out, or add the word` };
  }
}

function haveSame({ channels: one }: SensitiveWords, { channels: other }: SensitiveWords): boolean {
  return one === undefined || other === undefined || one.some((channel) => other.includes(channel));
}
