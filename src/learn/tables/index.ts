/** learn/tables: the tables and views of the warehouse. Their comments are their documentation. */
export { createTables, tables, views } from './create.ts';
export { type Column, quoted, type TableDefinition, type ViewDefinition } from './table.ts';
