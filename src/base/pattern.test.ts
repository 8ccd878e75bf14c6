import { describe, expect, test } from 'vitest';
import { compilePattern, PATTERN_LENGTH_MAX, type Pattern } from './pattern.ts';

const pattern = (source: string): Pattern => {
  const compiled = compilePattern(source);
  if ('problem' in compiled) throw new Error(compiled.problem);
  return compiled;
};

describe('a pattern', () => {
  test.each([
    ['^[0-]*$', '000-0', true],
    ['^[0-]*$', '0a', false],
    ['test', 'a-test-value', true],
    ['^test$', 'a-test', false],
    ['(?i)^kiosk', 'KIOSK-7', true],
    ['\\p{Han}', 'ab会员', true],
    ['^a.c$', 'a😀c', true],
    ['', '', true],
  ])('%s on %s is %s', (source, text, holds) => {
    expect(pattern(source).test(text)).toBe(holds);
  });

  test.each(['(?=a)', '(a)\\1', '(', '[z-a]', 'a{2000}'])('%s is none, and it says why', (source) => {
    expect(compilePattern(source)).toEqual({ problem: expect.stringMatching(/\S/) });
  });

  test('is refused when it is too long', () => {
    expect(compilePattern('a'.repeat(PATTERN_LENGTH_MAX))).toHaveProperty('test');
    expect(compilePattern('a'.repeat(PATTERN_LENGTH_MAX + 1))).toEqual({ problem: 'a pattern has at most 500 characters' });
  });

  test('that backtracking engines choke on ends', () => {
    expect(pattern('^(a+)+$').test(`${'a'.repeat(20_000)}b`)).toBe(false);
  });
});
