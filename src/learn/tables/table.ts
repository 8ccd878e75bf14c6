/** What a table or a view of the warehouse is, and the statements that make it. */

export interface Column {
  readonly name: string;
  /** ClickHouse type with default and codec. */
  readonly type: string;
  /** What it holds: kept in the warehouse as the column's comment. */
  readonly comment: string;
}

export interface TableDefinition {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly Column[];
  readonly indexes: readonly string[];
  readonly orderBy: string;
}

export interface ViewDefinition {
  readonly name: string;
  readonly comment: string;
  readonly select: string;
}

/**
 * An insert is on disk when it is acknowledged. Blocks are not thrown away for looking like an earlier one: the sink counts rows by seq,
 * and a block that was inserted again on purpose must not vanish.
 */
const DURABLE = 'fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0';

/** More parts stand beside each other, and fewer of them are split into files by column: each row is merged less often. */
const SPARING = 'merge_selector_base = 24, min_bytes_for_wide_part = 67108864';
const SETTINGS = `${DURABLE}, ${SPARING}`;

/** Makes the table unless it is there. */
export function tableSql(table: TableDefinition): string {
  const lines = [...table.columns.map(columnSql), ...table.indexes.map((index) => `INDEX ${index}`)];
  return `CREATE TABLE IF NOT EXISTS ${table.name} (\n  ${lines.join(',\n  ')}\n) ENGINE = MergeTree ORDER BY (${table.orderBy}) SETTINGS ${SETTINGS} COMMENT ${quoted(table.comment)}`;
}

/** Adds a column that an older version of the product did not have. */
export function addColumnSql(table: TableDefinition, column: Column): string {
  return `ALTER TABLE ${table.name} ADD COLUMN IF NOT EXISTS ${columnSql(column)}`;
}

/** Makes the view, or makes it anew. */
export function viewSql(view: ViewDefinition): string {
  return `CREATE OR REPLACE VIEW ${view.name} AS ${view.select} COMMENT ${quoted(view.comment)}`;
}

/** A text as an SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function columnSql(column: Column): string {
  // ClickHouse wants the comment between default and codec.
  const codec = column.type.search(/ CODEC\(/);
  const [type, rest] = codec < 0 ? [column.type, ''] : [column.type.slice(0, codec), column.type.slice(codec)];
  return `${column.name} ${type} COMMENT ${quoted(column.comment)}${rest}`;
}
