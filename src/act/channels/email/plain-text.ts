/** The text of an HTML message for who reads no HTML: its words, its links, its order. */
import { unescapeHtml } from '../../content/index.ts';

const UNSEEN = /<!--[\s\S]*?-->|<(style|script|title|head)\b[\s\S]*?<\/\1\s*>/gi;
/** What stands in a tag after its name; a `>` inside quotes does not end it. */
const REST = `(?:"[^"]*"|'[^']*'|[^'">])*>`;
const LINK = new RegExp(`<a\\s(${REST})([\\s\\S]*?)</a\\s*>`, 'gi');
const IMAGE = new RegExp(`<img\\s(${REST})`, 'gi');
const PARAGRAPH = new RegExp(`</?(?:p|h[1-6]|table|ul|ol|blockquote|section|article|header|footer)\\b${REST}`, 'gi');
const LINE = new RegExp(`<(?:br|hr)\\b${REST}|</?(?:div|tr)\\b${REST}`, 'gi');
const ITEM = new RegExp(`<li\\b${REST}`, 'gi');
const CELL = new RegExp(`</?t[dh]\\b${REST}`, 'gi');
const TAG = new RegExp(`</?[a-z!?]${REST}`, 'gi');

/** Lines of any length, parted by one empty line where the HTML has paragraphs. */
export function plainTextOf(html: string): string {
  const marked = html
    .replace(UNSEEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(IMAGE, (_image, attributes: string) => ` ${attributeOf(attributes, 'alt')} `)
    .replace(LINK, (_link, attributes: string, words: string) => linkText(attributeOf(attributes, 'href'), words))
    .replace(PARAGRAPH, '\n\n')
    .replace(LINE, '\n')
    .replace(ITEM, '\n- ')
    .replace(CELL, ' ')
    .replace(TAG, '');
  const lines = unescapeHtml(marked)
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim());
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function linkText(address: string, words: string): string {
  const shown = words.replace(TAG, ' ').trim();
  // What stands here is unescaped with everything else at the end.
  if (!/^(?:https?|mailto|tel):/i.test(address)) return words;
  if (shown === '' || shown === address) return address;
  return `${words} (${address})`;
}

/** Still escaped; without what the escape stands for being able to open a tag. */
function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*("[^"]*"|'[^']*'|[^\\s"'>]+)`, 'i').exec(attributes)?.[1] ?? '';
  return found.replace(/^(["'])(.*)\1$/s, '$2').replaceAll('<', '&lt;');
}
