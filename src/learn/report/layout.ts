/** Plain text in columns, also where a column holds Chinese characters, which take two. */

export interface Column {
  readonly head: string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

/** Lines: heads, then rows, columns two blanks apart. */
export function columns(heads: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = heads.map(({ head }, i) => Math.max(widthOf(head), ...rows.map((row) => widthOf(row[i] ?? ''))));
  const line = (cells: readonly string[]): string =>
    heads
      .map(({ right }, i) => padded(cells[i] ?? '', widths[i]!, right ?? false))
      .join('  ')
      .trimEnd();
  return [line(heads.map(({ head }) => head)), ...rows.map(line)];
}

/** A bar of at most `width` columns for a share of the largest, in eighths of a column; something above nothing is never invisible. */
export function bar(value: number, largest: number, width: number): string {
  if (!(value > 0) || !(largest > 0)) return '';
  const eighths = Math.max(1, Math.round((value / largest) * width * 8));
  return '█'.repeat(eighths >> 3) + (PARTS[eighths & 7] ?? '');
}

const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60\uffe0-\uffe6]/u;

function padded(text: string, width: number, right: boolean): string {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? gap + text : text + gap;
}
