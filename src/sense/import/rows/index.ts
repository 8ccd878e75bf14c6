/** Rows of a file, whatever its format. */
import { VolanoError, wordsOf } from '../../../base/index.ts';
import type { ImportFormat, ImportMap } from '../map/index.ts';
import { openCsv } from './csv.ts';
import { openJsonLines } from './jsonl.ts';
import { openParquet } from './parquet.ts';
import type { RowSource } from './source.ts';

export { isUnreadable, type ReadRow, type RowSource, type UnreadableRow } from './source.ts';

/** Throws VOLANO_IMPORT_FORMAT_UNKNOWN, VOLANO_IMPORT_FILE_UNREADABLE. */
export async function openRows(path: string, map: Pick<ImportMap, 'format' | 'csv'>): Promise<RowSource> {
  const format = map.format ?? formatOf(path);
  try {
    if (format === 'csv') return await openCsv(path, map.csv ?? {});
    return await (format === 'jsonl' ? openJsonLines(path) : openParquet(path));
  } catch (cause) {
    if (cause instanceof VolanoError) throw cause;
    throw new VolanoError('VOLANO_IMPORT_FILE_UNREADABLE', { file: path, row: 0, problem: wordsOf(cause) }, { cause });
  }
}

function formatOf(path: string): ImportFormat {
  const match = /\.(?:(csv|jsonl|ndjson)(?:\.gz)?|parquet)$/i.exec(path);
  if (!match) throw new VolanoError('VOLANO_IMPORT_FORMAT_UNKNOWN', { file: path });
  const ending = match[1]?.toLowerCase();
  if (ending === undefined) return 'parquet';
  return ending === 'csv' ? 'csv' : 'jsonl';
}
