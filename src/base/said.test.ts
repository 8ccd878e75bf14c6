import { describe, expect, test } from 'vitest';
import { hintingWith, saidIn, sayingWith, verbatim } from './said.ts';
import { messageOf, VolanoError, wordsOf } from './volano-error.ts';

const said = sayingWith({
  'no {0} "{1}"': '没有 {0}“{1}”',
  'each {0}': '每 {0} 一次',
  day: '天',
});

describe('what is said', () => {
  test('is in both languages, each with the values', () => {
    expect(said`no ${'tag'} "${7}"`).toEqual({ en: 'no tag "7"', zh: '没有 tag“7”' });
  });

  test('has parts that are said in each language, without a gap between Chinese and Chinese', () => {
    expect(said`each ${said`day`}`).toEqual({ en: 'each day', zh: '每天一次' });
    expect(said`each ${'2 h'}`.zh).toBe('每 2 h 一次');
  });

  test('stays English where the catalogue has no row', () => {
    expect(said`all of ${'them'}`).toEqual({ en: 'all of them', zh: 'all of them' });
  });

  test('takes values as they are, holes and dollar signs in them too', () => {
    expect(said`no ${'{1}'} "${'$&'}"`).toEqual({ en: 'no {1} "$&"', zh: '没有 {1}“$&”' });
  });

  test('may be a detail of an error', () => {
    const details = { path: 'x', problem: said`each ${said`day`}` };
    expect(messageOf('VOLANO_DEFINITION_INVALID', details)).toBe('x: each day');
    expect(messageOf('VOLANO_DEFINITION_INVALID', details, 'zh')).toBe('x：每天一次');
    // @ts-expect-error: what is expected is told in both languages.
    expect(messageOf('VOLANO_OPTION_INVALID', { option: '--at', expected: 'a day', value: 'x' })).toContain('a day');
    expect([saidIn(3), saidIn(details.problem), saidIn(details.problem, 'zh')]).toEqual(['3', 'each day', '每天一次']);
  });
});

describe('the words of somebody else', () => {
  test('are the same in both languages', () => {
    expect(verbatim('ENOSPC: no space')).toEqual({ en: 'ENOSPC: no space', zh: 'ENOSPC: no space' });
    expect(wordsOf(new Error('connection refused'))).toEqual(verbatim('connection refused'));
    expect(wordsOf('thrown as it is')).toEqual(verbatim('thrown as it is'));
    expect(wordsOf(new Error('abcdef'), 3)).toEqual(verbatim('abc'));
  });

  test('are told in Chinese where they are an error of ours', () => {
    expect(wordsOf(new VolanoError('VOLANO_DRAFT_OWN', { id: 'd', by: 'ben' })).zh).toMatch(/\p{Script=Han}/u);
  });
});

test('a hint is the sentence in English', () => {
  const hint = hintingWith(sayingWith({ 'at most {0}': '最多 {0}' }));
  expect(hint`at most ${3}`).toBe('at most 3');
});
