/** When dates and schedules come, to the second, where clocks go forward, back, or elsewhere. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, dayOf, localMsOfDay, MINUTE } from '../../base/index.ts';
import { dayOfDate, parseRecurrence } from '../../define/index.ts';
import { type Dated, dateIn, nextLocal, nextOfDate, nextOfSchedule, type Schedule, weekdayOf } from './occurrence.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const shown = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString().replace('.000Z', 'Z'));
const clock = (hours: number, minutes = 0) => (hours * 60 + minutes) * MINUTE;

describe('schedules', () => {
  const list = (schedule: Schedule, from: string, zone: string, count: number) => {
    const found: (string | undefined)[] = [];
    let search = { from: at(from), after: -Infinity, zone };
    for (let i = 0; i < count; i++) {
      const next = nextOfSchedule(schedule, search);
      found.push(shown(next?.at));
      if (!next) break;
      search = { from: next.at + 1, after: next.name, zone };
    }
    return found;
  };

  test('each day, where clocks go forward over the time: the end of the gap, once', () => {
    expect(list({ every: 'day', atMs: clock(2, 30) }, '2024-03-30T00:00:00Z', BERLIN, 3)).toEqual([
      '2024-03-30T01:30:00Z',
      '2024-03-31T01:00:00Z',
      '2024-04-01T00:30:00Z',
    ]);
  });

  test('each day, where clocks go back over the time: the first of both, once', () => {
    expect(list({ every: 'day', atMs: clock(2, 30) }, '2024-10-26T00:00:00Z', BERLIN, 3)).toEqual([
      '2024-10-26T00:30:00Z',
      '2024-10-27T00:30:00Z',
      '2024-10-28T01:30:00Z',
    ]);
  });

  test('each week and each month; a day beyond the end of the month is its last', () => {
    expect(list({ every: 'week', weekday: 7, atMs: clock(9) }, '2024-02-24T12:00:00Z', 'UTC', 2)).toEqual([
      '2024-02-25T09:00:00Z',
      '2024-03-03T09:00:00Z',
    ]);
    expect(list({ every: 'month', day: 31, atMs: clock(9) }, '2024-01-31T09:00:01Z', 'UTC', 4)).toEqual([
      '2024-02-29T09:00:00Z',
      '2024-03-31T09:00:00Z',
      '2024-04-30T09:00:00Z',
      '2024-05-31T09:00:00Z',
    ]);
    expect(list({ every: 'month', day: 1, atMs: clock(0) }, '2024-12-01T00:00:01Z', 'Asia/Shanghai', 1)).toEqual(['2024-12-31T16:00:00Z']);
  });

  test('on days by a rule, and once on a date; then no more', () => {
    const recurrence = parseRecurrence('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=3', '2024-03-25');
    if ('problem' in recurrence) throw new Error(recurrence.problem.en);
    expect(list({ every: 'rule', recurrence, atMs: clock(9) }, '2024-01-01T00:00:00Z', BERLIN, 9)).toEqual([
      '2024-03-25T08:00:00Z',
      '2024-03-28T08:00:00Z',
      '2024-04-08T07:00:00Z',
      undefined,
    ]);
    const once: Schedule = { every: 'date', date: dayOfDate('2024-04-01')!, atMs: clock(9) };
    expect(list(once, '2024-01-01T00:00:00Z', 'Asia/Shanghai', 9)).toEqual(['2024-04-01T01:00:00Z', undefined]);
    expect(list(once, '2024-04-01T09:00:01Z', 'UTC', 9)).toEqual([undefined]);
  });

  test('the moment itself counts, the second after it is the next', () => {
    const daily = { every: 'day', atMs: clock(9) } as const;
    expect(list(daily, '2024-02-01T09:00:00Z', 'UTC', 1)).toEqual(['2024-02-01T09:00:00Z']);
    expect(list(daily, '2024-02-01T09:00:00.001Z', 'UTC', 1)).toEqual(['2024-02-02T09:00:00Z']);
  });

  test('who has had a day gets it no second time in another time zone', () => {
    const daily = { every: 'day', atMs: clock(9) } as const;
    const inBerlin = nextOfSchedule(daily, { from: at('2024-02-01T00:00:00Z'), after: -Infinity, zone: BERLIN })!;
    const inNewYork = nextOfSchedule(daily, { from: inBerlin.at + 1, after: inBerlin.name, zone: 'America/New_York' })!;
    expect([shown(inBerlin.at), shown(inNewYork.at)]).toEqual(['2024-02-01T08:00:00Z', '2024-02-02T14:00:00Z']);
  });

  test('whatever the zone and the moment: not before it, within the period, at the time on the wall or at the end of a gap', () => {
    const zone = fc.constantFrom('UTC', BERLIN, 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kolkata');
    const schedule = fc
      .record({
        every: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        weekday: fc.integer({ min: 1, max: 7 }),
        day: fc.integer({ min: 1, max: 31 }),
        minutes: fc.nat(1439),
      })
      .map(({ minutes, ...rest }) => ({ ...rest, atMs: minutes * MINUTE }));
    fc.assert(
      fc.property(schedule, zone, fc.integer({ min: at('2010-01-01'), max: at('2030-01-01') }), (given, where, from) => {
        const next = nextOfSchedule(given, { from, after: -Infinity, zone: where })!;
        expect(next.at).toBeGreaterThanOrEqual(from);
        expect(next.at - from).toBeLessThanOrEqual({ day: 2, week: 9, month: 33 }[given.every] * DAY);
        if (given.every === 'week') expect(weekdayOf(next.name)).toBe(given.weekday);
        if (dayOf(next.at, where) !== next.name) return;
        const late = localMsOfDay(next.at, where) - given.atMs;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(clock(1));
        expect(nextLocal({ atMs: given.atMs, weekdays: undefined }, from, where)).toBeLessThanOrEqual(next.at);
      }),
    );
  });
});

describe('the date in a trait', () => {
  test.each([
    ['1990-05-12', { year: 1990, month: 5, day: 12 }],
    ['1990-05-12T23:00:00Z', { year: 1990, month: 5, day: 12 }],
    ['--05-12', { year: undefined, month: 5, day: 12 }],
    ['05-12', { year: undefined, month: 5, day: 12 }],
    ['02-29', { year: undefined, month: 2, day: 29 }],
    ['2024-02-29', { year: 2024, month: 2, day: 29 }],
    [at('2024-05-11T22:00:00Z'), { year: 2024, month: 5, day: 12 }],
    ['2023-02-29', undefined],
    ['1990-13-01', undefined],
    ['1990-00-10', undefined],
    ['1899-12-31', undefined],
    ['2300-01-01', undefined],
    ['12-05-1990', undefined],
    ['12.05.1990', undefined],
    ['May 12', undefined],
    ['', undefined],
    [1e20, undefined],
    [Number.NaN, undefined],
    [-1e15, undefined],
    [undefined, undefined],
    [null, undefined],
    [true, undefined],
    [['1990-05-12'], undefined],
  ])('%j', (value, expected) => {
    expect(dateIn(value, BERLIN)).toEqual(expected);
  });
});

describe('dates', () => {
  const next = (dated: Partial<Dated>, date: string, from: string, more: { zone?: string; after?: number } = {}) =>
    nextOfDate({ on: 'day', every: 'year', daysBefore: 0, atMs: clock(9), ...dated }, dateIn(date, 'UTC')!, {
      from: at(from),
      after: -Infinity,
      zone: 'UTC',
      ...more,
    });
  const when = (...args: Parameters<typeof next>) => shown(next(...args)?.at);

  test.each<[string, Partial<Dated>, string, string, string | undefined]>([
    ['a birthday this year', {}, '1990-05-12', '2024-02-01T00:00:00Z', '2024-05-12T09:00:00Z'],
    ['a birthday that has passed', {}, '1990-05-12', '2024-05-12T09:00:00.001Z', '2025-05-12T09:00:00Z'],
    ['a birthday without a year', {}, '--05-12', '2024-02-01T00:00:00Z', '2024-05-12T09:00:00Z'],
    ['a leap day in a common year', {}, '2000-02-29', '2025-01-01T00:00:00Z', '2025-02-28T09:00:00Z'],
    ['a leap day in a leap year', {}, '2000-02-29', '2028-01-01T00:00:00Z', '2028-02-29T09:00:00Z'],
    ['the month of a birthday', { on: 'month' }, '1990-05-12', '2024-02-01T00:00:00Z', '2024-05-01T09:00:00Z'],
    ['a month that has begun', { on: 'month' }, '1990-05-12', '2024-05-02T00:00:00Z', '2025-05-01T09:00:00Z'],
    ['days before, over the new year', { daysBefore: 10 }, '1990-01-05', '2024-12-20T00:00:00Z', '2024-12-26T09:00:00Z'],
    ['days before, passed', { daysBefore: 10 }, '1990-01-05', '2024-12-27T00:00:00Z', '2025-12-26T09:00:00Z'],
    ['a year before', { daysBefore: 365 }, '1990-05-12', '2024-02-01T00:00:00Z', '2024-05-12T09:00:00Z'],
    ['no anniversary on the day itself', {}, '2024-05-12', '2024-05-12T08:00:00Z', '2025-05-12T09:00:00Z'],
    ['the date itself', { every: 'once' }, '2024-05-12', '2024-02-01T00:00:00Z', '2024-05-12T09:00:00Z'],
    ['the month of the date', { every: 'once', on: 'month' }, '2024-05-12', '2024-02-01T00:00:00Z', '2024-05-01T09:00:00Z'],
    ['days before the date', { every: 'once', daysBefore: 30 }, '2024-05-12', '2024-02-01T00:00:00Z', '2024-04-12T09:00:00Z'],
    ['a date that has passed', { every: 'once' }, '2024-05-12', '2024-05-12T09:00:00.001Z', undefined],
    ['a date without a year', { every: 'once' }, '--05-12', '2024-02-01T00:00:00Z', undefined],
  ])('%s', (_, dated, date, from, expected) => {
    expect(when(dated, date, from)).toBe(expected);
  });

  test('come where the customer is', () => {
    expect(when({}, '1990-05-12', '2024-02-01T00:00:00Z', { zone: 'Asia/Shanghai' })).toBe('2024-05-12T01:00:00Z');
    expect(when({ atMs: clock(2, 30) }, '1990-03-31', '2024-02-01T00:00:00Z', { zone: BERLIN })).toBe('2024-03-31T01:00:00Z');
  });

  test('come once a year though they are corrected, and once for each date that does not repeat', () => {
    const first = next({}, '1990-05-12', '2024-02-01T00:00:00Z')!;
    expect(when({}, '1990-05-20', '2024-05-13T00:00:00Z', { after: first.name })).toBe('2025-05-20T09:00:00Z');
    const once = next({ every: 'once' }, '2024-05-12', '2024-02-01T00:00:00Z')!;
    expect(when({ every: 'once' }, '2024-05-12', '2024-05-12T00:00:00Z', { after: once.name })).toBeUndefined();
    expect(when({ every: 'once' }, '2024-06-01', '2024-05-13T00:00:00Z', { after: once.name })).toBe('2024-06-01T09:00:00Z');
    expect(when({}, '2023-06-01', '2024-05-13T00:00:00Z', { after: once.name })).toBe('2025-06-01T09:00:00Z');
  });
});
