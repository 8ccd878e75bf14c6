import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareText, isScalar, listValue, order, timeOf, valueOfJson } from './value.ts';

const LONDON = 'Europe/London';

describe('1.1 values', () => {
  test('a scalar is itself; a list is its scalars; everything else is missing', () => {
    expect(['a', '', 0, -1.5, true, false].map(valueOfJson)).toEqual(['a', '', 0, -1.5, true, false]);
    expect([null, undefined, {}, { a: 1 }, [], [null], [{}], [[1]]].map(valueOfJson)).toEqual(Array(8).fill(undefined));
    expect(valueOfJson(['a', null, 1, {}, [2], false])).toEqual(['a', 1, false]);
  });

  test('what JSON cannot say is no scalar', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, 10n, Symbol('x'), () => 1, undefined].map(isScalar)).toEqual(Array(6).fill(false));
    expect(listValue([Number.NaN])).toBeUndefined();
  });
});

describe('1.4 times', () => {
  test.each([
    ['2024-05-01T10:30Z', '2024-05-01T10:30:00.000Z'],
    ['2024-05-01T10:30:15Z', '2024-05-01T10:30:15.000Z'],
    ['2024-05-01T10:30:15.250+08:00', '2024-05-01T02:30:15.250Z'],
    ['2024-05-01T10:30:15.25-03:30', '2024-05-01T14:00:15.250Z'],
    ['2024-05-01T10:30:15.123456789Z', '2024-05-01T10:30:15.123Z'],
    ['2024-02-29T00:00Z', '2024-02-29T00:00:00.000Z'],
    ['1900-01-01T00:00Z', '1900-01-01T00:00:00.000Z'],
    ['2299-12-31T23:59:59.999Z', '2299-12-31T23:59:59.999Z'],
  ])('%s', (text, instant) => {
    expect(timeOf(text, LONDON)).toBe(Date.parse(instant));
  });

  test('a date is the start of its day in the zone, also when clocks change', () => {
    expect(timeOf('2024-05-01', LONDON)).toBe(Date.parse('2024-04-30T23:00:00Z'));
    expect(timeOf('2024-03-31', LONDON)).toBe(Date.parse('2024-03-31T00:00:00Z'));
    expect(timeOf('2024-04-01', LONDON)).toBe(Date.parse('2024-03-31T23:00:00Z'));
    expect(timeOf('2024-05-01', 'UTC')).toBe(Date.parse('2024-05-01T00:00:00Z'));
  });

  test('a number is ms, whatever it is', () => {
    expect([0, -1, 1.5, 1e20].map((value) => timeOf(value, LONDON))).toEqual([0, -1, 1.5, 1e20]);
  });

  test.each([
    ['an impossible day', '2023-02-29'],
    ['an impossible month', '2024-13-01'],
    ['month 0', '2024-00-10'],
    ['day 0', '2024-01-00'],
    ['hour 24', '2024-05-01T24:00Z'],
    ['minute 60', '2024-05-01T10:60Z'],
    ['second 60', '2024-05-01T10:30:60Z'],
    ['offset hour 24', '2024-05-01T10:30+24:00'],
    ['offset minute 60', '2024-05-01T10:30+01:60'],
    ['no zone', '2024-05-01T10:30'],
    ['hour alone', '2024-05-01T10Z'],
    ['a year before 1900', '1899-12-31'],
    ['a year after 2299', '2300-01-01'],
    ['space around', ' 2024-05-01'],
    ['other forms', '01.05.2024'],
    ['digits', '1714559400000'],
    ['nothing', ''],
    ['a small z', '2024-05-01T10:30z'],
  ])('missing: %s', (_, text) => {
    expect(timeOf(text, LONDON)).toBeUndefined();
  });

  test('booleans, lists and missing values are no times', () => {
    expect([true, ['2024-05-01'], undefined].map((value) => timeOf(value, LONDON))).toEqual([undefined, undefined, undefined]);
  });

  test('what Date prints reads back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2299-12-31'), noInvalidDate: true }), (date) => {
        expect(timeOf(date.toISOString(), LONDON)).toBe(date.getTime());
      }),
    );
  });
});

describe('order', () => {
  test('1.6 texts by code points, as their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect([compareText('￿', '😀') < 0, compareText('a', 'ab') < 0, compareText('', '') === 0]).toEqual([true, true, true]);
  });

  test('2.2 numbers with numbers, texts with texts, nothing else', () => {
    expect([order(1, 2), order(2, 2), order('b', 'a')].map((sign) => Math.sign(sign!))).toEqual([-1, 0, 1]);
    expect([order(1, '2'), order(true, false), order(undefined, 1), order('a', undefined)]).toEqual(Array(4).fill(undefined));
  });
});
