/** What the state's carriers expect of their settings, in both languages. */
import { type Saying, sayingWith } from '../../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const STATE_ZH: Readonly<Record<string, string>> = {
  'up to 45 of a to z, 0 to 9 and _, not beginning with a digit': '至多 45 个字符，由 a 到 z、0 到 9 和 _ 组成，不以数字开头',
  'process {0}': '进程 {0}',
  'a whole number': '整数',
  'an address such as {0}': '地址，例如 {0}',
  '(not shown)': '（不显示）',
  'the session before this one has not ended yet': '上一个会话尚未结束',
  'it is a standby, which takes no writes': '它是备用服务器，不接受写入',
};

/** What is expected, as a template literal after it says in English. */
export const said: Saying = sayingWith(STATE_ZH);
