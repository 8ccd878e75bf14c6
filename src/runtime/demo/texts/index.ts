/** Texts of the demo in the reader's language. */
import { type DemoTextKey, en } from './en.ts';
import { zh } from './zh.ts';

export type { DemoTextKey } from './en.ts';
export type DemoLocale = 'en' | 'zh';

/** Fills a text of the catalogue. */
export type DemoSay = (key: DemoTextKey, values?: Readonly<Record<string, string | number>>) => string;

export function demoSay(locale: DemoLocale): DemoSay {
  const texts: Readonly<Record<DemoTextKey, string>> = locale === 'zh' ? zh : en;
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
