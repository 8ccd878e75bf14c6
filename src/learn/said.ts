/** What is wrong with a question to the warehouse, in both languages. */
import { type Saying, sayingWith } from '../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const LEARN_ZH: Readonly<Record<string, string>> = {
  '"{0}" needs a "property"': '“{0}”需要 "property"',
  '"time_since" has no unit "{0}"; use minute, hour, day or week': '"time_since" 没有单位“{0}”；请用 minute、hour、day 或 week',
  'a condition reads trait., tag., segment., bucket. or event. fields':
    '条件读取以 "trait."、"tag."、"segment."、"bucket." 或 "event." 开头的字段',
  'a path into traits has no "[]"': '指向客户属性的路径不含 "[]"',
  'a "where" reads only "property." fields of the event itself': '"where" 只读取事件自身以 "property." 开头的字段',
  '"{0}" depends on now and is not allowed in a "where"': '“{0}”取决于当前时间，不能用在 "where" 中',
  'a path has at most one "[]"': '路径至多含一个 "[]"',
  'a purchase is filtered by "property." fields without "[]"': '购买按以 "property." 开头且不含 "[]" 的字段过滤',
  'operator "{0}" with this value is not among those that filter a purchase': '带此值的运算符“{0}”不能用来过滤购买',
  'must name 2 to {0} events, in order': '应按顺序给出 2 到 {0} 个事件',
  'must be another event at each step': '每一步应是不同的事件',
  'is before from ({0})': '早于 from（{0}）',
  'is more than {0} days before to ({1})': '比 to（{1}）早 {0} 天以上',
  'would make {0} rows of these days, at most {1} are answered: ask by week or month':
    '这些天会有 {0} 行，最多回答 {1} 行：请按周或按月查询',
  'must be a date such as 2026-01-05': '应为日期，例如 2026-01-05',
  'must lie between 1970-01-01 and 2199-12-31': '应在 1970-01-01 到 2199-12-31 之间',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(LEARN_ZH);
