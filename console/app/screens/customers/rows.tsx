/** A short table: all its rows are there. Where it is wider than its place it scrolls, by the keys too. */
import { Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';

export interface RowsProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumnType<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
}

export function Rows<Row extends object>({ label, rows, columns, rowKey, empty }: RowsProps<Row>): ReactNode {
  if (rows.length === 0) return empty;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="customers-rows" aria-label={label} tabIndex={0}>
      <Table<Row> size="small" rowKey={rowKey} dataSource={[...rows]} columns={[...columns]} pagination={false} />
    </section>
  );
}
