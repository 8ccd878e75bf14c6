/**
 * English that was kept as a sentence, said in Chinese: the way back of said.ts. A text is understood when it is exactly one that a template makes; of a
 * value that stands in quotes nothing is understood, it is somebody's own.
 */
import { filled, type Said, type Sayable } from './said.ts';

/** What a sentence, or a part of one, says; undefined where it is none that is known. */
export type Understanding = (english: string) => Said | undefined;

/** Of the catalogue that `sayingWith` has. A part of several words is known, or the sentence is not; so is each part of what only joins parts. */
export function understandingWith(chinese: Readonly<Record<string, string>>): Understanding {
  // What joins comes first: each of its parts is a sentence. Then what has more words of its own: `is {0}` fits what `is {0}; it must be text` says.
  const rows = Object.entries(chinese)
    .filter(([template]) => /\{\w+\}/.test(template))
    .map(([template, text]) => ({ pattern: patternOf(template), template: text, words: template.replaceAll(/\{\w+\}/g, '') }))
    .map((row) => ({ ...row, joins: !/\p{L}/u.test(row.words) }))
    .sort((one, other) => Number(other.joins) - Number(one.joins) || other.words.length - one.words.length);
  const partOf = (value: string): Sayable | undefined => understood(value) ?? (/\p{L} \p{L}/u.test(value) ? undefined : value);
  const understood: Understanding = (english) => {
    if (Object.hasOwn(chinese, english)) return { en: english, zh: chinese[english]! };
    for (const { pattern, template, joins } of rows) {
      const values = valuesIn(english, pattern, joins ? understood : partOf);
      if (values) return { en: english, zh: filled(template, (hole) => values[hole], 'zh') };
    }
    return undefined;
  };
  return understood;
}

/**
 * The values by which a text was made of a template, with those that are known already; undefined when it was not. `partOf` gives what a value says that stands
 * in no quotes: undefined when the text cannot be meant.
 */
export function unfilled(
  template: string,
  text: string,
  { known = {}, partOf }: { readonly known?: Readonly<Record<string, string>>; readonly partOf: (value: string) => Sayable | undefined },
): Readonly<Record<string, Sayable>> | undefined {
  const values = valuesIn(text, patternOf(template, known), partOf);
  return values && { ...known, ...values };
}

function valuesIn(
  text: string,
  pattern: RegExp,
  partOf: (value: string) => Sayable | undefined,
): Readonly<Record<string, Sayable>> | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const values: Record<string, Sayable> = {};
  for (const [group, value] of Object.entries(found.groups ?? {})) {
    const said = group.startsWith('own_') ? value : partOf(value);
    if (said === undefined) return undefined;
    values[group.slice(group.indexOf('_') + 1)] = said;
  }
  return values;
}

/** A group for each hole, `own_` where it stands in quotes. */
function patternOf(template: string, known: Readonly<Record<string, string>> = {}): RegExp {
  const seen = new Set<string>();
  const source = template.split(/("\{\w+\}"|\{\w+\})/).map((piece, index) => {
    if (index % 2 === 0) return literally(piece);
    const isQuoted = piece.startsWith('"');
    const hole = piece.replaceAll(/\W/g, '');
    const group = `${isQuoted ? 'own' : 'part'}_${hole}`;
    const value =
      known[hole] !== undefined ? literally(known[hole]) : seen.has(group) ? `\\k<${group}>` : `(?<${group}>${isQuoted ? '[^"]*' : '.*?'})`;
    seen.add(group);
    return isQuoted ? `"${value}"` : value;
  });
  return new RegExp(`^${source.join('')}$`, 'su');
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
