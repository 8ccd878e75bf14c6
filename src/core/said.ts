/** What is wrong with definitions that step cannot follow, and with entries of the log, in both languages. */
import { type Saying, sayingWith } from '../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const CORE_ZH: Readonly<Record<string, string>> = {
  'chunk {0} of a backfill is damaged': '历史回溯的第 {0} 块已损坏',
  'it has no known type': '没有已知的类型',
  'what was resolved is neither an event nor a control entry': '所归属的既不是事件，也不是控制记录',
  'operator "{0}" does not apply here': '运算符“{0}”在这里不适用',
  'operator "{0}" reads lists of events': '运算符“{0}”读取事件中的列表',
  'field "{0}" is read where no event is at hand': '字段“{0}”在没有事件之处被读取',
  'field "{0}" does not start with trait., tag., segment., bucket., event. or property.':
    '字段“{0}”不是以 "trait."、"tag."、"segment."、"bucket."、"event." 或 "property." 开头',
  'operator "{0}" does not apply to events': '运算符“{0}”不适用于事件',
  'quiet hours must leave a part of the day in which messages may go': '免打扰时段必须留出一天中可以发送消息的时间',
  'max must be a whole number from 1 to {0}': 'max 应为 1 到 {0} 的整数',
  'the window must be longer than 0': '窗口应长于 0',
  'the window may last 366 days at most': '窗口最长 366 天',
  'the time must be longer than 0': '时间应长于 0',
  'name at least one message class: "marketing" or "service"': '请至少写一个消息类别："marketing" 或 "service"',
  'transactional messages are always exempt. Remove "transactional" from classes':
    '交易消息始终不受限制。请从 classes 中去掉 "transactional"',
  'collect may be as long as the window at most': 'collect 不得长于窗口',
  'template "{0}" prints event.{1}, but no event triggers this journey. Print a trait, or give it a default: {{ event.{2} | default: "..." }}':
    '模板“{0}”输出 event.{1}，但没有事件触发此旅程。请改为输出客户属性，或给出默认值：{{ event.{2} | default: "..." }}',
  'a holdout is a share from 0 to less than 1': '空白对照组是不小于 0 且小于 1 的比例',
  'a key is a property of the triggering event, and none triggers': 'key 是触发事件的属性，而没有事件触发',
  'daysBefore is a whole number from 0 to 365': 'daysBefore 应为 0 到 365 的整数',
  'a schedule comes each day, week or month ("every"), by a "rule", or on one "date"':
    '日程按每天、每周或每月（"every"）、按 "rule"，或在某个 "date" 到来',
  'each week needs a weekday, 1 (Monday) to 7': '每周需要指明星期几，1（周一）到 7',
  'each month needs a day, 1 to 31': '每月需要指明日期，1 到 31',
  'a re-entry span must be longer than 0. Write "always" for none': '重新进入的间隔应长于 0。不设间隔请写 "always"',
  'a journey needs at least one step': '旅程至少需要一个节点',
  'branches are nested more than {0} deep. Split the journey in two': '分支嵌套超过 {0} 层。请将旅程拆成两个',
  'a branch needs at least one condition': '分支至少需要一个条件',
  'a wait has either a duration or a time until which it lasts': '等待应有时长，或等到某一时间，二者择一',
  'weekdays are numbers from 1 (Monday) to 7': '星期几是 1（周一）到 7 的数字',
  'a wait has 1 to {0} ways to open': '等待有 1 到 {0} 种结束方式',
  'a wait is rearmed by an event': '等待由事件重新开始',
  'the share of "{0}" must be more than 0': '“{0}”的比例应大于 0',
  'the shares of a split sum to 1 at most': '分流的比例之和最多为 1',
  'a single value is taken from an answer, "{0}" is a list': '从应答中取的是单个值，“{0}”是列表',
  'a wait must be longer than 0': '等待应长于 0',
  'a wait may last 730 days at most': '等待最长 730 天',
  'two steps have the id "{0}". Rename one': '有两个节点的 id 都是“{0}”。请给其中一个改名',
  'a limit looks back 366 days at most': '上限最多回看 366 天',
  'only a send can go another way': '只有发送节点可以改道',
  'no step "{0}" comes after "{1}"': '“{1}”之后没有节点“{0}”',
  'the shares sum to more than 1': '比例之和大于 1',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(CORE_ZH);
