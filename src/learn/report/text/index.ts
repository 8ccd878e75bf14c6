/** Texts of the report in the reader's language. */
import { en, type ReportTextKey } from './en.ts';
import { zh } from './zh.ts';

export type { ReportTextKey } from './en.ts';
export type ReportLocale = 'en' | 'zh';

/** Fills a text of the catalogue. */
export type ReportSay = (key: ReportTextKey, values?: Readonly<Record<string, string>>) => string;

export const catalogues: Readonly<Record<ReportLocale, Readonly<Record<ReportTextKey, string>>>> = { en, zh };

export function sayIn(locale: ReportLocale): ReportSay {
  const texts = catalogues[locale];
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}
