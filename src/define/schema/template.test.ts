import { describe, expect, test } from 'vitest';
import { trait } from '../build/conditions.ts';
import { defineBlock, defineTemplate } from '../build/definitions.ts';
import { text } from '../example.suite.ts';
import { blockSchema, templateSchema } from './template.ts';

const approval = { by: 'Lin', on: '2026-05-01', content: 'abc123' };
const whole = defineTemplate({
  id: 'cart',
  name: text('Cart'),
  subject: 'Subject',
  preview: 'Line',
  body: '<p>x</p>',
  text: 'x',
  locales: { zh: { body: 'y', text: 'y' }, 'zh-Hant-HK': { body: 'z' } },
  variants: {
    short: { body: 's', share: 0.5, locales: { de: { body: 'k' } } },
    vip: { subject: 'V', body: 'v', when: trait('vip').is(true) },
  },
  approval,
});
const problems = (schema: typeof templateSchema | typeof blockSchema, value: unknown) => {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a template', () => {
  test('with all that it can say is right, and stays as it is', () => {
    expect(templateSchema.parse(whole)).toEqual(whole);
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  });

  test.each([
    ['no body', { body: undefined }, 'body'],
    ['an empty body', { body: '' }, 'body'],
    ['a locale of no language', { locales: { English: { body: 'x' } } }, 'locales.English'],
    ['a field that no content has', { locales: { zh: { body: 'x', title: 'x' } } }, 'locales.zh'],
    ['a share of nothing', { variants: { a: { body: 'x', share: 0 } } }, 'variants.a.share'],
    ['a share of more than all', { variants: { a: { body: 'x', share: 1.5 } } }, 'variants.a.share'],
    ['a variant without a body', { variants: { a: { share: 1 } } }, 'variants.a.body'],
    ['a variant with an id that is none', { variants: { 'A b': { body: 'x' } } }, 'variants.A b'],
    ['a condition that is none', { variants: { a: { body: 'x', when: {} } } }, 'variants.a.when.combinator'],
    ['an approval without a name', { approval: { ...approval, by: '' } }, 'approval.by'],
    ['an approval on no day', { approval: { ...approval, on: '2026-02-30' } }, 'approval.on'],
    ['an approval of nothing', { approval: { by: 'Lin', on: '2026-05-01' } }, 'approval.content'],
  ])('with %s is not', (_name, change, path) => {
    expect(problems(templateSchema, { ...whole, ...change }).join('\n')).toContain(`${path}:`);
  });
});

describe('a block', () => {
  const block = defineBlock({
    id: 'footer',
    name: text('Footer'),
    type: 'footer',
    body: 'x',
    locales: { zh: { body: 'y' } },
    approval,
  });

  test('is right, and stays as it is', () => {
    expect(blockSchema.parse(block)).toEqual(block);
  });

  test.each([
    ['no type', { type: undefined }, 'type'],
    ['a type that there is not', { type: 'banner' }, 'type'],
    ['an empty link', { link: '' }, 'link'],
    ['a subject', { subject: 'x' }, ''],
    ['a subject in a language', { locales: { zh: { subject: 'x' } } }, 'locales.zh'],
  ])('with %s is not', (_name, change, path) => {
    expect(problems(blockSchema, { ...block, ...change }).join('\n')).toContain(`${path}:`);
  });
});
