import { describe, expect, test } from 'vitest';
import { createFormats, spanOfDuration } from './format.ts';

const en = createFormats({ language: 'en', timeZone: 'Asia/Shanghai', currency: 'CNY' });
const zh = createFormats({ language: 'zh', timeZone: 'Asia/Shanghai', currency: 'CNY' });
const NOON = Date.parse('2026-03-01T04:00:00Z');

describe('numbers', () => {
  test('in full, and in short from ten thousand up', () => {
    expect(en.number(1_234_567.891)).toBe('1,234,567.89');
    expect(en.short(9_999)).toBe('9,999');
    expect([en.short(12_345), zh.short(12_345), zh.short(-234_567_890)]).toEqual(['12.3K', '1.2 万', '-2.3 亿']);
  });

  test('shares are percent, their differences percentage points', () => {
    expect([en.percent(0.1234), en.percent(0.99954, 2), zh.percent(0.5)]).toEqual(['12.3%', '99.95%', '50%']);
    expect([en.points(0.021), zh.points(-0.021)]).toEqual(['+2.1 pp', '-2.1 个百分点']);
  });

  test('money has the sign of its currency', () => {
    expect([en.money(1_234.5), zh.money(1_234.5), en.money(3, 'EUR')]).toEqual(['¥1,234.50', '¥1,234.50', '€3.00']);
  });

  test('bytes have a unit that suits them', () => {
    expect([en.bytes(0), en.bytes(1_500), en.bytes(48e9)]).toEqual(['0 byte', '1.5 kB', '48 GB']);
  });
});

describe('times', () => {
  test('are of the time zone that was given, on a clock of 24 hours', () => {
    expect([en.date(NOON), en.time(NOON), en.dateTime(NOON)]).toEqual(['Mar 1, 2026', '12:00:00', 'Mar 1, 2026, 12:00:00']);
    expect([zh.date(NOON), zh.dateTime(NOON)]).toEqual(['2026年3月1日', '2026年3月1日 12:00:00']);
    expect([en.month(NOON), zh.month(NOON), en.weekday(NOON), zh.weekday(NOON)]).toEqual(['March 2026', '2026年3月', 'Sun', '周日']);
    const utc = createFormats({ language: 'en', timeZone: 'UTC', currency: 'EUR' });
    expect(utc.time(Date.parse('2026-03-01T00:05:09Z'))).toBe('00:05:09');
  });

  test('relative ones say how far away something is, in whole units', () => {
    expect(en.relative(NOON - 125_000, NOON)).toBe('2 minutes ago');
    expect(en.relative(NOON + 3 * 3_600_000, NOON)).toBe('in 3 hours');
    const DAY = 86_400_000;
    expect([59, 61, 729, 800, 5_447].map((days) => en.relative(NOON - days * DAY, NOON))).toEqual([
      '59 days ago',
      '2 months ago',
      '23 months ago',
      '2 years ago',
      '14 years ago',
    ]);
    expect(zh.relative(NOON + 100 * DAY, NOON)).toBe('3个月后');
    expect([en.relative(NOON - 20, NOON), zh.relative(NOON - 86_400_000, NOON)]).toEqual(['now', '昨天']);
  });

  test('what has just been done is not told to be yet to come, where the present is told anew only now and then', () => {
    expect([en.relative(NOON + 8_000, NOON), zh.relative(NOON + 59_000, NOON), en.relative(NOON + 60_000, NOON)]).toEqual([
      'now',
      '现在',
      'in 1 minute',
    ]);
  });

  test('spans have one unit, and a digit behind the point where it says something', () => {
    expect([8, 3_240, 65_000, 90 * 60_000, 3 * 86_400_000, 0].map(en.span)).toEqual([
      '8 ms',
      '3.2 sec',
      '1.1 min',
      '1.5 hr',
      '3 days',
      '0 ms',
    ]);
    expect(zh.span(3_240)).toBe('3.2秒');
  });
});

test('a duration as definitions have it is a span in ms', () => {
  expect(['90s', '5m', '2h', '3d', '1w', 'soon', ''].map(spanOfDuration)).toEqual([
    90_000,
    300_000,
    7_200_000,
    259_200_000,
    604_800_000,
    undefined,
    undefined,
  ]);
});
