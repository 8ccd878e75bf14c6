/** What is wrong with the files of a project and with what is said of a release, in both languages. */
import { type Saying, sayingWith } from '../../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const PROJECT_ZH: Readonly<Record<string, string>> = {
  'expected a folder named as a kind: {0}': '文件夹应以类型命名：{0}',
  'expected "{0}", as its folder says, got "{1}"': '按所在文件夹应为 "{0}"，现在是 "{1}"',
  '"{0}" belongs in {1}': '“{0}”应放在 {1} 中',
  'journey "{0}" version {1}': '旅程“{0}”第 {1} 版',
  'there is no such journey': '没有这个旅程',
  'the release does not have it, so nobody can move on in it from "{0}": say stay or exit':
    '此发布版本中没有它，因此没有人能从“{0}”继续走下去：请写 stay 或 exit',
  'it has no step "{0}" to move to. Its steps: {1}': '没有可移到的节点“{0}”。它的节点：{1}',
  'there is no trait "{0}"': '没有客户属性“{0}”',
  'it has no export named "project"': '没有名为 "project" 的导出',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(PROJECT_ZH);
