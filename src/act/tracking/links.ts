/** What is changed in the text of a message for its links to come back. */
import { escapeHtml, mapHrefs } from '../content/index.ts';
import { unsubscribeWord } from './texts.ts';

export interface Additions {
  /** The address to put in an address's place; undefined leaves it. */
  readonly trackedUrl: (address: string) => string | undefined;
  readonly pixelUrl: string | undefined;
  /** Added when the text leads to no such address of ours yet. */
  readonly unsubscribeUrl: string | undefined;
  readonly locale: string | undefined;
  /** Of our own addresses. */
  readonly base: string;
}

const FOOTER_STYLE = 'margin:24px 0 0;font-size:12px;color:#666;text-align:center';
const PIXEL_STYLE = 'display:block;width:1px;height:1px;border:0';

export function trackHtml(html: string, additions: Additions): string {
  const { trackedUrl, pixelUrl, unsubscribeUrl, locale, base } = additions;
  let unsubscribes = false;
  const body = mapHrefs(html, (address) => {
    if (address.startsWith(`${base}/t/u/`)) unsubscribes = true;
    return trackedUrl(address);
  });
  const word = escapeHtml(unsubscribeWord(locale));
  const footer =
    unsubscribeUrl === undefined || unsubscribes
      ? ''
      : `<p style="${FOOTER_STYLE}"><a href="${escapeHtml(unsubscribeUrl)}" style="color:#666">${word}</a></p>`;
  const pixel = pixelUrl === undefined ? '' : `<img src="${escapeHtml(pixelUrl)}" alt="" width="1" height="1" style="${PIXEL_STYLE}">`;
  return beforeEnd(body, footer + pixel);
}

/** An address in plain text ends before a mark that closes a sentence or a bracket, and before anything but ASCII. */
const ADDRESS = /https?:\/\/[!#-;=?-~]+/gi;
const TRAILING = /[.,;:!?)\]}'*_]+$/;

export function trackText(text: string, { trackedUrl, unsubscribeUrl, locale, base }: Additions): string {
  const body = text.replace(ADDRESS, (found) => {
    const address = found.replace(TRAILING, '');
    const tracked = trackedUrl(address);
    return tracked === undefined ? found : tracked + found.slice(address.length);
  });
  if (unsubscribeUrl === undefined || body.includes(`${base}/t/u/`)) return body;
  return `${body.trimEnd()}\n\n${unsubscribeWord(locale)}: ${unsubscribeUrl}\n`;
}

/** At the end of the body, where there is one. */
function beforeEnd(html: string, addition: string): string {
  const at = Math.max(html.toLowerCase().lastIndexOf('</body'), -1);
  const end = at === -1 ? html.toLowerCase().lastIndexOf('</html') : at;
  return end === -1 ? html + addition : html.slice(0, end) + addition + html.slice(end);
}
