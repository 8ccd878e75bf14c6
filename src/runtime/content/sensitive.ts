/** Sensitive words as people who write see them: where they stand in what is written, and in what a customer would read. */
import { escapeHtml, type RenderedContent, wordsOfRendered } from '../../act/index.ts';
import {
  type BlockDefinition,
  type ContentField,
  type SensitiveWords,
  type TemplateContent,
  type TemplateDefinition,
  type Text,
  type WordFinder,
  type WordSeverity,
  type WordSpan,
  wordsIn,
} from '../../define/index.ts';

/** A sensitive word of what is written; `start` and `end` are characters (UTF-16) of the text of the field. */
export interface WrittenWord extends WordSpan {
  /** E.g. `subject`, `locales.zh.body`, `variants.short.body`. */
  readonly field: string;
  /** Of the list: why, and what to say instead. */
  readonly note?: Text;
}

/** A sensitive word of what a customer would read. */
export interface ShownWord {
  readonly field: ContentField;
  /** As it stands there. */
  readonly found: string;
  readonly word: string;
  readonly list: string;
  readonly severity: WordSeverity;
  /** Whether the message would be kept back for it. */
  readonly withholds: boolean;
  readonly note?: Text;
}

export interface Watching {
  readonly finder: WordFinder;
  /** Through which the content goes; where nobody knows yet, the lists of all channels count. */
  readonly channels: readonly string[] | undefined;
}

/** At most so many are told. */
const WORDS_MAX = 200;

export function writtenWords(definition: TemplateDefinition | BlockDefinition, { finder, channels }: Watching): readonly WrittenWord[] {
  const notes = notesOf(finder.lists);
  return wordsIn(definition, finder, channels)
    .slice(0, WORDS_MAX)
    .map((one) => ({ ...one, ...notes.get(one.list) }));
}

/** What is shown of the words, and the content with those in its HTML marked. */
export function shownWords(
  content: RenderedContent,
  written: TemplateContent,
  { finder, channels }: Watching,
): { readonly words: readonly ShownWord[]; readonly marked: string } {
  const found = wordsOfRendered(content, { finder, channels, written }).slice(0, WORDS_MAX);
  const notes = notesOf(finder.lists);
  const words = found.map(({ field, start, end, word, list, severity, withholds }) => {
    const text = (content[field] ?? '').slice(start, end);
    return { field, found: text.replace(TAG, ''), word, list, severity, withholds, ...notes.get(list) };
  });
  return {
    words,
    marked:
      content.format === 'html'
        ? markedHtml(
            content.body,
            found.filter(({ field }) => field === 'body'),
          )
        : content.body,
  };
}

function notesOf(lists: readonly SensitiveWords[]): ReadonlyMap<string, { readonly note?: Text }> {
  return new Map(lists.map(({ id, note }) => [id, note ? { note } : {}]));
}

const TAG = /<[^<>]*>/g;
const COLORS: Readonly<Record<WordSeverity, string>> = { block: '#ffd6d6', review: '#ffe9b8', warn: '#e4ecff' };

/** Each stretch of a word that stands between tags gets a mark of its own, so that no tag is torn. What stands in an attribute gets none. */
function markedHtml(html: string, spans: readonly WordSpan[]): string {
  const tags = [...html.matchAll(TAG)].map(({ index, 0: tag }) => [index, index + tag.length] as const);
  const stretches = apart(spans).flatMap((span) => between(span, tags));
  let marked = '';
  let end = 0;
  for (const { start, to, span } of stretches) {
    const { severity, word, list } = span;
    const line = severity === 'block' ? 'solid' : severity === 'review' ? 'dashed' : 'dotted';
    const style = `background:${COLORS[severity]};color:#1a1a1a;border-bottom:2px ${line} #7a1f1f`;
    marked += `${html.slice(end, start)}<mark style="${style}" title="${escapeHtml(`${word} (${list})`)}">${html.slice(start, to)}</mark>`;
    end = to;
  }
  return marked + html.slice(end);
}

/** Of spans that overlap, the first. */
function apart(spans: readonly WordSpan[]): readonly WordSpan[] {
  let end = 0;
  return [...spans]
    .sort((one, other) => one.start - other.start)
    .filter((span) => {
      if (span.start < end) return false;
      end = span.end;
      return true;
    });
}

function between(span: WordSpan, tags: readonly (readonly [number, number])[]) {
  const inside = tags.filter(([start, end]) => start < span.end && end > span.start);
  const pieces: { readonly start: number; readonly to: number; readonly span: WordSpan }[] = [];
  let start = span.start;
  for (const [from, to] of inside) {
    if (from > start) pieces.push({ start, to: from, span });
    start = Math.max(start, to);
  }
  if (start < span.end) pieces.push({ start, to: span.end, span });
  return pieces;
}
