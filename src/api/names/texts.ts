/** Words for steps and caps, in both languages. */
import { DURATION_PATTERN } from '../../base/index.ts';
import type { MessageClass, Step, Text } from '../../define/index.ts';

/** What a step does, where that alone is said of it. */
export const plain: Readonly<Record<'wait_for' | 'branch' | 'split' | 'update' | 'exit', Text>> = {
  wait_for: { en: 'Wait for one of several things', zh: '等待其一发生' },
  branch: { en: 'Branch', zh: '条件分支' },
  split: { en: 'Split', zh: '随机分流' },
  update: { en: 'Set traits', zh: '设置客户属性' },
  exit: { en: 'Exit', zh: '退出旅程' },
};

type About = Extract<Step['type'], 'set_tag' | 'remove_tag' | 'start_journey' | 'stop_journey' | 'wait_for'>;

const DOING: Readonly<Record<About, (name: Text) => Text>> = {
  set_tag: ({ en, zh }) => ({ en: `Set the tag “${en}”`, zh: `打标签“${zh}”` }),
  remove_tag: ({ en, zh }) => ({ en: `Remove the tag “${en}”`, zh: `移除标签“${zh}”` }),
  start_journey: ({ en, zh }) => ({ en: `Start “${en}”`, zh: `启动“${zh}”` }),
  stop_journey: ({ en, zh }) => ({ en: `Stop “${en}”`, zh: `停止“${zh}”` }),
  wait_for: ({ en, zh }) => ({ en: `Wait for “${en}”`, zh: `等待“${zh}”发生` }),
};

/** `name`: of what it is done with. */
export function doing(type: About, name: Text): Text {
  return DOING[type](name);
}

export function waiting(how: { readonly span: Text } | { readonly until: string }): Text {
  if ('until' in how) return { en: `Wait until ${how.until}`, zh: `等到 ${how.until}` };
  return { en: `Wait ${how.span.en}`, zh: `等待 ${how.span.zh}` };
}

const UNITS: Readonly<Record<string, readonly [one: string, more: string, zh: string]>> = {
  ms: ['ms', 'ms', '毫秒'],
  s: ['second', 'seconds', '秒'],
  m: ['minute', 'minutes', '分钟'],
  h: ['hour', 'hours', '小时'],
  d: ['day', 'days', '天'],
  w: ['week', 'weeks', '周'],
};

/** `7d`: "7 days". */
export function spanText(duration: string): Text {
  const [, count = duration, unit = ''] = DURATION_PATTERN.exec(duration) ?? [];
  const [one = '', more = '', zh = ''] = UNITS[unit] ?? [];
  return { en: `${count} ${count === '1' ? one : more}`.trim(), zh: `${count} ${zh}`.trim() };
}

const THIS: Readonly<Record<string, Text>> = {
  day: { en: 'a day', zh: '每天' },
  week: { en: 'a week', zh: '每周' },
  month: { en: 'a month', zh: '每月' },
  quarter: { en: 'a quarter', zh: '每季度' },
  year: { en: 'a year', zh: '每年' },
};

/** How many, within a span that rolls or in a period of the calendar. */
export function allowed(max: number, per: { readonly span: Text } | { readonly this: string }): Text {
  if ('span' in per) return { en: `at most ${max} in ${per.span.en}`, zh: `${per.span.zh}内最多 ${max} 条` };
  const { en, zh } = THIS[per.this] ?? { en: per.this, zh: per.this };
  return { en: `at most ${max} ${en}`, zh: `${zh}最多 ${max} 条` };
}

const CLASSES: Readonly<Record<MessageClass, Text>> = {
  marketing: { en: 'Marketing', zh: '营销' },
  service: { en: 'Service', zh: '服务' },
  transactional: { en: 'Transactional', zh: '交易' },
};

export function classes(of: readonly MessageClass[]): Text {
  return { en: of.map((one) => CLASSES[one].en).join(', '), zh: of.map((one) => CLASSES[one].zh).join('、') };
}
