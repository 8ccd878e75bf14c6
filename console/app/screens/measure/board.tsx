/** What every dashboard has: a picture, the same as a table, both to take along, and when the figures are of. */
import { Button, Segmented, Table } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Part, useAddress, When } from '../../kit/index.ts';
import { csvOf, type Value } from './csv.ts';
import { download, pictureOfChart, pictureOfMatrix, pictureOfTable } from './picture.ts';

/** One column: how a value is written for people; a file has it as it is. */
export interface BoardColumn {
  readonly title: string;
  /** Default: as it is. */
  readonly shown?: (value: Value) => string;
}

export interface BoardTable {
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly (readonly Value[])[];
  /** Whether a column's title sorts by it; rows that follow one another in time, or are steps, have their order. */
  readonly isSortable?: boolean;
}

export interface BoardProps {
  readonly title: string;
  /** Of files: without spaces. */
  readonly name: string;
  readonly asOf: number;
  readonly table: BoardTable;
  /** The picture. */
  readonly children: ReactNode;
}

export function Board({ title, name, asOf, table, children }: BoardProps): ReactNode {
  const { t } = useTranslation('measure');
  const [{ view }, change] = useAddress<{ readonly view?: string | undefined }>();
  const place = useRef<HTMLDivElement>(null);
  const titles = table.columns.map((column) => column.title);
  const shown = (): readonly (readonly string[])[] => table.rows.map((row) => row.map((value, i) => textOf(table.columns[i]!, value)));
  const saveCsv = (): void => void download(`${name}.csv`, new Blob([csvOf(titles, table.rows)], { type: 'text/csv;charset=utf-8' }));
  const savePng = (): void => {
    const chart = place.current?.querySelector('canvas');
    const matrix = place.current?.querySelector<HTMLTableElement>('table.measure-grid');
    const picture = chart ? pictureOfChart(chart) : matrix ? pictureOfMatrix(title, matrix) : pictureOfTable(title, titles, shown());
    void download(`${name}.png`, picture);
  };
  return (
    <Part
      title={title}
      extra={
        <div className="filters">
          <span className="soft">
            {t('asOf')} <When at={asOf} />
          </span>
          <Segmented
            aria-label={t('view')}
            value={view === 'table' ? 'table' : 'chart'}
            options={['chart', 'table'].map((value) => ({ value, label: t(`views.${value}`) }))}
            onChange={(value) => change({ view: value === 'table' ? 'table' : undefined })}
          />
          <Button onClick={saveCsv}>{t('csv')}</Button>
          <Button onClick={savePng}>{t('png')}</Button>
        </div>
      }
    >
      <div className="measure-shown" ref={place}>
        {view === 'table' ? <BoardRows table={table} label={title} /> : children}
      </div>
    </Part>
  );
}

function BoardRows({ table, label }: { readonly table: BoardTable; readonly label: string }): ReactNode {
  const { isSortable = false } = table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="measure-scroll" aria-label={label} tabIndex={0}>
      <Table
        size="small"
        pagination={table.rows.length > ROWS_SHOWN ? { pageSize: ROWS_SHOWN, showSizeChanger: false } : false}
        rowKey="key"
        dataSource={table.rows.map((row, key) => ({ key, row }))}
        columns={table.columns.map((column, i) => ({
          title: column.title,
          align: i > 0 && typeof table.rows[0]?.[i] === 'number' ? ('right' as const) : ('left' as const),
          render: (_, { row }) => textOf(column, row[i] ?? null),
          ...(isSortable && { sorter: (one, other) => inOrder(one.row[i] ?? null, other.row[i] ?? null) }),
        }))}
      />
    </section>
  );
}

const ROWS_SHOWN = 50;

/** What is not known comes before every number. */
function inOrder(one: Value, other: Value): number {
  if (typeof one === 'string' && typeof other === 'string') return one.localeCompare(other);
  return Number(one ?? Number.NEGATIVE_INFINITY) - Number(other ?? Number.NEGATIVE_INFINITY) || 0;
}

function textOf({ shown }: BoardColumn, value: Value): string {
  if (value === null) return '–';
  return shown ? shown(value) : String(value);
}
