import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, instantOfText, instantOfValue } from './instant.ts';

const at = Date.UTC(2026, 1, 28, 10, 20, 30, 123);

describe('times that senders write', () => {
  test.each([
    ['2026-02-28T10:20:30.123Z', at],
    ['2026-02-28T10:20:30.123456789Z', at],
    ['2026-02-28t10:20:30.123Z'.toUpperCase(), at],
    ['2026-02-28 10:20:30.123', at],
    ['2026-02-28T10:20:30,123Z', at],
    ['2026-02-28T18:20:30.123+08:00', at],
    ['2026-02-28T18:20:30.123+0800', at],
    ['2026-02-28T18:20:30.123+08', at],
    ['2026-02-28T05:50:30.123-04:30', at],
    ['2026-02-28T10:20:30.1Z', at - 23],
    ['2026-02-28T10:20Z', Date.UTC(2026, 1, 28, 10, 20)],
    ['2026-02-28', Date.UTC(2026, 1, 28)],
    ['2026-02-28T24:00:00Z', Date.UTC(2026, 2, 1)],
    ['2024-02-29T00:00:00.000Z', Date.UTC(2024, 1, 29)],
  ])('%s', (text, expected) => {
    expect(instantOfText(text)).toBe(expected);
  });

  test.each([
    '',
    'yesterday',
    '28/02/2026',
    '2026-02-30T00:00:00.000Z',
    '2026-02-30',
    '2025-02-29T10:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-00-10T00:00:00.000Z',
    '2026-02-28T25:00:00.000Z',
    '2026-02-28T24:00:01.000Z',
    '2026-02-28T10:60:00.000Z',
    '2026-02-28T10:20:60.000Z',
    '2026-02-28T10:20:3x.000Z',
    '2026-02-28T10:20:30.12xZ',
    '20x6-02-28T10:20:30.120Z',
    '2026-02-28T10:20:30+15:00',
    '0000-02-28T10:20:30.000Z',
    '2026-02-28T10:20:30.000Z trailing',
  ])('%s is no time', (text) => {
    expect(instantOfText(text)).toBeUndefined();
  });

  test('milliseconds are taken, seconds and other things are not', () => {
    expect(instantOfValue(at)).toBe(at);
    expect(instantOfValue(at + 0.7)).toBe(at);
    for (const value of [at / 1000, 0, -1, 1e15, Number.NaN, Number.POSITIVE_INFINITY, true, null, {}, []])
      expect(instantOfValue(value)).toBeUndefined();
  });

  test('agrees with Date on every ISO text that Date writes', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
        expect(instantOfText(date.toISOString())).toBe(date.getTime());
        expect(instantOfText(date.toISOString().replace('Z', '+00:00'))).toBe(date.getTime());
      }),
    );
  });

  test('a text of the common form is a time exactly when it comes back the same', () => {
    const two = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(two(14), two(33), two(25), two(62), two(62), (month, day, hour, minute, second) => {
        const text = `2026-${month}-${day}T${hour}:${minute}:${second}.000Z`;
        const instant = instantOfText(text);
        const valid = instant !== undefined && new Date(instant).toISOString() === text;
        const midnight = hour === '24' && minute === '00' && second === '00';
        expect(valid || (midnight && instant !== undefined)).toBe(instant !== undefined);
        if (!Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text) expect(instant).toBe(Date.parse(text));
      }),
    );
  });
});

test('days are those of the calendar, from the year 1000 to 9999', () => {
  for (let year = 1000; year <= 9999; year += year % 100 < 5 || year % 100 > 95 ? 1 : 7) {
    for (let month = 1; month <= 12; month++) {
      for (const day of [1, 15, 28, 29, 30, 31]) {
        const date = new Date(Date.UTC(year, month - 1, day));
        const expected = date.getUTCDate() === day ? date.getTime() / 86_400_000 : undefined;
        if (dayNumber(year, month, day) !== expected) expect({ year, month, day, is: dayNumber(year, month, day) }).toBe(expected);
      }
    }
  }
  expect(dayNumber(1970, 1, 1)).toBe(0);
  expect(dayNumber(999, 1, 1)).toBeUndefined();
  expect(dayNumber(2026, Number.NaN, 1)).toBeUndefined();
});
