/** Why a log or a store takes nothing, in both languages. */
import { type Saying, sayingWith } from '../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const PORT_ZH: Readonly<Record<string, string>> = {
  '{0} MB are left': '只剩 {0} MB',
  'earlier appends were not answered': '之前的追加没有得到应答',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(PORT_ZH);
