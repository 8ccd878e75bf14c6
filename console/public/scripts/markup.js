/** The markup of a message as a document to read from: nothing of it is shown, loaded or run. */

/** Styles are left out: our own policy forbids them in every document that we make, and the browser would complain. */
const STYLES = /<style\b[\s\S]*?<\/style\s*>|\sstyle\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)/gi;

/** @param {string} markup */
export function documentOf(markup) {
  return new DOMParser().parseFromString(markup.replace(STYLES, ''), 'text/html');
}
