/**
 * The warehouse: ClickHouse SQL, in process (chDB) or by URL, over the one official client.
 *
 * W1. A resolved insert is on disk. A rejected or interrupted one may have stored any part of its rows.
 * W2. Settings given with one statement do not outlive it (the carrier resets them).
 */
export interface Warehouse {
  /** Rows of a SELECT, as JSON objects. Parameters are bound as `{name:Type}`. */
  query<Row>(sql: string, parameters?: Readonly<Record<string, unknown>>): Promise<Row[]>;
  /** A statement without a result (DDL, ALTER). */
  execute(sql: string, parameters?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Inserts newline-separated JSON rows (JSONEachRow, UTF-8). An object given for a String column is stored as its JSON text. */
  insert(table: string, rows: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
