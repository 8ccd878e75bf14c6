/** Kinds of definitions, types of values and places, in both languages. */
import { kindOf, type Said } from '../../base/index.ts';

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

/** Kinds of definitions, as paths name them. */
const KINDS = [
  'benefit',
  'block',
  'channel',
  'event',
  'journey',
  'namespace',
  'placement',
  'policy',
  'purpose',
  'recommendation',
  'segment',
  'tag',
  'tag group',
  'template',
  'trait',
  'workspace',
];

const PLACE = new RegExp(`^(${KINDS.join('|')}) "(.*?)"(?: at ([^"]*))?$`, 's');

/** A path as `placeOf` writes it: `segment "vip" at condition.rules[0]` is 分群“vip”的 condition.rules[0] as well. */
export function placeIn(path: string): Said {
  const [, kind, id, inside] = PLACE.exec(path) ?? [];
  if (kind === undefined) return { en: path, zh: path.replace(/^(\S+) at (?=\S+$)/, '$1 的 ') };
  const name = `${kindOf(kind).zh}“${id}”`;
  return { en: path, zh: inside === undefined ? name : `${name}的 ${inside}` };
}
