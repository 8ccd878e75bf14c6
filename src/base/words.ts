/** Words of a closed set that stand in messages of errors: in English as programs name them, in Chinese by the names of the glossary. */
import type { Said } from './said.ts';

const KINDS_ZH = {
  address: '地址',
  benefit: '权益',
  'benefit with codes': '有券码的权益',
  block: '内容块',
  broadcast: '群发',
  cap: '频次上限',
  change: '更改',
  channel: '渠道',
  customer: '客户',
  'customer id': '客户 id',
  'customer with identifier': '此标识的客户',
  'dead letter': '死信',
  draft: '草案',
  event: '事件',
  file: '文件',
  'identity provider': '身份提供方',
  journey: '旅程',
  member: '成员',
  message: '消息',
  namespace: '标识类型',
  placement: '展示位',
  playbook: '剧本',
  policy: '策略',
  preview: '预览',
  purpose: '处理目的',
  'quarantined call': '隔离区中的调用',
  recommendation: '推荐',
  release: '发布版本',
  rollout: '灰度发布',
  segment: '分群',
  session: '会话',
  simulation: '仿真',
  step: '节点',
  tag: '标签',
  'tag group': '标签组',
  template: '模板',
  token: '令牌',
  trait: '客户属性',
  variant: '实验组',
  workspace: '工作区',
  'write key': '写入密钥',
} as const;

/** Of a rollout. */
const STATES_ZH = { running: '进行中', paused: '已暂停', halted: '已停止', completed: '已完成' } as const;
/** What became of a draft. */
const ACTIONS_ZH = { approved: '已批准', rejected: '已退回' } as const;
/** What others may do with a file. */
const ACCESS_ZH = { read: '读取', changed: '更改' } as const;

/** Details that are a word of their set, or told in both languages. */
export interface WordDetails {
  readonly kind?: keyof typeof KINDS_ZH | Said;
  readonly state?: keyof typeof STATES_ZH | Said;
  readonly action?: keyof typeof ACTIONS_ZH | Said;
  readonly access?: keyof typeof ACCESS_ZH | Said;
}

const WORDS = new Map<string, Readonly<Record<string, string>>>([
  ['kind', KINDS_ZH],
  ['state', STATES_ZH],
  ['action', ACTIONS_ZH],
  ['access', ACCESS_ZH],
]);

/** The word of a detail in Chinese; undefined where it is none of its set. */
export function wordOf(detail: string, value: string): string | undefined {
  const words = WORDS.get(detail);
  return words && Object.hasOwn(words, value) ? words[value] : undefined;
}

/** A kind of things in both languages: `tag group` of `tag_group`. What is not known stays as it is. */
export function kindOf(kind: string): Said {
  const en = kind.replace('_', ' ');
  return { en, zh: Object.hasOwn(KINDS_ZH, en) ? KINDS_ZH[en as keyof typeof KINDS_ZH] : en };
}
