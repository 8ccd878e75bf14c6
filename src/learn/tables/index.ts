/** learn/tables: the tables and views of the warehouse. Their comments are their documentation. */
export { type ComingsQuestion, comingsSql, lastingSql } from './comings.ts';
export { contradictionsView, type TagPair } from './contradictions.ts';
export { createTables, followMoves, type StoredColumns, storedColumns, tables, views } from './create.ts';
export { messagesSql } from './facts.ts';
export { sinkOwners } from './owners.ts';
export { type Column, quoted, type TableDefinition, tableSql, type ViewDefinition, viewSql } from './table.ts';
