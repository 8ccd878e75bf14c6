/** One JSON object per line, also gzipped. */
import { type Said, VolanoError, wordsOf } from '../../../base/index.ts';
import type { Json } from '../../../core/index.ts';
import { describe, isObject } from '../../call/index.ts';
import { said } from '../../said.ts';
import { GROUP, type ReadRow, type RowSource } from './source.ts';
import { openTextFile, type TextFile } from './text.ts';

const LINE_MAX = 4 * 1024 * 1024;

export async function openJsonLines(path: string): Promise<RowSource> {
  return new JsonLinesSource(path, await openTextFile(path, 'utf-8'));
}

class JsonLinesSource implements RowSource {
  readonly columns: undefined = undefined;
  readonly #path: string;
  readonly #text: TextFile;
  #number = 0;

  constructor(path: string, text: TextFile) {
    this.#path = path;
    this.#text = text;
  }

  async *rows(skip: number): AsyncGenerator<readonly ReadRow[]> {
    let group: ReadRow[] = [];
    for await (const line of this.#lines()) {
      if (line.trim() === '') continue;
      this.#number++;
      if (this.#number <= skip) continue;
      group.push(readLine(line, this.#number));
      if (group.length < GROUP) continue;
      yield group;
      group = [];
    }
    if (group.length > 0) yield group;
  }

  async *#lines(): AsyncGenerator<string> {
    let rest = '';
    try {
      for await (const text of this.#text.texts()) {
        const lines = (rest + text).split('\n');
        rest = lines.pop()!;
        yield* lines;
        if (rest.length > LINE_MAX) throw this.#unreadable(said`a line is longer than ${LINE_MAX} characters`);
      }
    } catch (cause) {
      if (cause instanceof VolanoError) throw cause;
      throw this.#unreadable(wordsOf(cause), cause);
    }
    yield rest;
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

function readLine(line: string, number: number): ReadRow {
  try {
    const record = JSON.parse(line) as Json;
    return isObject(record)
      ? { number, record }
      : { number, problem: said`is ${describe(record)}; it must be an object`.en, raw: line.slice(0, 1000) };
  } catch (error) {
    return { number, problem: error instanceof Error ? error.message : String(error), raw: line.slice(0, 1000) };
  }
}
