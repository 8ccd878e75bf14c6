/**
 * Sensitive words of a message as it is rendered: what a customer's own data brings in is seen here first.
 *
 * A word to be blocked keeps the message back wherever it comes from. A word to be reviewed does when it is not among those that the template itself says: those
 * somebody has looked at when it was released, and nobody has seen the others.
 */
import type { JsonObject } from '../../core/index.ts';
import {
  CONTENT_FIELDS,
  type ContentField,
  type TemplateContent,
  type WordFinder,
  type WordSpan,
  wordsOfContent,
  wordsOfSource,
} from '../../define/index.ts';
import type { RenderedContent } from './renderer.ts';

/** Rule by which a message is kept back. */
export const SENSITIVE_WORD = 'content.sensitive_word';

/** A sensitive word of a rendered message. Its span is in the field as it was rendered. */
export interface RenderedWord extends WordSpan {
  readonly field: ContentField;
  /** Whether a message with it does not go out. */
  readonly withholds: boolean;
}

export interface WordingOptions {
  readonly finder: WordFinder;
  /** Through which it goes; undefined: nobody knows, so the lists of all channels count. */
  readonly channels: readonly string[] | undefined;
  /** What the template says in this language and variant, built, in Liquid. */
  readonly written: TemplateContent;
}

/** All sensitive words of it, field by field. */
export function wordsOfRendered(
  content: Pick<RenderedContent, ContentField | 'format'>,
  { finder, channels, written }: WordingOptions,
): readonly RenderedWord[] {
  const own = ownWords(written, finder);
  return CONTENT_FIELDS.flatMap((field) => {
    const text = content[field];
    if (text === undefined) return [];
    const format = field === 'body' && content.format === 'html' ? 'markup' : 'text';
    return wordsOfSource(text, { format, liquid: false }, (read) => finder.spans(read, channels)).map((span) => ({
      field,
      ...span,
      withholds: span.severity === 'block' || (span.severity === 'review' && !own.has(keyOf(span))),
    }));
  });
}

/** The word that keeps it back, those to be blocked first; undefined when it may go. */
export function withheldFor(content: RenderedContent, options: WordingOptions): JsonObject | undefined {
  if (options.finder.lists.every(({ severity }) => severity === 'warn')) return undefined;
  const words = wordsOfRendered(content, options).filter(({ withholds }) => withholds);
  const told = words.find(({ severity }) => severity === 'block') ?? words[0];
  return told && { word: told.word, list: told.list, severity: told.severity, field: told.field };
}

const known = new WeakMap<WordFinder, WeakMap<TemplateContent, ReadonlySet<string>>>();

function ownWords(written: TemplateContent, finder: WordFinder): ReadonlySet<string> {
  const byContent = known.get(finder) ?? new WeakMap<TemplateContent, ReadonlySet<string>>();
  known.set(finder, byContent);
  const own = byContent.get(written) ?? new Set(wordsOfContent(written, finder).map(keyOf));
  byContent.set(written, own);
  return own;
}

function keyOf({ list, word }: WordSpan): string {
  return `${list}\u0000${word}`;
}
