/**
 * A pass over an Online Retail file before it is imported: the range of its times and the figures that must come out. With a sample, the
 * rows of the invoices drawn by a seed are written to a file of their own, which is imported in place of the whole.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { hashUnit, VolanoError, wordsOf } from '../../../base/index.ts';
import { Tally, type TallyRecord } from '../check/tally.ts';

export interface Sample {
  readonly seed: string;
  /** Share of the invoices, in (0, 1]. */
  readonly share: number;
}

export interface Survey {
  readonly tally: Tally;
  /** First and last time in the whole file, ms since 1970 UTC. */
  readonly first: number;
  readonly last: number;
}

const COLUMNS = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

export async function surveyRetail(file: string, sampling?: { readonly sample: Sample; readonly into: string }): Promise<Survey> {
  const tally = new Tally(0);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const drawn = new Map<string, boolean>();
  const isDrawn = (invoice: string): boolean => {
    if (!sampling) return true;
    const known = drawn.get(invoice) ?? hashUnit(sampling.sample.seed, invoice) < sampling.sample.share;
    drawn.set(invoice, known);
    return known;
  };
  const take = (row: Row): string | undefined => {
    const time = Date.parse(row.InvoiceDate);
    if (!Number.isFinite(time)) throw new VolanoError('VOLANO_DEMO_DATA_INVALID', { file, columns: COLUMNS.join(', ') });
    first = Math.min(first, time);
    last = Math.max(last, time);
    if (!isDrawn(row.InvoiceNo)) return undefined;
    tally.add(recordOf(row, time));
    return sampling && csvLine(COLUMNS.map((column) => row[column]));
  };
  await readRows(file, take, sampling?.into);
  if (first > last) throw new VolanoError('VOLANO_DEMO_DATA_INVALID', { file, columns: COLUMNS.join(', ') });
  return { tally, first, last };
}

function recordOf(row: Row, time: number): TallyRecord {
  const known = row.CustomerID !== '';
  const quantity = Number(row.Quantity);
  const price = Number(row.UnitPrice);
  const bought = known && !row.InvoiceNo.startsWith('C') && quantity > 0 && price > 0;
  return {
    identifiers: [known ? `user_id:${row.CustomerID}` : `anonymous_id:invoice-${row.InvoiceNo}`],
    time,
    invoice: row.InvoiceNo,
    identified: known,
    ...(known && { number: row.CustomerID }),
    ...(bought && { paid: { order: row.InvoiceNo, revenue: Math.round(quantity * price * 10_000) } }),
  };
}

/** Gives every row to `take`; what it returns goes into the file `into`, when there is one. */
async function readRows(file: string, take: (row: Row) => string | undefined, into: string | undefined): Promise<void> {
  const parser = parse({ columns: true, bom: true });
  const source = createReadStream(file);
  const fed = file.endsWith('.gz') ? pipeline(source, createGunzip(), parser) : pipeline(source, parser);
  const lines = async function* (): AsyncGenerator<string> {
    yield csvLine(COLUMNS);
    for await (const row of parser as AsyncIterable<Row>) {
      const line = take(row);
      if (line !== undefined) yield line;
    }
  };
  try {
    const written = into === undefined ? readToEnd(lines()) : pipeline(lines, createWriteStream(into));
    await Promise.all([fed, written]);
  } catch (cause) {
    parser.destroy();
    await fed.catch(() => undefined);
    if (cause instanceof VolanoError) throw cause;
    throw new VolanoError('VOLANO_DEMO_DATA_UNREADABLE', { file, problem: wordsOf(cause) }, { cause });
  }
}

async function readToEnd(lines: AsyncGenerator<string>): Promise<void> {
  while (!(await lines.next()).done);
}

function csvLine(values: readonly string[]): string {
  return `${values.map((value) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')}\n`;
}
