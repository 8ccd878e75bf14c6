/**
 * Imports a file: rows become calls by the map and go through the door, in the file's order, one batch at a time (the next is prepared
 * while one is under way).
 *
 * I1. Each row is accepted by the door, or kept in its quarantine, or in the file of rejected rows with a reason, or left out by the map and counted.
 * I2. The same file and map give the same messageIds, so rows that are sent again count once.
 * I3. Memory does not grow with the file.
 */
import { VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';
import { type Batch, batchesOf } from './batches.ts';
import { type Checkpoint, fingerprintOf, type ImportCounts, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { compileMap, readImportMap } from './map/index.ts';
import { type RejectedRow, RejectsFile } from './rejects.ts';
import { openRows, type RowSource } from './rows/index.ts';
import type { Send, SendResult } from './send.ts';

export interface ImportOptions {
  readonly file: string;
  /** The map as JSON; it is checked here. */
  readonly map: unknown;
  readonly send: Send;
  /** Goes on where an import of the same file and map stopped. Default false: starts at the first row. */
  readonly resume?: boolean;
  /** Default `<file>.rejects.jsonl`. */
  readonly rejects?: string;
  /** Default `<file>.checkpoint.json`; false keeps none. */
  readonly checkpoint?: string | false;
  /** Told after each batch, but at most five times a second, and at the end. */
  readonly progress?: (progress: ImportProgress) => void;
  /** Stops after the batch that is under way; the import can be resumed. */
  readonly signal?: AbortSignal;
  /** Of one batch. Default 1,000 calls and 400 KiB: the door's default limits with room to spare. */
  readonly batchCalls?: number;
  readonly batchBytes?: number;
}

export interface ImportProgress extends ImportCounts {
  /** Of the file, as it stands on disk. */
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Since this run began. */
  readonly rowsPerSecond: number;
  readonly elapsedMs: number;
  /** Undefined until it can be told. */
  readonly remainingMs: number | undefined;
}

export interface ImportResult extends ImportCounts {
  /** False when `signal` stopped it. */
  readonly done: boolean;
  /** Rows that an earlier run had done. */
  readonly resumedRows: number;
  readonly elapsedMs: number;
  /** The file of rejected rows, when there are any. */
  readonly rejects: string | undefined;
}

const PROGRESS_MS = 200;
const NOTHING: ImportCounts = { rows: 0, accepted: 0, quarantined: 0, rejected: 0, skipped: 0 };

/** Throws VolanoError: VOLANO_IMPORT_MAP_INVALID, _FILE_UNREADABLE, _FORMAT_UNKNOWN, _CHECKPOINT_MISMATCH, _NOT_WRITABLE, and what `send` throws. */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  const map = readImportMap(options.map);
  const fingerprint = await fingerprintOf(options.file, map);
  const path = options.checkpoint ?? `${options.file}.checkpoint.json`;
  const found = options.resume && path !== false ? await readCheckpoint(path, fingerprint) : undefined;
  const rejects = new RejectsFile(options.rejects ?? `${options.file}.rejects.jsonl`);
  const run = new ImportRun({ options, path, fingerprint, rejects, start: found ?? NOTHING });
  if (found?.done) return run.result(true);
  await rejects.startAt(found?.rejectsBytes ?? 0);
  const source = await openRows(options.file, map);
  try {
    const mapper = compileMap(map, source.columns);
    const size = { calls: options.batchCalls ?? 1_000, bytes: options.batchBytes ?? 400 * 1024 };
    return await run.send(source, batchesOf(source, mapper, { ...size, skip: run.counts.rows }));
  } finally {
    await source.close();
  }
}

interface RunParts {
  readonly options: ImportOptions;
  readonly path: string | false;
  readonly fingerprint: string;
  readonly rejects: RejectsFile;
  readonly start: ImportCounts;
}

class ImportRun {
  readonly #parts: RunParts;
  readonly #startedAt: number = performance.now();
  #toldAt = Number.NEGATIVE_INFINITY;
  counts: ImportCounts;

  constructor(parts: RunParts) {
    this.#parts = parts;
    const { rows, accepted, quarantined, rejected, skipped } = parts.start;
    this.counts = { rows, accepted, quarantined, rejected, skipped };
  }

  async send(source: RowSource, batches: AsyncGenerator<Batch>): Promise<ImportResult> {
    const { options } = this.#parts;
    let next = await batches.next();
    while (!next.done) {
      if (options.signal?.aborted) return this.result(false);
      const batch: Batch = next.value;
      const sending = batch.calls.length > 0 ? options.send(batch.calls) : Promise.resolve({ accepted: 0, quarantined: [] });
      // The next batch is made meanwhile; a fault of the file does not hide what became of this one.
      const preparing = batches.next().then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      await this.#finish(batch, await sending);
      this.#tell(source, false);
      const prepared = await preparing;
      if ('error' in prepared) throw prepared.error;
      next = prepared.value;
    }
    await this.#save(true);
    this.#tell(source, true);
    return this.result(true);
  }

  async #finish(batch: Batch, { accepted, quarantined }: SendResult): Promise<void> {
    const refused: RejectedRow[] = quarantined.map(({ index, messageId, code, field, reason }) => {
      const row = batch.rowOf[index];
      if (row === undefined)
        throw new VolanoError('VOLANO_IMPORT_REFUSED', { problem: said`the answer names call ${index} of ${batch.calls.length}` });
      return { row, code, field, reason, ...(messageId === null ? undefined : { messageId }) };
    });
    await this.#parts.rejects.add([...batch.rejected, ...refused].sort((a, b) => a.row - b.row));
    this.counts = {
      rows: batch.lastRow,
      accepted: this.counts.accepted + accepted,
      quarantined: this.counts.quarantined + quarantined.length,
      rejected: this.counts.rejected + batch.rejected.length,
      skipped: this.counts.skipped + batch.skipped,
    };
    await this.#save(false);
  }

  async #save(done: boolean): Promise<void> {
    const { path, fingerprint, rejects } = this.#parts;
    if (path === false) return;
    const checkpoint: Checkpoint = { fingerprint, done, ...this.counts, rejectsBytes: rejects.bytes };
    await writeCheckpoint(path, checkpoint);
  }

  #tell(source: RowSource, last: boolean): void {
    const { options, start } = this.#parts;
    const now = performance.now();
    if (!options.progress || (!last && now - this.#toldAt < PROGRESS_MS)) return;
    this.#toldAt = now;
    const elapsedMs = now - this.#startedAt;
    const { bytes, bytesTotal } = source.progress();
    const rowsPerSecond = Math.round(((this.counts.rows - start.rows) / Math.max(elapsedMs, 1)) * 1000);
    const remainingMs = last ? 0 : bytes > 0 ? Math.round((elapsedMs * Math.max(0, bytesTotal - bytes)) / bytes) : undefined;
    options.progress({ ...this.counts, bytes: last ? bytesTotal : bytes, bytesTotal, rowsPerSecond, elapsedMs, remainingMs });
  }

  result(done: boolean): ImportResult {
    const { rejects, start } = this.#parts;
    const elapsedMs = performance.now() - this.#startedAt;
    const any = this.counts.rejected + this.counts.quarantined > 0;
    return { ...this.counts, done, resumedRows: start.rows, elapsedMs, rejects: any ? rejects.path : undefined };
  }
}
