/** What is expected of whoever moves a rollout, in both languages. */
import { type Saying, sayingWith } from '../../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const ROLLOUT_ZH: Readonly<Record<string, string>> = {
  'a stage after {0}, at most {1} (one more: for everybody)': '第 {0} 阶段之后的阶段，至多 {1}（再下一个：面向所有人）',
};

/** What is expected, as a template literal after it says in English. */
export const said: Saying = sayingWith(ROLLOUT_ZH);
