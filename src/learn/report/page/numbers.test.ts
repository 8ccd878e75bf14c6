import { describe, expect, test } from 'vitest';
import { numbersIn } from './numbers.ts';

describe('numbers for people', () => {
  const en = numbersIn('en', 'EUR');
  const zh = numbersIn('zh', 'CNY');

  test.each([
    [0, '0', '0'],
    [9_999, '9,999', '9,999'],
    [12_345, '12.3K', '1.2\u2009万'],
    [999_960, '1.0M', '100.0\u2009万'],
    [99_999_960, '100.0M', '1.0\u2009亿'],
    [999_900, '999.9K', '100.0\u2009万'],
    [1_234_567, '1.2M', '123.5\u2009万'],
    [234_567_890, '234.6M', '2.3\u2009亿'],
  ])('a count of %d', (value, english, chinese) => {
    expect([en.count(value), zh.count(value)]).toEqual([english, chinese]);
  });

  test.each([
    [1_234.5, '€1,234.50', '¥1,234.50'],
    [-20, '-€20.00', '-¥20.00'],
    [56_789, '€56.8K', '¥5.7\u2009万'],
  ])('an amount of %d', (value, english, chinese) => {
    expect([en.money(value), zh.money(value)]).toEqual([english, chinese]);
  });

  test('differences have signs, and what rounds to nothing has none', () => {
    expect([0.0123, -0.0123, 0.0001, -0.0001].map(en.points)).toEqual(['+1.2 pp', '-1.2 pp', '0.0 pp', '0.0 pp']);
    expect(zh.points(0.1)).toBe('+10.0\u2009个百分点');
    expect([5, -5, 0.001, -0.001].map(en.moneyDifference)).toEqual(['+€5.00', '-€5.00', '€0.00', '€0.00']);
  });

  test('a currency without a sign is named', () => {
    expect(numbersIn('en', 'XTS').money(1)).toMatch(/XTS|¤/);
  });
});

test.each(['en', 'zh'] as const)('tables carry full amounts, in %s too', (locale) => {
  const numbers = numbersIn(locale, 'CNY');
  expect(numbers.whole(12_345_678)).toBe('12,345,678');
  expect(numbers.amount(11_032_624.75)).toBe('¥11,032,624.75');
  expect(numbers.amountDifference(-12_345.6)).toBe('-¥12,345.60');
  expect(numbers.amountDifference(0.001)).toBe('¥0.00');
});
