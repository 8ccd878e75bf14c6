import { describe, expect, test } from 'vitest';
import { saidIn, sayingWith } from './said.ts';
import { messageOf } from './volano-error.ts';

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
