import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import type { TemplateDefinition } from '../../define/index.ts';
import { compileTemplate, createEngines, variablesOf } from './template.ts';

function template(body: string, subject?: string): TemplateDefinition {
  return { kind: 'template', id: 'welcome', name: { en: 'Welcome', zh: '欢迎' }, body, ...(subject === undefined ? {} : { subject }) };
}

function problemOf(body: string, subject?: string): string {
  try {
    variablesOf(template(body, subject));
  } catch (error) {
    if (error instanceof VolanoError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('the variables of a template', () => {
  const cases: [name: string, template: TemplateDefinition, traits: string[], properties: string[]][] = [
    ['plain output', template('Hello {{ trait.first_name }}'), ['first_name'], []],
    ['subject and body together, once each, sorted', template('{{ trait.b }} {{ trait.a }}', '{{ trait.b }}'), ['a', 'b'], []],
    ['paths below a property ask for the whole property', template('{{ event.cart.total }} {{ event.cart["id"] }}'), [], ['cart']],
    [
      'loops: the list, not the loop variable',
      template('{% for p in event.products %}{{ p.name }} {{ forloop.index }}{% endfor %}'),
      [],
      ['products'],
    ],
    [
      'conditions, filters and their arguments',
      template('{% if trait.vip %}{{ event.sum | plus: trait.bonus }}{% endif %}'),
      ['bonus', 'vip'],
      ['sum'],
    ],
    [
      'case and unless',
      template('{% case trait.tier %}{% when "gold" %}x{% endcase %}{% unless trait.quiet %}y{% endunless %}'),
      ['quiet', 'tier'],
      [],
    ],
    ['what the template assigns itself is not asked for', template('{% assign x = trait.a %}{{ x }}'), ['a'], []],
    ['brackets with a literal', template('{{ trait["first_name"] }}'), ['first_name'], []],
    ['customer and message have an id', template('{{ customer.id }} {{ message.id }}'), [], []],
    ['nothing at all', template('Hello'), [], []],
  ];
  test.each(cases)('%s', (_name, definition, traits, properties) => {
    expect(variablesOf(definition)).toEqual({ traits, properties });
  });

  test('every trait that is printed is found', () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 12 }), (ids) => {
        const body = ids.map((name) => `{{ trait.${name} | default: "-" }}`).join(' and ');
        expect(variablesOf(template(body)).traits).toEqual([...ids].sort());
      }),
    );
  });
});

describe('a template that cannot be right is refused with its place and a way out', () => {
  test.each([
    ['an unknown root', '{{ first_name }}', 'body: "first_name" is no variable. Use trait.<id>'],
    ['customer with more than its id', '{{ customer.email }}', '"customer.email" is no variable'],
    ['a whole namespace', '{{ trait | json }}', 'write trait.<name>'],
    ['a name that is computed', '{{ event[trait.x] }}', 'write event.<name>'],
    ['an unclosed output', 'Hello {{ trait.x', 'not closed'],
    ['an unclosed tag', '{% if trait.x %}', 'not closed'],
    ['an unknown tag', '{% wait %}', 'tag "wait" not found'],
    ['an unknown filter', '{{ trait.x | shout }}', 'undefined filter: shout'],
    ['a file', '{% include "footer" %}', 'tag "include" not found'],
    ['a rendered file', '{% render "footer" %}', 'tag "render" not found'],
    ['a layout', '{% layout "page" %}', 'tag "layout" not found'],
    ['output that is not escaped', '{{ trait.x | raw }}', 'undefined filter: raw'],
    ['a source that is too long', 'x'.repeat(100_001), 'parse length limit exceeded'],
  ])('%s', (_name, body, expected) => {
    expect(problemOf(body)).toContain('VOLANO_TEMPLATE_INVALID template "welcome", body');
    expect(problemOf(body)).toContain(expected);
  });

  test('the subject is named when it is the subject', () => {
    expect(problemOf('Hello', '{{ trait.x | shout }}')).toContain('"welcome", subject: undefined filter');
    expect(problemOf('Hello', '{{ x }}')).toContain('"welcome", subject: "x" is no variable');
  });
});

describe('the format', () => {
  const formatOf = (body: string): string =>
    compileTemplate(
      template(body),
      createEngines(() => 'UTC'),
    ).format;

  test.each(['<p>Hello</p>', 'Hello<br>', '<!doctype html>Hello', 'a <b class="x">b</b>', '<br/>'])('is HTML for %s', (body) => {
    expect(formatOf(body)).toBe('html');
  });

  test.each(['Hello', '1 < 2 and 3 > 2', 'a <3 b', '{% if trait.a <b and trait.c> 3 %}x{% endif %}', '{{ "<p>" }}', 'I <love you'])(
    'is text for %s',
    (body) => {
      expect(formatOf(body)).toBe('text');
    },
  );
});
