import { describe, expect, test } from 'vitest';
import { defineBlock, defineTemplate, type TemplateDefinition } from '../../define/index.ts';
import { buildTemplate } from './build.ts';
import { htmlOfMjml } from './mjml.ts';
import { createRenderer } from './renderer.ts';
import { variablesOf } from './template.ts';

const name = { en: 'Name', zh: '名称' };
const column = (inner: string) => `<mjml><mj-body><mj-section><mj-column>${inner}</mj-column></mj-section></mj-body></mjml>`;
const problemOf = (source: string) => {
  const made = htmlOfMjml(source);
  return made.ok ? 'none' : made.problem.en;
};
const htmlOf = (source: string) => {
  const made = htmlOfMjml(source);
  return made.ok ? made.html : `FAILED ${made.problem.en}`;
};

describe('MJML', () => {
  test('becomes HTML with the Liquid as it was', () => {
    const html = htmlOf(
      column('<mj-text>Hi {{ trait.name | default: "you" }}, 3 &lt; 4</mj-text><mj-button href="{{ event.url }}">Buy</mj-button>'),
    );
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('Hi {{ trait.name | default: "you" }}, 3 &lt; 4');
    expect(html).toContain('href="{{ event.url }}"');
  });

  test('loops and branches may stand between elements, and compare with any sign', () => {
    const html = htmlOf(
      column('{% for x in event.items %}{% if x.n < 3 and x.s != "a>b" %}<mj-text>{{ x.n }}</mj-text>{% endif %}{% endfor %}'),
    );
    expect(html).toContain('{% for x in event.items %}{% if x.n < 3 and x.s != "a>b" %}<tr>');
    expect(html).toContain('{% endif %}{% endfor %}');
    expect(html).not.toContain('LQ7');
  });

  test.each([
    ['what is not closed', '<mjml><mj-body><mj-text>', 'MJML: '],
    ['an element of no kind', column('<mj-txt>x</mj-txt>'), '<mj-txt> is no element of MJML'],
    ['an include', column('<mj-include path="/etc/passwd" />'), 'MJML does not include files here: make it a block'],
    [
      'a style that it would not inline',
      '<mjml><mj-head><mj-style inline="inline">p{color:red}</mj-style></mj-head><mj-body /></mjml>',
      'is not supported here',
    ],
    ['Liquid where it would be lost', '<mjml>{% if trait.a %}<mj-body></mj-body>{% endif %}</mjml>', ''],
  ])('%s is refused', (_name, source, problem) => {
    expect(problemOf(source)).toContain(problem);
    expect(problemOf(source)).not.toBe('none');
  });

  test('fetches no font that the template does not name', () => {
    expect(htmlOf(column('<mj-text>x</mj-text>'))).not.toContain('//fonts');
  });
});

describe('a built template', () => {
  const blocks = new Map(
    [
      defineBlock({ id: 'hello', name, type: 'title', body: 'Hello {{ trait.name }}', locales: { zh: { body: '你好 {{ trait.name }}' } } }),
      defineBlock({ id: 'buy', name, type: 'button', body: '{{ block.label }}', link: 'https://shop.example/{{ event.id }}' }),
    ].map((one) => [one.id, one]),
  );
  const mail: TemplateDefinition = defineTemplate({
    id: 'mail',
    name,
    subject: 'News',
    body: column('{% block "hello" %}{% block "buy", label: "Buy" %}'),
    locales: {
      zh: { subject: '新品', body: column('{% block "hello" %}{% block "buy", label: "购买" %}'), text: '你好 {{ trait.name }}' },
    },
    variants: { plain: { body: 'Hello {{ trait.name }}: {{ event.price }}' } },
  });
  const built = buildTemplate(mail, blocks);
  const renderer = createRenderer({ templateOf: () => built, timeZone: () => 'UTC' });
  const render = (more: object) => {
    const made = renderer.render({
      template: 'mail',
      version: 1,
      message: 'm',
      customer: 'c',
      variables: { trait: { name: 'Ann <b>' }, event: { id: 7, price: 5 } },
      ...more,
    });
    return made.ok ? made : { content: { body: made.reason, format: 'text' }, linkHosts: [] };
  };

  test('is HTML of words, values and blocks, in the language of the customer', () => {
    const { content, linkHosts } = render({});
    expect(content).toMatchObject({ format: 'html', subject: 'News' });
    expect(content.body).toContain('Hello Ann &lt;b&gt;');
    expect(content.body).toContain('https://shop.example/7');
    expect(linkHosts).toEqual(['shop.example']);
    expect(render({ locale: 'zh-CN' }).content.body).toContain('>购买</a>');
  });

  test('has the plain text that it gives, and none where it gives none', () => {
    expect(render({ locale: 'zh' }).content).toMatchObject({ text: '你好 Ann <b>' });
    expect(render({}).content).not.toHaveProperty('text');
  });

  test('has its variants, and its own content for one that it does not have', () => {
    expect(render({ variant: 'plain' }).content).toMatchObject({ format: 'text', body: 'Hello Ann <b>: 5' });
    expect(render({ variant: 'gone' }).content.format).toBe('html');
  });

  test('says what it reads, blocks and variants included', () => {
    expect(variablesOf(built)).toEqual({ traits: ['name'], properties: ['id', 'price'], requiredProperties: ['id', 'price'] });
  });

  test('is the definition itself where nothing is to be built', () => {
    const plain = defineTemplate({ id: 'p', name, body: 'x' });
    expect(buildTemplate(plain, blocks)).toBe(plain);
    expect(() => variablesOf(mail)).toThrow('MJML is rendered once it is built');
  });

  test('a place is named with its path', () => {
    const broken = { ...mail, locales: { zh: { body: column('<mj-nope />') } } };
    expect(() => buildTemplate(broken, blocks)).toThrow('locales.zh.body: <mj-nope> is no element of MJML');
  });
});
