/** What the running release calls things. Ids stand in where it has no name. */
import { get } from './api.js';
import { currentLanguage } from './text.js';

/** @type {Record<string, Record<string, { en: string, zh: string }>>} */
let names = {};

export async function loadNames() {
  names = await get('/v1/names');
}

/**
 * @param {string} kind of definition
 * @param {string} id
 */
export function nameOf(kind, id) {
  const name = names[kind]?.[id]?.[currentLanguage()];
  return name ? name : id;
}
