/** What a carrier expects of its settings, in both languages. */
import { type Hinting, hintingWith, type Saying, sayingWith, type Understanding, understandingWith } from '../../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const CHANNELS_ZH: Readonly<Record<string, string>> = {
  'does not know {0}': '没有 {0} 这个设置',
  'stands for a key of {0} bytes; use "whsec_" and base64 of at least {1} bytes':
    '所指的密钥只有 {0} 字节；请用 "whsec_" 加至少 {1} 字节的 base64',
  'must be a dotted path, e.g. "data.code"': '应为用点连接的路径，例如 "data.code"',
  'is no name of a header': '不是请求头的名称',
  'must say {0} somewhere, or "query" must': '中应有 {0}，或在 "query" 中',
  'does not go with GET; use "query"': '不能与 GET 同用，请用 "query"',
  'must be a duration, e.g. "30d"': '应为时长，例如 "30d"',
  'needs the inbox of a running server': '需要运行中的服务器的收件箱',
  'stands for no RSA key in PEM of at least {0} bits': '所指的不是至少 {0} 位的 PEM 格式 RSA 密钥',
  'must be a host name or an IP address': '应为主机名或 IP 地址',
  'must be letters, digits and hyphens between dots': '应为用点分隔的字母、数字和连字符',
  'and "user" belong together: give both or neither': '与 "user" 须同时给出，或都不给出',
  'must not be "none" with a password: everybody on the way could read it': '有密码时不能为 "none"：途中任何人都能读到密码',
  'must say where the secret lies: "env:NAME" for an environment variable, "file:PATH" for a file; the secret itself does not belong here':
    '应写明密钥所在之处：环境变量写 "env:NAME"，文件写 "file:PATH"；密钥本身不应写在这里',
  'holds what a header cannot carry': '含有请求头不能携带的字符',
  'must be an address that begins with https://': '应为以 https:// 开头的地址',
  'must not hold a user or password: they would be readable; use a secret reference': '不能含有用户名或密码：它们会被人读到；请引用密钥',
  'must begin with https://, or "allowHttp" must name "{0}"': '应以 https:// 开头，或在 "allowHttp" 中列出“{0}”',
  'is an address of a private network; "allowPrivate" must name "{0}" if that is meant':
    '是专用网络的地址；如确有此意，请在 "allowPrivate" 中列出“{0}”',
};

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(CHANNELS_ZH);

/** What a schema answers, in English: `understood` says it in Chinese. */
export const hint: Hinting = hintingWith(said);

export const understood: Understanding = understandingWith(CHANNELS_ZH);
