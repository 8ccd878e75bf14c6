/** Tables as CSV that Excel opens as they are. */

export type Value = string | number | null;

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** With a mark of UTF-8 at its beginning and lines as RFC 4180 has them. A text that begins like a formula is told to be a text by an apostrophe. */
export function csvOf(columns: readonly string[], rows: readonly (readonly Value[])[]): string {
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
