/** Fields, types and values, as the schemas expect them. */
export const SHAPES_ZH: Readonly<Record<string, string>> = {
  '{0} or {1}': '{0} 或 {1}',
  '{0} and {1}': '{0} 和 {1}',
  '{0}, got {1}': '{0}，现在是 {1}',
  nothing: '空',
  none: '没有',
  'unknown field {0}': '没有 {0} 这个字段',
  'unknown fields {0}': '没有 {0} 这些字段',
  'unknown field "{0}"': '没有 "{0}" 这个字段',
  'expected {0}': '应为 {0}',
  'expected one of {0}': '应为其中之一：{0}',
  missing: '缺失',
  'missing, expected {0}': '缺失，应为 {0}',
  'nothing may stand here': '这里不应有值',
  'expected a multiple of {0}': '应为 {0} 的倍数',
  'does not match the pattern {0}': '与模式 {0} 不符',
  'expected a URL': '应为网址（URL）',
  'expected an e-mail address': '应为电子邮箱地址',
  'expected a date and time of ISO 8601': '应为 ISO 8601 的日期和时刻',
  'not in the format {0}': '不符合格式 {0}',
  'expected {0}, got {1}': '应为 {0}，现在是 {1}',
  'expected a {0}, got {1}': '应为 {0}，现在是 {1}',
  'expected one of {0}, got {1}': '应为其中之一：{0}，现在是 {1}',
  'expected {0} or more characters': '应至少有 {0} 个字符',
  'expected {0} or more entries': '应至少有 {0} 项',
  'expected more than {0}': '应大于 {0}',
  'expected at least {0}': '应不小于 {0}',
  'expected {0} characters at most': '应至多有 {0} 个字符',
  'expected {0} entries at most': '应至多有 {0} 项',
  'expected less than {0}': '应小于 {0}',
  'expected at most {0}': '应不大于 {0}',
  'wrong name: {0}': '名称不对：{0}',
  'wrong value': '值不对',
  'expected an object with a list "definitions", as defineProject returns it': '应为含列表 "definitions" 的对象，即 defineProject 的返回值',
  'expected exactly one workspace (defineWorkspace: time zone, currency, seed), found {0}':
    '应恰有一个工作区（defineWorkspace：时区、币种、种子），现有 {0} 个',
  'expected an id: lower-case letters, digits, "_" and "-", at most 64, e.g. "win_back"':
    '应为 id：小写字母、数字、"_" 和 "-"，至多 64 个字符，例如 "win_back"',
  'expected a trait id: lower snake case, at most 64, e.g. "order_count"':
    '应为客户属性的 id：小写字母、数字和 "_"，至多 64 个字符，例如 "order_count"',
  'expected an id that templates can name: lower snake case, at most 64, e.g. "goes_with"':
    '应为模板中可引用的 id：小写字母、数字和 "_"，至多 64 个字符，例如 "goes_with"',
  'expected a step id: letters, digits, "_" and "-", at most 128': '应为节点的 id：字母、数字、"_" 和 "-"，至多 128 个字符',
  'expected a name: lower snake case, at most 64, e.g. "coupon"': '应为名称：小写字母、数字和 "_"，至多 64 个字符，例如 "coupon"',
  'expected a name of lower snake case': '应为小写字母、数字和 "_" 组成的名称',
  'expected a locale of BCP 47, e.g. "zh-CN"': '应为 BCP 47 语言标记，例如 "zh-CN"',
  'expected a duration: a whole number and a unit (ms, s, m, h, d, w), e.g. "30d", longer than nothing':
    '应为大于零的时长：整数加单位（ms、s、m、h、d、w），例如 "30d"',
  'expected a duration: a whole number and a unit (ms, s, m, h, d, w), e.g. "30d"': '应为时长：整数加单位（ms、s、m、h、d、w），例如 "30d"',
  'expected a time of day, "HH:MM" from 00:00 to 23:59': '应为一天中的时刻，"HH:MM"，从 00:00 到 23:59',
  'expected a time of day, "HH:MM"': '应为一天中的时刻，"HH:MM"',
  'expected the exact name of one event: "|" and a "*" at the end ask for several': '应为一个事件的准确名称：“|”和末尾的“*”会指向多个事件',
  'expected one name, or several joined by "|"; a "*" at the end stands for any ending: "Order Completed|Email *"':
    '应为一个名称，或用“|”连接的多个名称；末尾的“*”代表任意结尾："Order Completed|Email *"',
  'expected "event." and what the customer did: one name, or several joined by "|"; a "*" at the end stands for any ending: "Order Completed|Email *"':
    '应为 "event." 加上客户做了什么：一个名称，或用“|”连接的多个名称；末尾的“*”代表任意结尾："Order Completed|Email *"',
  'expected a path: names joined by dots, one "[]" at most, e.g. "products[].category"':
    '应为路径：用点连接的名称，至多一个 "[]"，例如 "products[].category"',
  'expected the path of a property: what stands beside the properties is not read here': '应为事件属性的路径：这里不读取属性以外的内容',
  'expected a regular expression of RE2 (no look-around, no back-references): {0}': '应为 RE2 正则表达式（不支持环视和反向引用）：{0}',
  'expected a version: one to four numbers joined by dots, e.g. "1.10.0" or "2.0-beta.1"':
    '应为版本号：用点连接的一到四个数字，例如 "1.10.0" 或 "2.0-beta.1"',
  'expected a date, e.g. "2026-05-01"': '应为日期，例如 "2026-05-01"',
  'expected a date like "2026-01-05"': '应为日期，例如 "2026-01-05"',
  'expected a time: ms since 1970 UTC, a date, or a date and time with "Z" or an offset, e.g. "2026-05-01T10:30+08:00"':
    '应为时间：自 1970 年（UTC）起的毫秒数、日期，或带 "Z" 或时差的日期和时刻，例如 "2026-05-01T10:30+08:00"',
  'expected a field: "trait.<id>", "tag.<id>", "segment.<id>", "bucket.<name>", "property.<path>" or "recommend.<id>"':
    '应为字段："trait.<id>"、"tag.<id>"、"segment.<id>"、"bucket.<name>"、"property.<path>" 或 "recommend.<id>"',
  'expected a currency of ISO 4217, e.g. "CNY", or the property that holds it, e.g. "property.currency"':
    '应为 ISO 4217 币种，例如 "CNY"，或存放币种的事件属性，例如 "property.currency"',
  'expected a currency of ISO 4217, e.g. "CNY"': '应为 ISO 4217 币种，例如 "CNY"',
  'expected "sha256:" and a hash of 64 hex digits': '应为 "sha256:" 加 64 位十六进制哈希',
  'a host in lower case, with its port when there is one: "shop.example"': '应为小写的主机名，有端口时带上端口："shop.example"',
};
