import { describe, expect, test } from 'vitest';
import { renderText } from './render.ts';
import type { Report } from './report.ts';
import { catalogues, sayIn } from './text/index.ts';

const NOTHING: Report = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  totals: { events: 0, customers: 0, rows: 0, orders: 0, buyers: 0, revenue: 0 },
  months: [],
  rfm: undefined,
  cohorts: [],
  journeys: [],
  messages: { decided: 0, sent: 0, failed: 0, withdrawn: [], verdicts: [] },
  lift: [],
  attribution: [],
  returns: [],
  latency: { count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 },
};

const SOME: Report = {
  ...NOTHING,
  totals: { events: 12_345, customers: 99, rows: 40, orders: 30, buyers: 20, revenue: 1234.5 },
  months: [
    { month: '2024-01', orders: 10, buyers: 9, revenue: 400.5 },
    { month: '2024-02', orders: 20, buyers: 15, revenue: 834 },
  ],
  rfm: {
    referenceDay: '2024-03-01',
    edges: { recency: [1.5, 2, 3, 4], frequency: [1, 1, 2, 3], monetary: [10, 20, 30, 40.25] },
    cells: [
      { r: 5, f: 1, customers: 13, revenue: 1 },
      { r: 1, f: 5, customers: 7, revenue: 1 },
    ],
  },
  cohorts: [
    { cohort: '2024-01', customers: [9, 3] },
    { cohort: '2024-02', customers: [11] },
  ],
  journeys: [{ journey: 'welcome', entered: 10, active: 1, completed: 4, converted: 3, exited: 2, treatment: 9, holdout: 1 }],
  messages: {
    decided: 8,
    sent: 6,
    failed: 1,
    withdrawn: [{ rule: 'consent.withdrawn', count: 1 }],
    verdicts: [
      { verdict: 'send', rule: 'allowed', count: 8 },
      { verdict: 'suppress', rule: 'cap.week', count: 2 },
    ],
  },
  lift: [
    {
      journey: 'welcome',
      windowMs: 14 * 86_400_000,
      level: 0.95,
      conversion: 'purchase',
      treatment: { customers: 1_000, converted: 123, revenue: 5_000 },
      holdout: { customers: 90, converted: 9, revenue: 400 },
      globalControl: 3,
      mixed: 1,
      undrawn: 0,
      pending: 12,
      conversionLift: { difference: 0.023, low: -0.03, high: 0.0701 },
      revenueLift: { difference: 0.56, low: -1, high: 2 },
      revenueLiftAdjusted: { difference: 1_234.5, low: -0.001, high: 2_000, varianceReduced: 0.2 },
      sampleRatio: 0.4,
    },
    {
      journey: 'odd',
      windowMs: 14 * 86_400_000,
      level: 0.95,
      conversion: 'purchase',
      treatment: { customers: 100, converted: 1, revenue: 50 },
      holdout: { customers: 0, converted: 0, revenue: 0 },
      globalControl: 0,
      mixed: 0,
      undrawn: 0,
      pending: 0,
      conversionLift: { difference: 0.01, low: null, high: null },
      revenueLift: { difference: 0.5, low: null, high: null },
      revenueLiftAdjusted: { difference: 0.5, low: null, high: null, varianceReduced: 0 },
      sampleRatio: 0.0001,
    },
  ],
  attribution: [
    { journey: 'welcome', channel: 'mail', orders: 12, revenue: 1_000.5 },
    { journey: '', channel: '', orders: 3, revenue: 90 },
  ],
  returns: [
    {
      journey: 'welcome',
      channel: 'mail',
      sent: 200,
      delivered: 198,
      bounced: 2,
      opened: 50,
      openedByMachine: 30,
      clicked: 11,
      replied: 0,
      unsubscribed: 1,
      complained: 0,
    },
  ],
  latency: { count: 3, p50: 4, p90: 5, p99: 4_100, max: 4_100, withinPromise: 2 },
};

const linesOf = (report: Report, locale: 'en' | 'zh'): string[] => renderText(report, locale).split('\n');

describe('the report as text', () => {
  test('says everything that the report says', () => {
    const lines = linesOf(SOME, 'en');
    for (const line of [
      'Report · money in CNY, days in Asia/Shanghai',
      '  12,345 events of 99 customers',
      '  30 orders (40 rows) by 20 buyers, revenue 1,234.50',
      '  2024-01      10       9   400.50  ██████████████▍',
      '  2024-02      20      15   834.00  ██████████████████████████████',
      '  R5  13   0   0   0   0',
      '  R1   0   0   0   0   7',
      '  Edges: recency 1.5 / 2 / 3 / 4 days; frequency 1 / 1 / 2 / 3 orders; monetary 10 / 20 / 30 / 40.25',
      '  2024-01           9  33',
      '  2024-02          11',
      '  welcome       10       1          4          3       2          9        1',
      'Messages by verdict: 8 decided, 6 sent, 1 failed',
      '  suppress   cap.week               2  ███████▌',
      '  withdrawn  consent.withdrawn      1  ███▊',
      '  welcome  1,000 · 12.3%  90 · 10.0%  +2.3 (-3.0 … +7.0)  +1,234.50 (+0.00 … +2,000.00)                  12',
      '  odd         100 · 1.0%           0  -                   -                                               0',
      '  odd: the arms are more unequal than chance makes them. Something is wrong with the assignment; do not read its lift.',
      '  welcome              mail         12  1,000.50',
      '  (without a message)                3     90.00',
      '  welcome  mail      200  198 · 99.0%  2 · 1.0%  50 · 25.0%        30 · 15.0%  11 · 5.5%        0      1 · 0.5%           0',
      '  p50 4 ms, p90 5 ms, p99 4,100 ms, longest 4,100 ms',
      '  66.66 % within the promised 4 seconds',
    ]) {
      expect(lines).toContain(line);
    }
  });

  test('scores run from the best recency down and from the lowest frequency up', () => {
    const rows = linesOf(SOME, 'en').filter((line) => /^ {2}R\d/.test(line));
    expect(rows.map((row) => row.slice(2, 4))).toEqual(['R5', 'R4', 'R3', 'R2', 'R1']);
  });

  test('nothing yet is said, not left blank', () => {
    expect(linesOf(NOTHING, 'en').filter((line) => line === '  nothing yet')).toHaveLength(8);
    expect(linesOf(NOTHING, 'zh').filter((line) => line === '  暂无')).toHaveLength(8);
    expect(renderText(NOTHING, 'en')).not.toMatch(/NaN|Infinity|null|undefined/);
  });

  test('in Chinese has the same figures in the same order', () => {
    const figures = (locale: 'en' | 'zh'): string[] =>
      linesOf(SOME, locale)
        .slice(3)
        .flatMap((line) => line.match(/[\d,.]*\d/g) ?? []);
    // The verbs between the figures differ in order in one line: the promise of 4 seconds stands before its share or after it.
    expect(figures('zh').sort()).toEqual(figures('en').sort());
    expect(renderText(SOME, 'zh')).toContain('不发  cap.week');
  });

  test('a share just below the whole is never rounded up to it', () => {
    const latency = { ...SOME.latency, count: 100_000, withinPromise: 99_999 };
    expect(renderText({ ...SOME, latency }, 'en')).toContain('99.99 % within');
  });

  test('an unknown verdict is shown as it is', () => {
    const verdicts = [{ verdict: 'later', rule: 'x', count: 1 }];
    expect(renderText({ ...SOME, messages: { ...SOME.messages, verdicts } }, 'zh')).toContain('later');
  });
});

describe('the catalogues', () => {
  const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

  test('say the same things with the same figures in both languages', () => {
    expect(Object.keys(catalogues.zh).sort()).toEqual(Object.keys(catalogues.en).sort());
    for (const [key, text] of Object.entries(catalogues.en)) {
      expect([key, ...holes(catalogues.zh[key as keyof typeof catalogues.en])]).toEqual([key, ...holes(text)]);
    }
  });

  test('Chinese has no half-width signs between Chinese characters', () => {
    for (const text of Object.values(catalogues.zh)) expect(text).not.toMatch(/[\p{Script=Han}}] ?[,;:()] ?/u);
  });

  test('a hole without a value stays visible', () => {
    expect(sayIn('en')('months.title', {})).toBe('Revenue and orders by month');
    expect(sayIn('en')('rfm.title', {})).toContain('{day}');
  });
});
