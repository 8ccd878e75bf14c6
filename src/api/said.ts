/** What is wrong with a request, in both languages. */
import { type Hinting, hintingWith, type Saying, sayingWith, type Understanding, understandingWith } from '../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const API_ZH: Readonly<Record<string, string>> = {
  'must be a name without spaces around it, and not "console", which is the console’s own':
    '应为前后没有空格的名称，且不能是 "console"（由控制台自己使用）',
  'must be at most 366 days ahead': '最多在 366 天之后',
  'must name "traits" or "own", or be left out': '应给出 "traits" 或 "own"，或不写',
  'must be `next` of the page before': '应为上一页给出的 `next`',
  'expected 1 to 100 letters, digits and signs without spaces': '应为 1 到 100 个字母、数字和符号，不含空格',
  'must be of small letters, digits and "_", beginning with a letter': '应由小写字母、数字和 "_" 组成，以字母开头',
  'is not that of the address: "{0}"': '与地址中的“{0}”不同',
  'is nested more than {0} levels deep': '嵌套超过 {0} 层',
  'must be a JSON object: the properties of the triggering event': '应为 JSON 对象，即触发事件的属性',
  'or "channel" or "all": exactly one of them says what is sent again': '它与 "channel"、"all" 三者中应恰有一个，指明重新发送什么',
  'expected {0} identifiers at most': '最多 {0} 个标识',
  'or "customer" says who is asked about; exactly one of them must be given': '它与 "customer" 指明所问的客户，应恰好给出其一',
  'is "true", or left out': '应为 "true"，或不写',
  'is later than the last day': '晚于最后一天',
  'is too early: at most {0} days': '过早，最多 {0} 天',
  'must be a date, e.g. 2026-05-01': '应为日期，例如 2026-05-01',
  'and "customer" belong together': '与 "customer" 须一起给出',
  'with "from" names one profile; "identifier", "source", "message", "since", "until" name what caused merges. One of both must be given':
    '它与 "from" 一起指明一个画像；"identifier"、"source"、"message"、"since"、"until" 指明引起合并的原因。两者必须给出其一',
  'or "identifiers" says who starts it: one of both': '它与 "identifiers" 指明由谁启动，两者择一',
  'is missing; an identifier has both': '缺失；标识由这两者组成',
  'is missing; or name an identifier by namespace and value': '缺失；或以 namespace 和 value 指明一个标识',
  'must be a score from 1 to 5': '应为 1 到 5 的分值',
  'this browser has not begun it, or took longer than ten minutes': '登录不是由这个浏览器开始的，或已超过十分钟',
  'must be segment.ID, tag.ID or trait.ID': '应为 segment.ID、tag.ID 或 trait.ID',
  'or "definition" or "condition" says what is asked; exactly one of them must be given':
    '它与 "definition"、"condition" 指明所问的内容，应恰好给出其一',
  'is missing: send {"project": {"definitions": [...]}, "note": "..."}': '缺失：请发送 {"project": {"definitions": [...]}, "note": "..."}',
  'or whom it is for must be given: "customer", or "namespace" and "value"; exactly one of them':
    '请给出它，或给出为谁推荐（"customer"，或 "namespace" 和 "value"），恰好其一',
  'must be a whole number and a unit, such as 90m, 2h or 30d': '应为整数加单位，例如 90m、2h 或 30d',
  'must be at most {0}d': '最多 {0}d',
  'or "traits", "consent" or "start" says what happens: at least one of them':
    '它与 "traits"、"consent"、"start" 指明发生什么，至少给出其一',
  'is missing; the first owner has none yet': '缺失；第一位所有者还没有',
  'more rows are marked than there are': '标记的行数多于总行数',
  'must be milliseconds since 1970, a date, or an instant with its offset, e.g. 2026-05-01T09:30Z':
    '应为 1970 年以来的毫秒数、日期，或带时差的时刻，例如 2026-05-01T09:30Z',
  'must be given once and not be empty': '应恰好给出一次，且不为空',
  'must be a whole number from {0} to {1}': '应为 {0} 到 {1} 的整数',
  'is not known here': '这里没有这个字段',
  'is no parameter of this address. It takes {0}': '不是此地址的参数。可用的参数：{0}',
  none: '无',
  'the body': '请求体',
  'the query': '查询参数',
  'is not understood': '无法理解',
  'must be an address that the message has': '应为该消息中的地址',
  'the provider told no e-mail address': '身份提供方没有给出邮箱地址',
  'the provider has not verified your e-mail address': '身份提供方尚未验证您的邮箱地址',
  'is not JSON': '不是 JSON',
  'is empty, and said to be JSON': '是空的，却声明为 JSON',
  'is larger than this address takes': '超过此地址接收的大小',
  'must be JSON, and its content-type application/json': '应为 JSON，且 content-type 为 application/json',
  'the request': '请求',
  'The server could not answer this request; its log has the reason (request {0}).': '服务器未能答复此请求；原因在其日志中（请求 {0}）。',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(API_ZH);

/** What a schema answers, in English: `understood` says it in Chinese. */
export const hint: Hinting = hintingWith(said);

export const understood: Understanding = understandingWith(API_ZH);
