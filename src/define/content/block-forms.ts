/** How a block is written in each format. */
import type { Said } from '../../base/index.ts';
import type { BlockContent, BlockType } from '../block.ts';
import { said } from '../said/said.ts';
import { escapeWords, LIQUID, mapWords, type SourceFormat } from './format.ts';

export type BlockFormat = SourceFormat;

interface Form {
  readonly type: BlockType;
  readonly content: BlockContent;
  readonly format: BlockFormat;
}

/** Name -> expression of Liquid. */
type Parameters = ReadonlyMap<string, string>;
type Fail = (problem: Said) => never;

/** The block as text of the format, its parameters put in; other blocks inside it still stand as tags. */
export function written({ type, content, format }: Form, parameters: Parameters, fail: Fail): string {
  const put = (source: string | undefined, isWords: boolean): string => {
    const filled = withParameters(source ?? '', parameters, { isMarkup: !isWords && format !== 'text', fail });
    return isWords && format !== 'text' ? mapWords(filled, escapeWords) : filled;
  };
  if (type === 'custom') return put(customOf(content, format), false);
  const parts = { body: put(content.body, true), link: put(content.link, true), image: put(content.image, true) };
  return FORMS[type][format](parts);
}

function customOf({ body, mjml, text }: BlockContent, format: BlockFormat): string {
  const own = { mjml, text, html: undefined }[format];
  return own ?? body ?? text ?? '';
}

interface Parts {
  readonly body: string;
  readonly link: string;
  readonly image: string;
}

type Write = (parts: Parts) => string;

const QUIET = 'font-size:12px;color:#666666';
const BUTTON = 'display:inline-block;padding:10px 24px;border-radius:4px;background:#1f4e79;color:#ffffff;text-decoration:none';

const FORMS: Readonly<Record<Exclude<BlockType, 'custom'>, Readonly<Record<BlockFormat, Write>>>> = {
  title: {
    text: ({ body }) => body,
    html: ({ body }) => `<h1>${body}</h1>`,
    mjml: ({ body }) => `<mj-text font-size="24px" font-weight="700" line-height="1.3">${body}</mj-text>`,
  },
  copy: {
    text: ({ body }) => body,
    html: ({ body }) =>
      paragraphsOf(body)
        .map((one) => `<p>${one}</p>`)
        .join('\n'),
    mjml: ({ body }) => `<mj-text line-height="1.5">${paragraphsOf(body).join('<br /><br />')}</mj-text>`,
  },
  image: {
    text: ({ body, link }) => [body, link].filter((one) => one !== '').join(': '),
    html: ({ body, link, image }) => linked(`<img src="${image}" alt="${body}" style="max-width:100%">`, link),
    mjml: ({ body, link, image }) => `<mj-image src="${image}" alt="${body}"${link === '' ? '' : ` href="${link}"`} />`,
  },
  button: {
    text: ({ body, link }) => `${body}: ${link}`,
    html: ({ body, link }) => `<p><a href="${link}" style="${BUTTON}">${body}</a></p>`,
    mjml: ({ body, link }) => `<mj-button href="${link}" background-color="#1f4e79">${body}</mj-button>`,
  },
  divider: {
    text: () => '---',
    html: () => '<hr>',
    mjml: () => '<mj-divider border-width="1px" border-color="#dddddd" />',
  },
  footer: {
    text: ({ body }) => body,
    html: ({ body }) => `<p style="${QUIET}">${paragraphsOf(body).join('<br>')}</p>`,
    mjml: ({ body }) => `<mj-text font-size="12px" color="#666666" align="center">${paragraphsOf(body).join('<br />')}</mj-text>`,
  },
};

function paragraphsOf(body: string): readonly string[] {
  return body.trim().split(/\n\s*\n/);
}

function linked(markup: string, link: string): string {
  return link === '' ? markup : `<a href="${link}">${markup}</a>`;
}

/**
 * `block.name` becomes the expression given for it. An output of nothing but a parameter that is a literal becomes its text, so that hosts of links and the length of an SMS
 * are known before anything is sent.
 */
function withParameters(source: string, parameters: Parameters, { isMarkup, fail }: { isMarkup: boolean; fail: Fail }): string {
  return source.replace(LIQUID, (code) => {
    const alone = /^\{\{-?\s*block\.([a-z][a-z0-9_]*)\s*(?:\|\s*default:\s*("[^"]*"|'[^']*')\s*)?-?\}\}$/.exec(code);
    if (alone) {
      const expression = parameters.get(alone[1]!) ?? alone[2];
      const literal = expression && /^(["'])(.*)\1$/s.exec(expression)?.[2];
      if (literal !== undefined) return isMarkup ? mapWords(literal, escapeWords) : literal;
    }
    const hasDefault = /\|\s*default:/.test(code) || code.startsWith('{%');
    return outsideQuotes(code, (part) =>
      part.replace(/(?<![\w.])block\.([a-z][a-z0-9_]*)/g, (_name, name: string) => {
        const expression = parameters.get(name);
        if (expression === undefined && !hasDefault)
          fail(
            said`it needs "${name}". Give it where the block stands (${name}: ...), or a default in the block: {{ block.${name} | default: "..." }}`,
          );
        return expression ?? 'nil';
      }),
    );
  });
}

function outsideQuotes(code: string, change: (part: string) => string): string {
  return code.replace(/"[^"]*"|'[^']*'|[^"']+/g, (part) => (/^["']/.test(part) ? part : change(part)));
}
