/** A commit as the parameters of the function that makes it. */
import { VolanoError } from '../../base/index.ts';
import { bytesArray, intArray } from './postgres-values.ts';
import type { Expected, Table, Write } from './state.ts';
import { TABLES } from './write.ts';

/** After partition and epoch, in the order of the function's parameters. */
export type CommitParameters = readonly (Buffer | null)[];

interface Row {
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
}

/**
 * Of several writes of a key the last is sent. Rows go in the order of their keys, so that two writers cross as seldom as can be and pages are
 * visited once. Throws VOLANO_STATE_CONFLICT for conditions that contradict each other.
 */
export function commitParameters(writes: Iterable<readonly Write[]>, expected: readonly Expected[]): CommitParameters {
  const tables = new Map<Table, Map<string, Row>>();
  for (const list of writes) for (const write of list) rowsOf(tables, write.table).set(textOf(write.key), write);
  const conditions = conditionsOf(expected);
  const same: Condition[] = [];
  const fresh: Condition[] = [];
  for (const condition of conditions) {
    if (condition.value !== undefined) same.push(condition);
    else fresh.push({ ...condition, value: putInstead(rowsOf(tables, condition.table), condition.key) });
  }
  return [...conditionLists(same), ...conditionLists(fresh), ...TABLES.flatMap((table) => tableLists(tables.get(table)))];
}

type Condition = Expected;

/**
 * What is put for a row that must be absent: what the commit writes there, which then need not be written again; else something that it takes
 * away again.
 */
function putInstead(rows: Map<string, Row>, key: Uint8Array): Uint8Array {
  const text = textOf(key);
  const value = rows.get(text)?.value;
  if (value === undefined) rows.set(text, { key, value: undefined });
  else rows.delete(text);
  return value ?? new Uint8Array(0);
}

/** Each row once. */
function conditionsOf(expected: readonly Expected[]): readonly Condition[] {
  const tables = new Map<Table, Map<string, Condition>>();
  for (const condition of expected) {
    const { table, key, value } = condition;
    const rows = rowsOf(tables, table);
    const before = rows.get(textOf(key));
    if (before && !isSame(before.value, value)) throw new VolanoError('VOLANO_STATE_CONFLICT', { table });
    rows.set(textOf(key), condition);
  }
  return [...tables.values()].flatMap((rows) => [...rows.values()]);
}

function conditionLists(conditions: readonly Condition[]): readonly (Buffer | null)[] {
  if (conditions.length === 0) return [null, null, null];
  return [
    intArray(conditions.map(({ table }) => TABLES.indexOf(table))),
    bytesArray(conditions.map(({ key }) => key)),
    bytesArray(conditions.map(({ value }) => value)),
  ];
}

function tableLists(rows: ReadonlyMap<string, Row> | undefined): readonly (Buffer | null)[] {
  const ordered = [...(rows ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const put = ordered.filter(({ value }) => value !== undefined);
  const gone = ordered.filter(({ value }) => value === undefined);
  return [
    put.length > 0 ? bytesArray(put.map(({ key }) => key)) : null,
    put.length > 0 ? bytesArray(put.map(({ value }) => value)) : null,
    gone.length > 0 ? bytesArray(gone.map(({ key }) => key)) : null,
  ];
}

function rowsOf<T>(tables: Map<Table, Map<string, T>>, table: Table): Map<string, T> {
  let rows = tables.get(table);
  if (!rows) {
    rows = new Map();
    tables.set(table, rows);
  }
  return rows;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}

/** One character per byte, so that text order is byte order. */
function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
