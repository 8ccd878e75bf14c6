import { describe, expect, test } from 'vitest';
import type { BlockDefinition } from '../block.ts';
import { defineBlock, defineTemplate } from '../build/definitions.ts';
import type { TemplateDefinition } from '../template.ts';
import { sourceAt, wordsIn, wordsOfContent } from './content.ts';
import { wordFinder } from './finder.ts';

const name = { en: 'N', zh: '名' };
const finder = wordFinder([{ id: 'law', severity: 'block', words: ['最佳', 'best'] }]);
const found = (definition: TemplateDefinition | BlockDefinition): string[] =>
  wordsIn(definition, finder).map(({ field, start, end }) => `${field}: ${sourceAt(definition, field).slice(start, end)}`);

describe('words of a template', () => {
  test('are found in each field, language and variant, at their place in what is written', () => {
    const template = defineTemplate({
      ...{
        id: 't',
        name,
        subject: 'Best of {{ trait.best }}',
        preview: 'the best',
        body: '<p title="best">最<b>佳</b></p>',
        text: '<b>best</b>',
      },
      locales: { zh: { subject: '最 佳', body: '无' } },
      variants: { short: { body: 'best', share: 0.5, locales: { zh: { body: '{{ trait.name | default: "最佳" }}' } } } },
    });
    expect(found(template)).toEqual([
      ...['subject: Best', 'preview: best', 'body: best', 'body: 最<b>佳', 'text: best', 'locales.zh.subject: 最 佳'],
      ...['variants.short.body: best', 'variants.short.locales.zh.body: 最佳'],
    ]);
  });

  test('of one content are told without places', () => {
    expect(wordsOfContent({ subject: 'best', body: '<i>最佳</i>' }, finder).map(({ word }) => word)).toEqual(['best', '最佳']);
  });
});

describe('words of a block', () => {
  test('are found in what is read of it, and not in addresses', () => {
    const button = defineBlock({
      id: 'b',
      name,
      type: 'button',
      body: 'Best <now>',
      link: 'https://x.example/best',
      locales: { zh: { body: '最佳', link: '/' } },
    });
    expect(found(button)).toEqual(['body: Best', 'locales.zh.body: 最佳']);
  });

  test('of its own making are those between its tags', () => {
    const custom = defineBlock({
      id: 'c',
      name,
      type: 'custom',
      body: '<p class="best">best</p>',
      mjml: '<mj-text>最佳</mj-text>',
      text: 'best',
    });
    expect(found(custom)).toEqual(['body: best', 'mjml: 最佳', 'text: best']);
  });
});
