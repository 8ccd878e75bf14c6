/**
 * Where sensitive words stand in a text. The one rule for all that looks for them: the lint, the editor, the hand-over of a message.
 *
 * V1 to V3 (`folded.ts`) say what is the same. Beyond that:
 * V4. A letter or digit of a script with spaces at the edge of a word has no other such beside it: "best" is not in "bestseller". In other scripts a word is found
 *     wherever it stands.
 * V5. What lies within an exception of its list does not count; what lies within a longer word that weighs as much is told by that one.
 */
import type { SensitiveWords, WordSeverity } from '../policy.ts';
import { type Automaton, automatonOf } from './automaton.ts';
import { type Folded, foldedOf, isSpaced, lastCharacter } from './folded.ts';

/** One place of a sensitive word, in code units of the text as it was given. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
  /** As its list writes it. */
  readonly word: string;
  /** Id of the list. */
  readonly list: string;
  readonly severity: WordSeverity;
}

/** Looks for all words of all lists at once. */
export interface WordFinder {
  readonly lists: readonly SensitiveWords[];
  /** `channels`: those the text goes through, for lists that are for some channels only; without it, those lists count as well. In the order of the text. */
  spans(text: string, channels?: readonly string[]): readonly WordSpan[];
}

/** The heaviest first. */
export const WORD_SEVERITIES = ['block', 'review', 'warn'] as const;

const WEIGHT: Readonly<Record<WordSeverity, number>> = { warn: 1, review: 2, block: 3 };

interface Word {
  readonly list: SensitiveWords;
  readonly word: string;
  readonly isException: boolean;
  readonly folded: string;
  readonly bindsStart: boolean;
  readonly bindsEnd: boolean;
}

interface Found extends WordSpan {
  readonly from: SensitiveWords;
  readonly isException: boolean;
}

/** Takes some time for many words; looking for them does not. */
export function wordFinder(lists: readonly SensitiveWords[]): WordFinder {
  const words = lists.flatMap((list) => [
    ...list.words.map((word) => wordOf(list, word, false)),
    ...(list.except ?? []).map((word) => wordOf(list, word, true)),
  ]);
  const automaton = automatonOf(words.map(({ folded }) => folded));
  return {
    lists,
    spans(text, channels) {
      if (words.length === 0 || text === '') return [];
      const found = foundIn(foldedOf(text), { words, automaton }).filter(({ from }) => isFor(from, channels));
      return told(found);
    },
  };
}

/** Whether the list counts for what goes through these channels. */
function isFor({ channels }: SensitiveWords, through: readonly string[] | undefined): boolean {
  return channels === undefined || through === undefined || through.some((one) => channels.includes(one));
}

function wordOf(list: SensitiveWords, word: string, isException: boolean): Word {
  const folded = foldedOf(word).text;
  const bindsStart = folded !== '' && isSpaced(String.fromCodePoint(folded.codePointAt(0)!));
  const bindsEnd = folded !== '' && isSpaced(lastCharacter(folded));
  return { list, word, isException, folded, bindsStart, bindsEnd };
}

function foundIn(folded: Folded, { words, automaton }: { words: readonly Word[]; automaton: Automaton }): Found[] {
  const { text, starts, ends } = folded;
  return automaton.occurrences(text).flatMap(({ word: index, start, end }) => {
    const { list, word, isException, bindsStart, bindsEnd } = words[index]!;
    if (bindsStart && start > 0 && isSpaced(lastCharacter(text.slice(Math.max(0, start - 2), start)))) return [];
    if (bindsEnd && end < text.length && isSpaced(String.fromCodePoint(text.codePointAt(end)!))) return [];
    return [{ start: starts[start]!, end: ends[end - 1]!, word, list: list.id, severity: list.severity, from: list, isException }];
  });
}

/** One pass in the order of starts, the longer first: whatever holds a span has been before it. */
function told(found: readonly Found[]): readonly WordSpan[] {
  const sorted = [...found].sort(
    (one, other) =>
      one.start - other.start || other.end - one.end || Number(other.isException) - Number(one.isException) || order(one, other),
  );
  const exceptedTo = new Map<SensitiveWords, number>();
  const toldTo = { warn: 0, review: 0, block: 0 };
  const spans: WordSpan[] = [];
  let same: WordSpan[] = [];
  const close = (): void => {
    for (const { severity, end } of same) toldTo[severity] = Math.max(toldTo[severity], end);
    same = [];
  };
  for (const { from, isException, ...span } of sorted) {
    const [first] = same;
    if (first && (first.start !== span.start || first.end !== span.end)) close();
    if (isException) exceptedTo.set(from, Math.max(exceptedTo.get(from) ?? 0, span.end));
    else if (
      (exceptedTo.get(from) ?? 0) < span.end &&
      !WORD_SEVERITIES.some((one) => WEIGHT[one] >= WEIGHT[span.severity] && toldTo[one] >= span.end)
    ) {
      spans.push(span);
      same.push(span);
    }
  }
  return spans;
}

function order(one: WordSpan, other: WordSpan): number {
  return WEIGHT[other.severity] - WEIGHT[one.severity] || (one.list < other.list ? -1 : 1);
}
