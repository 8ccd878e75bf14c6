/** What the shop of `dependencies.suite.ts` has sensed: latest events, hours, quality, a quarantine that settles what it is asked to, a break in a journey. */
import { HOUR, MINUTE } from '../base/index.ts';
import type { HourCounts, Quality } from '../learn/index.ts';
import { NOON } from './cart.suite.ts';
import type { ApiDependencies } from './deps.ts';

type Quarantine = ApiDependencies['quarantine'];
type LatestEvents = Awaited<ReturnType<ApiDependencies['latestEvents']>>;
type WholeEvent = NonNullable<Awaited<ReturnType<ApiDependencies['event']>>>;
type RecordRow = Awaited<ReturnType<Quarantine['list']>>['records'][number];

const CAME: readonly (readonly [source: string, event: string, problems: number])[] = [
  ['shop', 'Product Viewed', 0],
  ['shop', 'Product Added', 0],
  ['pos', 'Order Completed', 2],
  ['mini_program', 'Product Viewed', 0],
  ['shop', '$identify', 0],
  ['mini_program', 'Checkout Started', 1],
];

/** 120 events, one every 400 ms, newest first. */
export function latestEvents({ limit, source, event, isFlagged = false }: Parameters<ApiDependencies['latestEvents']>[0]): LatestEvents {
  const all = Array.from({ length: 120 }, (_, index) => {
    const [from, name, problems] = CAME[index % CAME.length]!;
    const at = NOON - index * 400;
    return {
      id: `0-${900 - index}`,
      at,
      time: at - (index % 7) * 90,
      source: from,
      event: name,
      customer: `c0lxr01ce000000${10 + (index % 13)}aa`,
      problems,
    };
  });
  const wanted = all.filter(
    (one) => one.source === (source ?? one.source) && one.event === (event ?? one.event) && (!isFlagged || one.problems > 0),
  );
  return wanted.slice(0, limit);
}

export function wholeEvent(id: string): WholeEvent | undefined {
  const event = latestEvents({ limit: 200 }).find((one) => one.id === id);
  return (
    event && {
      ...event,
      ...{ call: event.event === '$identify' ? 'identify' : 'track', message: `ms-${id}`, identifiers: [['user_id', 'ada']] },
      properties: {
        order_id: 'A-1042',
        total: '268',
        currency: 'CNY',
        products: [{ product_id: 'serum-30', name: '精华液', quantity: 2, price: 134 }],
      },
      context: { library: { name: 'analytics.js', version: '2.1.0' } },
      violations: event.problems === 0 ? [] : [{ field: 'properties.total', problem: 'type', omitted: true }],
    }
  );
}

/** Of the last hours: fuller by day than by night, and the POS silent for some. */
export function recentHours(count: number): readonly HourCounts[] {
  const running = NOON - (NOON % HOUR);
  const sources = [
    ['shop', 'Product Viewed', 900],
    ['shop', 'Product Added', 210],
    ['pos', 'Order Completed', 64],
    ['mini_program', 'Product Viewed', 420],
  ] as const;
  return Array.from({ length: count }, (_, back) => running - (count - 1 - back) * HOUR).flatMap((hour, index) =>
    sources.flatMap(([source, event, usual]) => {
      if (source === 'pos' && index % 24 < 6) return [];
      const events = Math.round(usual * (1.2 + Math.sin((index / 24) * 2 * Math.PI)));
      const missing = source === 'pos' ? Math.round(events / 8) : 0;
      return [
        {
          hour,
          source,
          event,
          events,
          missing,
          invalid: 0,
          range: 0,
          unplanned: 2,
          late: Math.round(events / 90),
          duplicate: 1,
          refused: source === 'pos' ? 3 : 0,
        },
      ];
    }),
  );
}

const NO_PROBLEM = { missing: 0, invalid: 0, range: 0, unplanned: 0, late: 0, duplicate: 0, refused: 0 };
type Measurement = Quality['measurements'][number];

const rate = (about: { source: string; event: string }, measure: Measurement['measure'], value: number, threshold = 0.05): Measurement => ({
  ...about,
  ...{ measure, value, threshold, breached: value > threshold },
});
const VIEWED = { source: 'shop', event: 'Product Viewed' };
const ORDERED = { source: 'pos', event: 'Order Completed' };

export const QUALITY: Quality = {
  at: NOON,
  sources: [
    { source: 'shop', score: 98.4, events: 1_110 },
    { source: 'pos', score: 61.2, events: 64 },
    { source: 'mini_program', events: 12 },
  ],
  events: [
    {
      ...VIEWED,
      hour: NOON,
      counts: { ...NO_PROBLEM, events: 900, late: 10 },
      measurements: [rate(VIEWED, 'late', 0.011, 0.2), rate(VIEWED, 'missing', 0)],
    },
    {
      ...ORDERED,
      hour: NOON,
      counts: { ...NO_PROBLEM, events: 64, missing: 8, refused: 3 },
      measurements: [
        rate(ORDERED, 'missing', 0.125),
        rate(ORDERED, 'refused', 0.047),
        { ...ORDERED, measure: 'volume', value: 64, threshold: 5, z: -6.2, breached: true },
      ],
    },
    { source: 'mini_program', event: 'Product Viewed', counts: { ...NO_PROBLEM, events: 12 }, measurements: [] },
  ],
  expected: [{ ...ORDERED, measure: 'expected', value: 64, threshold: 40, breached: false }],
  measurements: [
    rate(ORDERED, 'missing', 0.125),
    { ...ORDERED, measure: 'volume', value: 64, threshold: 5, z: -6.2, breached: true },
    { source: 'pos', event: '', measure: 'score', value: 61.2, threshold: 70, breached: true },
  ],
};

/** As the door has answered it. */
const WRONG_TYPE =
  'The event "Order Completed" does not keep to the data dictionary: "total" is of another type than defined. It is kept in the quarantine; correct the sender, or correct and replay it with "volano quarantine".';

/** Holds 23 calls until they are replayed or dropped. A replay passes those whose total is a number after the correction. */
export function shopQuarantine(): Quarantine {
  const records: RecordRow[] = Array.from({ length: 23 }, (_, index) => ({
    id: `q00000100001${String(99 - index).padStart(2, '0')}`,
    at: NOON - index * 7 * MINUTE,
    source: index % 4 === 3 ? 'mini_program' : 'pos',
    event: index % 4 === 3 ? 'Checkout Started' : 'Order Completed',
    code: index % 4 === 3 ? 'VOLANO_EVENT_UNPLANNED' : 'VOLANO_EVENT_INVALID',
    field: index % 4 === 3 ? 'event' : 'properties.total',
    reason: index % 4 === 3 ? 'The dictionary has no such event.' : WRONG_TYPE,
    messageId: `pos-${1_000 - index}`,
    call: { type: 'track', event: 'Order Completed', userId: 'ada', properties: { total: `¥${268 + index}`, order_id: `A-${index}` } },
  }));
  const settled = new Map<string, 'replayed' | 'dropped'>();
  const open = ({ source, event, code, field, ids }: Parameters<Quarantine['list']>[0]['selection'] = {}): RecordRow[] =>
    records.filter(
      (one) =>
        !settled.has(one.id) &&
        [source ?? one.source, event ?? one.event, code ?? one.code, field ?? one.field].join() ===
          [one.source, one.event, one.code, one.field].join() &&
        (ids?.includes(one.id) ?? true),
    );
  return {
    list: async ({ selection, limit, before = '~' }) => {
      const found = open(selection).filter(({ id }) => id < before);
      return { records: found.slice(0, limit), ...(found.length > limit && { next: found[limit - 1]!.id }) };
    },
    show: async (id) => {
      const record = records.find((one) => one.id === id);
      const how = settled.get(id);
      return record && { ...record, ...(how && { settled: how }) };
    },
    counts: async (selection) => {
      const groups = [
        ...Map.groupBy(open(selection), ({ source, event, code, field }) => [source, event, code, field].join('\n')).values(),
      ];
      return {
        ...{ records: open().length, bytes: 20_480, removed: 0, problem: undefined, selected: open(selection).length },
        replayed: [...settled.values()].filter((how) => how === 'replayed').length,
        dropped: [...settled.values()].filter((how) => how === 'dropped').length,
        groups: groups.map((of) => {
          const { source, event, code, field, id } = of[0]!;
          return { source, event, code, field, count: of.length, firstAt: of.at(-1)!.at, lastAt: of[0]!.at, sample: id };
        }),
      };
    },
    replay: async ({ selection, correction, dryRun }) => {
      const selected = open(selection);
      const passed = correction === undefined ? [] : selected.filter(({ source }) => source === 'pos');
      if (!dryRun) for (const { id } of passed) settled.set(id, 'replayed');
      const failed = selected.filter((one) => !passed.includes(one));
      const [sample] = passed;
      const { code = '', field = '', reason = '' } = failed[0] ?? {};
      return {
        ...{ selected: selected.length, passed: passed.length, repeated: 0, failed: failed.length, unreadable: 0 },
        reasons: failed.length === 0 ? [] : [{ code, field, reason, count: failed.length }],
        samples: [
          ...failed.slice(0, 1).map(({ id, call }) => ({ id, passes: false, before: call as never, after: null, code, field, reason })),
          ...(sample
            ? [
                {
                  id: sample.id,
                  passes: true,
                  before: sample.call as never,
                  after: { ...(sample.call as object), properties: { total: 268 } } as never,
                },
              ]
            : []),
        ],
      };
    },
    drop: async ({ selection, dryRun }) => {
      const selected = open(selection);
      if (!dryRun) for (const { id } of selected) settled.set(id, 'dropped');
      return { dropped: selected.length };
    },
    identifiers: async () => [{ namespace: 'phone', value: '+8613000000000', times: 412, customers: 388, lastAt: NOON - HOUR }],
  };
}

/** Customers leave the reminder: its drop is far above what it was. */
export const DIAGNOSED: Awaited<ReturnType<ApiDependencies['diagnosis']['of']>> = [
  {
    journey: 'cart_abandonment',
    at: NOON,
    steps: [
      {
        step: 'remind',
        hasFallback: true,
        measurements: [
          {
            ...{
              journey: 'cart_abandonment',
              step: 'remind',
              measure: 'drop',
              count: 82,
              of: 200,
              value: 0.41,
              by: 'history',
              threshold: 5,
              z: 7.4,
            },
            ...{ from: NOON - 24 * HOUR, to: NOON - HOUR, breached: true, usual: 0.12 },
            past: { count: 310, of: 2_600 },
          },
        ],
      },
    ],
  },
];

/** What recent traffic says of an event that no definition has. */
export const INFERRED: Awaited<ReturnType<ApiDependencies['dictionary']['infer']>> = [
  {
    definition: {
      kind: 'event',
      id: 'Checkout Started',
      name: { en: 'Checkout Started', zh: 'Checkout Started' },
      properties: { cart_id: { type: 'string', required: true }, total: { type: 'number' } },
    },
    sampled: 240,
    shares: { cart_id: 1, total: 0.93 },
  },
] as never;
