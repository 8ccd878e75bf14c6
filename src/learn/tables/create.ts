import type { Warehouse } from '../../port/warehouse/index.ts';
import { analysisViews } from './analysis.ts';
import { contradictionsView } from './contradictions.ts';
import { customerMap, events, eventsByCustomer, eventsByCustomerMoved, movedEvents } from './events.ts';
import { facts, factViews } from './facts.ts';
import { membershipViews } from './membership.ts';
import { qualityHours } from './quality.ts';
import { addColumnSql, type TableDefinition, tableSql, type ViewDefinition, viewSql } from './table.ts';

export const tables: readonly TableDefinition[] = [events, facts];
export const views: readonly ViewDefinition[] = [
  customerMap,
  movedEvents,
  eventsByCustomer,
  ...factViews,
  ...analysisViews,
  ...membershipViews,
  // Until a release names tags that contradict each other.
  contradictionsView([]),
  qualityHours,
];

/** A table with the columns that are stored. */
export interface StoredColumns {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What the warehouse has of its own: everything else in it is a view. The tables share one dense numbering of rows within a partition. */
export function storedColumns(): readonly StoredColumns[] {
  const isStored = ({ type }: { readonly type: string }): boolean => !type.includes(' ALIAS ');
  return tables.map(({ name, columns }) => ({ name, columns: columns.filter(isStored).map((column) => column.name) }));
}

/** Makes what is missing and brings views up to date. May run at every start. */
export async function createTables(warehouse: Warehouse): Promise<void> {
  for (const table of tables) {
    await warehouse.execute(tableSql(table, warehouse.cluster));
    await addMissingColumns(warehouse, table);
  }
  for (const view of views) await warehouse.execute(viewSql(view, warehouse.cluster));
  await followMoves(warehouse);
}

/**
 * To be called when an unmerge may have moved events, and its facts are in the warehouse: from then on `events_by_customer` follows them. Resolves with
 * whether any have been moved.
 */
export async function followMoves(warehouse: Warehouse): Promise<boolean> {
  const [moved] = await warehouse.query<{ any: number }>("SELECT 1 AS any FROM facts WHERE kind = 'identity' AND action = 'moved' LIMIT 1");
  if (moved) await warehouse.execute(viewSql(eventsByCustomerMoved, warehouse.cluster));
  return moved !== undefined;
}

async function addMissingColumns(warehouse: Warehouse, table: TableDefinition): Promise<void> {
  const rows = await warehouse.query<{ name: string }>(
    `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '${table.name}'`,
  );
  const present = new Set(rows.map((row) => row.name));
  for (const column of table.columns)
    if (!present.has(column.name)) await warehouse.execute(addColumnSql(table, column, warehouse.cluster));
}
