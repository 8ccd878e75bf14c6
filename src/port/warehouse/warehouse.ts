/**
 * The warehouse: ClickHouse SQL, in process (chDB) or by URL, over the one official client.
 *
 * W1. A resolved insert is on disk (tables set `fsync_after_insert`, `fsync_part_directory`). A rejected or interrupted one may have
 *     stored any part of its rows.
 * W2. Settings given with one statement (a SETTINGS clause) do not outlive it. `SET` statements are refused.
 * W3. An insert whose rows cannot be read as rows of the table is rejected with VOLANO_WAREHOUSE_ROWS_REFUSED: sending them again is
 *     useless. Every other failure is VOLANO_WAREHOUSE_FAILED and may pass.
 * W4. Inserts run one after the other, in the order of the calls, and never wait for a query.
 * W5. A query that runs while a view is replaced reads the old one or the new one.
 * W6. A guarded insert stores nothing unless its condition holds when the server begins with it: VOLANO_WAREHOUSE_FENCED. The server lists the insert among those
 *     that run (`system.processes`) before it looks.
 */
export interface Warehouse {
  /** Cluster of servers that each hold everything: what is defined is defined on all of it, tables are replicated. undefined: one engine. */
  readonly cluster?: string | undefined;
  /**
   * Rows of a SELECT, as JSON objects. Parameters are bound as `{name:Type}`. 64-bit integers come as numbers: keep those beyond 2^53
   * as text in the SQL.
   */
  query<Row>(sql: string, parameters?: Readonly<Record<string, unknown>>): Promise<Row[]>;
  /** A statement without a result (DDL, ALTER). */
  execute(sql: string, parameters?: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * Inserts newline-separated JSON rows (JSONEachRow, UTF-8). An object or list given for a String column is stored as its JSON text, as
   * it was written; a key without a column is left out; a column without a key gets its default. With `columns`, each row is a JSON list
   * of their values in that order (JSONCompactEachRow): less to write and to read.
   */
  insert(table: string, rows: Uint8Array, columns?: readonly string[]): Promise<void>;
  /** The same warehouse, whose inserts go in only while this SQL condition holds (W6). It may read tables. */
  guarded(condition: string): Warehouse;
  /** Waits for what runs, then lets go of the data directory. Later calls are rejected. */
  close(): Promise<void>;
}
