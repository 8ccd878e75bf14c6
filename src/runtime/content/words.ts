/** What differs between two versions of a content, in words. */
import { CONTENT_FIELDS, contentsOf, type TemplateDefinition } from '../../define/index.ts';
import { diffLines } from '../project/index.ts';

/** A stretch of words that stayed, went or came. */
export interface Words {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** One field that differs. */
export interface FieldChange {
  /** E.g. `subject`, `locales.zh.body`, `variants.short.body`. */
  readonly field: string;
  readonly words: readonly Words[];
}

/** A word, one character of Chinese, or the space between. */
const TOKENS = /\s+|\p{Script=Han}|[^\s\p{Script=Han}]+/gu;
/** Beyond so many pairs of words, lines are compared. */
const PAIRS_MAX = 4_000_000;

/** Fields that are the same are left out; one that is new or gone is so as a whole. */
export function changedFields(before: TemplateDefinition, after: TemplateDefinition): readonly FieldChange[] {
  const [old, now] = [fieldsIn(before), fieldsIn(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field) ?? '', now.get(field) ?? ''];
    return was === is ? [] : [{ field, words: wordsBetween(was, is) }];
  });
}

/** Without what came it is the old text, without what went the new. */
export function wordsBetween(before: string, after: string): readonly Words[] {
  const [was, is] = [tokensOf(before), tokensOf(after)];
  const isLong = was.length * is.length > PAIRS_MAX;
  const parts = isLong ? diffLines(before.split(/(?<=\n)/), after.split(/(?<=\n)/)) : diffLines(was, is);
  const words: { sign: Words['sign']; text: string }[] = [];
  for (const { sign, text } of parts) {
    const last = words.at(-1);
    if (last?.sign === sign) last.text += text;
    else words.push({ sign, text });
  }
  return words;
}

function tokensOf(text: string): readonly string[] {
  return text.match(TOKENS) ?? [];
}

function fieldsIn(template: TemplateDefinition): ReadonlyMap<string, string> {
  return new Map(
    contentsOf(template).flatMap(({ content, path }) =>
      CONTENT_FIELDS.flatMap((field) => (content[field] === undefined ? [] : [[`${path}${field}`, content[field]] as const])),
    ),
  );
}
