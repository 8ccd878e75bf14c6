/** A table whose rows the server gives page by page: the rows of one page, and how to turn to others. */
import { LeftOutlined, RightOutlined, VerticalRightOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnType } from 'antd';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SHELL } from '../i18n.ts';
import type { Paged } from './paged.ts';
import { Loading, Problem } from './states.tsx';
import './listing.css';

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
  const top = useRef<HTMLElement>(null);
  if (of.rows === undefined) return of.error ? <Problem error={of.error} retry={of.refetch} /> : <Loading />;
  if (of.rows.length === 0) return empty;
  return (
    <section className="listing" aria-label={label} aria-busy={of.isTurning} ref={top}>
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
      <Pager of={of} top={top} />
    </section>
  );
}

/** How to turn to other pages; nothing where there is one page. `top`: where a page begins that was turned to by mouse. */
export function Pager({ of, top }: { readonly of: Paged<unknown>; readonly top: RefObject<HTMLElement | null> }): ReactNode {
  const { t } = useTranslation(SHELL);
  const byMouse = useRef(false);
  const { page, isTurning, next, before, first, ready } = of;
  useEffect(() => {
    const element = top.current;
    if (isTurning || !byMouse.current || !element) return;
    byMouse.current = false;
    // By keyboard the view stays where the button is that turns on.
    if (element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: 'start' });
  }, [isTurning, top]);
  if (page === 1 && !next && !isTurning) return null;
  const turning = (act: (() => void) | undefined) => ({
    'aria-disabled': act === undefined,
    onClick: ({ detail }: React.MouseEvent) => {
      byMouse.current = detail > 0;
      act?.();
    },
  });
  return (
    <nav className="pager" aria-label={t('listing.pages')}>
      <Button size="small" type="text" icon={<VerticalRightOutlined aria-hidden />} {...turning(before && first)}>
        {t('listing.first')}
      </Button>
      <Button size="small" type="text" icon={<LeftOutlined aria-hidden />} {...turning(before)}>
        {t('listing.before')}
      </Button>
      <span aria-live="polite">{t('listing.page', { page })}</span>
      <Button
        size="small"
        type="text"
        icon={<RightOutlined aria-hidden />}
        iconPlacement="end"
        {...turning(next)}
        onFocus={ready}
        onPointerEnter={ready}
      >
        {t('listing.next')}
      </Button>
    </nav>
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
