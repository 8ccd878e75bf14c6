/** From the files of a backup into what is restored. */

import type { LogRecord } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { checkFile, decodeEntries, fillState, type IsWanted, readStored, type StoredFile } from '../snapshots/index.ts';
import type { Manifest, OfPart } from './format.ts';
import type { RestoredLog, RestoreTarget } from './target.ts';

interface Files<File> {
  /** Folder of the backup. */
  readonly from: string;
  readonly files: readonly File[];
}

/** What is needed of a backup. */
export type Needed = Pick<Manifest, 'log' | 'warehouse' | 'files'> & { readonly state: readonly StoredFile[] };

type Tell = (done: number, total: number) => void;

const INSERT_BYTES = 8 * 1024 ** 2;

/** Rejects with VOLANO_BACKUP_DAMAGED. */
export async function checkFiles(from: string, needed: Needed, tell: Tell): Promise<void> {
  const total = bytesOf(needed, ({ bytes }) => bytes);
  let done = 0;
  for (const file of filesOf(needed)) {
    await checkFile(from, file);
    done += file.bytes;
    tell(done, total);
  }
}

export function bytesOf(needed: Needed, of: (file: StoredFile) => number): number {
  return filesOf(needed).reduce((sum, file) => sum + of(file), 0);
}

function filesOf({ log, state, warehouse, files }: Needed): readonly StoredFile[] {
  return [...log, ...state, ...warehouse, ...files];
}

/** What lay beside log, state and warehouse. */
export async function putFiles(target: Pick<RestoreTarget, 'putFile'>, { from, files }: Files<StoredFile>): Promise<void> {
  for (const file of files) {
    const [, , ...name] = file.path.replace(/\.zst$/, '').split('/');
    await target.putFile(name.join('/'), readStored(from, file));
  }
}

/** Entries up to a position that are not there yet. Closes the filler. */
export async function fillEntries(
  filler: RestoredLog,
  {
    from,
    files,
    until,
    tell,
    asIs = (record) => record,
  }: Files<Manifest['log'][number]> & {
    readonly until: number;
    readonly tell: (done: number) => void;
    /** What stands there instead; default: the same. */
    readonly asIs?: (record: LogRecord) => LogRecord;
  },
): Promise<void> {
  try {
    for (const file of files) {
      if (file.last <= filler.last) continue;
      for await (const records of decodeEntries(readStored(from, file), file.path)) {
        const missing = records.filter(({ position }) => position > filler.last && position <= until);
        if (missing.length > 0) await filler.put(missing.map(asIs));
        tell(records.at(-1)!.position);
      }
    }
  } finally {
    await filler.close();
  }
}

/** Rows of a state, or of several, each file into its own; or those that are wanted. */
export async function fillStates({
  from,
  files,
  tell,
  stateOf,
  isWanted,
}: Files<StoredFile & OfPart> & {
  readonly tell: Tell;
  readonly stateOf: (part: string | undefined) => StateStore;
  readonly isWanted?: IsWanted;
}): Promise<void> {
  const total = files.reduce((sum, { rawBytes }) => sum + rawBytes, 0);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    tell(done, total);
  };
  for (const file of files)
    await fillState(stateOf(file.part), { path: file.path, chunks: readStored(from, file), onBytes, ...(isWanted && { isWanted }) });
}

export async function fillRows(
  warehouse: Warehouse,
  { from, files, tell }: Files<Manifest['warehouse'][number]> & { readonly tell: Tell },
): Promise<void> {
  const total = files.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for (const file of files) {
    let columns: readonly string[] | undefined;
    for await (const lines of linesOf(readStored(from, file))) {
      let rows = lines;
      if (!columns) {
        const end = rows.indexOf(NEWLINE);
        columns = JSON.parse(rows.toString('utf8', 0, end)) as readonly string[];
        rows = rows.subarray(end + 1);
      }
      await warehouse.insert(file.table, rows, columns);
    }
    done += file.rows;
    tell(done, total);
  }
}

const NEWLINE = 0x0a;

/** Groups of whole lines. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    pending.push(chunk);
    bytes += chunk.length;
    if (bytes < INSERT_BYTES) continue;
    const all = Buffer.concat(pending);
    const end = all.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield all.subarray(0, end);
    pending = [all.subarray(end)];
    bytes = all.length - end;
  }
  if (bytes > 0) yield Buffer.concat(pending);
}
