import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ChainLink, Condition, JourneyExplanation, Reason } from '../../api/index.ts';
import { renderConsole } from '../../test/render.tsx';
import { AskWhy } from './ask.tsx';
import { Chain } from './chain.tsx';
import { conditionText, ruleText } from './condition.ts';
import { WhyRule } from './evidence.tsx';
import { ReasonTree } from './reason.tsx';
import { Standing, StandingTags, StatusTag } from './standing.tsx';
import { useWhyWords, type Words } from './words.ts';

const NOON = Date.UTC(2026, 4, 18, 12);
const NAMES = {
  trait: { orders: { en: 'Orders', zh: '订单数' } },
  tag: { vip: { en: 'VIP', zh: '贵宾' } },
  segment: { loyal: { en: 'Loyal', zh: '忠诚' } },
  journey: { cart: { en: 'Cart', zh: '购物车' } },
  channel: { mail: { en: 'Mail', zh: '邮件' } },
  purpose: { offers: { en: 'Offers', zh: '优惠' } },
};

let found: Words | undefined;

function Finding(): string {
  found = useWhyWords();
  return found.names.of('tag', 'vip') === 'vip' ? '...' : 'ready';
}

/** Words as a part has them. */
async function words(language: 'en' | 'zh' = 'en'): Promise<Words> {
  const { unmount } = await renderConsole(<Finding />, { answers: { '/v1/names': NAMES }, language });
  await screen.findByText('ready');
  unmount();
  return found!;
}

test('whatever a customer does is told in words, not by the sign that stands for it', async () => {
  expect([(await words()).field('event.*'), (await words('zh')).field('event.*'), (await words()).field('event.Order')]).toEqual([
    'anything',
    '任何事件',
    'Order',
  ]);
});

const fact = (action: string, detail: Record<string, unknown> = {}) =>
  ({
    table: 'facts',
    id: `0-${action.length}`,
    position: 7,
    at: NOON,
    customer: 'c1',
    kind: action.split('/')[0]!,
    action: action.split('/')[1]!,
    name: 'cart',
    version: 2,
    detail,
  }) as const;

const CHAIN: ChainLink[] = [
  {
    link: 'signal',
    evidence: {
      table: 'events',
      id: '0-40',
      position: 1,
      at: NOON,
      customer: 'c1',
      event: 'Product Added',
      messageId: 'e1',
      source: 'shop',
      time: NOON,
      properties: { total: 268 },
    },
  },
  { link: 'trigger', evidence: fact('decision/entered', { rule: 'trigger.event', trigger: 'Product Added', read: { 'trait.orders': 3 } }) },
  { link: 'decision', evidence: fact('decision/entered', { rule: 'trigger.event', read: { 'trait.orders': 3 } }) },
  {
    link: 'verdict',
    evidence: fact('verdict/send', { rule: 'allowed', read: { purpose: 'offers', choice: 'granted', caps: { per_day: 0 } } }),
  },
];
const OUTCOME = {
  message: 'm1',
  journey: 'cart',
  step: 'remind',
  channel: 'mail',
  template: 'cart',
  purpose: 'offers',
  status: 'suppressed',
  rule: 'consent.withdrawn',
  read: { purpose: 'offers', choice: 'withdrawn', chosenAt: NOON },
  evidence: fact('verdict/suppress'),
} as const;

test('a chain tells link by link, with names, values and the row that proves each', async () => {
  await renderConsole(<Chain links={CHAIN} />, { answers: { '/v1/names': NAMES } });
  const [signal, trigger, decision, verdict] = (await screen.findAllByRole('heading', { level: 4 })).map((one) => one.closest('li')!);
  expect(signal!.textContent).toContain('Product Added from shop total 268');
  expect(signal!.textContent).toContain('events 0-40');
  expect(trigger!.textContent).toContain('triggered by event');
  expect(trigger!.textContent).not.toContain('Orders');
  await within(decision!).findByText('Orders');
  expect(decision!.textContent).toContain('version 2');
  expect(verdict!.textContent).toContain('purpose Offers');
  expect(verdict!.textContent).toContain('choice granted');
  expect(verdict!.textContent).toContain('per_day 0');
});

test('a signal of time alone, and a chain of which nothing is known, say so', async () => {
  await renderConsole(<Chain links={[{ link: 'signal', evidence: fact('decision/entered') }]} />);
  await screen.findByText(/its time had come/);
  await renderConsole(<Chain links={[]} />);
  await screen.findByText(/Nothing is known of how it came about/);
});

test('a rule that nobody has words for is told as it is, and one within another in words', async () => {
  const { rule } = await words();
  expect(rule('quota.odd: 550 5.1.1')).toBe('quota.odd: 550 5.1.1');
  expect(rule('rule')).toBe('rule');
  expect(rule('trigger')).toBe('trigger');
  expect(rule('outcome_unknown: consent.withdrawn')).toBe('may have gone already, not tried again: consent withdrawn');
});

test('values are told as people read them: instants, spans, names, what is missing', async () => {
  const { values } = await words();
  expect(
    values({
      chosenAt: NOON,
      ageMs: 3_600_000,
      'trait.orders': null,
      count: null,
      segment: 'loyal',
      lists: ['a', 1],
      machine: true,
      deep: { max: 2 },
    }),
  ).toEqual([
    ['chosen', 'May 18, 2026, 12:00:00'],
    ['age', '1 hr'],
    ['Orders', 'missing'],
    ['segment', 'Loyal'],
    ['lists', 'a, 1'],
    ['by a machine', 'yes'],
    ['max', '2'],
  ]);
  expect(values('text')).toEqual([]);
  await renderConsole(<WhyRule />);
});

test.each<[Condition['rules'][number], string, string]>([
  [{ field: 'trait.orders', operator: '>=', value: 2 }, 'Orders is at least 2', '订单数 至少 2'],
  [{ field: 'trait.orders', operator: 'null' }, 'Orders is missing', '订单数 缺失'],
  [{ field: 'tag.vip', operator: '=', value: true }, 'Has the tag “VIP”', '有标签“贵宾”'],
  [{ field: 'tag.vip', operator: '!=', value: true }, 'Has not the tag “VIP”', '没有标签“贵宾”'],
  [{ field: 'segment.loyal', operator: '=', value: false }, 'Is not in the segment “Loyal”', '不在分群“忠诚”中'],
  [{ field: 'trait.last', operator: 'withinLast', value: '7d' }, 'last lies in the last 7 days', 'last 在最近 7天'],
  [{ field: 'trait.last', operator: 'duringThis', value: 'month' }, 'last lies in this month', 'last 在本 月'],
  [
    { field: 'event.Order', operator: 'performed', value: { atLeast: 2, within: { last: '30d' } } },
    'Did “Order” at least 2 times in the last 30 days',
    '发生过“Order”至少 2 次（近 30天）',
  ],
  [
    { field: 'event.Order', operator: 'notPerformed', value: { within: { this: 'month' } } },
    'Did not do “Order” this month',
    '没有发生“Order”（本月）',
  ],
  [
    { field: 'event.View', operator: 'performedThen', value: { then: { event: 'Order' }, within: '1d' } },
    'Did “View”, then “Order” within 1 day',
    '先发生“View”，后发生“Order”（1天内）',
  ],
  [
    { field: 'event.View', operator: 'performedWithout', value: { without: { event: 'Order' }, within: '2h' } },
    'Did “View” and then not “Order” within 2 hr',
    '发生“View”后没有发生“Order”（2小时内）',
  ],
  [
    {
      field: 'event.Order',
      operator: 'performed',
      value: { atMost: 3, where: { combinator: 'and', rules: [{ field: 'property.total', operator: '>', value: 9 }] } },
    },
    'Did “Order” at most 3 times, where total is more than 9',
    '发生过“Order”至多 3 次，其中total 大于 9',
  ],
  [{ field: 'trait.x', operator: 'unheardOf', value: 1 }, 'x unheardOf 1', 'x unheardOf 1'],
])('%j in words', async (rule, en, zh) => {
  expect(ruleText(rule as never, await words('en'))).toBe(en);
  expect(ruleText(rule as never, await words('zh'))).toBe(zh);
});

test('a condition is one sentence, its groups in brackets', async () => {
  const known = await words();
  const vip = { field: 'tag.vip', operator: '=', value: true };
  const few = { field: 'trait.orders', operator: '<', value: 2 };
  const condition: Condition = {
    combinator: 'and',
    rules: [vip, { combinator: 'or', rules: [few, vip] }, { combinator: 'or', not: true, rules: [few] }],
  };
  expect(conditionText(condition, known)).toBe(
    'Has the tag “VIP” and (Orders is less than 2 or Has the tag “VIP”) and not (Orders is less than 2)',
  );
  expect(conditionText({ combinator: 'and', rules: [] }, known)).toBe('No rule');
});

test('a reason marks each rule with whether it holds, and what it read', async () => {
  const of: Reason = {
    holds: false,
    combinator: 'or',
    not: true,
    rules: [
      { holds: true, rule: { field: 'trait.orders', operator: '>=', value: 2 }, read: { 'trait.orders': 3 } },
      {
        holds: false,
        rule: { field: 'tag.vip', operator: '=', value: true },
        read: {},
        of: { holds: false, rule: { field: 'trait.orders', operator: '>', value: 9 }, read: {} },
      },
    ],
  };
  await renderConsole(<ReasonTree of={of} />, { answers: { '/v1/names': NAMES } });
  await screen.findByText(/None of/);
  expect((await screen.findAllByRole('img')).map((one) => one.getAttribute('aria-label'))).toEqual(['no', 'yes', 'no', 'no']);
  await screen.findByText(/Orders is more than 9/);
});

test('a standing tells the way, why it was refused, when it may be entered again, and what was not sent', async () => {
  const of: JourneyExplanation = {
    journey: 'cart',
    standing: 'exited',
    entered: 2,
    way: { instance: 'i1', version: 2, enteredAt: NOON, endedAt: NOON + 60_000, rule: 'exit.step', evidence: [fact('journey/exited')] },
    refused: { count: 2, rule: 'reentry.active', read: {}, evidence: fact('decision/not_entered') },
    untriggered: { rule: 'trigger.date_ahead', read: {}, next: NOON + 86_400_000 },
    again: { rule: 'reentry.once' },
    messages: [OUTCOME],
  };
  const { container } = await renderConsole(<Standing of={of} actions={({ message }) => <b>{message}</b>} />, {
    answers: { '/v1/names': NAMES },
  });
  await screen.findByText('m1');
  for (const text of [
    'entered 2 times',
    'Not entered 2 times',
    'already in this journey',
    'exit step',
    'Its next moment: May 19, 2026',
    'entered once only',
    'consent withdrawn',
    'remind',
  ])
    expect(container.textContent).toContain(text);
});

test('asking why a message came opens its chain, asked for only then', async () => {
  const answers = {
    '/v1/names': NAMES,
    '/v1/workspace': { version: '1' },
    '/v1/explain': { customer: 'c1', release: 3, at: NOON, message: { ...OUTCOME, journeyVersion: 2, chain: CHAIN } },
  };
  const { asked } = await renderConsole(<AskWhy customer="c1" message="m1" />, { answers });
  const button = await screen.findByRole('button', { name: 'Why this message: m1' });
  expect(asked.filter(({ request }) => request.includes('explain'))).toEqual([]);
  await screen.findByText('Why?');
  await expect.poll(() => button.hasAttribute('disabled')).toBe(false);
  fireEvent.click(button);
  expect(await screen.findAllByText('Product Added')).toHaveLength(2);
  expect(asked.map(({ request }) => request)).toContain('GET /v1/explain?customer=c1&message=m1');
});

test('asking why of a journey tells how the customer stands to it', async () => {
  const journeys = [
    {
      journey: 'cart',
      version: 1,
      standing: 'refused',
      entered: 0,
      refused: { count: 1, rule: 'when.false', read: {}, evidence: fact('decision/not_entered') },
      messages: [],
    },
  ];
  const answers = { '/v1/workspace': { version: '1' }, '/v1/explain': { customer: 'c1', release: 3, at: NOON, journeys } };
  await renderConsole(<AskWhy customer="c1" journey="cart" />, { answers });
  const button = await screen.findByRole('button');
  await expect.poll(() => button.hasAttribute('disabled')).toBe(false);
  fireEvent.click(button);
  await screen.findByText('entry condition not met');
});

test('asking why of a segment asks the preview, and whoever may not read segments is told', async () => {
  const why: Reason = { holds: true, rule: { field: 'trait.orders', operator: '>=', value: 2 }, read: { 'trait.orders': 3 } };
  const answers = {
    '/v1/workspace': { version: '1' },
    '/v1/preview': { at: NOON, match: { customer: 'c1', holds: true, read: {}, from: 'events', why } },
  };
  const { asked } = await renderConsole(<AskWhy customer="c1" segment="loyal" />, { answers });
  const button = await screen.findByRole('button');
  await expect.poll(() => button.hasAttribute('disabled')).toBe(false);
  fireEvent.click(button);
  await screen.findByText('It holds of this customer');
  expect(asked.find(({ request }) => request === 'POST /v1/preview')?.body).toEqual({ of: 'segment.loyal', customer: 'c1', parts: [] });
});

test('whoever may not read segments is told so', async () => {
  const session = { member: { id: 'm', name: 'Ada' }, permissions: ['customers.read'], roles: [] };
  await renderConsole(<AskWhy customer="c1" tag="vip" />, { answers: { '/v1/session': session } });
  const button = await screen.findByRole('button');
  await expect.poll(() => button.hasAttribute('disabled')).toBe(false);
  fireEvent.click(button);
  await screen.findByText(/segments\.read/);
});

test('who stands to a journey how is told by tags: held out, and no longer released', async () => {
  const way = { instance: 'i1', version: 1, enteredAt: NOON, step: 'wait', until: NOON + 60_000, arm: 'holdout', evidence: [] };
  await renderConsole(<StandingTags of={{ journey: 'cart', standing: 'inside', entered: 1, way, messages: [] }} />);
  await screen.findByText('inside');
  await screen.findByText('Holdout');
  await screen.findByText('not in the running release any more');
});

test.each([
  ['sent', 'sent'],
  ['waiting', 'waits for its hand-over'],
  ['failed', 'failed'],
  ['withdrawn', 'withdrawn'],
  ['deferred', 'put off'],
])('a message that is %s says so', async (status, text) => {
  await renderConsole(<StatusTag status={status} />);
  await screen.findByText(text);
});

test('definitions are found by kind in the order of their names; ids stand in for what has none', async () => {
  const { names } = await words();
  expect(names.all('segment')).toEqual([{ id: 'loyal', name: 'Loyal' }]);
  expect(names.all('placement')).toEqual([]);
  expect([names.of('journey', 'cart'), names.of('journey', 'gone'), names.of('odd', 'x')]).toEqual(['Cart', 'gone', 'x']);
  expect((await words('zh')).names.of('journey', 'cart')).toBe('购物车');
});

test('the explanation of a message that cannot be had is a problem, in the drawer', async () => {
  const answers = {
    '/v1/workspace': { version: '1' },
    '/v1/explain': Response.json({ code: 'VOLANO_RESOURCE_UNKNOWN', reason: 'no such message' }, { status: 404 }),
  };
  await renderConsole(<AskWhy customer="c1" message="m9" />, { answers });
  const button = await screen.findByRole('button');
  await expect.poll(() => button.hasAttribute('disabled')).toBe(false);
  fireEvent.click(button);
  await screen.findByText('no such message');
});
