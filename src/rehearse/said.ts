/** What is expected of whoever rehearses, in both languages. */
import { type Saying, sayingWith } from '../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const REHEARSE_ZH: Readonly<Record<string, string>> = {
  'a time such as 2026-03-29T02:30': '时间，例如 2026-03-29T02:30',
};

/** What is expected, as a template literal after it says in English. */
export const said: Saying = sayingWith(REHEARSE_ZH);
