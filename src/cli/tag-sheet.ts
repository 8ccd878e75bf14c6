/** Sheets of tags as files: written to be marked by people, and read back. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { type Said, VolanoError, wordsOf } from '../base/index.ts';
import type { JudgedRows, TagSheet } from '../runtime/index.ts';
import { said } from './said.ts';

const COLUMNS = ['sheet', 'tag', 'version', 'customer', 'identifiers', 'since', 'read', 'right'] as const;

/** With a mark of its bytes in front, by which spreadsheets know that it is UTF-8. */
export function sheetCsv({ sheet, tag, version, rows }: TagSheet): string {
  const lines = rows.map(({ customer, identifiers, since, read }) => [
    sheet,
    tag,
    String(version),
    customer,
    identifiers.map((one) => one.join(':')).join(' '),
    new Date(since).toISOString(),
    JSON.stringify(read),
    '',
  ]);
  return `\ufeff${[COLUMNS, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

/** The same as JSON, with `right` to be set to true or false. */
export function sheetJson({ rows, ...about }: TagSheet): string {
  return JSON.stringify({ ...about, rows: rows.map((row) => ({ ...row, right: null })) }, null, 2);
}

/** What is marked in a file; `.json` is read as JSON, all else as CSV. Rejects with VOLANO_TAG_SHEET_INVALID. */
export async function markedIn(file: string): Promise<JudgedRows> {
  const problem = (text: Said, cause?: unknown): VolanoError =>
    new VolanoError('VOLANO_TAG_SHEET_INVALID', { file, problem: text }, cause === undefined ? {} : { cause });
  let rows: readonly Marked[];
  try {
    const text = await readFile(file, 'utf8');
    rows = file.endsWith('.json') ? rowsOfJson(text) : rowsOfCsv(text);
  } catch (cause) {
    throw problem(wordsOf(cause), cause);
  }
  const [first] = rows;
  if (!first) throw problem(said`it has no rows`);
  const { tag, sheet } = first;
  const version = Number(first.version);
  if (!tag || !sheet || !(version >= 1)) throw problem(said`a column is missing; it has sheet, tag, version, customer and right`);
  const counts = { rows: rows.length, right: 0, wrong: 0 };
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (row.sheet !== sheet || row.tag !== tag) throw problem(said`row ${index + 1} is of another sheet`);
    if (seen.has(row.customer)) throw problem(said`customer ${row.customer} stands in it twice`);
    seen.add(row.customer);
    const mark = markOf(row.right);
    if (mark === undefined) throw problem(said`row ${index + 1}: "${String(row.right)}" is neither yes nor no`);
    if (mark !== null) counts[mark ? 'right' : 'wrong'] += 1;
  }
  return { tag, version, sheet, ...counts };
}

interface Marked {
  readonly sheet: string;
  readonly tag: string;
  readonly version: string | number;
  readonly customer: string;
  readonly right: unknown;
}

function rowsOfCsv(text: string): readonly Marked[] {
  return parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true, delimiter: [',', ';', '\t'] }) as Marked[];
}

function rowsOfJson(text: string): readonly Marked[] {
  const { rows, sheet, tag, version } = JSON.parse(text) as Omit<Marked, 'customer' | 'right'> & { rows?: readonly Marked[] };
  return (rows ?? []).map((row) => ({ ...row, sheet, tag, version }));
}

const YES: readonly string[] = ['yes', 'y', 'true', 'right', '1', '对', '是', '正确'];
const NO: readonly string[] = ['no', 'n', 'false', 'wrong', '0', '错', '否', '错误'];

/** Null: not marked. Undefined: not understood. */
function markOf(value: unknown): boolean | null | undefined {
  const text = value === null || value === undefined ? '' : String(value).trim().toLowerCase();
  if (text === '') return null;
  return YES.includes(text) ? true : NO.includes(text) ? false : undefined;
}

function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
