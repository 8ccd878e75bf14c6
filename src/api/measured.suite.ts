/** Figures of a shop's month that belong together, for tests of the API and of the console. Days follow what is asked. */
import { DAY, dayText } from '../base/index.ts';
import { before, effectOf, type JourneyLift, levelFor, spanOf, startsOf } from '../learn/index.ts';
import type { RetentionMeasure, RfmMeasure } from '../runtime/index.ts';
import { NOON } from './cart.suite.ts';
import type { ApiDependencies } from './deps.ts';

const TODAY = Math.floor(NOON / DAY);
const ABOUT = { asOf: NOON, currency: 'CNY' };
const ZONE = { timeZone: 'Asia/Shanghai' };

const salesOf = (day: number) => {
  const orders = 20 + ((day * 7) % 13);
  return { orders, buyers: orders - (day % 3), revenue: orders * 268 + (day % 7) * 41.5 };
};
type Sales = ReturnType<typeof salesOf>;
const sumOf = (all: readonly Sales[]): Sales => ({
  orders: all.reduce((sum, one) => sum + one.orders, 0),
  buyers: Math.round(all.reduce((sum, one) => sum + one.buyers, 0) * 0.8),
  revenue: all.reduce((sum, one) => sum + one.revenue, 0),
});

const CELLS = [1, 2, 3, 4, 5].flatMap((r) =>
  [1, 2, 3, 4, 5].flatMap((f) => (r === 5 && f === 1 ? [] : [{ r, f, customers: 7 * r * f + 12 * (6 - f), revenue: 310 * r * f * f }])),
);

export const RFM: RfmMeasure = {
  ...ABOUT,
  rfm: {
    referenceDay: '2024-06-19',
    edges: { recency: [9, 21, 48, 96], frequency: [1, 2, 3, 5], monetary: [120, 268, 536, 1_204.5] },
    cells: CELLS,
  },
};

export const RETENTION: RetentionMeasure = {
  ...{ asOf: NOON, ...ZONE, month: '2024-06' },
  cohorts: [
    { cohort: '2024-02', customers: [120, 42, 31, 28, 12] },
    { cohort: '2024-03', customers: [90, 27, 24, 9] },
    { cohort: '2024-04', customers: [134, 51, 18] },
    { cohort: '2024-05', customers: [101, 22] },
    { cohort: '2024-06', customers: [64] },
  ],
};

/** Of a journey with a difference, one without, one too young, and one whose arms are not what was drawn. */
const LIFTS: readonly JourneyLift[] = [
  liftOf('cart_abandonment', { converted: [412, 62], estimate: { difference: 0.0546, low: 0.0121, high: 0.0938 } }),
  liftOf('win_back', { converted: [300, 98], estimate: { difference: 0.0023, low: -0.041, high: 0.0446 } }),
  liftOf('birthday', { converted: [1, 0], customers: [3, 1], estimate: { difference: 0.3333, low: null, high: null } }),
  liftOf('welcome', { converted: [310, 40], sampleRatio: 0.00002, estimate: { difference: 0.02, low: 0.001, high: 0.04 } }),
];

interface Told {
  readonly converted: readonly [number, number];
  readonly customers?: readonly [number, number];
  readonly sampleRatio?: number;
  readonly estimate: JourneyLift['conversionLift'];
}

function liftOf(journey: string, { converted, customers = [3_000, 750], sampleRatio = 0.61, estimate }: Told): JourneyLift {
  const arm = (index: 0 | 1) => ({ customers: customers[index], converted: converted[index], revenue: converted[index] * 268 });
  const money = (value: number | null) => (value === null ? null : value * 268);
  const revenueLift = { difference: estimate.difference * 268, low: money(estimate.low), high: money(estimate.high) };
  return {
    ...{ journey, windowMs: 14 * DAY, level: levelFor(4), conversion: { by: 'purchase' } },
    ...{ treatment: arm(0), holdout: arm(1), globalControl: 40, undrawn: 0, pending: 210, mixed: 2 },
    ...{ conversionLift: estimate, revenueLift, revenueLiftAdjusted: { ...revenueLift, varianceReduced: 0.12 }, sampleRatio },
  };
}

const latencyOf = (count: number) => ({ count, p50: 11, p90: 48, p99: 1_900 + (count % 5) * 600, max: 5_200, withinPromise: count - 1 });

export const MEASURED: ApiDependencies['measured'] = {
  revenue: async (question) => {
    const span = spanOf(question, TODAY);
    const past = before(span);
    const each = Array.from({ length: span.last - span.first + 1 }, (_, i) => span.first + i);
    const starts = startsOf(span);
    const rows = starts.map((start, i) => {
      const days = each.filter((day) => day >= start && day < (starts[i + 1] ?? span.last + 1));
      return { day: dayText(start), ...sumOf(days.map(salesOf)), before: sumOf(days.map((day) => salesOf(day - each.length))) };
    });
    return {
      ...{ ...ABOUT, ...ZONE, from: dayText(span.first), to: dayText(span.last), by: span.by, rows },
      ...{ total: sumOf(each.map(salesOf)), before: sumOf(each.map((day) => salesOf(day - each.length))) },
      ...{ daysBefore: { from: dayText(past.first), to: dayText(past.last) }, today: salesOf(TODAY), yesterday: salesOf(TODAY - 1) },
    };
  },
  rfm: async () => RFM,
  rfmCustomers: async ({ r, f, after, limit }) => {
    const all = Array.from({ length: 60 }, (_, i) => ({
      ...{ customer: `c${String(i).padStart(3, '0')}`, recency: 10 + i, orders: f, revenue: 268 * f, r, f, m: 3 },
    }));
    const customers = all.filter(({ customer }) => customer > (after ?? '')).slice(0, limit);
    const next = customers.at(-1)?.customer;
    return { currency: 'CNY', customers, ...(next !== undefined && next !== 'c059' && { next }) };
  },
  retention: async () => RETENTION,
  funnel: async ({ events, windowDays = 7, ...question }) => {
    const { first, last } = spanOf(question, TODAY);
    const steps = events.map((event, i) => ({ event, customers: Math.round(8_214 / 2.4 ** i) }));
    return { ...{ asOf: NOON, ...ZONE, from: dayText(first), to: dayText(last) }, windowDays, steps, isOpen: last + windowDays >= TODAY };
  },
  events: async () => ({
    asOf: NOON,
    events: ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'].map((event, i) => ({
      event,
      count: 90_000 / (i + 1),
    })),
  }),
  latency: async (question) => {
    const span = spanOf(question, TODAY);
    const rows = startsOf(span).map((start) => ({ day: dayText(start), latency: latencyOf(300 + (start % 9) * 20) }));
    return {
      ...{ asOf: NOON, ...ZONE, from: dayText(span.first), to: dayText(span.last), by: span.by, promiseMs: 4_000, rows },
      total: latencyOf(rows.reduce((sum, { latency }) => sum + latency.count, 0)),
    };
  },
  messages: async (question) => {
    const { first, last } = spanOf(question, TODAY);
    const came = { bounced: 12, opened: 640, clicked: 210, replied: 3, unsubscribed: 9, complained: 1 };
    const none = { bounced: 0, opened: 0, clicked: 0, replied: 0, unsubscribed: 0, complained: 0 };
    return {
      ...{ asOf: NOON, ...ZONE, from: dayText(first), to: dayText(last) },
      channels: [
        { channel: 'mail', decided: 2_200, sent: 2_100, failed: 60, withdrawn: 30, waiting: 10, delivered: 2_050, ...came },
        { channel: 'order_sms', decided: 800, sent: 800, failed: 0, withdrawn: 0, waiting: 0, delivered: 791, ...none },
      ],
      verdicts: { send: 3_000, defer: 420, suppress: 1_180 },
      refusals: [
        { outcome: 'suppress', rule: 'consent.withdrawn', count: 760 },
        { outcome: 'suppress', rule: 'cap.user', count: 420 },
        { outcome: 'defer', rule: 'quiet_hours.deferred', count: 420 },
        { outcome: 'failed', rule: 'address_refused', count: 60 },
        { outcome: 'withdrawn', rule: 'goal.event', count: 30 },
      ],
    };
  },
  lift: async () => ({ ...ABOUT, level: levelFor(LIFTS.length), journeys: LIFTS.map(effectOf) }),
};
