import { describe, expect, test } from 'vitest';
import { ERRORS } from './errors.ts';
import { ERRORS_ZH } from './errors-zh.ts';
import { verbatim } from './said.ts';
import { messageOf, VolanoError } from './volano-error.ts';

describe('VolanoError', () => {
  test('says what is wrong and how to fix it', () => {
    const error = new VolanoError('VOLANO_DURATION_INVALID', { value: '7 days' });
    expect(error.message).toBe('"7 days" is not a duration. Write a whole number and a unit (ms, s, m, h, d, w), e.g. "30d".');
    expect(error).toMatchObject({ name: 'VolanoError', code: 'VOLANO_DURATION_INVALID', kind: 'definition', details: { value: '7 days' } });
  });

  test('keeps its cause', () => {
    const cause = new Error('deep');
    expect(new VolanoError('VOLANO_TIME_ZONE_UNKNOWN', { value: 'x' }, { cause }).cause).toBe(cause);
  });

  test('is an error that a catch can tell from others', () => {
    expect(new VolanoError('VOLANO_TIME_ZONE_UNKNOWN')).toBeInstanceOf(Error);
  });
});

describe('messageOf', () => {
  test('shows a hole for a detail that is missing', () => {
    expect(messageOf('VOLANO_DEFINITION_INVALID', { path: 'tag "a"' })).toBe('tag "a": {problem}');
  });

  test('takes numbers, and texts with dollar signs, as they are', () => {
    expect(messageOf('VOLANO_RELEASE_UNKNOWN', { number: 9, latest: 3 })).toContain('no release 9; the latest is 3');
    expect(messageOf('VOLANO_DEFINITION_INVALID', { path: '$&', problem: verbatim('$1') })).toBe('$&: $1');
  });
});

describe('the Chinese catalogue', () => {
  const holesIn = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

  test.each(Object.entries(ERRORS_ZH))('%s has the holes of the English message, and is Chinese', (code, message) => {
    const english = ERRORS[code as keyof typeof ERRORS].message;
    expect([...new Set(holesIn(message))]).toEqual([...new Set(holesIn(english))]);
    // What is nothing but details has no words.
    if (/[a-z]{3}/.test(english.replace(/\{\w+\}/g, ''))) expect(message).toMatch(/\p{Script=Han}/u);
  });

  test('is what a reader of Chinese is told', () => {
    expect(messageOf('VOLANO_RELEASE_UNKNOWN', { number: 9, latest: 3 }, 'zh')).toBe(
      '没有发布版本 9；最新的是 3。“volano releases”会列出它们。',
    );
  });
});

test('codes are of one shape', () => {
  expect(Object.keys(ERRORS).filter((code) => !/^VOLANO(_[A-Z0-9]+)+$/.test(code))).toEqual([]);
});
