/** A file as a stream of rows, in order, numbered from 1; each kind of file has its reader. */
import type { Row } from '../map/index.ts';

/** A row that cannot be read, with what stands there. */
export interface UnreadableRow {
  readonly number: number;
  readonly problem: string;
  readonly raw: string;
}

export type ReadRow = Row | UnreadableRow;

export interface RowSource {
  /** Of files with a header: rows are lists in this order. Otherwise rows are objects. */
  readonly columns: readonly string[] | undefined;
  /** Rows after the first `skip`, in groups of some hundred. Read once. Throws VOLANO_IMPORT_FILE_UNREADABLE. */
  rows(skip: number): AsyncIterable<readonly ReadRow[]>;
  /** Bytes of the file read so far, of its size. */
  progress(): { readonly bytes: number; readonly bytesTotal: number };
  close(): Promise<void>;
}

/** Rows in one group. */
export const GROUP = 500;

export function isUnreadable(row: ReadRow): row is UnreadableRow {
  return 'problem' in row;
}
