/** Why a call is refused, in both languages: the door answers and keeps the English, `reasonIn` says it in Chinese. */
import { type Hinting, hintingWith, type Saying, sayingWith, type Understanding, understandingWith } from '../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. A row whose English changes leaves what was kept with it in English. */
export const SENSE_ZH: Readonly<Record<string, string>> = {
  '{0}; {1}': '{0}；{1}',
  '"{0}" {1}': '“{0}”{1}',
  missing: '缺失',
  'a list': '列表',
  'an object': '对象',
  'true or false': '布尔值',
  'a number': '数字',
  text: '文本',
  'is {0}': '是 {0}',
  'is {0}; it must be an object': '应为对象，实为 {0}',
  'is {0}; it must be text': '应为文本，实为 {0}',
  'is {0}; it must be a list of calls': '应为调用的列表，实为 {0}',
  'is {0}; it must be a list of { id, type }': '应为 { id, type } 的列表，实为 {0}',
  'is no object; it must be { id, type }': '不是对象，应为 { id, type }',
  'is not "{0}", which the address says': '不是地址所指的“{0}”',
  'must be track, identify, page, screen, group or alias': '应为 track、identify、page、screen、group 或 alias',
  'must be the name of what happened, e.g. "Order Completed"': '应为所发生之事的名称，例如 "Order Completed"',
  'must be a namespace: 1 to {0} letters, digits and _ . : -': '应为命名空间：1 到 {0} 个字母、数字和 _ . : -',
  'has {0} characters; at most {1} are accepted': '有 {0} 个字符，最多接受 {1} 个',
  'has {0} items; at most {1} are accepted': '有 {0} 项，最多接受 {1} 项',
  'has {0} characters': '有 {0} 个字符',
  'has a control character': '含有控制字符',
  'has half a character (a lone surrogate)': '含有半个字符（孤立的代理项）',
  'is a number with a fraction, or too large': '是带小数的数字，或过大',
  '"{0}" is a reserved name; send the call of that name': '“{0}”是保留名称，请改发同名的调用',
  'is missing or the same as userId; an alias call joins two identifiers': '缺失，或与 userId 相同；alias 调用连接两个标识',
  'is missing; a {0} call needs it': '缺失；{0} 调用需要它',
  'is missing; history is replayed by the time of each event': '缺失；历史按每个事件的时间重放',
  'is no time; write ISO 8601, e.g. "2026-03-01T09:30:00Z", or milliseconds since 1970':
    '不是时间；请写 ISO 8601，例如 "2026-03-01T09:30:00Z"，或 1970 年以来的毫秒数',
  'the end of time': '时间的尽头',
  'is missing': '缺失',
  'is of another type than defined': '的类型与定义不符',
  'is none of the allowed values': '不在允许的值之中',
  'does not match its pattern': '与其模式不符',
  'is out of its range': '超出范围',
  'is not defined': '没有定义',
  'the event is not defined': '该事件没有定义',
  'it is empty': '内容为空',
  'at character {0} (line {1}, column {2}) {3} where {4} is expected': '字符 {0}（第 {1} 行第 {2} 列）处{3}，此处应为 {4}',
  'stands {0}': '出现 {0}',
  'it ends': '内容就结束了',
  'a value': '值',
  'a value or ]': '值或 ]',
  'a key': '键',
  'a key or }': '键或 }',
  ', or ]': '“,”或“]”',
  ', or }': '“,”或“}”',
  'the end': '结尾',
  'cannot be read': '无法读取',
  'the log cannot be written': '日志无法写入',
  'begins at the call: {0}, or properties, traits, context with a path, e.g. "properties.total"':
    '应从调用开始：{0}，或 properties、traits、context 加路径，例如 "properties.total"',
  'is a path such as "properties.address.city" or "properties.products[].price"':
    '应为路径，例如 "properties.address.city" 或 "properties.products[].price"',
  'must lie in the same list, or in none as well': '应在同一列表中，或同样不在列表中',
  'its root': '最外层',
  'is not understood': '无法理解',
  'is none of the steps {0}': '不是 {0} 中的任何一种步骤',
  '{0}: {1}': '{0}：{1}',
  'it is closed': '它已关闭',
  'it is no checkpoint': '不是检查点',
  'its fingerprint differs': '指纹不同',
  'the answer names call {0} of {1}': '应答中提到第 {0} 个调用，而一共只有 {1} 个',
  'its header {0}': '标题行 {0}',
  'it has no header': '没有标题行',
  'a line is longer than {0} characters': '有一行超过 {0} 个字符',
  'a track call needs the name of its event': 'track 调用需要事件的名称',
  'must be 1 to 40 letters, digits and _ . -': '应为 1 到 40 个字母、数字和 _ . -',
  '"{0}" needs a year, a month and a day, e.g. "dd/MM/yyyy HH:mm"': '“{0}”需要年、月和日，例如 "dd/MM/yyyy HH:mm"',
  'the file has no such column; it has {0}': '文件中没有这一列，有的是：{0}',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(SENSE_ZH);

/** What a schema answers, in English: `understood` says it in Chinese. */
export const hint: Hinting = hintingWith(said);

export const understood: Understanding = understandingWith(SENSE_ZH);
