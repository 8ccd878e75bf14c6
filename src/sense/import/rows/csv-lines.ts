/**
 * Cuts CSV text into rows (RFC 4180, with any delimiter and quote).
 *
 * V1. Every line of the text belongs to exactly one row or fault. A quote that is closed in the wrong place, or never, costs its own line
 *     only: the next line is a row again.
 * V2. Pieces of text may end anywhere.
 */

export interface CsvFault {
  readonly problem: string;
  readonly raw: string;
}
export type CsvRow = readonly string[] | CsvFault;

/** Characters of one row at most: a quote that is never closed must not collect the whole file. */
const ROW_MAX = 1024 * 1024;

export class CsvCutter {
  readonly #delimiter: string;
  readonly #quote: string;
  #text = '';

  constructor(delimiter: string, quote: string) {
    this.#delimiter = delimiter;
    this.#quote = quote;
  }

  /** The rows that are complete with this piece. */
  push(piece: string): CsvRow[] {
    this.#text += piece;
    return this.#cut(false);
  }

  /** What is left at the end of the text. */
  end(): CsvRow[] {
    return this.#cut(true);
  }

  #cut(last: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let start = 0;
    while (start < this.#text.length) {
      const read = this.#row(start, last);
      if (!read) break;
      start = read.next;
      if (read.row) rows.push(read.row);
    }
    this.#text = this.#text.slice(start);
    return rows;
  }

  /** The row that starts here (none for an empty line) and where the next one does; undefined when the text ends before it does. */
  #row(start: number, last: boolean): { row: CsvRow | undefined; next: number } | undefined {
    const newline = this.#text.indexOf('\n', start);
    if (newline < 0 && !last && this.#text.length - start <= ROW_MAX) return undefined;
    const end = newline < 0 ? this.#text.length : newline;
    const next = newline < 0 ? end : end + 1;
    const line = this.#text.slice(start, this.#text[end - 1] === '\r' && end > start ? end - 1 : end);
    if (line === '') return { row: undefined, next };
    if (line.length > ROW_MAX) return { row: fault(`is longer than ${ROW_MAX} characters`, line), next };
    if (!line.includes(this.#quote)) return { row: line.split(this.#delimiter), next };
    const quoted = this.#quotedRow(start, last);
    if (quoted === 'incomplete') return undefined;
    return typeof quoted === 'string' ? { row: fault(quoted, line), next } : quoted;
  }

  /** A row with quotes, which may span lines. A text says what is wrong with it. */
  #quotedRow(start: number, last: boolean): { row: readonly string[]; next: number } | 'incomplete' | string {
    const cells: string[] = [];
    let at = start;
    for (;;) {
      const cell = this.#text.startsWith(this.#quote, at) ? this.#quotedCell(at) : this.#plainCell(at);
      if (!cell) return last || this.#text.length - start > ROW_MAX ? 'has a quote that is not closed' : 'incomplete';
      cells.push(cell.text);
      if (this.#text.startsWith(this.#delimiter, cell.end)) {
        at = cell.end + this.#delimiter.length;
        continue;
      }
      const ending = this.#text.slice(cell.end, cell.end + 2);
      if (ending === '') return last ? { row: cells, next: cell.end } : 'incomplete';
      if (ending === '\r') return last ? { row: cells, next: cell.end + 1 } : 'incomplete';
      if (ending.startsWith('\n')) return { row: cells, next: cell.end + 1 };
      if (ending === '\r\n') return { row: cells, next: cell.end + 2 };
      // The delimiter itself may be cut by the end of the text.
      if (!last && this.#delimiter.startsWith(this.#text.slice(cell.end))) return 'incomplete';
      return `has text after a closing quote (cell ${cells.length})`;
    }
  }

  #quotedCell(start: number): { text: string; end: number } | undefined {
    const from = start + this.#quote.length;
    let close = this.#text.indexOf(this.#quote, from);
    let doubled = false;
    while (close >= 0 && this.#text.startsWith(this.#quote, close + 1)) {
      doubled = true;
      close = this.#text.indexOf(this.#quote, close + 2);
    }
    if (close < 0) return undefined;
    const text = this.#text.slice(from, close);
    return { text: doubled ? text.replaceAll(this.#quote + this.#quote, this.#quote) : text, end: close + this.#quote.length };
  }

  /** Up to the next delimiter or the end of the line; a quote inside it is a character like others. */
  #plainCell(start: number): { text: string; end: number } {
    const newline = this.#text.indexOf('\n', start);
    const lineEnd = newline < 0 ? this.#text.length : newline;
    const delimiter = this.#text.indexOf(this.#delimiter, start);
    if (delimiter >= 0 && delimiter < lineEnd) return { text: this.#text.slice(start, delimiter), end: delimiter };
    const end = this.#text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd;
    return { text: this.#text.slice(start, end), end };
  }
}

function fault(problem: string, line: string): CsvFault {
  return { problem, raw: line.slice(0, 1000) };
}
