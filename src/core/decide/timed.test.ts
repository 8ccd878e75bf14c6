/** Journeys that dates and schedules start, per customer and without polling; and leaving a segment. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Condition, Definition, JourneyDefinition, Trigger } from '../../define/index.ts';
import { bought, cart, lapsed, orders, send, text, walk, world } from './cart.suite.ts';
import { compileWorld, START, Walkthrough } from './walkthrough.suite.ts';

const declared = (id: string, type: 'string' | 'time' = 'string'): Definition => ({ kind: 'trait', id, name: text, type });
const member: Definition = {
  kind: 'segment',
  id: 'member',
  name: text,
  condition: { combinator: 'and', rules: [{ field: 'trait.tier', operator: '=', value: 'gold' }] },
};
const first: Definition = { kind: 'trait', id: 'first_order', name: text, aggregate: 'first', event: 'Order Completed' };
const definitions = [declared('timezone'), declared('birthday'), declared('ends', 'time'), declared('tier'), member, orders, first, lapsed];
const timed = (trigger: Trigger, change: Partial<JourneyDefinition> = {}) => cart({ trigger, steps: [send('hi')], ...change });
const customerOf = (trigger: Trigger, change: Partial<JourneyDefinition> = {}, zone = 'UTC') =>
  walk(timed(trigger, change), { definitions, zone });
const sentAt = (customer: Walkthrough) => customer.sends().map(({ at }) => new Date(at).toISOString().slice(0, 16));

const daily: Trigger = { type: 'schedule', every: 'day', at: '09:00' };
const birthday: Trigger = { type: 'date', trait: 'birthday', on: 'day', every: 'year', at: '09:00' };

describe('a schedule', () => {
  test('comes each day where the customer is, once, with one wake-up each', () => {
    const customer = customerOf(daily, {}, 'Asia/Shanghai').refresh();
    expect(customer.wakeAt()).toBe(Date.UTC(2024, 0, 16, 1));
    customer.pass(3 * DAY);
    expect(sentAt(customer)).toEqual(['2024-01-16T01:00', '2024-01-17T01:00', '2024-01-18T01:00']);
    expect(customer.turns).toHaveLength(4);
    expect(customer.told('decision')).toEqual(Array(3).fill('decision entered cart trigger.schedule'));
    expect(customer.facts.find(({ kind }) => kind === 'decision')?.detail).toMatchObject({
      trigger: 'day',
      read: { timezone: 'Asia/Shanghai' },
    });
  });

  test('follows a customer who moves, and gives no day twice', () => {
    const customer = customerOf(daily).identify({ timezone: 'Europe/Berlin' }).refresh();
    customer
      .pass(21 * HOUR)
      .identify({ timezone: 'America/New_York' })
      .pass(2 * DAY);
    expect(sentAt(customer)).toEqual(['2024-01-16T08:00', '2024-01-17T14:00']);
  });

  test('of a segment comes for members only, and non-members have no wake-up', () => {
    const customer = customerOf({ ...daily, segment: 'member' } as Trigger).refresh();
    expect(customer.wakeAt()).toBe(Infinity);
    customer.identify({ tier: 'gold' });
    expect(customer.wakeAt()).toBe(START + 21 * HOUR);
    customer.pass(DAY).identify({ tier: 'none' });
    expect(customer.wakeAt()).toBe(Infinity);
    expect(sentAt(customer.pass(5 * DAY))).toEqual(['2024-01-16T09:00']);
  });

  test('comes at the end of a gap and at the first of a repeated time, to the second', () => {
    const at = { ...daily, at: '02:30' } as Trigger;
    const over = (start: number) =>
      sentAt(
        walk(timed(at), { definitions, zone: 'Europe/Berlin' })
          .pass(start - START)
          .refresh()
          .pass(2 * DAY),
      );
    expect(over(Date.UTC(2024, 2, 30, 12))).toEqual(['2024-03-31T01:00', '2024-04-01T00:30']);
    expect(over(Date.UTC(2024, 9, 26, 12))).toEqual(['2024-10-27T00:30', '2024-10-28T01:30']);
  });

  test('is refused like any trigger, and comes again', () => {
    const customer = customerOf(daily, { when: bought(1), reentry: 'once' })
      .refresh()
      .pass(DAY);
    expect(customer.told('decision')).toEqual(['decision not_entered cart when.false']);
    customer.event('Order Completed').pass(2 * DAY);
    expect(customer.told('decision').slice(1)).toEqual([
      'decision entered cart trigger.schedule',
      'decision not_entered cart reentry.once',
    ]);
  });

  test('that a release brings is planned by the refresh, and one that is gone wakes nobody', () => {
    const releases = [[], [timed(daily)], []];
    const customer = new Walkthrough(world(cart(), { definitions, releases }));
    expect(customer.refresh().wakeAt()).toBe(Infinity);
    expect(customer.release(1).refresh().wakeAt()).toBe(START + 21 * HOUR);
    expect(customer.pass(DAY).release(2).refresh().wakeAt()).toBe(Infinity);
    expect(customer.pass(DAY).sends()).toHaveLength(1);
  });

  test('entries that move nothing do not even concern journeys', () => {
    expect(customerOf(daily).refresh().event('Seen').changed).toBe(false);
  });
});

describe('a date', () => {
  test('comes on the birthday, each year, in the time zone of the customer', () => {
    const customer = customerOf(birthday).identify({ birthday: '1990-02-29', timezone: 'Asia/Shanghai' });
    expect(customer.sends()).toEqual([]);
    customer.identify({ birthday: '1990-02-28' }).pass(800 * DAY);
    expect(sentAt(customer)).toEqual(['2024-02-28T01:00', '2025-02-28T01:00', '2026-02-28T01:00']);
    expect(customer.facts.find(({ kind }) => kind === 'decision')?.detail).toMatchObject({
      rule: 'trigger.date',
      trigger: 'birthday',
      read: { 'trait.birthday': '1990-02-28', timezone: 'Asia/Shanghai' },
    });
  });

  test('of February 29 comes on the 28th in common years', () => {
    const customer = customerOf(birthday)
      .identify({ birthday: '--02-29' })
      .pass(430 * DAY);
    expect(sentAt(customer)).toEqual(['2024-02-29T09:00', '2025-02-28T09:00']);
  });

  test('does not come later for who was not known in time, nor twice for who corrects it', () => {
    const customer = customerOf(birthday)
      .identify({ birthday: '1990-01-15' })
      .pass(10 * DAY);
    expect(customer.sends()).toEqual([]);
    customer.identify({ birthday: '1990-02-01' }).pass(20 * DAY);
    expect(sentAt(customer)).toEqual(['2024-02-01T09:00']);
    customer.identify({ birthday: '1990-03-01' }).pass(60 * DAY);
    expect(customer.sends()).toHaveLength(1);
    expect(sentAt(customer.pass(330 * DAY)).at(-1)).toBe('2025-03-01T09:00');
  });

  test('that is taken back comes no more', () => {
    const customer = customerOf(birthday).identify({ birthday: '1990-02-01' }).identify({ birthday: null });
    expect(customer.wakeAt()).toBe(Infinity);
  });

  test('once, days before, in the month: as it is said', () => {
    const ends = (change: object): Trigger =>
      ({ type: 'date', trait: 'ends', on: 'day', every: 'once', at: '09:00', ...change }) as Trigger;
    const of = (change: object) =>
      sentAt(
        customerOf(ends(change))
          .identify({ ends: '2024-03-20' })
          .pass(400 * DAY),
      );
    expect(of({})).toEqual(['2024-03-20T09:00']);
    expect(of({ daysBefore: 14 })).toEqual(['2024-03-06T09:00']);
    expect(of({ on: 'month' })).toEqual(['2024-03-01T09:00']);
    const renewed = customerOf(ends({}))
      .identify({ ends: '2024-03-20' })
      .pass(70 * DAY)
      .identify({ ends: '2024-05-20' })
      .pass(100 * DAY);
    expect(sentAt(renewed)).toEqual(['2024-03-20T09:00', '2024-05-20T09:00']);
  });

  test('may be computed: a year after the first order, and not on its day', () => {
    const anniversary: Trigger = { type: 'date', trait: 'first_order', on: 'day', every: 'year', at: '18:00' };
    const customer = customerOf(anniversary).event('Order Completed');
    expect(customer.journeys.next).toBe(Date.UTC(2025, 0, 15, 18));
    expect(
      sentAt(
        customer
          .pass(DAY)
          .event('Order Completed')
          .pass(400 * DAY),
      ),
    ).toEqual(['2025-01-15T18:00']);
  });

  test('two customers who turn out to be one get it once', () => {
    const both = world(timed(birthday), { definitions });
    const compiled = compileWorld(both);
    const [a, b] = [new Walkthrough(both, 'a', compiled), new Walkthrough(both, 'b', compiled)];
    for (const one of [a, b]) one.identify({ birthday: '1990-02-01' });
    b.pass(20 * DAY);
    a.pass(10 * DAY)
      .identify({ birthday: '1990-02-20' })
      .pass(10 * DAY)
      .absorb(b)
      .pass(60 * DAY);
    expect([...sentAt(a), ...sentAt(b)]).toEqual(['2024-02-01T09:00']);
    expect(a.wakeAt()).toBeGreaterThan(Date.UTC(2025, 0, 1));
  });
});

describe('leaving a segment', () => {
  const gone = (segment: string): Trigger => ({ type: 'segment', segment, on: 'exit' });

  test('starts a journey, by an event or by time alone; entering it does not', () => {
    const customer = customerOf(gone('member')).identify({ tier: 'gold' });
    expect(customer.sends()).toEqual([]);
    customer.identify({ tier: 'none' });
    expect(customer.told('decision')).toEqual(['decision entered cart trigger.segment_exit']);
    const active: Definition = {
      kind: 'segment',
      id: 'active',
      name: text,
      condition: {
        combinator: 'and',
        rules: [{ field: 'event.Seen', operator: 'performed', value: { within: { last: '2d' } } }],
      } as Condition,
    };
    const fading = walk(timed(gone('active')), { definitions: [active] })
      .event('Seen')
      .pass(5 * DAY);
    expect(sentAt(fading)).toEqual(['2024-01-17T12:00']);
  });

  test('that never was entered, as a late event shows, starts nothing', () => {
    const customer = customerOf(gone('lapsed'))
      .event('Order Completed')
      .pass(31 * DAY);
    customer.event('Order Completed', {}, 10 * DAY);
    expect(customer.facts.filter(({ kind }) => kind === 'segment').map(({ action }) => action)).toEqual(['entered', 'retracted']);
    expect(customer.sends()).toEqual([]);
  });
});

test('what makes no sense is refused', () => {
  const refused = (trigger: object) => () => customerOf(trigger as Trigger);
  expect(refused({ ...daily, every: 'week' })).toThrow(/each week needs a weekday/);
  expect(refused({ ...daily, every: 'month', day: 32 })).toThrow(/each month needs a day/);
  expect(refused({ ...daily, at: '25:00' })).toThrow(/not HH:MM/);
  expect(refused({ ...birthday, daysBefore: 366 })).toThrow(/daysBefore/);
});
