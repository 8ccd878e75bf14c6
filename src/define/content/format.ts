/** How a text is written, by looking at it. */

/** `html` when it holds a markup tag, `mjml` when it is a document of that language. */
export type SourceFormat = 'text' | 'html' | 'mjml';

/** A tag or an output of Liquid. */
export const LIQUID: RegExp = /\{%.*?%\}|\{\{.*?\}\}/gs;

/** `mjml` when it is a document of MJML, `html` when there is a tag outside of Liquid, else `text`. */
export function formatOf(source: string): SourceFormat {
  if (/^\s*(?:<!--[\s\S]*?-->\s*)*<mjml[\s>]/i.test(source)) return 'mjml';
  return /<(?:!doctype|\/?[a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/i.test(source.replace(LIQUID, '')) ? 'html' : 'text';
}

/** The text with everything outside of Liquid changed. */
export function mapWords(source: string, change: (words: string) => string): string {
  let result = '';
  let end = 0;
  for (const match of source.matchAll(LIQUID)) {
    result += change(source.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + change(source.slice(end));
}

/** As words between tags or inside a quoted attribute. */
export function escapeWords(words: string): string {
  return words.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
