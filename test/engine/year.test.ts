/**
 * A year in which nothing happens but the passing of time: every windowed segment is entered and left at the right millisecond, over both
 * changes of the clocks. What is right is reckoned here by itself, from events, instants and the local dates that `Intl` tells: sampled through the
 * year, and narrowed down between two samples that differ.
 */
import { describe, expect, test } from 'vitest';
import type { EventEntry, JsonObject } from '../../src/core/entry.ts';
import type { Fact } from '../../src/core/fact.ts';
import { applyTime, type Known, type KnowPlan, knownWakeAt } from '../../src/core/know/index.ts';
import type { Condition, Definition, Rule, TraitDefinition } from '../../src/define/index.ts';
import { context, newState, planOf, take } from '../truths/engine.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2024-01-20T12:00:00Z');
const END = START + 366 * DAY;
/** No window here is shorter than two of them. */
const SAMPLE = 15 * MINUTE;

type Row = readonly [event: string, time: string, properties?: JsonObject];
type Happened = { readonly event: string; readonly t: number; readonly properties: JsonObject };
type Holds = (events: readonly Happened[], now: number, local: Local) => boolean;

/** A local calendar: day numbers, made of what the clock on the wall shows. */
class Local {
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, number>();

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  }

  /** Whole days since 1970-01-01. No zone here changes its date within a quarter of an hour. */
  day(t: number): number {
    if (Number.isNaN(t)) return t;
    const quarter = Math.floor(t / SAMPLE);
    const known = this.#days.get(quarter);
    if (known !== undefined) return known;
    const day = Date.parse(`${this.#format.format(quarter * SAMPLE)}T00:00:00Z`) / DAY;
    this.#days.set(quarter, day);
    return day;
  }

  week(t: number): number {
    return Math.floor((this.day(t) + 3) / 7);
  }

  date(t: number): { year: number; month: number; day: number } {
    const date = new Date(this.day(t) * DAY);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
  }

  month(t: number): number {
    const { year, month } = this.date(t);
    return year * 12 + month;
  }
}

const name = { en: '-', zh: '-' };
const trait = (id: string, more: object): TraitDefinition => ({ kind: 'trait', id, name, ...more }) as TraitDefinition;
const of = (events: readonly Happened[], event: string): Happened[] => events.filter((one) => one.event === event);
/** Of none: no number, of which no comparison is true. */
function latest(events: readonly Happened[], event: string): number {
  const times = of(events, event).map(({ t }) => t);
  return times.length === 0 ? Number.NaN : Math.max(...times);
}

const BORN = Date.parse('1990-04-05T12:00:00Z');
const DUE = Date.parse('2024-06-15T09:30:00Z');
const LAST = rule('trait.last_order', 'withinLast', '14d');

function rule(field: string, operator: string, value?: unknown): Rule {
  return { field, operator, ...(value !== undefined && { value }) } as Rule;
}

const TRAITS: readonly TraitDefinition[] = [
  trait('spent', { aggregate: 'sum', event: 'Order', property: 'total', window: { last: '90d' } }),
  trait('days', { aggregate: 'time_since', event: 'Order' }),
  trait('dates', { aggregate: 'time_since', event: 'Order', calendar: true }),
  trait('last_order', { aggregate: 'last', event: 'Order' }),
  trait('streak', { aggregate: 'streak', event: 'Visit', unit: 'week' }),
  trait('born', { type: 'time' }),
  trait('due', { type: 'time' }),
  trait('age', { formula: { op: 'age', args: [{ trait: 'born' }] } }),
  trait('weeks', { formula: { op: 'elapsed', args: [{ trait: 'due' }], unit: 'week' } }),
];

/** Anniversaries in whole days from today. */
function anniversaries(t: number, now: number, local: Local): number[] {
  const { month, day } = local.date(t);
  const { year } = local.date(now);
  return [year - 1, year, year + 1].map((one) => Date.UTC(one, month, day) / DAY - local.day(now));
}

/** Each windowed rule, and the obvious meaning of it. */
const WATCHED: Readonly<Record<string, readonly [Rule, Holds]>> = {
  last_30d: [
    rule('event.Order', 'performed', { within: { last: '30d' } }),
    (all, now) => of(all, 'Order').some(({ t }) => t > now - 30 * DAY),
  ],
  two_in_40d: [
    rule('event.Order', 'performed', { atLeast: 2, atMost: 2, within: { last: '40d' } }),
    (all, now) => of(all, 'Order').filter(({ t }) => t > now - 40 * DAY).length === 2,
  ],
  quiet_7d: [
    rule('event.Visit', 'notPerformed', { within: { last: '7d' } }),
    (all, now) => !of(all, 'Visit').some(({ t }) => t > now - 7 * DAY),
  ],
  this_month: [
    rule('event.Order', 'performed', { within: { this: 'month' } }),
    (all, now, local) => of(all, 'Order').some(({ t }) => local.month(t) === local.month(now)),
  ],
  last_week: [
    rule('event.Visit', 'performed', { within: { previous: 'week' } }),
    (all, now, local) => of(all, 'Visit').some(({ t }) => local.week(t) === local.week(now) - 1),
  ],
  last_quarter: [
    rule('event.Order', 'performed', { within: { previous: 'quarter' } }),
    (all, now, local) => of(all, 'Order').some(({ t }) => Math.floor(local.month(t) / 3) === Math.floor(local.month(now) / 3) - 1),
  ],
  stopped: [
    rule('event.Order', 'performed', { within: { last: '60d', except: '30d' } }),
    (all, now) => of(all, 'Order').some(({ t }) => t > now - 60 * DAY && t <= now - 30 * DAY),
  ],
  spender: [
    rule('trait.spent', '>=', 50),
    (all, now) => of(all, 'Order').reduce((sum, { t, properties }) => sum + (t > now - 90 * DAY ? Number(properties.total) : 0), 0) >= 50,
  ],
  spent_lately: [
    rule('event.Order', 'aggregate', {
      aggregate: 'sum',
      property: 'total',
      within: { this: 'quarter' },
      is: { operator: '>', value: 30 },
    }),
    (all, now, local) => {
      const quarter = (t: number): number => Math.floor(local.month(t) / 3);
      return (
        of(all, 'Order').reduce((sum, { t, properties }) => sum + (quarter(t) === quarter(now) ? Number(properties.total) : 0), 0) > 30
      );
    },
  ],
  ten_days: [rule('trait.days', '>=', 10), (all, now) => now - latest(all, 'Order') >= 10 * DAY],
  three_dates: [rule('trait.dates', '=', 75), (all, now, local) => local.day(now) - local.day(latest(all, 'Order')) === 75],
  fresh: [LAST, (all, now) => latest(all, 'Order') > now - 14 * DAY],
  long_ago: [rule('trait.last_order', 'beforeLast', '100d'), (all, now) => latest(all, 'Order') <= now - 100 * DAY],
  month_before: [
    rule('trait.last_order', 'duringPrevious', 'month'),
    (all, now, local) => local.month(latest(all, 'Order')) === local.month(now) - 1,
  ],
  birthday: [rule('trait.born', 'anniversaryDuringThis', 'day'), (_, now, local) => anniversaries(BORN, now, local).includes(0)],
  birthday_week: [
    rule('trait.born', 'anniversaryInDays', [0, 7]),
    (_, now, local) => anniversaries(BORN, now, local).some((days) => days >= 0 && days <= 7),
  ],
  birthday_month: [
    rule('trait.born', 'anniversaryDuringThis', 'month'),
    (_, now, local) => local.date(now).month === local.date(BORN).month,
  ],
  grown: [
    rule('trait.age', '>=', 34),
    (_, now, local) => {
      const [today, born] = [local.date(now), local.date(BORN)];
      const had = today.month > born.month || (today.month === born.month && today.day >= born.day);
      return today.year - born.year - (had ? 0 : 1) >= 34;
    },
  ],
  due_soon: [rule('trait.due', 'withinNext', '30d'), (_, now) => DUE > now && DUE <= now + 30 * DAY],
  far_off: [rule('trait.due', 'afterNext', '60d'), (_, now) => DUE > now + 60 * DAY],
  three_weeks_before: [rule('trait.weeks', '=', -3), (_, now) => Math.floor((now - DUE) / (7 * DAY)) === -3],
  left_behind: [
    rule('event.Cart', 'performedWithout', { without: { event: 'Order' }, after: '1d', within: '3d' }),
    (all, now) => {
      const cart = latest(all, 'Cart');
      return cart > now - 3 * DAY && cart <= now - DAY && !of(all, 'Order').some(({ t }) => t >= cart);
    },
  ],
  not_that_one: [
    rule('event.Cart', 'performedWithout', {
      without: { event: 'Order' },
      matching: [{ earlier: 'sku', later: 'sku' }],
      within: '20d',
      after: '5d',
    }),
    (all, now) =>
      of(all, 'Cart').some(
        ({ t, properties }) =>
          t > now - 20 * DAY &&
          t <= now - 5 * DAY &&
          !of(all, 'Order').some((order) => order.t >= t && order.properties.sku === properties.sku),
      ),
  ],
  converted: [
    rule('event.Visit', 'performedThen', { then: { event: 'Order' }, within: '2d', last: '20d' }),
    (all, now) => of(all, 'Order').some((b) => b.t > now - 20 * DAY && of(all, 'Visit').some((a) => a.t < b.t && b.t - a.t <= 2 * DAY)),
  ],
  funnel: [
    rule('event.Visit', 'performedSequence', { steps: [{ event: 'Cart' }, { event: 'Order' }], within: '6d', last: '25d' }),
    (all, now) =>
      of(all, 'Order').some(
        (c) =>
          c.t > now - 25 * DAY && of(all, 'Cart').some((b) => b.t < c.t && of(all, 'Visit').some((a) => a.t < b.t && c.t - a.t <= 6 * DAY)),
      ),
  ],
  regular: [
    rule('event.Visit', 'performedRegularly', { unit: 'week', of: 4, atLeast: 2 }),
    (all, now, local) =>
      new Set(
        of(all, 'Visit')
          .map(({ t }) => local.week(now) - local.week(t))
          .filter((ago) => ago >= 0 && ago < 4),
      ).size >= 2,
  ],
  streak: [
    rule('trait.streak', '>=', 2),
    (all, now, local) => {
      const weeks = new Set(of(all, 'Visit').map(({ t }) => local.week(t)));
      const end = weeks.has(local.week(now)) ? local.week(now) : local.week(now) - 1;
      return weeks.has(end) && weeks.has(end - 1);
    },
  ],
  fixed: [
    rule('event.Order', 'performed', { within: { from: '2024-01-01T00:00Z', to: '2024-01-12T00:00Z' } }),
    (all) => of(all, 'Order').some(({ t }) => t >= Date.parse('2024-01-01T00:00Z') && t < Date.parse('2024-01-12T00:00Z')),
  ],
};

/** Both edges of a tag: its rule, and 45 days after what touched it. */
const TAG: Definition = { kind: 'tag', id: 'buyer', name, owner: 'crm', rule: only(rule('event.Order', 'performed', {})), expiry: '45d' };
const TAG_HOLDS: Holds = (all, now) => of(all, 'Order').length > 0 && now < latest(all, 'Order') + 45 * DAY;

function only(one: Rule): Condition {
  return { combinator: 'and', rules: [one] };
}

const CUSTOMERS: readonly (readonly Row[])[] = [
  [
    ['Visit', '2024-01-02T08:00:00Z'],
    ['Visit', '2024-01-10T08:00:00.001Z'],
    ['Cart', '2024-01-11T23:30:00Z', { sku: 'A' }],
    ['Order', '2024-01-11T23:59:59.999Z', { total: 40, sku: 'B' }],
    ['Order', '2024-01-15T04:59:59.999Z', { total: 20, sku: 'C' }],
  ],
  [
    ['Order', '2023-12-31T23:59:59.999Z', { total: 60, sku: 'A' }],
    ['Visit', '2024-01-14T23:00:00Z'],
    ['Cart', '2024-01-18T10:00:00Z', { sku: 'A' }],
    ['Visit', '2024-01-20T11:59:59.999Z'],
  ],
  [['Cart', '2024-01-20T05:00:00Z', { sku: 'A' }]],
  [
    ['Visit', '2024-01-19T00:00:00Z'],
    ['Cart', '2024-01-19T01:00:00Z', { sku: 'A' }],
    ['Order', '2024-01-20T05:00:00Z', { total: 50.0001, sku: 'A' }],
  ],
];

const IDENTIFY: Row = ['$identify', '2024-01-01T00:00:00Z', { born: BORN, due: DUE }];

function entries(rows: readonly Row[]): EventEntry[] {
  return rows.map(([event, time, data = {}], index) => ({
    type: 'event',
    call: event === '$identify' ? 'identify' : 'track',
    event,
    messageId: `m${index}`,
    source: 'web',
    time: Date.parse(time),
    receivedAt: Date.parse(time),
    identifiers: [['user_id', 'u']],
    properties: event === '$identify' ? {} : data,
    ...(event === '$identify' && { traits: data }),
  }));
}

/** Changes of the memberships, [id, instant] in the order of time and id. */
type Flips = readonly (readonly [id: string, at: number])[];

function woken(known: Known, plan: KnowPlan): Flips {
  const flips: [string, number][] = [];
  for (let due = knownWakeAt(known); due <= END; due = knownWakeAt(known)) {
    const facts: Fact[] = [];
    applyTime({ ...context(known, plan, due), facts });
    for (const fact of facts) flips.push([fact.name, fact.at]);
  }
  return sorted(flips);
}

function reckoned(rows: readonly Row[], local: Local): Flips {
  const happened = rows.map(([event, time, properties = {}]) => ({ event, t: Date.parse(time), properties }));
  const watched: [string, Holds][] = [
    ...Object.entries(WATCHED).map(([id, [, holds]]): [string, Holds] => [id, holds]),
    ['buyer', TAG_HOLDS],
  ];
  const flips: [string, number][] = [];
  for (const [id, holds] of watched) {
    let before = holds(happened, START, local);
    for (let at = START + SAMPLE; at <= END; at += SAMPLE) {
      const now = holds(happened, at, local);
      if (now === before) continue;
      flips.push([id, narrowed((t) => holds(happened, t, local) === now, at - SAMPLE, at)]);
      before = now;
    }
  }
  return sorted(flips);
}

/** The first millisecond in (low, high] at which it is so. */
function narrowed(isSo: (t: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (isSo(middle)) to = middle;
    else from = middle;
  }
  return to;
}

function sorted(flips: [string, number][]): Flips {
  return flips.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
}

describe.each(['Europe/London', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe'])('a year in %s', (timeZone) => {
  const segments = Object.entries(WATCHED).map(([id, [one]]): Definition => ({ kind: 'segment', id, name, condition: only(one) }));
  const workspace: Definition = { kind: 'workspace', id: 'w', name, timeZone, currency: 'EUR', seed: 's' };
  const plan = planOf([workspace, ...TRAITS, ...segments, TAG], {});
  const local = new Local(timeZone);
  const seen = new Set<string>();

  test.each(CUSTOMERS.map((rows, index) => ({ rows: [IDENTIFY, ...rows], index })))(
    'customer $index enters and leaves at the millisecond',
    ({ rows }) => {
      const events = entries(rows).sort((a, b) => a.time - b.time);
      const known = newState(plan, events[0]!.time);
      for (const event of events) take(known, plan, event.time, event);
      for (let due = knownWakeAt(known); due <= START; due = knownWakeAt(known)) applyTime(context(known, plan, due));
      const flips = woken(known, plan);
      expect(flips.map(([id, at]) => `${id} ${new Date(at).toISOString()}`)).toEqual(
        reckoned(rows, local).map(([id, at]) => `${id} ${new Date(at).toISOString()}`),
      );
      for (const [id] of flips) seen.add(id);
    },
  );

  test('every one of them has flipped for somebody, but for the fixed one', () => {
    expect([...Object.keys(WATCHED), 'buyer'].filter((id) => !seen.has(id))).toEqual(['fixed']);
  });
});
