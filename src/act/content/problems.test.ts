import { describe, expect, test } from 'vitest';
import type { BlockDefinition, TemplateDefinition } from '../../define/index.ts';
import { problemsOf } from './problems.ts';

const name = { en: 'Name', zh: '名称' };
const template = (content: Partial<TemplateDefinition>): TemplateDefinition => ({ kind: 'template', id: 't', name, body: 'x', ...content });
const NONE = new Map<string, BlockDefinition>();
const block = (id: string, body: string): BlockDefinition => ({ kind: 'block', id, name, type: 'copy', body });

test('content without a fault has none', () => {
  const body = '{% for one in event.items %}{{ one.name }}{% endfor %} {{ trait.city | default: "you" }} {{ message.unsubscribe_url }}';
  expect(problemsOf(template({ body, variants: { a: { body: '{{ customer.id }}' } } }), NONE, new Set(['city']))).toEqual([]);
});

describe('what cannot be read is told with its place', () => {
  test.each([
    ['a\n  {% if event.x %} b', 'tag {% if event.x %} not closed', 2, 3],
    ['{{ event.a', 'output "{{ event.a" not closed', 1, 1],
    ['{{ event.a | shout }}', 'undefined filter: shout', 1, 1],
    ['x {% include "y" %}', 'tag "include" not found', 1, 3],
    ['好 {{ first_name }}', '"first_name" is no variable. Use trait.<id>', 1, 6],
    ['\n\n{{ trait }}', 'write trait.<name>: "trait" alone names no value', 3, 4],
    ['{{ trait.citty }}', 'there is no trait "citty"', 1, 4],
  ])('%j: %s', (body, message, line, column) => {
    const [found, ...others] = problemsOf(template({ body }), NONE, new Set(['city']));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ field: 'body', line, column });
    expect(found!.message.en).toContain(message);
  });

  test('behind a block too, which takes up no line of its own', () => {
    const body = '{% block "a",\n  label: "x" %} {{ nothing }}';
    expect(problemsOf(template({ body }), new Map([['a', block('a', 'Hi')]]))).toMatchObject([{ line: 2, column: 20 }]);
  });
});

test('all fields of all languages and variants are looked at', () => {
  const wrong = '{{ x }}';
  const found = problemsOf(
    template({
      subject: wrong,
      preview: wrong,
      text: wrong,
      locales: { zh: { body: wrong } },
      variants: { short: { body: wrong, locales: { zh: { body: 'x', subject: wrong } } } },
    }),
    NONE,
  );
  expect(found.map(({ field }) => field)).toEqual([
    'subject',
    'preview',
    'text',
    'locales.zh.body',
    'variants.short.body',
    'variants.short.locales.zh.subject',
  ]);
});

describe('what shows with the blocks put in and MJML made', () => {
  const mjml = (inside: string): string => `<mjml><mj-body><mj-section><mj-column>\n${inside}\n</mj-column></mj-section></mj-body></mjml>`;

  test.each([
    ['a block that is not there', 'one {% block "gone" %}', 'there is no block "gone"', { line: 1, column: 5 }],
    ['a block that needs more', 'one\n{% block "needs" %}', 'it needs "label"', { line: 2, column: 1 }],
    ['an element that MJML does not have', mjml('<mj-tex>Hi</mj-tex>'), '<mj-tex> is no element of MJML', { line: 2, column: 1 }],
    ['a place where a value would be run', '<p onclick="{{ event.a }}">x</p>', 'could be run as a program', {}],
    ['markup that is not closed', '<mjml><mj-body>', 'MJML', {}],
  ])('%s', (_what, body, message, place) => {
    const [found, ...others] = problemsOf(template({ body }), new Map([['needs', block('needs', '{{ block.label }}')]]));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ field: 'body', ...place });
    expect(found!.message.en).toContain(message);
  });

  test('of a variant, in its field', () => {
    const variants = { short: { body: 'x', locales: { zh: { body: '{% block "gone" %}' } } } };
    expect(problemsOf(template({ variants }), NONE)).toMatchObject([{ field: 'variants.short.locales.zh.body', line: 1, column: 1 }]);
  });
});
