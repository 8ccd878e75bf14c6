import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Said } from '../../base/index.ts';
import { written } from './block-forms.ts';
import { escapeWords, formatOf, mapWords } from './format.ts';

test.each([
  ['Hello', 'text'],
  ['3 < 4 and 5 > 4', 'text'],
  ['{{ "<b>" }}', 'text'],
  ['{% if a < b %}x{% endif %}', 'text'],
  ['<p>Hello</p>', 'html'],
  ['<!doctype html>x', 'html'],
  ['Hello<br/>', 'html'],
  ['<mjml><mj-body></mj-body></mjml>', 'mjml'],
  ['\n  <!-- a note -->\n<MJML >', 'mjml'],
  ['<p><mjml></p>', 'html'],
] as const)('%j is %s', (source, format) => {
  expect(formatOf(source)).toBe(format);
});

describe('words', () => {
  test('are what stands outside of Liquid', () => {
    expect(mapWords('a {{ b }} c {% d %}e', (words) => words.toUpperCase())).toBe('A {{ b }} C {% d %}E');
  });

  test('unchanged, all is as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '{{', '}}', '{%', '%}', ' ') }), (text) => mapWords(text, (one) => one) === text),
    );
  });

  test('escaped, they open no tag and end no attribute', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>"]/.test(escapeWords(text))));
  });
});

describe('a block in a format', () => {
  const fail = ({ en }: Said): never => {
    throw new Error(en);
  };
  const of = (
    type: 'copy' | 'custom',
    body: string,
    format: 'text' | 'html' | 'mjml',
    parameters: readonly (readonly [string, string])[] = [],
  ) => written({ type, content: { body }, format }, new Map(parameters), fail);

  test('a default of a parameter is words, too', () => {
    expect(of('copy', '{{ block.x | default: "A & B" }}', 'html')).toBe('<p>A &#38; B</p>');
    expect(of('copy', '{{ block.x | default: "A & B" }}', 'text')).toBe('A & B');
  });

  test('a literal in a custom block of markup is escaped, the markup is not', () => {
    expect(of('custom', '<b>{{ block.x }}</b>', 'html', [['x', '"<i>"']])).toBe('<b>&#60;i&#62;</b>');
    expect(of('custom', '[{{ block.x }}]', 'text', [['x', '"<i>"']])).toBe('[<i>]');
  });

  test('a parameter that is missing in a branch is nothing', () => {
    expect(of('custom', '{% if block.x %}a{% endif %}', 'text')).toBe('{% if nil %}a{% endif %}');
  });

  test('one that is missing in an output is named', () => {
    expect(() => of('custom', '{{ block.x | upcase }}', 'text')).toThrow('it needs "x"');
  });
});
