import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saidIn, VolanoError } from '../../base/index.ts';
import type { BlockDefinition } from '../block.ts';
import { defineBlock, defineTemplate } from '../build/definitions.ts';
import { problemsOf } from '../check/validate.ts';
import { workspace } from '../example.suite.ts';
import type { TemplateDefinition } from '../template.ts';
import { blocksOf, withBlocks } from './blocks.ts';
import { contentsOf, forLocale, localeKey } from './contents.ts';
import { approvalOf, fingerprintOf } from './fingerprint.ts';
import { usedBy } from './used-by.ts';

const name = { en: 'Name', zh: '名称' };
const block = (id: string, more: Partial<BlockDefinition> = {}): BlockDefinition =>
  defineBlock({ id, name, type: 'custom', body: id, ...more });
const template = (body: string, more: Partial<TemplateDefinition> = {}): TemplateDefinition =>
  defineTemplate({ id: 't', name, body, ...(more as object) });
const blocksBy = (...blocks: BlockDefinition[]) => new Map(blocks.map((one) => [one.id, one]));

function bodyWith(body: string, ...blocks: BlockDefinition[]): string {
  try {
    return withBlocks(template(body), blocksBy(...blocks)).body;
  } catch (error) {
    if (error instanceof VolanoError) return `${error.code} ${saidIn(error.details.problem ?? '')}`;
    throw error;
  }
}

describe('a block in its place', () => {
  test.each(['{% block "a" %}', "{% block 'a' %}", '{% block a %}', '{%- block "a" -%}'])('%s', (tag) => {
    expect(bodyWith(`x ${tag} y`, block('a', { body: 'A {{ trait.b }}' }))).toBe('x A {{ trait.b }} y');
  });

  test('a template without blocks is the template itself', () => {
    const plain = template('Hello');
    expect(withBlocks(plain, new Map())).toBe(plain);
  });

  test('is put into every field, language and variant, in the language of the place', () => {
    const footer = block('footer', { body: 'Bye', locales: { zh: { body: '再见' }, 'zh-TW': { body: '再見' } } });
    const tag = '{% block "footer" %}';
    const given = template(tag, {
      subject: tag,
      text: tag,
      locales: { 'zh-HK': { body: tag }, de: { body: tag } },
      variants: { short: { body: tag, locales: { 'zh-TW': { body: tag } } } },
    });
    const filled = withBlocks(given, blocksBy(footer));
    expect(contentsOf(filled).map(({ path, content }) => [path, content.body])).toEqual([
      ['', 'Bye'],
      ['locales.zh-HK.', '再见'],
      ['locales.de.', 'Bye'],
      ['variants.short.', 'Bye'],
      ['variants.short.locales.zh-TW.', '再見'],
    ]);
    expect(filled).toMatchObject({ subject: 'Bye', text: 'Bye' });
  });

  test('may hold others, four deep', () => {
    const chain = (depth: number) =>
      Array.from({ length: depth }, (_, index) =>
        block(`b${index}`, { body: index === depth - 1 ? 'end' : `{% block "b${index + 1}" %}` }),
      );
    expect(bodyWith('{% block "b0" %}', ...chain(4))).toBe('end');
    expect(bodyWith('{% block "b0" %}', ...chain(5))).toContain('nested more than 4 deep: b0 -> b1 -> b2 -> b3 -> b4');
  });

  test.each([
    ['one that there is not', '{% block "x" %}', 'there is no block "x"'],
    ['one that holds itself', '{% block "a" %}', 'block "a" holds itself: a -> b -> a'],
  ])('%s is refused', (_name, body, problem) => {
    expect(bodyWith(body, block('a', { body: '{% block "b" %}' }), block('b', { body: '{% block "a" %}' }))).toContain(problem);
  });

  test('many that hold many are refused before they fill the memory', () => {
    const wide = (id: string, next: string) => block(id, { body: `{% block "${next}" %}`.repeat(60) });
    expect(bodyWith('{% block "a" %}', wide('a', 'b'), wide('b', 'c'), wide('c', 'd'), block('d', { body: 'x'.repeat(60) }))).toContain(
      'more than 200000 characters',
    );
  });
});

describe('parameters', () => {
  const button = block('button', { type: 'button', body: '{{ block.label | default: "Buy now" }}', link: '{{ block.link }}' });

  test('a literal becomes text, an expression stays one', () => {
    const html = bodyWith('<p>x</p>{% block "button", label: "Fish & Chips", link: event.url %}', button);
    expect(html).toContain('<a href="{{ event.url }}"');
    expect(html).toContain('>Fish &#38; Chips</a>');
    expect(bodyWith('{% block "button", link: "https://shop.example/a" %}', button)).toBe('Buy now: https://shop.example/a');
  });

  test('stand in filters, conditions and not in quoted text', () => {
    const given = block('b', { body: '{% if block.n > 2 %}{{ "block.n" | append: block.n }}{% endif %}' });
    expect(bodyWith('{% block "b", n: trait.orders %}', given)).toBe(
      '{% if trait.orders > 2 %}{{ "block.n" | append: trait.orders }}{% endif %}',
    );
  });

  test('one that is missing is named, with a way out', () => {
    expect(bodyWith('{% block "button" %}', button)).toContain('block "button": it needs "link". Give it where the block stands');
    expect(bodyWith('{% block "button", link %}', button)).toContain('"link" is no parameter. Write name: "text"');
  });

  test('a literal is text to the letter, whatever it says', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => !/["{}%\n\r\u2028\u2029]/.test(one));
    fc.assert(
      fc.property(text, (value) => {
        const shown = block('b', { body: '[{{ block.x }}]' });
        expect(bodyWith(`{% block "b", x: "${value}" %}`, shown)).toBe(`[${value}]`);
      }),
    );
  });
});

describe('the types of blocks', () => {
  const kinds: BlockDefinition[] = [
    block('title', { type: 'title', body: 'A < B' }),
    block('copy', { type: 'copy', body: 'One\n\nTwo {{ trait.a | default: "<b>" }}' }),
    block('image', { type: 'image', body: 'A bag', image: 'https://cdn.example/{{ event.id }}.png', link: 'https://shop.example/' }),
    block('divider', { type: 'divider', body: undefined as never }),
    block('footer', { type: 'footer', body: 'Shop' }),
    block('custom', { body: '<b>x</b>', mjml: '<mj-text>x</mj-text>', text: 'x' }),
  ];
  const all = kinds.map(({ id }) => `{% block "${id}" %}`).join('\n');

  test('in plain text', () => {
    expect(bodyWith(all, ...kinds)).toBe('A < B\nOne\n\nTwo {{ trait.a | default: "<b>" }}\nA bag: https://shop.example/\n---\nShop\nx');
  });

  test('in HTML words are escaped, Liquid is not', () => {
    const html = bodyWith(`<div>${all}</div>`, ...kinds);
    expect(html).toContain('<h1>A &#60; B</h1>');
    expect(html).toContain('<p>Two {{ trait.a | default: "<b>" }}</p>');
    expect(html).toContain('<a href="https://shop.example/"><img src="https://cdn.example/{{ event.id }}.png" alt="A bag"');
    expect(html).toContain('<b>x</b>');
  });

  test('in MJML', () => {
    const mjml = bodyWith(`<mjml><mj-body>${all}</mj-body></mjml>`, ...kinds);
    for (const part of ['<mj-text font-size="24px"', 'One<br /><br />Two', '<mj-image src=', '<mj-divider', '<mj-text>x</mj-text>'])
      expect(mjml).toContain(part);
  });
});

describe('the check of a project', () => {
  const problems = (...definitions: object[]) => problemsOf({ definitions: [workspace, ...definitions] }).map(({ message }) => message);

  test.each([
    ['a block that is not there', [template('{% block "x" %}')], 'no block "x"'],
    [
      'blocks in a circle',
      [block('a', { body: '{% block "b" %}' }), block('b', { body: '{% block "a" %}' })],
      'block "a" -> block "b" -> block "a"',
    ],
    ['a button without a link', [block('a', { type: 'button' })], 'a block of type button needs "link"'],
    ['a title with a link', [block('a', { type: 'title', link: 'x' })], 'a block of type title has no "link"'],
    ['a trait in a block that is not there', [block('a', { body: '{{ trait.nope }}' })], 'trait "nope"'],
    ['shares beyond 1', [template('x', { variants: { a: { body: 'a', share: 0.7 }, b: { body: 'b', share: 0.4 } } })], 'sum to 1.1'],
  ])('finds %s', (_name, definitions, expected) => {
    expect(problems(...definitions).join('\n')).toContain(expected);
  });

  test('finds nothing where all is well', () => {
    expect(problems(block('a'), template('{% block "a" %}', { variants: { v: { body: 'v', share: 1 } } }))).toEqual([]);
  });
});

describe('approval', () => {
  const footer = block('footer');
  const content = template('Hi {% block "footer" %}');
  const blocks = blocksBy(footer);

  test('holds for one content, names aside', () => {
    const approval = { by: 'lin', on: '2026-05-01', content: fingerprintOf(content, blocks) };
    expect(approvalOf(content, blocks)).toBe('draft');
    expect(approvalOf({ ...content, approval, name: { en: 'Other', zh: '别的' } }, blocks)).toBe('approved');
    expect(approvalOf({ ...content, approval, body: 'Ho' }, blocks)).toBe('changed');
    expect(approvalOf({ ...content, approval }, blocksBy({ ...footer, body: 'other' }))).toBe('changed');
  });

  test('two contents have two fingerprints, one content one whatever the order of its fields', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const of = (body: string) => fingerprintOf({ kind: 'template', id: 't', name, body }, new Map());
        expect(of(a) === of(b)).toBe(a === b);
        expect(fingerprintOf({ body: a, name, id: 't', kind: 'template' }, new Map())).toBe(of(a));
      }),
    );
  });
});

test('where content is used', () => {
  const journey = {
    kind: 'journey',
    id: 'j',
    steps: [{ type: 'split', id: 's', arms: [{ id: 'a', share: 1, steps: [{ type: 'send', id: 'hi', template: 't' }] }] }],
  } as never;
  const definitions = [journey, template('{% block "a" %}'), block('a', { body: '{% block "b" %}' }), block('b')];
  expect(Object.fromEntries(usedBy(definitions))).toEqual({
    'template:t': [{ kind: 'journey', id: 'j', step: 'hi' }],
    'block:a': [{ kind: 'template', id: 't' }],
    'block:b': [{ kind: 'block', id: 'a' }],
  });
  expect(blocksOf(template('{% block "a" %}{% block "a" %}'))).toEqual(['a']);
});

test('the chain of a locale', () => {
  const choices = new Map(['zh', 'zh-Hant', 'pt-BR'].map((tag) => [localeKey(tag), tag]));
  expect(['zh-Hant-HK', 'zh_CN', 'PT-br', 'pt', 'en', undefined].map((locale) => forLocale(choices, locale))).toEqual([
    'zh-Hant',
    'zh',
    'pt-BR',
    undefined,
    undefined,
    undefined,
  ]);
});
