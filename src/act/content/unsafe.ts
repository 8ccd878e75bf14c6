/** Where escaping would not keep a value from becoming markup or a program. */
import type { Said } from '../../base/index.ts';
import { said } from './said.ts';

const TAGS = /<([a-z][a-z0-9:-]*)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi;
const ATTRIBUTES = /([^\s"'>/=]+)\s*=\s*("[^"]*"|'[^']*')/g;
const CAPTURES = /\{%-?\s*capture\b.*?%\}(.*?)\{%-?\s*endcapture\b/gs;
const MARKUP = /<[a-z/!]|&(?:#\d|#x[\da-f]|[a-z]+;)/i;
/** Addresses that a browser goes to, or runs. Of links, the address itself is looked at when it is known. */
const ADDRESSES: Readonly<Record<string, RegExp>> = {
  href: /^(?:a|area)$/i,
  src: /^(?:img|source|video|audio|track)$/i,
  data: /^$/,
  action: /^$/,
  formaction: /^$/,
  'xlink:href': /^$/,
};

/** What is wrong with the body of an HTML template, and what to do; undefined when every value stays a value. */
export function unsafePlaceOf(body: string): Said | undefined {
  for (const [, captured] of body.matchAll(CAPTURES)) {
    if (MARKUP.test(captured!.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, ''))) {
      return said`what {% capture %} collects is text and is escaped where it is printed: write markup and entities outside of it`;
    }
  }
  const marked = body.replace(/\{%.*?%\}/gs, '').replace(/\{\{.*?\}\}/gs, '\0');
  if (/<script\b/i.test(marked)) return said`a message has no <script>: mail programs drop it, and a value inside it would be run`;
  const unquoted = /<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*?=\s*[^\s"'<>]*\0/i.test(marked);
  if (unquoted) return said`put quotes around each attribute that holds an output: <a href="{{ ... }}">`;
  for (const [, tag, attributes] of marked.matchAll(TAGS)) {
    for (const [, attribute, value] of attributes!.matchAll(ATTRIBUTES)) {
      if (value!.includes('\0') && runs(tag!, attribute!.toLowerCase())) {
        return said`a value in "${attribute!}" of <${tag!}> could be run as a program: outputs may stand in the text, in "href" of <a> and in "src" of <img>`;
      }
    }
  }
  return undefined;
}

function runs(tag: string, attribute: string): boolean {
  if (attribute.startsWith('on') || attribute === 'srcdoc') return true;
  const harmlessIn = Object.hasOwn(ADDRESSES, attribute) ? ADDRESSES[attribute] : undefined;
  return harmlessIn !== undefined && !harmlessIn.test(tag);
}
