/** Parquet: row groups are read one slice at a time. Dates become ISO 8601 text, large integers beyond 2^53 text. */
import { type AsyncBuffer, asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { VolanoError, wordsOf } from '../../../base/index.ts';
import type { Json } from '../../../core/index.ts';
import { GROUP, type ReadRow, type RowSource } from './source.ts';

/** Rows decoded at a time. */
const SLICE = 20_000;

export async function openParquet(path: string): Promise<RowSource> {
  try {
    const file = await asyncBufferFromFile(path);
    return new ParquetSource(path, file, await parquetMetadataAsync(file));
  } catch (cause) {
    throw unreadable(path, 0, cause);
  }
}

function unreadable(file: string, row: number, cause: unknown): VolanoError {
  const problem = wordsOf(cause);
  return new VolanoError('VOLANO_IMPORT_FILE_UNREADABLE', { file, row, problem }, { cause });
}

class ParquetSource implements RowSource {
  readonly columns: undefined = undefined;
  readonly #path: string;
  readonly #file: AsyncBuffer;
  readonly #metadata: FileMetaData;
  #number = 0;

  constructor(path: string, file: AsyncBuffer, metadata: FileMetaData) {
    this.#path = path;
    this.#file = file;
    this.#metadata = metadata;
  }

  async *rows(skip: number): AsyncGenerator<readonly ReadRow[]> {
    this.#number = skip;
    for (const end of sliceEnds(this.#metadata)) {
      if (end <= this.#number) continue;
      const records = await this.#slice(this.#number, end);
      for (let start = 0; start < records.length; start += GROUP) {
        yield records.slice(start, start + GROUP).map((record) => ({ number: ++this.#number, record: plain(record) }));
      }
    }
  }

  async #slice(rowStart: number, rowEnd: number): Promise<Record<string, unknown>[]> {
    try {
      return await parquetReadObjects({ file: this.#file, metadata: this.#metadata, compressors, rowStart, rowEnd });
    } catch (cause) {
      throw unreadable(this.#path, rowStart, cause);
    }
  }

  progress(): { bytes: number; bytesTotal: number } {
    const bytesTotal = this.#file.byteLength;
    const rows = Math.max(1, Number(this.#metadata.num_rows));
    return { bytes: Math.round((bytesTotal * this.#number) / rows), bytesTotal };
  }

  async close(): Promise<void> {}
}

/** Slices do not cross the border of a row group, so that none is decoded for a few rows only. */
function sliceEnds(metadata: FileMetaData): number[] {
  const ends: number[] = [];
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    for (let next = start + SLICE; next < end; next += SLICE) ends.push(next);
    ends.push(end);
    start = end;
  }
  return ends;
}

function plain(value: unknown): Json {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
