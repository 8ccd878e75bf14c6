/** Sensitive words of what is written: the literal texts of templates and blocks, each with its place in the source. */
import type { BlockContent, BlockDefinition } from '../block.ts';
import { CONTENT_FIELDS, contentsOf } from '../content/contents.ts';
import { formatOf } from '../content/format.ts';
import type { TemplateContent, TemplateDefinition } from '../template.ts';
import type { WordFinder, WordSpan } from './finder.ts';
import { type ReadableOptions, readableOf } from './readable.ts';

/** A sensitive word of a definition. Its span is in the text of the field as it is written. */
export interface WordAt extends WordSpan {
  /** E.g. `subject`, `locales.zh.body`, `variants.short.body`. */
  readonly field: string;
}

/** Of a block: what is read of it, be it alone or in a template. Addresses are not. */
const BLOCK_FIELDS = ['body', 'mjml', 'text'] as const;

/** `channels`: those it goes through; lists that are for others are passed over. */
export function wordsIn(
  definition: TemplateDefinition | BlockDefinition,
  finder: WordFinder,
  channels?: readonly string[],
): readonly WordAt[] {
  return textsOf(definition).flatMap(({ field, source, format }) =>
    wordsOfSource(source, { format, liquid: true }, (text) => finder.spans(text, channels)).map((span) => ({ field, ...span })),
  );
}

/** The text of a field of it; '' when it has none. */
export function sourceAt(definition: TemplateDefinition | BlockDefinition, field: string): string {
  return textsOf(definition).find((one) => one.field === field)?.source ?? '';
}

/** Words of one written content, without places. */
export function wordsOfContent(content: TemplateContent, finder: WordFinder): readonly WordSpan[] {
  return CONTENT_FIELDS.flatMap((field) => {
    const source = content[field];
    if (source === undefined) return [];
    return wordsOfSource(source, { format: formatFor(field, source), liquid: true }, (text) => finder.spans(text));
  });
}

/** Spans of what is read of a source, as places of the source. */
export function wordsOfSource(
  source: string,
  options: ReadableOptions,
  spansOf: (text: string) => readonly WordSpan[],
): readonly WordSpan[] {
  const { text, starts, ends } = readableOf(source, options);
  return spansOf(text).map((span) => ({ ...span, start: starts[span.start]!, end: ends[span.end - 1]! }));
}

interface WrittenText {
  readonly field: string;
  readonly source: string;
  readonly format: ReadableOptions['format'];
}

function textsOf(definition: TemplateDefinition | BlockDefinition): readonly WrittenText[] {
  if (definition.kind === 'template')
    return contentsOf(definition).flatMap(({ content, path }) =>
      CONTENT_FIELDS.flatMap((field) => {
        const source = content[field];
        return source === undefined ? [] : [{ field: `${path}${field}`, source, format: formatFor(field, source) }];
      }),
    );
  const { type, locales = {} } = definition;
  const contents: (readonly [string, BlockContent])[] = [['', definition]];
  for (const [tag, content] of Object.entries(locales)) contents.push([`locales.${tag}.`, content]);
  return contents.flatMap(([path, content]) =>
    BLOCK_FIELDS.flatMap((field): WrittenText[] => {
      const source = content[field];
      if (source === undefined) return [];
      const isMarkup = type === 'custom' && (field === 'mjml' || (field === 'body' && formatOf(source) !== 'text'));
      return [{ field: `${path}${field}`, source, format: isMarkup ? 'markup' : 'text' }];
    }),
  );
}

function formatFor(field: (typeof CONTENT_FIELDS)[number], source: string): ReadableOptions['format'] {
  return field === 'body' && formatOf(source) !== 'text' ? 'markup' : 'text';
}
