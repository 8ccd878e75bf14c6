/** The file of rejected rows: JSON lines with row number and reason. Made when the first row is rejected. */
import { appendFile, stat, truncate } from 'node:fs/promises';
import { VolanoError, wordsOf } from '../../base/index.ts';

export interface RejectedRow {
  /** 1 is the first row of the file. */
  readonly row: number;
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  /** What stood there, when the file could not be read as rows; the messageId, when the door refused the call and keeps it. */
  readonly raw?: string;
  readonly messageId?: string;
}

export class RejectsFile {
  readonly path: string;
  #bytes = 0;

  constructor(path: string) {
    this.path = path;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Forgets what stands after `bytes`: rows that will be read again. */
  async startAt(bytes: number): Promise<void> {
    this.#bytes = bytes;
    try {
      if ((await stat(this.path)).size > bytes) await truncate(this.path, bytes);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw notWritable(this.path, cause);
    }
  }

  async add(rows: readonly RejectedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    try {
      await appendFile(this.path, text);
    } catch (cause) {
      throw notWritable(this.path, cause);
    }
    this.#bytes += Buffer.byteLength(text);
  }
}

function notWritable(file: string, cause: unknown): VolanoError {
  return new VolanoError('VOLANO_IMPORT_NOT_WRITABLE', { file, problem: wordsOf(cause) }, { cause });
}
