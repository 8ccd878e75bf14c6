/** Why the warehouse does not answer, in both languages. */
import { type Saying, sayingWith } from '../../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const WAREHOUSE_ZH: Readonly<Record<string, string>> = {
  'the warehouse is closed': '数据仓库已关闭',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(WAREHOUSE_ZH);
