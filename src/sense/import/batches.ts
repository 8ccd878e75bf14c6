/** Rows of a file cut into batches of calls, in the file's order. */
import { type ErrorCode, messageOf, verbatim } from '../../base/index.ts';
import { type RowMapper, RowProblem } from './map/index.ts';
import type { RejectedRow } from './rejects.ts';
import { isUnreadable, type ReadRow, type RowSource } from './rows/index.ts';

export interface Batch {
  /** Each call's JSON text. */
  readonly calls: readonly string[];
  /** The row of each call. */
  readonly rowOf: readonly number[];
  readonly rejected: readonly RejectedRow[];
  readonly skipped: number;
  /** Number of the last row that the batch covers. */
  readonly lastRow: number;
}

export interface BatchSize {
  readonly calls: number;
  readonly bytes: number;
}

/** At least one batch ends with the last row, so that rows rejected at the end of the file are told too. */
export async function* batchesOf(source: RowSource, map: RowMapper, options: BatchSize & { readonly skip: number }): AsyncGenerator<Batch> {
  const cutter = new BatchCutter(options.skip);
  for await (const rows of source.rows(options.skip)) {
    for (const row of rows) {
      cutter.add(row, map);
      if (cutter.calls >= options.calls || cutter.bytes >= options.bytes) yield cutter.cut();
    }
  }
  yield cutter.cut();
}

class BatchCutter {
  #calls: string[] = [];
  #rowOf: number[] = [];
  #rejected: RejectedRow[] = [];
  #skipped = 0;
  #lastRow: number;
  bytes = 0;

  constructor(lastRow: number) {
    this.#lastRow = lastRow;
  }

  get calls(): number {
    return this.#calls.length;
  }

  add(row: ReadRow, map: RowMapper): void {
    this.#lastRow = row.number;
    if (isUnreadable(row)) {
      this.#reject(row.number, { field: 'row', problem: row.problem, raw: row.raw });
      return;
    }
    try {
      const calls = map(row);
      if (calls.length === 0) this.#skipped++;
      for (const call of calls) {
        const text = JSON.stringify(call);
        this.#calls.push(text);
        this.#rowOf.push(row.number);
        this.bytes += Buffer.byteLength(text) + 1;
      }
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      this.#reject(row.number, { field: error.field, problem: error.message });
    }
  }

  #reject(row: number, { field, problem, raw }: { field: string; problem: string; raw?: string }): void {
    const code: ErrorCode = 'VOLANO_IMPORT_ROW_INVALID';
    const reason = messageOf(code, { field, problem: verbatim(problem) });
    this.#rejected.push({ row, code, field, reason, ...(raw === undefined ? undefined : { raw }) });
  }

  cut(): Batch {
    const batch: Batch = {
      calls: this.#calls,
      rowOf: this.#rowOf,
      rejected: this.#rejected,
      skipped: this.#skipped,
      lastRow: this.#lastRow,
    };
    this.#calls = [];
    this.#rowOf = [];
    this.#rejected = [];
    this.#skipped = 0;
    this.bytes = 0;
    return batch;
  }
}
