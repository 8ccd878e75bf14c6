/** A table whose rows the server gives page by page, newest first, each page naming where the next begins. */
import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SHELL } from '../i18n.ts';
import { Loading, Problem } from './states.tsx';
import './listing.css';

/** Where a page begins, as the page before it has said; undefined for the first. */
export type Cursor = number | string | undefined;

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly next?: Exclude<Cursor, undefined>;
}

export interface Paged<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly more: () => void;
  readonly refetch: () => void;
}

/** `page` asks the server for the rows from a cursor on. */
export function usePaged<Row>(queryKey: QueryKey, page: (cursor: Cursor, signal: AbortSignal) => Promise<Rows<Row>>): Paged<Row> {
  const asked = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: undefined as Cursor,
    getNextPageParam: ({ next }): Cursor => next,
    placeholderData: keepPreviousData,
  });
  return {
    rows: asked.data?.pages.flatMap(({ rows }) => rows),
    error: asked.error,
    hasMore: asked.hasNextPage,
    isLoadingMore: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
    refetch: () => void asked.refetch(),
  };
}

export interface ListingProps<Row> {
  readonly of: Paged<Row>;
  readonly columns: readonly TableColumnType<Row>[];
  readonly rowKey: (row: Row) => string;
  /** Read out before the table. */
  readonly label: string;
  /** Shown when there is no row. */
  readonly empty: ReactNode;
  /** Opens a row, by mouse or keyboard. */
  readonly onOpen?: (row: Row) => void;
  readonly selected?: string;
}

export function Listing<Row extends object>(props: ListingProps<Row>): ReactNode {
  const { of, columns, rowKey, label, empty, onOpen, selected } = props;
  const { t } = useTranslation(SHELL);
  if (of.rows === undefined) return of.error ? <Problem error={of.error} retry={of.refetch} /> : <Loading />;
  if (of.rows.length === 0) return empty;
  return (
    <section className="listing" aria-label={label}>
      <Table<Row>
        size="small"
        dataSource={[...of.rows]}
        columns={[...columns]}
        rowKey={rowKey}
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowClassName={(row) => (rowKey(row) === selected ? 'listing-selected' : '')}
        {...(onOpen && { onRow: (row: Row) => opening(() => onOpen(row)) })}
      />
      {of.error ? <Problem error={of.error} retry={of.refetch} /> : null}
      {of.hasMore && (
        <Button onClick={of.more} loading={of.isLoadingMore} className="listing-more">
          {t('listing.more')}
        </Button>
      )}
    </section>
  );
}

/** A link or button within the row does what it says, and no more; what a button has opened beside the screen is not the row. */
function opening(open: () => void): {
  className: string;
  tabIndex: number;
  onClick: (event: React.MouseEvent) => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
} {
  return {
    className: 'listing-row',
    tabIndex: 0,
    onClick: ({ target, currentTarget }) => {
      const at = target as Element;
      if (currentTarget.contains(at) && !at.closest('a, button')) open();
    },
    onKeyDown: (event) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) open();
    },
  };
}
