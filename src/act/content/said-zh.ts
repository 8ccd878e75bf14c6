/** What is wrong with content, in Chinese: by the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const CONTENT_ZH: Readonly<Record<string, string>> = {
  'there is no trait "{0}"': '没有客户属性“{0}”',
  'write {0}.<name>: "{1}" alone names no value': '请写 {0}.<名称>：单写“{1}”没有值',
  '"{0}" is no variable. Use trait.<id>, event.<property>, recommend.<id>, customer.id, message.id or message.unsubscribe_url':
    '“{0}”不是变量。请用 trait.<id>、event.<property>、recommend.<id>、customer.id、message.id 或 message.unsubscribe_url',
  '{0}, line {1}, column {2}': '{0}（第 {1} 行第 {2} 列）',
  'Liquid: {0}': 'Liquid：{0}',
  'there is no filter "{0}"': '没有过滤器“{0}”',
  'there is no tag "{0}"': '没有 Liquid 标记“{0}”',
  '{0} is not closed': '{0} 没有结束',
  'a value is missing or cannot be read': '缺少值，或值无法读取',
  '{0} is written wrongly': '{0} 的写法不对',
  'MJML: {0}': 'MJML：{0}',
  'MJML: an element has an attribute that it does not know': 'MJML：有一个元素带有它不认识的属性',
  'MJML: <mj-style inline="inline"> is not supported here; write the style where it belongs, or leave "inline" out':
    'MJML：这里不支持 <mj-style inline="inline">；请把样式写在所属的元素上，或去掉 "inline"',
  'MJML does not include files here: make it a block, {% block "ID" %}': '这里的 MJML 不能引入文件：请做成内容块，{% block "ID" %}',
  '<{0}> is no element of MJML': '<{0}> 不是 MJML 的元素',
  '"{0}" may not stand in MJML': 'MJML 中不能出现“{0}”',
  '{0} stands where MJML has neither text nor elements: move it into an element':
    '{0} 所在的位置在 MJML 中既不是文字也不是元素：请移到元素之内',
  'MJML is rendered once it is built; this content was not': 'MJML 要先生成再呈现；这份内容还没有生成',
  'what {% capture %} collects is text and is escaped where it is printed: write markup and entities outside of it':
    '{% capture %} 收集的是文字，输出时会转义：请把标记和实体写在它之外',
  'a message has no <script>: mail programs drop it, and a value inside it would be run':
    '消息中不能有 <script>：邮件程序会去掉它，其中的值会被当作程序运行',
  'put quotes around each attribute that holds an output: <a href="{{ ... }}">': '含有输出的属性都要加引号：<a href="{{ ... }}">',
  'a value in "{0}" of <{1}> could be run as a program: outputs may stand in the text, in "href" of <a> and in "src" of <img>':
    '<{1}> 的 "{0}" 中的值可能被当作程序运行：输出可以写在文字中、<a> 的 "href" 中和 <img> 的 "src" 中',
};
