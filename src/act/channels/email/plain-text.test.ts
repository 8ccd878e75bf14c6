import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml } from '../../content/index.ts';
import { plainTextOf } from './plain-text.ts';

test.each([
  ['paragraphs', '<p>One\n two</p><p>Three</p>', 'One two\n\nThree'],
  ['lines', 'One<br>Two<div>Three</div>Four', 'One\nTwo\nThree\nFour'],
  ['lists', '<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
  ['tables', '<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>', 'A 1\n\nB 2'],
  ['links', '<a href="https://a.example/?x=1&amp;y=2">Shop</a>', 'Shop (https://a.example/?x=1&y=2)'],
  ['links that say where they lead', '<a href="https://a.example">https://a.example</a>', 'https://a.example'],
  ['links around a picture', '<a href="https://a.example"><img src="x"></a>', 'https://a.example'],
  ['links to nowhere', '<a href="#top">Top</a>', 'Top'],
  ['pictures', '<img src="x" alt="A &lt;b&gt; bag"> <img src="y" alt="">', 'A <b> bag'],
  ['what is not seen', '<head><title>T</title></head><style>p{}</style><!-- c --><p>Seen</p>', 'Seen'],
  ['references', '<p>&copy;&nbsp;2026 &#20320;&#x597d; &lt;p&gt;</p>', '© 2026 你好 <p>'],
  ['a > in an attribute', '<p title="a > b">x</p>', 'x'],
])('%s', (_name, html, expected) => {
  expect(
    plainTextOf(html)
      .replace(/\n\n- /g, '\n- ')
      .trimEnd(),
  ).toBe(expected);
});

test('words of a customer come through to the letter, markup or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = text.replace(/\s+/g, ' ').trim();
      expect(plainTextOf(`<p>${escapeHtml(words)}</p>`)).toBe(`${words.replaceAll('\u00a0', ' ').replace(/ {2,}/g, ' ').trim()}\n`);
    }),
  );
});
