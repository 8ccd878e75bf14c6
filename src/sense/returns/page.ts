/** The pages that customers see: no script, nothing from elsewhere, in a browser of any age. */
import { createHash } from 'node:crypto';
import type { Language } from '../../base/index.ts';
import { type PageTexts, TEXTS } from './texts.ts';

const STYLE = [
  'body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#f4f4f2;color:#222}',
  'main{max-width:26rem;margin:12vh auto 0;padding:2rem;background:#fff;border-radius:12px}',
  'h1{margin:0 0 .5rem;font-size:1.4rem}p{margin:0 0 1rem}small{color:#666}',
  'button{font:inherit;padding:.6rem 1.2rem;border:1px solid #222;border-radius:8px;background:#222;color:#fff;cursor:pointer}',
  'button.quiet{background:#fff;color:#222}',
].join('');

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Of every answer to a link. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
};

export type PageName = Exclude<keyof PageTexts, 'kind'>;

export interface PageContent {
  readonly page: PageName;
  readonly language: Language;
  /** What kind of message it is about, for people. */
  readonly purpose?: string | undefined;
}

/** What the button of each page does. */
const ACTIONS: Readonly<Partial<Record<PageName, 'unsubscribe' | 'resubscribe'>>> = {
  ask: 'unsubscribe',
  done: 'resubscribe',
  undone: 'unsubscribe',
};

export function pageOf({ page, language, purpose }: PageContent): string {
  const texts = TEXTS[language];
  const { title, words, button } = { button: '', ...texts[page] };
  const action = ACTIONS[page];
  // Without an action of its own the form goes to the address that it came from.
  const quiet = page === 'ask' ? '' : ' class="quiet"';
  const form = action
    ? `<form method="post"><input type="hidden" name="action" value="${action}"><button${quiet}>${escapeHtml(button)}</button></form>`
    : '';
  const kind = action && purpose !== undefined ? `<p><small>${escapeHtml(texts.kind)}: ${escapeHtml(purpose)}</small></p>` : '';
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>`;
  const main = `<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(words)}</p>${kind}${form}</main>`;
  return `<!doctype html><html lang="${language}"><head>${head}<style>${STYLE}</style></head><body>${main}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
