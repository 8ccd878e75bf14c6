import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineTemplate } from '../../define/index.ts';
import { changedFields, type Words, wordsBetween } from './words.ts';

const shown = (words: readonly Words[]) => words.map(({ sign, text }) => (sign === ' ' ? text : `[${sign}${text}]`)).join('');
const name = { en: 'T', zh: '模板' };

describe('words that differ', () => {
  test.each([
    ['Hello dear friend', 'Hello friend', 'Hello [-dear ]friend'],
    ['Buy now', 'Buy today', 'Buy [-now][+today]'],
    ['新品到店', '新品上架', '新品[-到店][+上架]'],
    ['same', 'same', 'same'],
    ['', 'all new', '[+all new]'],
  ])('"%s" and "%s"', (before, after, expected) => {
    expect(shown(wordsBetween(before, after))).toBe(expected);
  });

  test('without what came it is the old text, without what went the new', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '中', '文', '{{ x }}'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const words = wordsBetween(before, after);
        const without = (sign: string) => words.flatMap((one) => (one.sign === sign ? [] : [one.text])).join('');
        expect(without('+')).toBe(before);
        expect(without('-')).toBe(after);
      }),
    );
  });

  test('of very long texts lines are compared', () => {
    const long = Array.from({ length: 3_000 }, (_, index) => `word ${index}`).join('\n');
    const words = wordsBetween(long, long.replace('word 7\n', 'other 7\n').replace('word 2990\n', 'other 2990\n'));
    expect(words.filter(({ sign }) => sign === '+').map(({ text }) => text)).toEqual(['other 7\n', 'other 2990\n']);
  });
});

test('fields that differ, of every language and variant', () => {
  const before = defineTemplate({
    id: 't',
    name,
    subject: 'A',
    body: 'x',
    locales: { zh: { body: '甲' } },
    variants: { v: { body: 'v' } },
  });
  const after = defineTemplate({
    id: 't',
    name,
    body: 'x',
    locales: { zh: { body: '乙' } },
    variants: { v: { body: 'w', locales: { de: { body: 'd' } } } },
  });
  expect(changedFields(before, after).map(({ field, words }) => `${field}: ${shown(words)}`)).toEqual([
    'subject: [-A]',
    'locales.zh.body: [-甲][+乙]',
    'variants.v.body: [-v][+w]',
    'variants.v.locales.de.body: [+d]',
  ]);
  expect(changedFields(before, before)).toEqual([]);
});
