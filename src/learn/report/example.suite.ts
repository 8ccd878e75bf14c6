/** Reports for the tests of what shows them. */
import type { Report } from './report.ts';

export const NOTHING: Report = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  totals: { events: 0, customers: 0, rows: 0, orders: 0, buyers: 0, revenue: 0 },
  months: [],
  rfm: undefined,
  cohorts: [],
  journeys: [],
  messages: { decided: 0, sent: 0, failed: 0, withdrawn: [], verdicts: [] },
  lift: [],
  conversions: [],
  attribution: [],
  returns: [],
  latency: { count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 },
};

export const SOME: Report = {
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
  journeys: [{ journey: 'welcome', entered: 10, active: 1, completed: 4, converted: 3, exited: 2, failed: 0, treatment: 9, holdout: 1 }],
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
      conversion: { by: 'purchase' },
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
      conversion: { by: 'purchase' },
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
  conversions: [
    {
      ...{ journey: 'welcome', windowMs: 14 * 86_400_000, conversion: { by: 'purchase' } },
      ...{ customers: 1_000, converted: 123, revenue: 5_000, pending: 12 },
    },
    {
      ...{
        journey: 'odd',
        windowMs: 14 * 86_400_000,
        conversion: { by: 'event', event: 'Signed Up', where: { combinator: 'and', rules: [] } },
      },
      ...{ customers: 100, converted: 1, revenue: 50, pending: 0 },
    },
    { journey: 'tiers', windowMs: 14 * 86_400_000, conversion: { by: 'goal' }, customers: 0, converted: 0, revenue: 0, pending: 7 },
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
  quality: {
    sources: [
      { source: 'pos', score: 61, events: 1_600 },
      { source: 'web', events: 3 },
    ],
    events: [
      {
        source: 'pos',
        event: 'Order Completed',
        events: 1_600,
        rates: { missing: 0.125, invalid: 0, range: 0.004, unplanned: 0, late: 0, duplicate: 0, refused: 0.01 },
      },
      { source: 'web', event: 'Page <Viewed>', events: 3 },
    ],
    breaches: [
      { measure: 'missing', source: 'pos', event: 'Order Completed', value: 0.125, threshold: 0.05, z: 7 },
      { measure: 'volume', source: 'pos', event: 'Order Completed', value: 1_600, threshold: 5, z: -9 },
      { measure: 'expected', source: '', event: 'Order Completed', value: 2, threshold: 3 },
    ],
  },
  tags: {
    tags: 312,
    preparing: 1,
    customers: 99,
    drawn: 40,
    completeness: 0.755,
    overdue: [],
    contradicted: { count: 7, of: 99, share: 7 / 99, low: 7 / 99, high: 7 / 99 },
    contradictions: [
      { tags: ['risk_refunds_most', 'value_high'], customers: 6 },
      { tags: ['stage_lost', 'value_top'], customers: 1 },
    ],
    agreement: { count: 999, of: 1_000, share: 0.999, low: 0.994, high: 0.9998 },
    judged: [{ tag: 'value_high', accuracy: { count: 9, of: 10, share: 0.9, low: 0.596, high: 0.982 } }],
    leastComplete: [{ tag: 'place_rome', holders: 3, completeness: { count: 5, of: 40, share: 0.125, low: 0.055, high: 0.261 } }],
  },
};
