/**
 * The import map: how a row of a file becomes calls of the tracking API. A plain JSON document.
 *
 * A value is a text with placeholders (`"invoice-{InvoiceNo}"`; `{$row}` is the row's number; `{{` is a brace), a number, true, false, or one
 * of the objects below. A column is named as the file names it; in JSONL and Parquet `a.b[0]` reaches inside. An empty cell and null are
 * missing; what is made of something missing is missing, and a missing property is left out.
 */
import type { CallType } from '../../../core/index.ts';

export interface ImportMap {
  /** Names the origin of the rows, e.g. "online-retail". Part of the messageIds. */
  readonly source: string;
  /** Default: by the file's name. */
  readonly format?: ImportFormat;
  readonly csv?: CsvOptions;
  /**
   * Default `<source>-<row number>`. It must be the same each time the same row is sent: so rows that are sent again count once. A row
   * that makes several calls gets `.2`, `.3` ... behind it.
   */
  readonly messageId?: Value;
  readonly calls: readonly CallMap[];
  /** What becomes of a row that no call applies to. Default: it is rejected. */
  readonly otherwise?: 'reject' | 'skip';
}

export type ImportFormat = 'csv' | 'jsonl' | 'parquet';

export interface CsvOptions {
  /** Default ",". */
  readonly delimiter?: string;
  /** Default "\"". */
  readonly quote?: string;
  /** A label of the WHATWG encoding standard, e.g. "gbk", "windows-1252". Default "utf-8". */
  readonly encoding?: string;
  /** Names of the columns when the file has no header. */
  readonly columns?: readonly string[];
}

/** One call for each row for which `when` holds. */
export interface CallMap {
  readonly when?: RowCondition;
  readonly type: CallType;
  /** Of track calls. */
  readonly event?: Value;
  readonly time?: Value;
  readonly userId?: Value;
  readonly anonymousId?: Value;
  readonly externalIds?: readonly { readonly type: string; readonly id: Value }[];
  readonly previousId?: Value;
  readonly groupId?: Value;
  /** Of page and screen calls. */
  readonly name?: Value;
  readonly properties?: Readonly<Record<string, Value>>;
  readonly traits?: Readonly<Record<string, Value>>;
  readonly context?: Readonly<Record<string, Value>>;
}

export type Value =
  | string
  | number
  | boolean
  | ColumnValue
  /** The product, exact; beyond four places it is cut off. */
  | { readonly multiply: readonly Value[] }
  | { readonly add: readonly Value[] }
  /** The first that is not missing. */
  | { readonly first: readonly Value[] }
  | { readonly when: RowCondition; readonly then: Value; readonly else?: Value }
  | { readonly list: readonly Value[] }
  | { readonly object: Readonly<Record<string, Value>> };

export interface ColumnValue {
  readonly column: string;
  /** Default: as the file has it (CSV: text). A cell that cannot be converted rejects the row. */
  readonly as?: 'text' | 'number' | 'integer' | 'boolean' | 'time' | 'json';
  /** Of times: e.g. "dd/MM/yyyy HH:mm", "seconds", "milliseconds". Default ISO 8601. */
  readonly pattern?: string;
  /** Time zone of times that name none. Default UTC. */
  readonly zone?: string;
  /** Decimal sign of numbers. Default ".". The other of "." and "," then groups digits. */
  readonly decimal?: '.' | ',';
  /** Texts that mean missing, besides the empty one, e.g. ["NULL", "-"]. */
  readonly missing?: readonly string[];
}

/** In the shape of the product's conditions; `field` is a column. A comparison with a number reads the cell as a number. */
export type RowCondition = RowGroup | RowRule;
export interface RowGroup {
  readonly combinator: 'and' | 'or';
  readonly not?: boolean;
  readonly rules: readonly RowCondition[];
}
export interface RowRule {
  readonly field: string;
  readonly operator: RowOperator;
  readonly value?: string | number | boolean | readonly (string | number)[];
}
export const ROW_OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'beginsWith',
  'doesNotBeginWith',
  'endsWith',
  'doesNotEndWith',
  'null',
  'notNull',
] as const;
export type RowOperator = (typeof ROW_OPERATORS)[number];
