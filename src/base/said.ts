/** What is said in both languages of the product, with values put in: English where it goes to logs and programs, Chinese where a reader of Chinese asks. */

/** A sentence, or a part of one, in both languages. */
export interface Said {
  readonly en: string;
  readonly zh: string;
}

/** What may stand in a sentence: the same in both languages, or a part that is said in each. */
export type Sayable = string | number | Said;

/** How a template literal becomes a sentence in both languages. */
export type Saying = (parts: readonly string[], ...values: readonly Sayable[]) => Said;

/**
 * A tag for template literals: said`no step "${id}"` is said in English as it stands, and in Chinese as the catalogue has it. Its rows are by the English with
 * numbered holes: `no step "{0}"`. What it does not have stays English.
 */
export function sayingWith(chinese: Readonly<Record<string, string>>): Saying {
  return (parts, ...values) => {
    const template = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
    const at = (hole: string): Sayable | undefined => values[Number(hole)];
    return { en: filled(template, at, 'en'), zh: filled(chinese[template] ?? template, at, 'zh') };
  };
}

/** How a template literal becomes what a schema answers: the sentence in English. `understandingWith` of the same catalogue finds it again. */
export type Hinting = (parts: readonly string[], ...values: readonly Sayable[]) => string;

/** The tag for the sentences of schemas, by the one for all others. */
export function hintingWith(said: Saying): Hinting {
  return (parts, ...values) => said(parts, ...values).en;
}

/** The words of somebody else, such as the operating system, a library or a server: they stay as they are in both languages. */
export function verbatim(text: string): Said {
  return { en: text, zh: text };
}

/** In one language. */
export function saidIn(value: Sayable, language: 'en' | 'zh' = 'en'): string {
  return typeof value === 'object' ? value[language] : String(value);
}

/** A template with its holes filled. A hole without a value stays. In Chinese a gap stands beside Latin letters and figures only. */
export function filled(template: string, find: (hole: string) => Sayable | undefined, language: 'en' | 'zh'): string {
  return template.replace(/ ?\{\w+\} ?/g, (whole) => {
    const hole = whole.trim().slice(1, -1);
    const value = find(hole);
    const text = value === undefined ? `{${hole}}` : saidIn(value, language);
    const before = whole.startsWith(' ') && !(language === 'zh' && FULL_BEGIN.test(text)) ? ' ' : '';
    const after = whole.endsWith(' ') && !(language === 'zh' && FULL_END.test(text)) ? ' ' : '';
    return before + text + after;
  });
}

const FULL_BEGIN = /^[\p{Script=Han}“（《]/u;
const FULL_END = /[\p{Script=Han}”）》，。；：！？]$/u;
