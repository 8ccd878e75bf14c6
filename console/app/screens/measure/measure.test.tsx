/** What dashboards ask, show as pictures and as tables, and say. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LatencyMeasure } from '../../api/index.ts';
import { NOON, SHOP } from '../../test/answers.ts';
import { type RenderOptions, renderConsole } from '../../test/render.tsx';
import { backFrom, daysOf, withFrom, withTo } from './days.tsx';
import { Screen } from './index.tsx';
import { isAlone } from './latency.tsx';
import { boundsOf } from './lift.tsx';
import { changeOf } from './revenue.tsx';
import { rangeText } from './rfm.tsx';

vi.mock('../../kit/echarts.ts', () => ({
  start: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const NONE = { orders: 0, buyers: 0, revenue: 0 };
const SALES = { orders: 10, buyers: 8, revenue: 2_680 };
const DAYS = { from: '2026-01-31', to: '2026-03-01', timeZone: 'Asia/Shanghai', asOf: NOON };
const REVENUE = {
  ...{ ...DAYS, by: 'day', currency: 'CNY', daysBefore: { from: '2026-01-01', to: '2026-01-30' } },
  rows: [
    { day: '2026-02-28', ...NONE, before: NONE },
    { day: '2026-03-01', ...SALES, before: { ...SALES, revenue: 2_000 } },
  ],
  ...{ total: SALES, before: { ...SALES, revenue: 2_000 }, today: SALES, yesterday: { ...SALES, revenue: 1_340 } },
};
const EMPTY = { ...REVENUE, rows: [], total: NONE, before: NONE, today: NONE, yesterday: NONE };
const LATENCY = { count: 4, p50: 12, p90: 80, p99: 4_200, max: 4_200, withinPromise: 3 };

const estimate = (difference: number, low: number | null, high: number | null) => ({ difference, low, high });
function effect(journey: string, verdict: string, of: ReturnType<typeof estimate>, moreCustomers: number | null = null): object {
  const lift = {
    ...{
      journey,
      windowMs: 14 * 86_400_000,
      level: 0.9875,
      conversion: { by: 'purchase' },
      globalControl: 0,
      undrawn: 0,
      pending: 210,
      mixed: 0,
    },
    ...{
      treatment: { customers: 1_000, converted: 120, revenue: 9 },
      holdout: { customers: 250, converted: 25, revenue: 2 },
      sampleRatio: 0.5,
    },
    ...{ conversionLift: of, revenueLift: of, revenueLiftAdjusted: { ...of, varianceReduced: 0 } },
  };
  return { lift, verdict, revenueVerdict: verdict, moreCustomers };
}

let saved: { readonly name: string; readonly text: Promise<string> }[];
beforeEach(() => {
  saved = [];
  let latest: Blob | undefined;
  URL.createObjectURL = (blob) => {
    latest = blob as Blob;
    return 'blob:x';
  };
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: latest!.text() });
  });
});

const open = (board: string, answers: object, more: RenderOptions = {}) =>
  renderConsole(<Screen />, { answers: { ...SHOP, ...answers }, at: `/measure/${board}`, path: '/measure/$board', ...more });

describe('revenue', () => {
  const answers = { '/v1/measures/revenue': REVENUE };

  test('today beside yesterday, and the days beside those before', async () => {
    const { container, asked } = await open('revenue', answers);
    await screen.findByText('Yesterday ¥1,340.00 (+100%)');
    expect(container.textContent).toMatch(/Revenue¥2,680\.00\+34% against as many days before/);
    expect(container.textContent).toContain('Average order value¥268.00');
    screen.getByRole('img', { name: /^Revenue from 2026-01-31 to 2026-03-01: ¥2,680\.00 from 10 orders/ });
    expect(asked.map(({ request }) => request)).toContain('GET /v1/measures/revenue');
  });

  test('what is chosen is asked for, and stays in the address', async () => {
    const { asked } = await open('revenue', answers);
    await screen.findByText('Average order value');
    fireEvent.click(screen.getByText('Last 7 days'));
    await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/measures/revenue?from=2026-02-23'));
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-02-01' } });
    await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/measures/revenue?from=2026-02-01&to=2026-03-01'));
  });

  test('the same as a table, and as a file', async () => {
    await open('revenue', answers);
    fireEvent.click(await screen.findByText('Table'));
    await screen.findByRole('columnheader', { name: 'Orders, period before' });
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toContain('2026-03-01¥2,680.00108¥2,000.0010');
    fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect(saved[0]?.name).toBe('revenue-2026-01-31-2026-03-01.csv');
    expect((await saved[0]!.text).split('\r\n').slice(1)).toEqual(['2026-02-28,0,0,0,0,0', '2026-03-01,2680,10,8,2000,10', '']);
  });

  test('says in Chinese how it comes to be filled', async () => {
    await open('revenue', { '/v1/measures/revenue': EMPTY }, { language: 'zh' });
    await screen.findByText('这段时间没有购买');
    screen.getByText(/购买由工作区定义的事件统计/);
  });

  test('a refusal says why', async () => {
    const refusal = Response.json({ code: 'VOLANO_QUERY_INVALID', reason: 'from: must be a date such as 2026-01-05' }, { status: 400 });
    await open('revenue', { '/v1/measures/revenue': refusal });
    await screen.findByText('from: must be a date such as 2026-01-05');
  });
});

describe('RFM', () => {
  const cells = [
    { r: 5, f: 1, customers: 12, revenue: 500 },
    { r: 1, f: 5, customers: 3, revenue: 900 },
  ];
  const rfm = { referenceDay: '2026-03-02', edges: { recency: [9, 21, 48, 96], frequency: [1, 1, 2, 4], monetary: [1, 2, 3, 4] }, cells };
  const answers = {
    '/v1/measures/rfm': { asOf: NOON, currency: 'CNY', rfm },
    '/v1/measures/rfm/customers': {
      currency: 'CNY',
      customers: [{ customer: 'c1', recency: 4, orders: 1, revenue: 268, r: 5, f: 1, m: 3 }],
    },
  };

  test('a cell leads to who is in it', async () => {
    const session = { '/v1/session': { roles: [], permissions: ['reports.read', 'customers.read'] } };
    const { asked } = await open('rfm', { ...answers, ...session });
    const cell = await screen.findByText('12');
    expect(cell.getAttribute('aria-label')).toBe('Recency 5, frequency 1: 12 customers');
    fireEvent.click(cell);
    await screen.findByText('c1');
    expect(asked.map(({ request }) => request)).toContain('GET /v1/measures/rfm/customers?r=5&f=1');
  });

  test('who may not see customers does not', async () => {
    const { asked } = await open(
      'rfm',
      { ...answers, '/v1/session': { roles: [], permissions: ['reports.read'] } },
      { at: '/measure/rfm?cell=5-1' },
    );
    await screen.findByText(/customers\.read/);
    expect(asked.map(({ request }) => request).filter((one) => one.includes('rfm/customers'))).toEqual([]);
  });

  test('bins are told by their edges, and by one number where they have one', () => {
    const range = (bin: number) => rangeText([1, 1, 2, 4], bin, String);
    expect([1, 2, 3, 4, 5].map(range)).toEqual(['≤ 1', '1', '> 1, ≤ 2', '> 2, ≤ 4', '> 4']);
  });
});

test('retention is a triangle of shares', async () => {
  const cohorts = [
    { cohort: '2026-01', customers: [120, 42, 0] },
    { cohort: '2026-02', customers: [80, 20] },
  ];
  await open('retention', { '/v1/measures/retention': { asOf: NOON, timeZone: 'UTC', month: '2026-03', cohorts } });
  await screen.findByText('35%');
  expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'First bought inBuyersMonth 1Month 2',
    '2026-0112035%0%',
    '2026-028025%',
  ]);
});

describe('a funnel', () => {
  const events = ['Product Viewed', 'Order Completed', 'Cart Viewed'].map((event) => ({ event, count: 1 }));
  const steps = [
    { event: 'Product Viewed', customers: 100 },
    { event: 'Order Completed', customers: 25 },
  ];
  const answers = { '/v1/measures/events': { asOf: NOON, events }, '/v1/measures/funnel': { ...DAYS, windowDays: 7, steps, isOpen: true } };

  test('asks for the usual steps that there are, and tells where customers stopped', async () => {
    const { container, asked } = await open('funnel', answers);
    await screen.findByText('−75 (75% stopped here)');
    expect(container.textContent).toContain('Some of them still have time to finish.');
    expect(asked.map(({ request }) => request)).toContain(
      'GET /v1/measures/funnel?event=Product+Viewed&event=Order+Completed&windowDays=7'.replaceAll('+', '%20'),
    );
  });

  test('of one event nothing is asked', async () => {
    const { asked } = await open('funnel', answers, { at: '/measure/funnel?events=Cart%20Viewed' });
    await screen.findByText('Choose two events or more');
    expect(asked.some(({ request }) => request.includes('/funnel'))).toBe(false);
  });
});

test('latency is held against 4 seconds', async () => {
  const rows = [{ day: '2026-03-01', latency: LATENCY }];
  const { container } = await open('latency', { '/v1/measures/latency': { ...DAYS, by: 'day', promiseMs: 4_000, total: LATENCY, rows } });
  await screen.findByRole('img', { name: /75% within 4 seconds, p99 4\.2 sec/ });
  expect(container.textContent).toMatch(/Within 4 s75%Median12 ms/);
});

test('messages by channel, and why others were not sent', async () => {
  const none = {
    failed: 1,
    withdrawn: 1,
    waiting: 0,
    delivered: 7,
    bounced: 0,
    opened: 4,
    clicked: 2,
    replied: 0,
    unsubscribed: 1,
    complained: 0,
  };
  const refusals = [{ outcome: 'suppress', rule: 'cap.user', count: 20 }];
  const channels = [{ channel: 'mail', decided: 10, sent: 8, ...none }];
  const measured = { ...DAYS, channels, verdicts: { send: 10, defer: 10, suppress: 20 }, refusals };
  const { container } = await open('messages', { '/v1/measures/messages': measured });
  await screen.findByText('8 of 10 sent', { exact: false });
  expect(container.textContent).toMatch(/opened 50%, clicked 25%; 2 failed or withdrawn.*Not sent2050%.*Not sentfrequency cap20/s);
});

test('a day of messages between days without has no line to be seen by, and gets a dot', () => {
  const rows = [0, 3, 0, 2, 1].map((count) => ({ day: '2026-03-01', latency: { count } })) as unknown as LatencyMeasure['rows'];
  expect(rows.map(isAlone)).toEqual([false, true, false, false, false]);
});

describe('lift', () => {
  const journeys = [
    effect('cart', 'better', estimate(0.02, 0.01, 0.03)),
    { ...effect('win', 'undecided', estimate(0.01, -0.01, 0.05), 12_345), revenueVerdict: 'better' },
    effect('new', 'small', estimate(1, null, null)),
    effect('odd', 'unequal', estimate(0.5, 0.4, 0.6)),
  ];
  const answers = { '/v1/measures/lift': { asOf: NOON, currency: 'CNY', level: 0.99375, journeys } };

  test('says what can be said, and no more', async () => {
    const { container } = await open('lift', answers);
    await screen.findByText('It brings more conversions: +2 pp, between +1 pp and +3 pp.');
    const text = container.textContent ?? '';
    // Conversions may be undecided while revenue is not.
    expect(text).toContain('It brings more revenue. Revenue per customer');
    expect(text).toContain('A conversion is a purchase within 14 days of the entry.');
    expect(text).toContain('With 4 journeys side by side each interval is of 99.38%');
    expect(text).toMatch(
      /No difference can be told yet\. If the difference is as large as it looks now, about 12,000 more customers are needed/,
    );
    expect(text).toContain('Too few customers have finished their 14 days to say anything.');
    expect(screen.getByRole('alert').textContent).toContain('fewer than 1 of 1,000');
    // What is not to be read is not shown.
    expect(text).not.toContain('+50 pp');
    expect(screen.getAllByRole('img', { name: /^Difference in conversion/ })).toHaveLength(2);
  });

  test('in Chinese, too', async () => {
    const { container } = await open('lift', answers, { language: 'zh' });
    await screen.findByText('暂时看不出差异。');
    expect(container.textContent).toContain('大约还需要 12,000 位客户才能看出来');
  });

  test('the axis is as wide as the widest interval that may be read', () => {
    expect(boundsOf(journeys as Parameters<typeof boundsOf>[0])).toBe(0.05);
    expect(boundsOf([])).toBe(0.01);
  });
});

describe('what has nothing to show says how it comes to be filled', () => {
  const none = { ...DAYS, channels: [], verdicts: { send: 0, defer: 0, suppress: 0 }, refusals: [] };
  const never = { count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 };
  test.each<[string, object, RegExp]>([
    ['rfm', { '/v1/measures/rfm': { asOf: NOON, currency: 'CNY' } }, /events that the workspace calls a purchase/],
    ['retention', { '/v1/measures/retention': { asOf: NOON, timeZone: 'UTC', month: '2026-03', cohorts: [] } }, /calls a purchase/],
    ['funnel', { '/v1/measures/events': { asOf: NOON, events: [] } }, /once a source has sent some/],
    [
      'latency',
      { '/v1/measures/latency': { ...DAYS, by: 'day', promiseMs: 4_000, total: never, rows: [] } },
      /Every message that an event leads to/,
    ],
    ['messages', { '/v1/measures/messages': none }, /once a journey wants to send one/],
    ['lift', { '/v1/measures/lift': { asOf: NOON, currency: 'CNY', level: 0.975, journeys: [] } }, /Give a journey a holdout/],
  ])('%s', async (board, answers, hint) => {
    await open(board, answers);
    await screen.findByText(hint);
  });
});

describe('the same as a table', () => {
  const rowsOf = () => screen.getAllByRole('row').map((row) => row.textContent);
  const table = (board: string, answers: object) => open(board, answers, { at: `/measure/${board}?view=table` });

  test('of retention, with what is not over left open', async () => {
    const cohorts = [
      { cohort: '2026-01', customers: [120, 42] },
      { cohort: '2026-02', customers: [80] },
    ];
    await table('retention', { '/v1/measures/retention': { asOf: NOON, timeZone: 'UTC', month: '2026-02', cohorts } });
    await screen.findByText('35%');
    expect(rowsOf()).toEqual(['First bought inBuyersMonth 1', '2026-0112035%', '2026-0280–']);
  });

  test('of lift, and the file has figures as they are', async () => {
    const journeys = [effect('cart', 'better', estimate(0.02, 0.01, 0.03)), effect('new', 'small', estimate(1, null, null))];
    await table('lift', { '/v1/measures/lift': { asOf: NOON, currency: 'CNY', level: 0.9875, journeys } });
    await screen.findByText('Cart abandonment');
    expect(rowsOf()[1]).toBe('Cart abandonment1,00012%25010%+2 pp+1 pp+3 pp¥0.02¥0.01¥0.03More conversions');
    fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect((await saved[0]!.text).split('\r\n').slice(1)).toEqual([
      'Cart abandonment,1000,0.12,250,0.1,0.02,0.01,0.03,0.02,0.01,0.03,More conversions',
      'new,1000,0.12,250,0.1,1,,,1,,,Too few customers',
      '',
    ]);
  });

  test('of lift, sorted by a column, by the figures and not by how they are written', async () => {
    const journeys = [effect('cart', 'better', estimate(0.02, 0.01, 0.03)), effect('new', 'small', estimate(0.1, null, null))];
    const { container } = await table('lift', { '/v1/measures/lift': { asOf: NOON, currency: 'CNY', level: 0.9875, journeys } });
    await screen.findByText('Cart abandonment');
    const first = (): string | null => container.querySelector('tbody tr.ant-table-row td')!.textContent;
    fireEvent.click(screen.getByText('Difference'));
    expect(first()).toBe('Cart abandonment');
    fireEvent.click(screen.getByText('Difference'));
    expect(first()).toBe('new');
    // What is not known comes before every number.
    fireEvent.click(screen.getByText('Lower bound'));
    expect(first()).toBe('new');
    fireEvent.click(screen.getByText('Journey'));
    expect(first()).toBe('Cart abandonment');
  });

  test('of a funnel, step by step', async () => {
    const steps = [
      { event: 'A', customers: 100 },
      { event: 'B', customers: 0 },
      { event: 'C', customers: 0 },
    ];
    const answers = {
      '/v1/measures/events': { asOf: NOON, events: [] },
      '/v1/measures/funnel': { ...DAYS, windowDays: 7, steps, isOpen: false },
    };
    await open('funnel', answers, { at: '/measure/funnel?view=table&events=A%7CB%7CC' });
    await screen.findByText('Of the first step');
    expect(rowsOf().slice(1)).toEqual(['A100100%–', 'B00%0%', 'C00%–']);
  });
});

test('an address that names no dashboard says so', async () => {
  await open('nothing', {});
  await screen.findByText('There is no such dashboard');
});

test('an end that is chosen beyond the other one takes it along, with as many days', () => {
  const march = { from: '2026-03-01', to: '2026-03-31' };
  expect(withTo('2024-02-29', march)).toEqual({ from: '2024-01-30', to: '2024-02-29' });
  expect(withTo('2026-03-01', march)).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(withFrom('2026-04-01', march)).toEqual({ from: '2026-04-01', to: '2026-05-01' });
  expect(withFrom('2026-03-31', march)).toEqual({ from: '2026-03-31', to: '2026-03-31' });
});

test('days are counted with both ends, changes against something', () => {
  expect([daysOf('2026-02-27', '2026-03-01'), backFrom('2026-03-01', 7)]).toEqual([3, '2026-02-23']);
  expect([changeOf(3, 2), changeOf(1, 0), changeOf(undefined, 1), changeOf(0, 2)]).toEqual([0.5, undefined, undefined, -1]);
});
