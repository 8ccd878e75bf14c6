/** Kinds of definitions, types of values and places, in both languages. */
import type { Said } from '../../base/index.ts';

const KINDS_ZH: Readonly<Record<string, string>> = {
  benefit: '权益',
  block: '内容块',
  channel: '渠道',
  event: '事件',
  journey: '旅程',
  namespace: '标识类型',
  placement: '展示位',
  policy: '策略',
  purpose: '处理目的',
  recommendation: '推荐',
  segment: '分群',
  tag: '标签',
  tag_group: '标签组',
  template: '模板',
  trait: '客户属性',
  workspace: '工作区',
};

/** `tag group` of `tag_group`. */
export function kindOf(kind: string): Said {
  const en = kind.replace('_', ' ');
  return { en, zh: KINDS_ZH[kind] ?? en };
}

const TYPES_ZH: Readonly<Record<string, string>> = {
  array: '列表',
  bigint: '整数',
  boolean: '布尔值',
  int: '整数',
  integer: '整数',
  list: '列表',
  number: '数字',
  null: '空',
  object: '对象',
  record: '对象',
  string: '文本',
  time: '时间',
};

/** A type of values. */
export function typeWord(type: string): Said {
  return { en: type, zh: TYPES_ZH[type] ?? type };
}

const PLACE = new RegExp(
  `^(${Object.keys(KINDS_ZH)
    .map((kind) => kind.replace('_', ' '))
    .join('|')}) "(.*?)"(?: at ([^"]*))?$`,
  's',
);

/** A path as `placeOf` writes it: `segment "vip" at condition.rules[0]` is 分群“vip”的 condition.rules[0] as well. */
export function placeIn(path: string): Said {
  const [, kind, id, inside] = PLACE.exec(path) ?? [];
  if (kind === undefined) return { en: path, zh: path.replace(/^(\S+) at (?=\S+$)/, '$1 的 ') };
  const name = `${kindOf(kind.replace(' ', '_')).zh}“${id}”`;
  return { en: path, zh: inside === undefined ? name : `${name}的 ${inside}` };
}
