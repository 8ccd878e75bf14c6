/** The addresses that links of an HTML text lead to. Comments, styles and scripts are passed over; images and the like are no links. */

const PARTS = /<!--[\s\S]*?-->|<(style|script|title|textarea)\b[\s\S]*?<\/\1\s*>|<(?:a|area)[\s/](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
/** Each attribute in turn, so that the name `href` inside a value is none. */
const ATTRIBUTES = /([^\s"'>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/g;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  zwnj: '\u200c',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  middot: '·',
  laquo: '«',
  raquo: '»',
  euro: '€',
  yen: '¥',
  pound: '£',
};

/** The text with each link's address replaced by what `change` makes of it; undefined leaves it as it stands. */
export function mapHrefs(html: string, change: (address: string) => string | undefined): string {
  return html.replace(PARTS, (part, passedOver: string | undefined) => {
    if (passedOver !== undefined || part.startsWith('<!--')) return part;
    const nameEnd = part.search(/[\s/]/);
    let seen = false;
    const attributes = part.slice(nameEnd).replace(ATTRIBUTES, (whole, ...[name, equals, quoted]: string[]) => {
      if (name!.toLowerCase() !== 'href' || seen) return whole;
      // Only the first counts: that is what browsers do.
      seen = true;
      const changed = change(unescapeHtml(quoted!.replace(/^(["'])(.*)\1$/s, '$2')).trim());
      return changed === undefined ? whole : `${name}${equals}"${escapeHtml(changed)}"`;
    });
    return part.slice(0, nameEnd) + attributes;
  });
}

/** Safe between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/gi, (whole, ...[decimal, hex, name]: (string | undefined)[]) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
