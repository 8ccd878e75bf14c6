import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, mapHrefs, unescapeHtml } from './hrefs.ts';

function hrefsOf(html: string): string[] {
  const found: string[] = [];
  mapHrefs(html, (address) => {
    found.push(address);
    return undefined;
  });
  return found;
}

describe('the addresses of links', () => {
  test.each([
    ['in either quotes, or none', `<a href="/a">x</a><a href='/b'>x</a><a href=/c>x</a>`, ['/a', '/b', '/c']],
    ['of any case and spacing', '<A\n CLASS="x"\tHREF = " /a ">x</A>', ['/a']],
    ['of areas too', '<area href="/a">', ['/a']],
    ['after a slash, which browsers take for a space', '<a/href="/a">x</a>', ['/a']],
    ['unescaped', '<a href="/?a=1&amp;b=&#34;&#x4e2d;&lt">x</a>', ['/?a=1&b="中<']],
    ['not inside another attribute', `<a title="href='/no'" href="/yes">x</a>`, ['/yes']],
    ['not from names that end like it', '<a data-href="/no" xhref="/no" href="/yes">x</a>', ['/yes']],
    ['only the first of two', '<a href="/a" href="/b">x</a>', ['/a']],
    ['not of other elements', '<link href="/no"><abbr href="/no"><img src="/no"><base href="/no">', []],
    ['not in comments, styles, scripts', '<!-- <a href="/no"> --><style><a href="/no"></style><script>"<a href=/no>"</script>', []],
    ['with a > inside quotes', '<a title="a > b" href="/a">x</a>', ['/a']],
  ])('%s', (_name, html, expected) => {
    expect(hrefsOf(html)).toEqual(expected);
  });

  test('what is changed is escaped, what is not stays to the letter', () => {
    const html = `<p>&amp; <a class='x' href='/a?x=1&amp;y=2'>a</a> <a href=/b>b</a></p>`;
    expect(mapHrefs(html, (address) => (address === '/b' ? '/"<&>' : undefined))).toBe(
      `<p>&amp; <a class='x' href='/a?x=1&amp;y=2'>a</a> <a href="/&#34;&#60;&#38;&#62;">b</a></p>`,
    );
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => mapHrefs(text, () => undefined) === text));
  });

  test('any address survives the way there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const address = text.trim();
        expect(unescapeHtml(escapeHtml(address))).toBe(address);
        expect(hrefsOf(mapHrefs('<a href="x">y</a>', () => address))).toEqual([address]);
      }),
    );
  });
});

test('what is no reference stays', () => {
  expect(unescapeHtml('a & b &unknown; &#x110000; &#;')).toBe('a & b &unknown; &#x110000; &#;');
});
