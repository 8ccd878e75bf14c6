/**
 * Versions of software as texts, in the order of Semantic Versioning: one to four numbers, of which absent ones are 0, perhaps a pre-release
 * ("1.0-beta.2") that comes before its release, perhaps build metadata ("+7") that says nothing.
 */

/** What a text that is a version looks like. The same in RE2. */
export const VERSION_PATTERN =
  '^v?[0-9]{1,9}(\\.[0-9]{1,9}){0,3}(-[0-9A-Za-z-]{1,18}(\\.[0-9A-Za-z-]{1,18}){0,9})?(\\+[0-9A-Za-z.-]{1,100})?$';

const VERSION = new RegExp(VERSION_PATTERN);
const NUMBERS = 4;
const DIGITS = 9;
const IDENTIFIER_DIGITS = 18;

/** A text of ASCII characters that is in the order of versions, character by character; undefined when the text is no version. */
export function versionKey(text: string): string | undefined {
  if (!VERSION.test(text)) return undefined;
  const [, core = '', , preRelease] = /^v?([0-9.]+)(-([0-9A-Za-z.-]+))?/.exec(text)!;
  const numbers = core.split('.');
  while (numbers.length < NUMBERS) numbers.push('0');
  const key = numbers.map((number) => number.padStart(DIGITS, '0')).join('');
  // "~" is after everything that a pre-release begins with; "!" is before everything that an identifier goes on with.
  return preRelease === undefined ? `${key}~` : key + preRelease.split('.').map(identifierKey).join('');
}

/** Numbers come before words. */
function identifierKey(identifier: string): string {
  return /^[0-9]+$/.test(identifier) ? `0${identifier.padStart(IDENTIFIER_DIGITS, '0')}!` : `1${identifier}!`;
}
