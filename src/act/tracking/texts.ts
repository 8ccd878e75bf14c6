/** What the product itself adds to messages, for the customer to read. */
import type { Text } from '../../define/index.ts';

const UNSUBSCRIBE: Text = { en: 'Unsubscribe', zh: '退订' };

/** In Chinese for Chinese locales, else in English. */
export function unsubscribeWord(locale: string | undefined): string {
  return /^zh\b/i.test(locale ?? '') ? UNSUBSCRIBE.zh : UNSUBSCRIBE.en;
}
