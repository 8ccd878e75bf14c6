/** CSV, also gzipped. Rows are lists of texts in the header's order. */
import { Readable } from 'node:stream';
import { type Parser, parse } from 'csv-parse';
import { VolanoError } from '../../../base/index.ts';
import type { CsvOptions } from '../map/index.ts';
import { GROUP, type ReadRow, type RowSource } from './source.ts';
import { openTextFile, type TextFile } from './text.ts';

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The text of one row cannot be larger: a quote that is never closed must not swallow the file into memory. */
const ROW_MAX = 1024 * 1024;

export async function openCsv(path: string, options: CsvOptions): Promise<RowSource> {
  const text = await openTextFile(path, options.encoding ?? 'utf-8');
  const broken: ReadRow[] = [];
  const parser = parse({
    bom: true,
    info: true,
    delimiter: options.delimiter ?? ',',
    quote: options.quote ?? '"',
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: ROW_MAX,
    on_skip: (error, raw) => {
      broken.push({ number: 0, problem: error?.message ?? 'cannot be read', raw: (raw ?? '').slice(0, 1000) });
      return undefined;
    },
  });
  const input = Readable.from(text.texts());
  input.on('error', (error) => parser.destroy(error));
  const records = input.pipe(parser)[Symbol.asyncIterator]() as AsyncIterator<CsvRecord>;
  const source = new CsvSource({ path, text, parser, records, broken });
  await source.readHeader(options.columns);
  return source;
}

interface Parts {
  readonly path: string;
  readonly text: TextFile;
  readonly parser: Parser;
  readonly records: AsyncIterator<CsvRecord>;
  /** Rows that the parser has skipped since the last look. */
  readonly broken: ReadRow[];
}

class CsvSource implements RowSource {
  readonly #parts: Parts;
  #columns: readonly string[] = [];
  #number = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get columns(): readonly string[] {
    return this.#columns;
  }

  async readHeader(given: readonly string[] | undefined): Promise<void> {
    if (given) {
      this.#columns = given;
      return;
    }
    const header = await this.#next();
    if (!header) throw this.#unreadable('it has no header');
    this.#columns = header.record.map((name) => name.trim());
  }

  async *rows(skip: number): AsyncGenerator<readonly ReadRow[]> {
    let group: ReadRow[] = [];
    for (let next = await this.#next(); next; next = await this.#next()) {
      this.#number++;
      if (this.#number > skip) group.push(...this.#takeBroken(), this.#row(next));
      else this.#takeBroken();
      if (group.length < GROUP) continue;
      yield group;
      group = [];
    }
    group.push(...this.#takeBroken());
    if (group.length > 0) yield group;
  }

  #row({ record, info }: CsvRecord): ReadRow {
    if (record.length === this.#columns.length) return { number: this.#number, record };
    const problem = `has ${record.length} cells where the header has ${this.#columns.length} (line ${info.lines})`;
    return { number: this.#number, problem, raw: record.join(',').slice(0, 1000) };
  }

  /** They stand somewhere after the last row that was read. */
  #takeBroken(): ReadRow[] {
    return this.#parts.broken.splice(0).map((row) => ({ ...row, number: this.#number }));
  }

  async #next(): Promise<CsvRecord | undefined> {
    try {
      const next = await this.#parts.records.next();
      return next.done ? undefined : next.value;
    } catch (cause) {
      throw this.#unreadable(cause instanceof Error ? cause.message : String(cause), cause);
    }
  }

  #unreadable(problem: string, cause?: unknown): VolanoError {
    return new VolanoError('VOLANO_IMPORT_FILE_UNREADABLE', { file: this.#parts.path, row: this.#number, problem }, { cause });
  }

  progress(): { bytes: number; bytesTotal: number } {
    return { bytes: this.#parts.text.bytesRead(), bytesTotal: this.#parts.text.bytesTotal };
  }

  async close(): Promise<void> {
    this.#parts.parser.destroy();
    this.#parts.text.close();
  }
}
