/** What the page of a playbook says, in English and Chinese. */
import type { ChannelType, Text } from '../../define/index.ts';

type Word =
  | 'other'
  | 'needs'
  | 'events'
  | 'told'
  | 'channels'
  | 'offer'
  | 'care'
  | 'adds'
  | 'aims'
  | 'within'
  | 'heldOut'
  | 'results'
  | 'treated'
  | 'lift'
  | 'unmeasured'
  | 'measured'
  | 'adapt'
  | 'take'
  | 'tests'
  | 'untested'
  | 'or'
  | 'colon';

export const WORDS: Readonly<Record<Word, Text>> = {
  other: { en: '[中文](README.zh-CN.md)', zh: '[English](README.md)' },
  needs: { en: 'What it needs', zh: '所需条件' },
  events: { en: 'Events', zh: '事件' },
  told: { en: 'Traits that a source tells', zh: '需由数据源提供的客户属性' },
  channels: { en: 'One channel for each message', zh: '每条消息至少一个渠道' },
  offer: { en: 'offer', zh: '营销' },
  care: { en: 'care', zh: '服务' },
  adds: { en: 'What it adds', zh: '包含的定义' },
  aims: { en: 'What it aims at', zh: '目标' },
  within: { en: 'within', zh: '期限' },
  heldOut: { en: 'held out', zh: '空白对照组' },
  results: { en: 'What it came to', zh: '实测结果' },
  treated: { en: 'customers', zh: '客户数' },
  lift: { en: 'lift, with interval', zh: '增量（置信区间）' },
  unmeasured: { en: 'not measured', zh: '尚未测得' },
  measured: { en: 'measured on', zh: '测量日期' },
  adapt: { en: 'What to look at', zh: '接入时请确认' },
  take: { en: 'Take it', zh: '使用' },
  tests: { en: 'Its tests run with the project’s: `volano test`.', zh: '其旅程测试随项目一起运行：`volano test`。' },
  untested: {
    en: 'It has no journey tests yet: write them into its folder before the first release.',
    zh: '尚无旅程测试：首次发布前请在其文件夹中补充。',
  },
  colon: { en: ': ', zh: '：' },
  or: { en: ' or ', zh: ' 或 ' },
};

export const KINDS: Readonly<Record<string, Text>> = {
  trait: { en: 'Traits', zh: '客户属性' },
  tag_group: { en: 'Tag groups', zh: '标签组' },
  tag: { en: 'Tags', zh: '标签' },
  segment: { en: 'Segments', zh: '分群' },
  benefit: { en: 'Benefits', zh: '权益' },
  block: { en: 'Blocks', zh: '内容块' },
  template: { en: 'Content', zh: '内容' },
  journey: { en: 'Journeys', zh: '旅程' },
};

export const METRICS: Readonly<Record<string, Text>> = {
  conversion_rate: { en: 'conversion rate', zh: '转化率' },
  lift: { en: 'lift', zh: '增量' },
  click_rate: { en: 'click rate', zh: '点击率' },
  revenue_per_customer: { en: 'revenue per customer', zh: '客均收入' },
};

export const TYPES: Readonly<Record<ChannelType, Text>> = {
  email: { en: 'e-mail', zh: '邮件' },
  sms: { en: 'SMS', zh: '短信' },
  push: { en: 'push', zh: '推送' },
  in_app: { en: 'in-app', zh: '应用内消息' },
  webhook: { en: 'webhook', zh: 'Webhook' },
  wecom_task: { en: 'task for the advisor', zh: '顾问企微任务' },
  mp_subscription: { en: 'Mini Program subscription message', zh: '小程序订阅消息' },
};
