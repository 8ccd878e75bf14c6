/** CSV, also gzipped. Rows are lists of texts in the header's order. */
import { type Said, VolanoError, wordsOf } from '../../../base/index.ts';
import { said } from '../../said.ts';
import type { CsvOptions } from '../map/index.ts';
import { CsvCutter, type CsvFault, type CsvRow } from './csv-lines.ts';
import { GROUP, type ReadRow, type RowSource } from './source.ts';
import { openTextFile, type TextFile } from './text.ts';

export async function openCsv(path: string, options: CsvOptions): Promise<RowSource> {
  const text = await openTextFile(path, options.encoding ?? 'utf-8');
  const source = new CsvSource(path, text, new CsvCutter(options.delimiter ?? ',', options.quote ?? '"'));
  await source.readHeader(options.columns);
  return source;
}

class CsvSource implements RowSource {
  readonly #path: string;
  readonly #text: TextFile;
  readonly #rows: AsyncGenerator<CsvRow[]>;
  #columns: readonly string[] = [];
  #waiting: CsvRow[] = [];
  #number = 0;

  constructor(path: string, text: TextFile, cutter: CsvCutter) {
    this.#path = path;
    this.#text = text;
    this.#rows = cutAll(text, cutter);
  }

  get columns(): readonly string[] {
    return this.#columns;
  }

  async readHeader(given: readonly string[] | undefined): Promise<void> {
    if (given) {
      this.#columns = given;
      return;
    }
    while (this.#waiting.length === 0 && (await this.#more()));
    const header = this.#waiting.shift();
    if (!header || isFault(header)) throw this.#unreadable(header ? said`its header ${header.problem}` : said`it has no header`);
    this.#columns = header.map((name) => name.trim());
  }

  async *rows(skip: number): AsyncGenerator<readonly ReadRow[]> {
    do {
      const rows = this.#waiting;
      this.#waiting = [];
      const first = Math.min(rows.length, Math.max(0, skip - this.#number));
      this.#number += first;
      for (let start = first; start < rows.length; start += GROUP) yield rows.slice(start, start + GROUP).map((row) => this.#read(row));
    } while (await this.#more());
  }

  #read(row: CsvRow): ReadRow {
    const number = ++this.#number;
    if (isFault(row)) return { number, ...row };
    if (row.length === this.#columns.length) return { number, record: row };
    const problem = `has ${row.length} cells where the header has ${this.#columns.length}`;
    return { number, problem, raw: row.join(',').slice(0, 1000) };
  }

  async #more(): Promise<boolean> {
    try {
      const next = await this.#rows.next();
      if (!next.done) this.#waiting = next.value;
      return !next.done;
    } catch (cause) {
      throw this.#unreadable(wordsOf(cause), cause);
    }
  }

  #unreadable(problem: Said, cause?: unknown): VolanoError {
    return new VolanoError('VOLANO_IMPORT_FILE_UNREADABLE', { file: this.#path, row: this.#number, problem }, { cause });
  }

  progress(): { bytes: number; bytesTotal: number } {
    return { bytes: this.#text.bytesRead(), bytesTotal: this.#text.bytesTotal };
  }

  async close(): Promise<void> {
    this.#text.close();
  }
}

async function* cutAll(text: TextFile, cutter: CsvCutter): AsyncGenerator<CsvRow[]> {
  for await (const piece of text.texts()) yield cutter.push(piece);
  yield cutter.end();
}

function isFault(row: CsvRow): row is CsvFault {
  return !Array.isArray(row);
}
