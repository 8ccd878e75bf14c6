import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Condition, Rule } from '../../api/index.ts';
import { renderConsole } from '../../test/render.tsx';
import { ConditionText } from './reason.tsx';

const NAMES = {
  event: { Order: { en: 'Order placed', zh: '下单' } },
  trait: { tags: { en: 'Tags', zh: '偏好' }, born: { en: 'Birthday', zh: '生日' }, lat: { en: 'Latitude', zh: '纬度' } },
};
const all = (...rules: Condition['rules']): Condition => ({ combinator: 'and', rules });
const dear = all({ field: 'property.total', operator: '>', value: 9 });

const TOLD: readonly (readonly [rule: Rule, en: string, zh: string])[] = [
  [
    { field: 'event.Order', operator: 'performed', value: { atLeast: 2, atMost: 2, within: { last: '60d', except: '30d' } } },
    'Did “Order placed” exactly 2 times in the last 60 days but not in the last 30 days',
    '发生过“下单”正好 2 次（近 60天，不含近 30天）',
  ],
  [
    { field: 'event.Order|Email *', operator: 'performed', value: { within: { from: '2026-05-01', to: '2026-06-01' } } },
    'Did “Order placed or Email *” from 2026-05-01 until before 2026-06-01',
    '发生过“下单或Email *”（2026-05-01 起，2026-06-01 之前）',
  ],
  [
    { field: 'event.*', operator: 'notPerformed', value: { within: { from: '2026-05-01' } } },
    'Did not do “anything” since 2026-05-01',
    '没有发生“任何事件”（自 2026-05-01 起）',
  ],
  [
    {
      field: 'event.View',
      operator: 'performedThen',
      value: { where: dear, then: { event: 'Order' }, within: '1d', last: '7d', matching: [{ earlier: 'sku', later: 'products[].sku' }] },
    },
    'Did “View (where total is more than 9)”, then “Order placed” within 1 day, the last of them in the last 7 days, where products[].sku is sku of before',
    '先发生“View（其中total 大于 9）”，后发生“下单”（1天内），最后一次在近 7天内，其中后者的 products[].sku 是 前者的 sku',
  ],
  [
    {
      field: 'event.View',
      operator: 'performedSequence',
      value: {
        steps: [{ event: 'Cart', within: '1h', without: { event: 'Help' } }, { event: 'Order' }],
        within: '2d',
        strict: true,
        same: 'sku',
      },
    },
    'Did “View”, then “Cart” within 1 hr without “Help” before it, then “Order placed” within 2 days, all with the same sku, nothing of these in between',
    '发生过“View”，随后“Cart”（1小时内）（此前没有“Help”），随后“下单”（2天内），且 sku 均相同，其间没有这些事件的其他发生',
  ],
  [
    {
      field: 'event.Order',
      operator: 'aggregate',
      value: { aggregate: 'sum', property: 'total', within: { last: '30d' }, is: { operator: '>=', value: 100 } },
    },
    'The sum of total over “Order placed” in the last 30 days is at least 100',
    '“下单”（近 30天）的 total 总和 至少 100',
  ],
  [
    {
      field: 'event.Order',
      operator: 'aggregate',
      value: { aggregate: 'streak', unit: 'week', is: { operator: 'between', value: [2, 5] } },
    },
    'The periods in a row in weeks over “Order placed” is between 2 and 5',
    '“下单”连续周期数（按周） 介于 2 与 5 之间',
  ],
  [
    { field: 'event.Order', operator: 'firstPerformed', value: { has: dear } },
    'The first “Order placed” had: total is more than 9',
    '首次“下单”符合：total 大于 9',
  ],
  [
    { field: 'event.Order', operator: 'lastPerformed', value: { has: dear, within: { to: '2026-05-01' } } },
    'The latest “Order placed” before 2026-05-01 had: total is more than 9',
    '最近一次“下单”（2026-05-01 之前）符合：total 大于 9',
  ],
  [
    { field: 'event.Order', operator: 'performedRegularly', value: { unit: 'week', of: 8, atLeast: 6, times: 2 } },
    'Did “Order placed” at least 2 times in at least 6 of the latest 8 periods of one week',
    '最近 8 个周中，至少 6 个发生过“下单”至少 2 次',
  ],
  [
    { field: 'trait.tags', operator: 'anyElement', value: { operator: 'beginsWith', value: 'a' } },
    'Tags has an element that begins with a',
    '偏好 有元素 开头是 a',
  ],
  [{ field: 'trait.tags', operator: 'hasLength', value: { atLeast: 3, atMost: 8 } }, 'Tags has a length of 3 to 8', '偏好 长度为 3 至 8'],
  [{ field: 'trait.tags', operator: 'hasLength', value: { atMost: 8 } }, 'Tags has a length of at most 8', '偏好 长度为 至多 8'],
  [{ field: 'trait.tags', operator: 'hasType', value: 'string' }, 'Tags is a text', '偏好 类型是 文本'],
  [
    { field: 'trait.born', operator: 'anniversaryDuringThis', value: 'month' },
    'Birthday has its anniversary this month',
    '生日 周年日在本 月',
  ],
  [
    { field: 'trait.born', operator: 'timeBetween', value: ['1990-01-01', '1991-01-01'] },
    'Birthday lies between 1990-01-01 and 1991-01-01',
    '生日 时间介于 1990-01-01 与 1991-01-01 之间',
  ],
  [
    { field: 'trait.lat', operator: 'withinDistance', value: { longitude: 'lon', of: [31.2, 121.4], meters: 500 } },
    'Latitude lies within 500 m of 31.2, 121.4',
    '纬度 位于（31.2, 121.4）500 米以内',
  ],
  [
    {
      field: 'event.Order',
      operator: 'performed',
      value: { where: all({ field: 'property.products', operator: 'anyElementWhere', value: dear }) },
    },
    'Did “Order placed”, where products has an entry of which (total is more than 9)',
    '发生过“下单”，其中products 有一项满足（total 大于 9）',
  ],
  [
    {
      field: 'event.Order',
      operator: 'performed',
      value: { where: all({ field: 'property.$local_time.hour', operator: '>=', value: 22 }) },
    },
    'Did “Order placed”, where hour (local) is at least 22',
    '发生过“下单”，其中小时（当地） 至少 22',
  ],
];

test.each(['en', 'zh'] as const)('all that can be asked of a customer is said in words, in %s', async (language) => {
  const { container } = await renderConsole(
    TOLD.map(([rule, en]) => (
      <p key={en}>
        <ConditionText of={all(rule)} />
      </p>
    )),
    { answers: { '/v1/names': NAMES, '/v1/workspace': { version: '1', timeZone: 'UTC' } }, language },
  );
  await screen.findByText(TOLD.at(-1)![language === 'en' ? 1 : 2]);
  const told = [...container.querySelectorAll('p')].map((one) => one.textContent);
  expect(told).toEqual(TOLD.map(([, en, zh]) => (language === 'en' ? en : zh)));
});
