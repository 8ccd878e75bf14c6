/**
 * The warehouse's tables from one engine into another, by the numbers of their rows: in each stretch only what is missing is sent, so that a run that
 * was cut off goes on, and afterwards count and sum of checksums are compared. Views are not copied: they are made of the tables.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { createTables, followMoves, type StoredColumns, storedColumns } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { said } from '../said.ts';

const PARTITION = 0;
/** Numbers of rows that one query answers. */
const SEQS = 20_000;

interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

/** Rejects with VOLANO_MIGRATION_DIFFERENT. */
export async function copyRows(from: Warehouse, to: Warehouse, progress: (seq: number, last: number) => void): Promise<void> {
  await createTables(from);
  await createTables(to);
  const last = await lastRow(from);
  if ((await lastRow(to)) > last)
    throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`warehouse`, where: said`row ${last + 1}` });
  for (let after = 0; after < last; after += SEQS) {
    const stretch = { after, upTo: Math.min(last, after + SEQS) };
    for (const table of storedColumns()) await copyStretch({ from, to }, table, stretch);
    progress(stretch.upTo, last);
    await nextTurn();
  }
  await followMoves(to);
}

/** Number of the last row, over all tables there are; 0: there is none. */
export async function lastRow(warehouse: Warehouse, partition: number = PARTITION): Promise<number> {
  const there = await warehouse.query<{ name: string }>('SELECT name FROM system.tables WHERE database = currentDatabase()');
  let last = 0;
  for (const { name } of storedColumns()) {
    if (!there.some((table) => table.name === name)) continue;
    const [row] = await warehouse.query<{ last: number }>(`SELECT max(seq) AS last FROM ${name} WHERE partition = ${partition}`);
    last = Math.max(last, Number(row?.last ?? 0));
  }
  return last;
}

async function copyStretch(
  { from, to }: { readonly from: Warehouse; readonly to: Warehouse },
  table: StoredColumns,
  stretch: Stretch,
): Promise<void> {
  const sums = (warehouse: Warehouse): Promise<string> => sumsOf(warehouse, table, stretch);
  const expected = await sums(from);
  if ((await sums(to)) === expected) return;
  const there = await to.query<{ seq: number }>(`SELECT seq FROM ${table.name} WHERE ${within(stretch)}`);
  const has = new Set(there.map(({ seq }) => Number(seq)));
  const rows = await from.query<{ seq: number; line: string }>(
    `SELECT seq, ${lineOf(table)} AS line FROM ${table.name} WHERE ${within(stretch)} ORDER BY seq`,
  );
  const lines = rows.filter(({ seq }) => !has.has(Number(seq))).map(({ line }) => line);
  await to.insert(table.name, Buffer.from(lines.join(''), 'utf8'), table.columns);
  if ((await sums(to)) === expected) return;
  const where = said`${table.name}, rows ${stretch.after + 1} to ${stretch.upTo}`;
  throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`warehouse`, where });
}

/** As text: a sum of checksums does not fit into a number of JavaScript. */
async function sumsOf(warehouse: Warehouse, table: StoredColumns, stretch: Stretch): Promise<string> {
  const [row] = await warehouse.query<{ sums: string }>(
    `SELECT concat(toString(count()), ' ', toString(sum(seq)), ' ', toString(sum(cityHash64(${lineOf(table)})))) AS sums
FROM ${table.name} WHERE ${within(stretch)}`,
  );
  return row!.sums;
}

/** A row as the JSON text that the warehouse writes, and reads again. */
function lineOf({ columns }: StoredColumns): string {
  return `formatRow('JSONCompactEachRow', ${columns.join(', ')})`;
}

function within({ after, upTo }: Stretch): string {
  return `partition = ${PARTITION} AND seq > ${after} AND seq <= ${upTo}`;
}
