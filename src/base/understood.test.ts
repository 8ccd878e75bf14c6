import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sayingWith } from './said.ts';
import { understandingWith, unfilled } from './understood.ts';

const ROWS = {
  'is {0}': '是 {0}',
  'is {0}; it must be text': '应为文本，实为 {0}',
  '"{0}" is a reserved name': '“{0}”是保留名称',
  '"{0}" {1}': '“{0}”{1}',
  '{0}; {1}': '{0}；{1}',
  'is missing': '缺失',
  'a list': '列表',
  'has {0} characters': '有 {0} 个字符',
};
const said = sayingWith(ROWS);
const understood = understandingWith(ROWS);

describe('what is understood', () => {
  test.each([
    ['is a list; it must be text', '应为文本，实为列表'],
    ['is null; it must be text', '应为文本，实为 null'],
    ['is a list', '是列表'],
    ['has 300 characters', '有 300 个字符'],
    ['"$track" is a reserved name', '“$track”是保留名称'],
    ['"a list" is a reserved name', '“a list”是保留名称'],
    ['"a" is missing; "b c" is missing; "d" is missing', '“a”缺失；“b c”缺失；“d”缺失'],
  ])('%s', (english, zh) => {
    expect(understood(english)).toEqual({ en: english, zh });
  });

  test.each([
    [''],
    ['has many more characters'],
    ['is somewhat else'],
    ['"a "b" c" is missing'],
    ['"a" is missing; "b" is lost for ever'],
    ['IS MISSING'],
  ])('not %s', (english) => {
    expect(understood(english)).toBeUndefined();
  });

  test('is what was said, whatever was put in', () => {
    const name = fc.string({ unit: 'binary' }).filter((text) => !text.includes('"'));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.nat(), (names, count) => {
        const one = names.map((each) => said`"${each}" ${said`is missing`}`).reduce((all, each) => said`${all}; ${each}`);
        fc.pre(names.every((each) => !each.includes('; ')));
        expect(understood(one.en)).toEqual(one);
        expect(understood(said`has ${count} characters`.en)).toEqual(said`has ${count} characters`);
      }),
    );
  });
});

describe('values in a text', () => {
  const partOf = (value: string) => value;

  test('are found, signs and line ends in them too', () => {
    expect(unfilled('{field}: {problem}.', 'a.b[0]: it is\n(so).', { partOf })).toEqual({ field: 'a.b[0]', problem: 'it is\n(so)' });
    expect(unfilled('{a} and {b}, {a}', 'x and y, x', { partOf })).toEqual({ a: 'x', b: 'y' });
    expect(unfilled('{a} and {b}, {a}', 'x and y, z', { partOf })).toBeUndefined();
  });

  test('are split by what is known', () => {
    expect(unfilled('{field}: {problem}.', 'a: b: wrong.', { known: { field: 'a: b' }, partOf })).toEqual({
      field: 'a: b',
      problem: 'wrong',
    });
    expect(unfilled('{field}: {problem}.', 'a: wrong.', { known: { field: 'b' }, partOf })).toBeUndefined();
  });
});
