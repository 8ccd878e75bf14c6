/** Tables of text, aligned also where a column holds Chinese (two columns wide in a terminal). */

/** Lines: heads, then rows. Cells that are numbers stand to the right. */
export function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const right = heads.map((_, column) => rows.every((row) => /^[\d.,%+-]*$/.test(row[column] ?? '')));
  return all.map((row) =>
    heads
      .map((_, column) => padded(row[column] ?? '', widths[column]!, right[column]!))
      .join('  ')
      .trimEnd(),
  );
}

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60\uffe0-\uffe6]/u;

/** Filled up with blanks to a width of columns. */
export function padded(text: string, width: number, right: boolean): string {
  const gap = ' '.repeat(width - widthOf(text));
  return right ? gap + text : text + gap;
}
