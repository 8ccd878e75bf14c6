import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReadableOptions, readableOf } from './readable.ts';

const BREAK = '\uFFFC';
const words = (source: string, options: Partial<ReadableOptions> = {}): string[] =>
  readableOf(source, { format: 'markup', liquid: true, ...options })
    .text.split(BREAK)
    .map((one) => one.trim())
    .filter((one) => one !== '');

describe('what is read', () => {
  test.each([
    ['plain words', 'Hi there', ['Hi there']],
    ['around values', 'Hi {{ trait.name }}, good', ['Hi', ', good']],
    ['not the code', '{% if trait.tier == "国家级" %}a{% endif %}', ['a']],
    ['what stands in for a value', '{{ trait.name | default: "best friend" }}', ['best friend']],
    ['what is set', "{% assign x = 'best' %}", ['best']],
    ['words given to a block, and not its name', '{% block "best", label: "Buy now" %}', ['Buy now']],
    ['a block named without quotes', "{% block best, label: 'Buy' %}", ['Buy']],
    ['no comments', 'a{% comment %}best{% endcomment %}<!-- best -->b', ['a', 'b']],
    ['no tags', '<p class="best">one</p><p>two</p>', ['one', 'two']],
    ['through what is only styled', '最<b>佳</b><span style="x">的</span>', ['最佳的']],
    ['a line break as white space', 'one<br/>two', ['one two']],
    ['what stands for a picture', '<img src="https://best.example/best.png" alt="A {{ x }} picture">end', ['A', 'picture', 'end']],
    ['no styles, no scripts', '<style>.best{}</style><script>best()</script>x', ['x']],
    ['entities', 'a&amp;b&#26368;&#x4F73;&zwnj;c&unknown;', ['a&b最佳\u200cc&unknown;']],
    ['no addresses', 'see https://best.example/best?x=1 or mailto:best@x.example now', ['see', 'or', 'now']],
    ['up to Chinese beside an address', '见https://x.example/a最佳', ['见', '最佳']],
    ['MJML', '<mjml><mj-head><mj-style>best</mj-style><mj-preview>p</mj-preview></mj-head><mj-text>t</mj-text></mjml>', ['p', 't']],
    ['tags in capitals', '<P CLASS="best">one<BR>two</P><STYLE>best</STYLE>', ['one two']],
    ['a title in single quotes', "<abbr title='As soon as possible'>ASAP</abbr>", ['As soon as possible', 'ASAP']],
    ['values with a default in an attribute', '<img alt="{{ trait.name | default: \'your\' }} gift">', ['your', 'gift']],
    ['a tag of Liquid with a filter', '{{ event.total | append: " today" | upcase }}', ['today']],
    ['what is captured', '{% capture x %}best{% endcapture %}', ['best']],
    ['what stands between tags of a list', '<ul><li>one</li><li>two</li></ul>', ['one', 'two']],
    ['a link as its words', '<a href="https://x.example/best">most <em>loved</em></a>', ['most loved']],
    ['conditional comments not at all', '<!--[if mso]><p>best</p><![endif]-->x', ['x']],
    ['an entity without an end as it stands', 'AT&T &copy &#0;', ['AT&T &copy']],
    ['a tag that never ends as it stands', 'a <b', ['a <b']],
    ['Liquid that never ends as it stands', 'a {{ b', ['a {{ b']],
    ['a sign that begins no tag', '1 < 2 & 3', ['1 < 2 & 3']],
  ])('%s', (_, source, expected) => {
    expect(words(source)).toEqual(expected);
  });

  test('of plain text everything but code and addresses', () => {
    expect(words('<b>a</b> {{ x }}', { format: 'text' })).toEqual(['<b>a</b>']);
    expect(words('{{ x }} {% y %}', { format: 'text', liquid: false })).toEqual(['{{ x }} {% y %}']);
  });

  test('of JSON its texts, and no keys', () => {
    const card = '{ "best": "Hi {{ trait.name }}", "price": {{ event.price }}, "list": ["\\u6700佳\\n", 1] {% if x %}{% endif %} }';
    expect(words(card, { format: 'text' })).toEqual(['Hi', '最佳']);
    expect(words('[Shop] hello', { format: 'text' })).toEqual(['[Shop] hello']);
    expect(words('{{ trait.name }}, hello', { format: 'text' })).toEqual([', hello']);
  });
});

test('every character knows where it comes from', () => {
  const source = 'a <b>最</b>&#20339; {{ x | default: "好" }}<img alt="图">';
  const { text, starts, ends } = readableOf(source, { format: 'markup', liquid: true });
  const from = (character: string) => source.slice(starts[text.indexOf(character)], ends[text.indexOf(character)]);
  expect(['最', '佳', '好', '图'].map(from)).toEqual(['最', '&#20339;', '好', '图']);
});

test('whatever is written, places are in it and in order', () => {
  const parts = [
    '<b>',
    '</b>',
    '<p',
    '>',
    '{{',
    '}}',
    '{%',
    '%}',
    '"',
    "'",
    '&#',
    '38;',
    'alt=',
    '<img ',
    '\\',
    'https://',
    '最',
    ' ',
    '[',
    ']',
    '{',
    '<style>',
  ];
  const source = fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((all) => all.join(''));
  const options = fc.record({ format: fc.constantFrom('text' as const, 'markup' as const), liquid: fc.boolean() });
  fc.assert(
    fc.property(source, options, (written, how) => {
      const { text, starts, ends } = readableOf(written, how);
      expect([starts.length, ends.length]).toEqual([text.length, text.length]);
      for (const [i, start] of starts.entries()) {
        expect(start).toBeLessThanOrEqual(ends[i]!);
        expect(ends[i]!).toBeLessThanOrEqual(written.length);
        if (text[i] === '最') expect(written.slice(start, ends[i])).toBe('最');
      }
    }),
  );
});

describe('JSON', () => {
  const text = (source: string, liquid = true): string[] => words(source, { format: 'text', liquid });

  test.each([
    ['lists', '["one", ["two"]]', ['one', 'two']],
    ['escapes', '{"a":"x\\"y\\u4f73"}', ['x"y佳']],
    ['addresses', '{"image":"https://x.example/best.png","title":"Hi"}', ['Hi']],
    ['values in quotes and out of them', '{"a":"{{ trait.x }} lamp","n":{{ event.n }}}', ['lamp']],
    ['what is none for all its looks', '{"a": best}', ['{"a": best}']],
    ['a number', '12', ['12']],
  ])('%s', (_, source, expected) => {
    expect(text(source)).toEqual(expected);
  });

  test('that is rendered holds no Liquid any more', () => {
    expect(text('{"a":"{{ x }}"}', false)).toEqual(['{{ x }}']);
  });
});
