/** Texts of the command line in the reader's language. */
import { en, type TextKey } from './en.ts';
import { zh } from './zh.ts';

export type { TextKey } from './en.ts';
export type Locale = 'en' | 'zh';

/** Fills a text of the catalogue. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** VOLANO_LANG decides, then the terminal's own language; English unless it is Chinese. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): Locale {
  const wish = environment.VOLANO_LANG || environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return wish.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function sayIn(locale: Locale): Say {
  const texts: Readonly<Record<TextKey, string>> = locale === 'zh' ? zh : en;
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
