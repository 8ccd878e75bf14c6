/** The links of a captured message whose clicks come back: those that are signed. Where they lead stands in their tokens. */

import { documentOf } from './markup.js';

const SIGNED = '/t/c/';
/** In a text: what ends a sentence behind an address is no part of it. */
const ADDRESS = /https?:\/\/[!-~]+?\/t\/c\/\d+\.[\w-]+\.[\w-]+/g;

/**
 * In the order of the message, each target once.
 * @param {{ format: string, body: string }} content
 * @returns {{ address: string, name: string }[]} `name`: what the message calls it
 */
export function trackedLinks({ format, body }) {
  const found = format === 'html' ? inMarkup(body) : (body.match(ADDRESS) ?? []).map((address) => ({ address, name: '' }));
  /** @type {Map<string, { address: string, name: string }>} */
  const links = new Map();
  for (const { address, name } of found) {
    const target = targetOf(address);
    if (target !== undefined && !links.has(target)) links.set(target, { address, name: name || target });
  }
  return [...links.values()];
}

/** @param {string} body */
function inMarkup(body) {
  const anchors = documentOf(body).querySelectorAll('a[href]');
  return [...anchors].map((anchor) => ({ address: anchor.getAttribute('href') ?? '', name: anchor.textContent?.trim() ?? '' }));
}

/** What the token says; whether it is ours, the door finds out. @param {string} address */
function targetOf(address) {
  if (!URL.canParse(address)) return undefined;
  const { pathname } = new URL(address);
  if (!pathname.includes(SIGNED)) return undefined;
  const [, payload = ''] = pathname.slice(pathname.indexOf(SIGNED) + SIGNED.length).split('.');
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    const target = JSON.parse(new TextDecoder().decode(bytes)).at(-1);
    return typeof target === 'string' ? target : undefined;
  } catch {
    return undefined;
  }
}
