import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import type { TemplateDefinition } from '../../define/index.ts';
import { createRenderer, type RenderOutcome } from './renderer.ts';

type Source = Pick<TemplateDefinition, 'body' | 'subject'>;

function render(source: Source | string, variables: JsonObject = {}, timeZone = 'Asia/Shanghai'): RenderOutcome {
  const fields = typeof source === 'string' ? { body: source } : source;
  const definition: TemplateDefinition = { kind: 'template', id: 't', name: { en: 'T', zh: 'T' }, ...fields };
  const renderer = createRenderer({ templateOf: () => definition, timeZone: () => timeZone });
  return renderer.render({ template: 't', version: 1, message: 'm1', customer: 'c1', variables });
}

function bodyOf(source: Source | string, variables: JsonObject = {}): string {
  const outcome = render(source, variables);
  return outcome.ok ? outcome.content.body : `FAILED ${outcome.reason}`;
}

function reasonOf(source: Source | string, variables: JsonObject = {}): string {
  const outcome = render(source, variables);
  return outcome.ok ? `rendered ${outcome.content.body}` : outcome.reason;
}

describe('rendering', () => {
  test('subject and body with traits, event, customer and message', () => {
    const source = { subject: 'Hello {{ trait.name }}', body: '<p>{{ event.total }} {{ customer.id }} {{ message.id }}</p>' };
    expect(render(source, { trait: { name: '小明' }, event: { total: 12.5 } })).toEqual({
      ok: true,
      content: { format: 'html', subject: 'Hello 小明', body: '<p>12.5 c1 m1</p>' },
      linkHosts: [],
      written: expect.anything(),
    });
  });

  test('without a subject there is none', () => {
    expect(render('Hi')).toEqual({ ok: true, content: { format: 'text', body: 'Hi' }, linkHosts: [], written: expect.anything() });
  });

  test('loops over lists of the event', () => {
    const body = '{% for p in event.products %}{{ forloop.index }}. {{ p.name }};{% endfor %}';
    expect(bodyOf(body, { event: { products: [{ name: 'a' }, { name: 'b' }] } })).toBe('1. a;2. b;');
  });

  test('what the subject assigns does not reach the body', () => {
    expect(reasonOf({ subject: '{% assign x = 1 %}{{ x }}', body: '{{ x }}' })).toBe('variable_missing: x');
  });

  test('the variables of one message do not reach the next', () => {
    const definition: TemplateDefinition = {
      kind: 'template',
      id: 't',
      name: { en: 'T', zh: 'T' },
      body: '{{ trait.a | default: "none" }}',
    };
    const renderer = createRenderer({ templateOf: () => definition, timeZone: () => 'UTC' });
    const request = { template: 't', version: 1, message: 'm', customer: 'c' };
    renderer.render({ ...request, variables: { trait: { a: 'first' } } });
    expect(renderer.render({ ...request, variables: {} })).toMatchObject({ content: { body: 'none' } });
  });
});

describe('languages and what comes with the message', () => {
  const definition: TemplateDefinition = {
    kind: 'template',
    id: 't',
    name: { en: 'T', zh: 'T' },
    subject: 'Hello {{ trait.name }}',
    preview: 'For\nyou, {{ trait.name }}',
    body: '<p>https://shop.example/ {{ trait.name }}</p>',
    locales: { zh: { subject: '{{ trait.name }}，你好', body: '你好' }, de: { body: '{{ message.unsubscribe_url }}' } },
  };
  const renderer = createRenderer({ templateOf: () => definition, timeZone: () => 'UTC' });
  const request = { template: 't', version: 1, message: 'm', customer: 'c', variables: { trait: { name: '<Ann>' } } };

  test('subject, preview and body of the customer’s language, each in its own format', () => {
    expect(renderer.render({ ...request, locale: 'zh-Hans-CN' })).toEqual({
      ok: true,
      content: { format: 'text', subject: '<Ann>，你好', body: '你好', locale: 'zh' },
      linkHosts: [],
      written: expect.anything(),
    });
    expect(renderer.render({ ...request, locale: 'fr' })).toEqual({
      ok: true,
      content: { format: 'html', subject: 'Hello <Ann>', preview: 'For you, <Ann>', body: '<p>https://shop.example/ &lt;Ann&gt;</p>' },
      linkHosts: ['shop.example'],
      written: expect.anything(),
    });
  });

  test('the address to unsubscribe is there when it is given, else a failure', () => {
    expect(renderer.render({ ...request, locale: 'de', unsubscribeUrl: 'https://v.example/t/u/x' })).toMatchObject({
      content: { body: 'https://v.example/t/u/x' },
    });
    expect(renderer.render({ ...request, locale: 'de' })).toEqual({ ok: false, reason: 'variable_missing: message.unsubscribe_url' });
  });

  test('values are never read as Liquid, in no field', () => {
    const liquid = fc.constantFrom(
      '{{ customer.id }}',
      '{% for i in (1..9) %}x{% endfor %}',
      '{{',
      '%}',
      '{{ "a" | upcase }}',
      '\r\nBcc: x',
    );
    const echo: TemplateDefinition = {
      kind: 'template',
      id: 'e',
      name: { en: 'E', zh: 'E' },
      subject: '{{ trait.v }}',
      preview: '{{ trait.v }}',
      body: '{{ trait.v }}',
    };
    const echoing = createRenderer({ templateOf: () => echo, timeZone: () => 'UTC' });
    fc.assert(
      fc.property(fc.array(fc.oneof(liquid, fc.string()), { minLength: 1 }), (parts) => {
        const value = parts.join('');
        const outcome = echoing.render({ ...request, variables: { trait: { v: value } } });
        expect(outcome).toMatchObject({ ok: true, content: { body: value } });
        if (!outcome.ok) return;
        const line = value
          .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
          .replace(/ {2,}/g, ' ')
          .trim();
        expect([outcome.content.subject, outcome.content.preview]).toEqual([line, line]);
      }),
    );
  });
});

describe('a missing variable', () => {
  test.each([
    ['a trait the customer does not have', '{{ trait.name }}', 'variable_missing: trait.name'],
    ['a property the event did not have', 'x {{ event.cart.total }}', 'variable_missing: event.cart'],
    ['below a property that is there', '{{ event.list.total }}', 'variable_missing: event.list.total'],
    ['in a loop', '{% for p in event.products %}x{% endfor %}', 'variable_missing: event.products'],
    ['inside a branch that is taken', '{% if true %}{{ trait.name }}{% endif %}', 'variable_missing: trait.name'],
    ['as an argument of a filter', '{{ 1 | plus: trait.bonus }}', 'variable_missing: trait.bonus'],
    ['null, which means missing', '{{ trait.empty }}', 'variable_missing: trait.empty'],
    ['null below', '{{ event.list.none }}', 'variable_missing: event.list.none'],
  ])('%s is a failure that names it', (_name, body, reason) => {
    expect(reasonOf(body, { trait: { empty: null }, event: { list: { none: null } } })).toBe(reason);
  });

  test('in the subject fails the message too', () => {
    expect(reasonOf({ subject: '{{ trait.name }}', body: 'x' })).toBe('variable_missing: trait.name');
  });

  test.each([
    ['default', '{{ trait.name | default: "friend" }}', 'friend'],
    ['default below a missing property', '{{ event.cart.total | default: 0 }}', '0'],
    ['default for null', '{{ trait.empty | default: "friend" }}', 'friend'],
    ['if', '{% if trait.name %}yes{% else %}no{% endif %}', 'no'],
    ['unless', '{% unless trait.name %}no{% endunless %}', 'no'],
    ['a branch that is not taken', '{% if false %}{{ trait.name }}{% endif %}ok', 'ok'],
  ])('%s provides for it', (_name, body, expected) => {
    expect(bodyOf(body, { trait: { empty: null } })).toBe(expected);
  });
});

describe('escaping', () => {
  test('values are escaped in HTML and left alone in text and subjects', () => {
    const variables = { trait: { name: `<img src=x onerror="alert('1')">&` } };
    expect(bodyOf('<p>{{ trait.name }}</p>', variables)).toBe('<p>&lt;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&gt;&amp;</p>');
    expect(bodyOf('{{ trait.name }}', variables)).toBe(variables.trait.name);
    expect(render({ subject: '{{ trait.name }}', body: '<p></p>' }, variables)).toMatchObject({
      content: { subject: variables.trait.name },
    });
  });

  test.each([
    ['captured', '<p>{% capture who %}{{ trait.name }} & co{% endcapture %}{{ who }}</p>', '<p>&lt;Ann&gt; &amp; co</p>'],
    [
      'captured in a loop within a branch, and in a capture',
      '<p>{% capture a %}{% if true %}{% for x in event.list %}{{ x }};{% endfor %}{% endif %}{% endcapture %}{% capture b %}{{ a }}!{% endcapture %}{{ b }}</p>',
      '<p>&lt;Ann&gt;;!</p>',
    ],
    ['captured, then changed', '<p>{% capture a %}{{ trait.name }}{% endcapture %}{{ a | upcase }}</p>', '<p>&lt;ANN&gt;</p>'],
    ['captured and echoed', '<p>{% capture a %}{% echo trait.name %}{% endcapture %}{% echo a %}</p>', '<p>&lt;Ann&gt;</p>'],
    ['captured, in an attribute', '<b title="{% capture a %}{{ event.quote }}{% endcapture %}{{ a }}">x</b>', '<b title="a&#34;b">x</b>'],
    ['after a capture', '<p>{% capture a %}x{% endcapture %}{{ trait.name }}</p>', '<p>&lt;Ann&gt;</p>'],
    ['that says it wants escaping', '<p>{{ trait.name | escape }}{{ trait.name | escape_once }}</p>', '<p>&lt;Ann&gt;&lt;Ann&gt;</p>'],
    ['in lines', '<p>{{ event.lines | newline_to_br }}</p>', '<p>a<br>\n&lt;b&gt;</p>'],
    [
      'in lines that were captured',
      '<p>{% capture a %}{{ event.lines }}{% endcapture %}{{ a | newline_to_br }}</p>',
      '<p>a<br>\n&lt;b&gt;</p>',
    ],
    ['in lines that were changed', '<p>{{ event.lines | newline_to_br | upcase }}</p>', '<p>A\n&lt;B&gt;</p>'],
  ])('a value is escaped once: %s', (_name, body, expected) => {
    expect(bodyOf(body, { trait: { name: '<Ann>' }, event: { list: ['<Ann>'], quote: 'a"b', lines: 'a\n<b>' } })).toBe(expected);
  });

  test('a failure inside of a capture leaves the next message escaped', () => {
    const variables = { trait: { name: '<' } };
    expect(reasonOf('<p>{% capture a %}{{ trait.none }}{% endcapture %}</p>', variables)).toBe('variable_missing: trait.none');
    expect(bodyOf('<p>{{ trait.name }}</p>', variables)).toBe('<p>&lt;</p>');
  });

  test('no value of a customer becomes markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, other) => {
        const body = bodyOf('<b>{{ trait.name }}</b>{% for x in event.list %}<i>{{ x | upcase }}</i>{% endfor %}', {
          trait: { name },
          event: { list: [other] },
        });
        expect(body.match(/[<>]/g)).toHaveLength(8);
      }),
    );
  });

  test.each(['javascript:alert(1)', ' JavaScript:x', 'java\nscript:x', 'data:text/html,x', 'vbscript:x', '\u0001javascript:x'])(
    'a link never runs what a value holds: %j',
    (url) => {
      expect(bodyOf('<a href="{{ event.url }}">x</a>', { event: { url } })).toBe('<a href="#">x</a>');
    },
  );

  test('other addresses stay as they are', () => {
    const body = '<a href="https://a.example/?a=1&amp;b=2">x</a><a href="mailto:a@b.example">y</a><a href="#top">z</a>';
    expect(bodyOf(body)).toBe(body);
  });

  test('a subject is one line whatever a value holds', () => {
    const subjectOf = (name: string): unknown => {
      const outcome = render({ subject: 'Hi {{ trait.name }}!', body: '' }, { trait: { name } });
      return outcome.ok && outcome.content.subject;
    };
    expect(subjectOf('Ann\r\nBcc: all@example.com')).toBe('Hi Ann Bcc: all@example.com!');
    expect(subjectOf('a\u2028b\u0000c\td')).toBe('Hi a b c d!');
  });
});

describe('times', () => {
  const at = Date.UTC(2024, 0, 1, 20, 30);
  test.each([
    ['milliseconds, in the zone of the workspace', '{{ trait.at | date }}', '2024-01-02'],
    ['a format', '{{ trait.at | date: "%d.%m.%Y %H:%M" }}', '02.01.2024 04:30'],
    ['a zone of its own', '{{ trait.at | date: "%H:%M", "Europe/London" }}', '20:30'],
    ['a text as events carry it', '{{ event.when | date: "%H:%M" }}', '04:30'],
    ['before 1970', '{{ trait.born | date }}', '1969-12-31'],
  ])('%s', (_name, body, expected) => {
    expect(bodyOf(body, { trait: { at, born: -86_400_000 }, event: { when: '2024-01-01T20:30:00Z' } })).toBe(expected);
  });

  test.each(['now', 'today'])('the clock is not read for "%s": rendering twice gives the same', (word) => {
    expect(reasonOf(`{{ "${word}" | date }}`)).toContain('does not read the clock');
  });

  test('a change of the zone is seen by the next message', () => {
    let zone = 'UTC';
    const definition: TemplateDefinition = { kind: 'template', id: 't', name: { en: 'T', zh: 'T' }, body: '{{ trait.at | date: "%H" }}' };
    const renderer = createRenderer({ templateOf: () => definition, timeZone: () => zone });
    const hour = (): unknown => renderer.render({ template: 't', version: 1, message: 'm', customer: 'c', variables: { trait: { at } } });
    expect(hour()).toMatchObject({ content: { body: '20' } });
    zone = 'Asia/Tokyo';
    expect(hour()).toMatchObject({ content: { body: '05' } });
  });
});

describe('limits', () => {
  test.each([
    ['a huge range', '{% for i in (1..100000000) %}x{% endfor %}', 'memory alloc limit exceeded'],
    [
      'loops in loops',
      '{% for a in event.l %}{% for b in event.l %}{% for c in event.l %}x{% endfor %}{% endfor %}{% endfor %}',
      'more than 50000 nodes',
    ],
    ['empty loops in loops', '{% for a in (1..900) %}{% for b in (1..900) %}{% endfor %}{% endfor %}', 'more than 50000 nodes'],
    [
      'text that doubles',
      '{% assign s = "0123456789" %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}',
      'memory alloc limit exceeded',
    ],
  ])('%s ends as a failure', (_name, body, reason) => {
    expect(reasonOf(body, { event: { l: Array.from({ length: 60 }, () => 1) } })).toContain(`template_failed: ${reason}`);
  });

  test('prototypes are out of reach', () => {
    for (const path of ['constructor', '__proto__', 'toString', 'event.list.constructor']) {
      expect(reasonOf(`{{ trait.${path} }}`, { trait: { event: { list: {} } } })).toMatch(/^variable_missing/);
    }
    expect(reasonOf('{{ event.list.map }}', { event: { list: [1] } })).toMatch(/^variable_missing/);
  });
});

describe('templates of a release', () => {
  const definitions: Record<string, string> = { 'a 1': 'one', 'a 2': 'two', 'b 1': '{{ x | shout }}' };
  const request = { message: 'm', customer: 'c', variables: {} };

  test('a message is rendered with the version it names', () => {
    const asked: string[] = [];
    const renderer = createRenderer({
      templateOf: (id, version) => {
        asked.push(`${id} ${version}`);
        const body = definitions[`${id} ${version}`];
        return body === undefined ? undefined : { kind: 'template', id, name: { en: id, zh: id }, body };
      },
      timeZone: () => 'UTC',
      cacheSize: 1,
    });
    const render = (template: string, version: number): RenderOutcome => renderer.render({ ...request, template, version });
    expect(render('a', 1)).toMatchObject({ content: { body: 'one' } });
    expect(render('a', 1)).toMatchObject({ content: { body: 'one' } });
    expect(asked).toEqual(['a 1']);
    expect(render('a', 2)).toMatchObject({ content: { body: 'two' } });
    expect(render('a', 1)).toMatchObject({ content: { body: 'one' } });
    expect(asked).toEqual(['a 1', 'a 2', 'a 1']);
    expect(render('a', 3)).toEqual({ ok: false, reason: 'template_unknown: a version 3' });
    expect(render('b', 1)).toEqual({ ok: false, reason: 'template_invalid: undefined filter: shout, line:1, col:1' });
  });
});
