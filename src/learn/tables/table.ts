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
const DURABLE = 'fsync_after_insert = 1, fsync_part_directory = 1';
const ALONE = 'non_replicated_deduplication_window = 0';
/** A replica counts towards an insert's quorum when it has fetched the rows: then they must be on its disk too. */
const REPLICATED = 'replicated_deduplication_window = 0, min_compressed_bytes_to_fsync_after_fetch = 1';

/** More parts stand beside each other, and fewer of them are split into files by column: each row is merged less often. */
const SPARING = 'merge_selector_base = 24, min_bytes_for_wide_part = 67108864';

/** Cluster of servers that each hold everything; undefined: one engine. */
type Cluster = string | undefined;

/** Makes the table unless it is there. On a cluster it is replicated, under a path by which servers that come later find the others. */
export function tableSql(table: TableDefinition, cluster?: Cluster): string {
  const lines = [...table.columns.map(columnSql), ...table.indexes.map((index) => `INDEX ${index}`)];
  const engine = cluster === undefined ? 'MergeTree' : "ReplicatedMergeTree('/clickhouse/tables/{database}/{shard}/{table}', '{replica}')";
  const settings = [DURABLE, cluster === undefined ? ALONE : REPLICATED, SPARING].join(', ');
  return `CREATE TABLE IF NOT EXISTS ${table.name}${on(cluster)} (\n  ${lines.join(',\n  ')}\n) ENGINE = ${engine} ORDER BY (${table.orderBy}) SETTINGS ${settings} COMMENT ${quoted(table.comment)}`;
}

/** Adds a column that an older version of the product did not have. */
export function addColumnSql(table: TableDefinition, column: Column, cluster?: Cluster): string {
  return `ALTER TABLE ${table.name}${on(cluster)} ADD COLUMN IF NOT EXISTS ${columnSql(column)}`;
}

/** Makes the view, or makes it anew. */
export function viewSql(view: ViewDefinition, cluster?: Cluster): string {
  return `CREATE OR REPLACE VIEW ${view.name}${on(cluster)} AS ${view.select} COMMENT ${quoted(view.comment)}`;
}

function on(cluster: Cluster): string {
  return cluster === undefined ? '' : ` ON CLUSTER ${quoted(cluster)}`;
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
