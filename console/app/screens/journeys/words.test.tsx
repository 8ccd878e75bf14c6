import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { type Journey, type Step, waysOf } from './model/document.ts';
import { CART } from './model/journey.suite.ts';
import { factsOf, journeyFacts } from './panel/facts.ts';
import { ownFields } from './versions/fields.ts';
import { type JourneyWords, useJourneyWords } from './words.ts';

const NAMES = {
  ...SHOP['/v1/names'],
  template: { hello: { en: 'Hello', zh: '问候' } },
  channel: { mail: { en: 'E-mail', zh: '邮件' }, text: { en: 'Text message', zh: '短信' } },
  purpose: { offers: { en: 'Offers', zh: '优惠信息' } },
  tag: { vip: { en: 'VIP', zh: '贵宾' } },
  trait: { city: { en: 'City', zh: '城市' }, birthday: { en: 'Birthday', zh: '生日' } },
  segment: { members: { en: 'Members', zh: '会员' } },
  benefit: { coupon: { en: 'Coupon', zh: '优惠券' } },
};

/** What is said of things, line by line. */
async function saidOf(say: (words: JourneyWords) => readonly string[], language: 'en' | 'zh' = 'en'): Promise<readonly string[]> {
  const { unmount } = await renderConsole(<Said of={say} />, { answers: { ...SHOP, '/v1/names': NAMES }, language });
  const list = await screen.findByLabelText(language === 'en' ? 'known E-mail' : 'known 邮件');
  const lines = (list.textContent ?? '').split('\n');
  unmount();
  return lines;
}

function Said({ of }: { readonly of: (words: JourneyWords) => readonly string[] }): ReactNode {
  const words = useJourneyWords();
  return (
    <pre role="status" aria-label={`known ${words.named('channel', 'mail')}`}>
      {of(words).join('\n')}
    </pre>
  );
}

const VIP: NonNullable<Journey['when']> = { combinator: 'and', rules: [{ field: 'tag.vip', operator: '=', value: true }] };
const send = { type: 'send', id: 's', channel: 'mail', template: 'hello', purpose: 'offers' } as const;

const SUMMARIES: readonly (readonly [step: Step, en: string, zh: string])[] = [
  [send, 'Message: Hello · E-mail', '消息：问候 · 邮件'],
  [{ ...send, channel: '', template: '' }, 'Message: not chosen yet · not chosen yet', '消息：尚未选择 · 尚未选择'],
  [{ type: 'webhook', id: 's', channel: 'mail', template: 'hello' }, 'Webhook: Hello · E-mail', '调用 Webhook：问候 · 邮件'],
  [{ type: 'wait', id: 's', duration: '2h' }, 'Wait: 2 hr', '等待：2小时'],
  [{ type: 'wait', id: 's', until: { at: '10:00' } }, 'Wait: Until 10:00, local time', '等待：等到当地时间 10:00'],
  [
    { type: 'wait', id: 's', until: { at: '10:00', weekdays: [1, 2] } },
    'Wait: Until 10:00 on Mon, Tue, local time',
    '等待：等到周一、周二 10:00（当地时间）',
  ],
  [
    { type: 'wait_for', id: 's', event: 'Order Completed', timeout: '3d' },
    'Wait for: Order Completed, 3 days at most',
    '等待发生：“Order Completed”发生，最长 3天',
  ],
  [
    { type: 'wait_for', id: 's', branches: [{ on: VIP, steps: [] }], timeout: '3d' },
    'Wait for: 1 way, 3 days at most',
    '等待发生：1 条路径，最长 3天',
  ],
  [{ type: 'branch', id: 's', branches: [{ when: VIP, steps: [] }] }, 'Branch: 2 ways', '条件分支：2 条路径'],
  [
    {
      type: 'split',
      id: 's',
      arms: [
        { id: 'A', share: 0.7, steps: [] },
        { id: 'B', share: 0.3, steps: [] },
      ],
    },
    'Split: 70% / 30%',
    '随机分流：70% / 30%',
  ],
  [{ type: 'update', id: 's', traits: { city: 'Bern' } }, 'Set traits: City = Bern', '设置客户属性：城市 = Bern'],
  [{ type: 'update', id: 's', traits: {} }, 'Set traits: not chosen yet', '设置客户属性：尚未选择'],
  [{ type: 'set_tag', id: 's', tag: 'vip' }, 'Set a tag: VIP', '打标签：贵宾'],
  [{ type: 'remove_tag', id: 's', tag: 'vip' }, 'Remove a tag: VIP', '移除标签：贵宾'],
  [{ type: 'ticket', id: 's', template: 'hello', owner: 'crm', due: '1d' }, 'Ticket: Hello · for crm', '工单：问候 · 由 crm 处理'],
  [{ type: 'benefit', id: 's', benefit: 'coupon' }, 'Benefit: Coupon', '权益：优惠券'],
  [{ type: 'start_journey', id: 's', journey: 'cart' }, 'Start a journey: Cart abandonment', '启动旅程：购物车挽回'],
  [{ type: 'stop_journey', id: 's', journey: 'cart' }, 'Stop a journey: Cart abandonment', '停止旅程：购物车挽回'],
  [{ type: 'exit', id: 's' }, 'Exit: The journey ends here', '退出旅程：旅程在此结束'],
  [{ type: 'exit', id: 's', failed: true }, 'Exit: The journey ends as failed', '退出旅程：旅程以失败结束'],
];

test.each(['en', 'zh'] as const)('each kind of step is one line in words, in %s', async (language) => {
  const said = await saidOf((words) => SUMMARIES.map(([step]) => words.step(step)), language);
  expect(said).toEqual(SUMMARIES.map(([, en, zh]) => (language === 'en' ? en : zh)));
});

const TRIGGERS: readonly (readonly [trigger: Journey['trigger'], en: string, zh: string])[] = [
  [{ type: 'event', event: 'Product Added', where: VIP }, 'Product Added, where Has the tag “VIP”', '“Product Added”发生，且有标签“贵宾”'],
  [{ type: 'event', event: '' }, 'not chosen yet', '“尚未选择”发生'],
  [{ type: 'segment', segment: 'members' }, 'Enters the segment “Members”', '进入分群“会员”'],
  [{ type: 'segment', segment: 'members', on: 'exit' }, 'Leaves the segment “Members”', '离开分群“会员”'],
  [{ type: 'date', trait: 'birthday', on: 'day', every: 'year', at: '09:00' }, 'On “Birthday” at 09:00', '“生日”当天 09:00'],
  [
    { type: 'date', trait: 'birthday', on: 'month', every: 'year', at: '09:00' },
    'On the first of the month of “Birthday” at 09:00',
    '“生日”当月 1 日 09:00',
  ],
  [
    { type: 'date', trait: 'birthday', on: 'day', every: 'year', at: '09:00', daysBefore: 3 },
    '3 days before “Birthday” at 09:00',
    '“生日”前 3 天 09:00',
  ],
  [{ type: 'schedule', every: 'day', at: '08:00' }, 'Each day at 08:00: everybody', '每天 08:00：全部客户'],
  [
    { type: 'schedule', every: 'week', weekday: 1, at: '08:00', segment: 'members' },
    'Each week on Mon at 08:00: Members',
    '每周的周一 08:00：会员',
  ],
  [{ type: 'schedule', every: 'month', day: 1, at: '08:00' }, 'Each month on day 1 at 08:00: everybody', '每月 1 日 08:00：全部客户'],
  [{ type: 'schedule', date: '2026-06-18', at: '08:00' }, 'Once, on 2026-06-18 at 08:00: everybody', '一次，2026-06-18 08:00：全部客户'],
  [
    { type: 'schedule', rule: 'FREQ=DAILY', from: '2026-01-01', at: '08:00' },
    'By the rule FREQ=DAILY at 08:00: everybody',
    '按规则 FREQ=DAILY，08:00：全部客户',
  ],
  [{ type: 'start' }, 'By name: another journey or a request', '按名称启动：其他旅程或接口请求'],
];

test.each(['en', 'zh'] as const)('each trigger is told, in %s', async (language) => {
  const said = await saidOf((words) => TRIGGERS.map(([trigger]) => words.trigger(trigger)), language);
  expect(said).toEqual(TRIGGERS.map(([, en, zh]) => (language === 'en' ? en : zh)));
});

test('each way says when it is gone', async () => {
  const waits: Step = {
    type: 'wait_for',
    id: 's',
    branches: [
      { on: { event: 'Email Opened' }, steps: [] },
      { on: VIP, steps: [] },
    ],
    timeout: '2d',
  };
  const steps = [...SUMMARIES.slice(8, 10).map(([step]) => step), waits, { ...send, onFailure: [] }] as readonly Step[];
  const said = await saidOf((words) => steps.flatMap((step) => waysOf(step).map((way) => words.way(step, way))));
  expect(said).toEqual([
    'Has the tag “VIP”',
    'Everyone else',
    'A · 70%',
    'B · 30%',
    'Email Opened',
    'Has the tag “VIP”',
    'Not within 2 days',
    'Went through',
    'When it fails',
  ]);
});

const lines = (facts: readonly (readonly [string, string])[]): readonly string[] => facts.map(([label, value]) => `${label}: ${value}`);

test('a message tells its ways, what it waits for, and what is done when it breaks', async () => {
  const step: Step = {
    ...send,
    fallbacks: [{ channel: 'text', template: 'hello' }],
    preference: 'city',
    messageClass: 'service',
    await: { outcome: 'delivered', timeout: '6h' },
    nextOnFailure: true,
    stage: 'retain',
    guardrails: [
      { measure: 'error', atMost: 0.05 },
      { measure: 'conversion', atLeast: 0.1 },
      { measure: 'drop', noWorseBy: 0.02 },
    ],
    fallback: { skip: true },
  };
  expect(await saidOf((words) => lines(factsOf(step, words)))).toEqual([
    'Content: Hello',
    'Channel: E-mail',
    'Else: Text message · Hello',
    'Preferred channel from: City',
    'Purpose: Offers',
    'Message class: Service',
    'Waits until: It is delivered, 6 hr at most',
    'Next channel on failure: Yes',
    'Stage from here on: Retain',
    'Guardrail: Errors at most 5%',
    'Guardrail: Conversion at least 10%',
    'Guardrail: Drop no worse than before by +2 pp',
    'Fallback: The step is passed by',
  ]);
});

test('other kinds tell what their line does not', async () => {
  const steps: readonly Step[] = [
    {
      ...{ type: 'webhook', id: 's', channel: 'mail', template: 'hello' },
      response: [{ field: 'data.city', trait: 'city' }],
      await: { outcome: 'answered', timeout: '10m' },
      fallback: { step: 'later' },
    },
    { type: 'ticket', id: 's', template: 'hello', owner: '', due: '1d', fallback: { channel: 'text', template: 'hello' } },
    { type: 'wait_for', id: 's', event: 'Email Opened', timeout: '2d', rearm: { event: 'Product Added' } },
    { type: 'wait_for', id: 's', branches: [{ on: VIP, steps: [] }], timeout: '4d' },
    { type: 'benefit', id: 's', benefit: 'coupon', as: 'code' },
    { type: 'start_journey', id: 's', journey: 'cart', properties: { order: { property: 'order_id' }, gift: true } },
    ...SUMMARIES.slice(8, 10).map(([step]) => step),
  ];
  expect(await saidOf((words) => steps.map((step) => lines(factsOf(step, words)).join('; ')))).toEqual([
    'Content: Hello; Channel: E-mail; Takes from the answer: data.city → City; Waits until: It is answered, 10 min at most; Fallback: Goes on with “later”',
    'Content: Hello; Owner: not chosen yet; Priority: Normal; Due after: 1 day; Fallback: Hello · Text message',
    'Event: Email Opened; At most: 2 days; Begins anew with: Product Added',
    'Goes on when: Has the tag “VIP”; At most: 4 days',
    'Read as: code',
    'Hands over order: order_id; Hands over gift: true',
    'Way 1: Has the tag “VIP”',
    'Share A: 70%; Share B: 30%',
  ]);
});

test('a journey tells who enters, how often, and what is aimed at', async () => {
  const journey: Journey = {
    ...CART,
    trigger: { type: 'event', event: 'Product Added', maxAge: '2h' },
    when: VIP,
    reentry: { after: '30d' },
    key: 'cart_id',
    goalWithin: '7d',
    exits: [{ event: 'Order Refunded' }],
    limits: { concurrent: 2, entriesPerDay: 1_000, cooldown: '3d' },
    kpi: { metric: 'revenue_per_customer', target: 20 },
    priority: 'high',
    value: { trait: 'city' },
  };
  expect(await saidOf((words) => lines(journeyFacts(journey, words)))).toEqual([
    'Trigger: Product Added',
    'Event at most this old: 2 hr',
    'Only who: Has the tag “VIP”',
    'Re-entry: Enters again 30 days after the last entry at the earliest',
    'One journey per: cart_id',
    'Goal: Order Completed',
    'Goal counts within: 7 days',
    'Leaves when: Order Refunded',
    'Holdout: 10%',
    'At a time at most: 2',
    'Entries per day at most: 1,000',
    'Pause after the end: 3 days',
    'Target: Revenue per customer ¥20.00 within 30 days',
    'Priority: High',
    'Worth of a message: City',
  ]);
});

test('fields that differ have names, each once', async () => {
  expect(await saidOf(({ t }) => ownFields(['template', 'branches', 'variant', 'x', 'y'], t))).toEqual([
    'Content',
    'Conditions',
    'Variant',
    'Settings',
  ]);
});
