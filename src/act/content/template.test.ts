import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import type { TemplateDefinition } from '../../define/index.ts';
import { compileTemplate, contentFor, createEngines, variablesOf } from './template.ts';

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
    ['what every message has', template('{{ customer.id }} {{ message.id }} {{ message.unsubscribe_url }}'), [], []],
    ['nothing at all', template('Hello'), [], []],
  ];
  test.each(cases)('%s', (_name, definition, traits, properties) => {
    expect(variablesOf(definition)).toMatchObject({ traits, properties });
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

describe('the properties that a template cannot do without', () => {
  test.each([
    ['output', 'x {{ event.a }}', ['a']],
    ['output through filters and as their arguments', '{{ event.b | plus: event.a }}', ['a', 'b']],
    ['a list inside', '{{ event.items[0].name }}', ['items']],
    ['assigned', '{% assign x = event.a %}{{ x }}', ['a']],
    ['captured', '{% capture x %}{{ event.a }}{% endcapture %}', ['a']],
    ['echoed', '{% echo event.a %}', ['a']],
  ])('%s', (_name, body, required) => {
    expect(variablesOf(template(body)).requiredProperties).toEqual(required);
  });

  test.each([
    ['a default', '{{ event.a | default: "x" }}'],
    ['a default of an assignment', '{% assign x = event.a | default: 1 %}'],
    ['a branch, which may not be taken', '{% if event.a %}{{ event.a }}{% endif %}'],
    ['a loop, which may be empty', '{% for x in trait.list %}{{ event.a }}{% endfor %}'],
    ['a comment', '{% comment %}{{ event.a }}{% endcomment %}'],
    ['only traits', '{{ trait.a }}'],
  ])('are none with %s', (_name, body) => {
    expect(variablesOf(template(body))).not.toHaveProperty('requiredProperties');
  });

  test('one language that needs a property is enough; all languages are read', () => {
    const definition: TemplateDefinition = {
      ...template('{{ event.a | default: 0 }}', '{{ trait.s }}'),
      preview: '{{ trait.p }}',
      locales: { zh: { body: '{{ event.a }}', preview: '{{ event.b }}' }, de: { body: '{{ trait.d }}', subject: '{{ trait.e }}' } },
    };
    expect(variablesOf(definition)).toEqual({ traits: ['d', 'e', 'p', 's'], properties: ['a', 'b'], requiredProperties: ['a', 'b'] });
  });
});

describe('the language', () => {
  const languages = (...tags: string[]): TemplateDefinition => ({
    ...template('default'),
    locales: Object.fromEntries(tags.map((tag) => [tag, { body: tag }])),
  });
  const chosen = (tags: string[], locale: string | undefined): string | undefined =>
    contentFor(
      compileTemplate(
        languages(...tags),
        createEngines(() => 'UTC'),
      ),
      { locale },
    ).locale;

  test.each([
    ['the tag itself', ['zh', 'zh-Hant'], 'zh-Hant', 'zh-Hant'],
    ['the longest that begins it', ['zh', 'zh-Hant'], 'zh-Hant-HK', 'zh-Hant'],
    ['a shorter one', ['zh', 'zh-Hant'], 'zh-Hans-CN', 'zh'],
    ['in any case, with underscores too', ['pt-BR'], 'PT_br', 'pt-BR'],
    ['subtags are whole', ['z', 'zh-Ha'], 'zh-Hans', undefined],
    ['never a longer one', ['zh-Hant'], 'zh', undefined],
    ['none for another language', ['zh'], 'en', undefined],
    ['none for a customer without one', ['zh'], undefined, undefined],
    ['none for an odd value', ['zh'], '--', undefined],
  ])('%s', (_name, tags, locale, expected) => {
    expect(chosen(tags, locale)).toBe(expected);
  });

  test('is named when its template cannot be right', () => {
    const definition = { ...template('fine'), locales: { zh: { body: '{{ x }}' } } };
    expect(() => variablesOf(definition)).toThrow('"welcome", locales.zh.body: "x" is no variable');
    const broken = { ...template('fine'), locales: { zh: { body: 'fine', preview: '{{ trait.x | shout }}' } } };
    expect(() => variablesOf(broken)).toThrow('locales.zh.preview: undefined filter');
  });
});

describe('the hosts that a template links to', () => {
  const hostsOf = (body: string): readonly string[] =>
    compileTemplate(
      template(body),
      createEngines(() => 'UTC'),
    ).content.linkHosts;

  test.each([
    [
      'written out',
      '<a href="https://Shop.example/a">a</a> http://b.example:8080?x https://b.example',
      ['b.example', 'b.example:8080', 'shop.example'],
    ],
    ['with a computed path', 'https://shop.example/{{ event.path }}', ['shop.example']],
    ['none when a value is part of it', 'https://{{ trait.shop }}.example/ https://shop.example{{ trait.path }} {{ event.url }}', []],
    ['none from inside an output', '{{ event.url | default: "https://x.example/" }}', []],
    ['none with credentials in front', 'https://shop.example@evil.example/', []],
  ])('%s', (_name, body, expected) => {
    expect(hostsOf(body)).toEqual(expected);
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
    ['an output in an attribute without quotes', '<a class="x" href={{ trait.url }}>x</a>', 'put quotes around each attribute'],
    ['an output at the end of such an attribute', '<a href=https://x.example/{{ trait.path }}>x</a>', 'put quotes around each attribute'],
    ['a script', '<p>x</p><script>var x = "{{ trait.x }}"</script>', 'a message has no <script>'],
    ['an output in a program of its own', `<a href="#" onclick="go('{{ trait.x }}')">x</a>`, '"onclick" of <a> could be run'],
    ['an output that is a page', '<iframe srcdoc="{{ trait.x }}"></iframe>', '"srcdoc" of <iframe> could be run'],
    ['an address of a frame', '<iframe src="{{ trait.x }}"></iframe>', '"src" of <iframe> could be run'],
    ['where a form goes', `<form action='https://x.example/{{ trait.x }}'></form>`, '"action" of <form> could be run'],
    ['where a button goes', '<button formaction="{{ trait.x }}">x</button>', '"formaction" of <button> could be run'],
    ['an address in a drawing', '<svg><a xlink:href="{{ trait.x }}">x</a></svg>', '"xlink:href" of <a> could be run'],
    ['where all addresses begin', '<base href="{{ trait.x }}">', '"href" of <base> could be run'],
    ['markup in a capture', '<p>{% capture x %}<b>{{ trait.x }}</b>{% endcapture %}{{ x }}</p>', 'what {% capture %} collects is text'],
    ['an entity in a capture', '<p>{% capture x %}A&nbsp;B{% endcapture %}{{ x }}</p>', 'what {% capture %} collects is text'],
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

test.each([
  '<a href="{{ trait.url }}">x</a>',
  "<a class='{{ trait.c }}' href='/?a={{ trait.b }}'>{{ trait.x }}</a>",
  '<p>a = {{ trait.x }}</p>',
  '<p>{% capture x %}{{ trait.x }} & 1 < 2{% endcapture %}<b>{{ x }}</b>{% capture y %}y{% endcapture %}&amp;</p>',
  '<img src="{{ trait.x }}" alt="{{ trait.y }}"><iframe src="https://x.example/"></iframe>',
])('quoted outputs are fine: %s', (body) => {
  expect(problemOf(body)).toBe('none');
});

describe('the format', () => {
  const formatOf = (body: string): string =>
    compileTemplate(
      template(body),
      createEngines(() => 'UTC'),
    ).content.format;

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
