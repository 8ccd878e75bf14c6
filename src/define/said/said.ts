/** What is wrong with definitions, in both languages: sentences stand where they are found, in English, and the catalogue has each in Chinese. */
import { type Said, type Sayable, type Saying, saidIn, sayingWith } from '../../base/index.ts';
import { SAID_ZH } from './zh.ts';

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(SAID_ZH);

/** What a schema expects, as it says so: in English, for `hinted` to find it again. */
export function hint([text]: readonly string[]): string {
  return text!;
}

/** A hint of a schema in both languages; undefined for other texts. */
export function hinted(text: string): Said | undefined {
  return Object.hasOwn(SAID_ZH, text) ? { en: text, zh: SAID_ZH[text]! } : undefined;
}

/** a or b or c */
export function eitherOf([first, ...others]: readonly Sayable[]): Said {
  return others.reduce<Said>((all, one) => said`${all} or ${one}`, whole(first!));
}

/** a and b and c */
export function allOf([first, ...others]: readonly Sayable[]): Said {
  return others.reduce<Said>((all, one) => said`${all} and ${one}`, whole(first!));
}

function whole(part: Sayable): Said {
  return { en: saidIn(part, 'en'), zh: saidIn(part, 'zh') };
}

/** The issue of a schema that says this. */
export function issueOf(
  text: Said,
  ...path: readonly string[]
): { code: 'custom'; message: string; path: string[]; params: { readonly said: Said } } {
  return { code: 'custom', message: text.en, path: [...path], params: { said: text } };
}
