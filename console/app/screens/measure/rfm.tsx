/** The RFM matrix: recency by frequency, and who is in a cell. */
import { useQuery } from '@tanstack/react-query';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type RfmMeasure, type RfmRow } from '../../api/index.ts';
import { Answered, CustomerId, Drawer, Listing, NoPermission, Nothing, useAddress, useFormats, useMay, usePaged } from '../../kit/index.ts';
import { Board } from './board.tsx';

const SCORES = [5, 4, 3, 2, 1] as const;
type Rfm = NonNullable<RfmMeasure['rfm']>;

export function RfmBoard(): ReactNode {
  const asked = useQuery({
    queryKey: ['measures', 'rfm'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/rfm', { signal })),
  });
  return <Answered of={asked}>{(measured) => <Matrix measured={measured} />}</Answered>;
}

function Matrix({ measured }: { readonly measured: RfmMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const [{ cell }, change] = useAddress<{ readonly cell?: string | undefined }>();
  const { asOf, rfm, currency } = measured;
  const whole = (value: unknown): string => formats.number(Number(value), 0);
  const table = {
    columns: [
      { title: t('rfm.recency') },
      { title: t('rfm.frequency') },
      { title: t('rfm.customers'), shown: whole },
      { title: t('rfm.revenue'), shown: (value: unknown) => formats.money(Number(value), currency) },
    ],
    rows: (rfm?.cells ?? []).map(({ r, f, customers, revenue }) => [r, f, customers, revenue]),
  };
  return (
    <Board title={t('rfm.title')} name="rfm" asOf={asOf} table={table}>
      {rfm ? (
        <Grid rfm={rfm} onCell={(r, f) => change({ cell: `${r}-${f}` })} />
      ) : (
        <Nothing text={t('revenue.empty')} hint={t('revenue.emptyHint')} />
      )}
      {cell !== undefined && /^[1-5]-[1-5]$/.test(cell) && (
        <CellDrawer r={Number(cell[0])} f={Number(cell[2])} currency={currency} onClose={() => change({ cell: undefined })} />
      )}
    </Board>
  );
}

function Grid({ rfm, onCell }: { readonly rfm: Rfm; readonly onCell: (r: number, f: number) => void }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const whole = (value: number): string => formats.number(value, 0);
  const most = Math.max(1, ...rfm.cells.map(({ customers }) => customers));
  const cellOf = (r: number, f: number): ReactNode => {
    const customers = rfm.cells.find((one) => one.r === r && one.f === f)?.customers;
    if (customers === undefined) return null;
    const label = t('rfm.cell', { r, f, customers: whole(customers) });
    return (
      <button type="button" className="measure-cell" style={shadeOf(customers / most)} aria-label={label} onClick={() => onCell(r, f)}>
        {whole(customers)}
      </button>
    );
  };
  return (
    <>
      <p className="soft">{t('rfm.how', { day: rfm.referenceDay })}</p>
      <div className="measure-scroll">
        <table className="measure-grid">
          <thead>
            <tr>
              <th scope="col">{t('rfm.corner')}</th>
              {SCORES.toReversed().map((f) => (
                <th scope="col" key={f}>
                  F{f} · {rangeText(rfm.edges.frequency, f, whole)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SCORES.map((r) => (
              <tr key={r}>
                <th scope="row">
                  R{r} · {t('rfm.days', { range: rangeText(rfm.edges.recency, 6 - r, whole) })}
                </th>
                {SCORES.toReversed().map((f) => (
                  <td key={f}>{cellOf(r, f)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function CellDrawer(props: { readonly r: number; readonly f: number; readonly currency: string; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('measure');
  const { r, f, currency, onClose } = props;
  const mayRead = useMay('customers.read');
  return (
    <Drawer open onClose={onClose} size="large" title={t('rfm.inCell', { r, f })}>
      {mayRead ? <CellCustomers r={r} f={f} currency={currency} /> : <NoPermission permission="customers.read" />}
    </Drawer>
  );
}

function CellCustomers({ r, f, currency }: { readonly r: number; readonly f: number; readonly currency: string }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const paged = usePaged<RfmRow>(['measures', 'rfm', 'customers', r, f], async (after, signal) => {
    const query = { r, f, ...(after !== undefined && { after: String(after) }) };
    const { customers, next } = await answerOf(api.GET('/v1/measures/rfm/customers', { params: { query }, signal }));
    return { rows: customers, ...(next !== undefined && { next }) };
  });
  return (
    <Listing<RfmRow>
      of={paged}
      label={t('rfm.inCell', { r, f })}
      rowKey={({ customer }) => customer}
      empty={<Nothing text={t('rfm.nobody')} />}
      columns={[
        { title: t('rfm.customer'), render: (_, { customer }) => <CustomerId id={customer} /> },
        { title: t('rfm.recencyDays'), align: 'right', render: (_, { recency }) => formats.number(recency, 0) },
        { title: t('rfm.orders'), align: 'right', render: (_, { orders }) => formats.number(orders, 0) },
        { title: t('rfm.revenue'), align: 'right', render: (_, { revenue }) => formats.money(revenue, currency) },
      ]}
    />
  );
}

/** Of the bin with this number, from 1: a bin includes its upper edge. */
export function rangeText(edges: readonly number[], bin: number, text: (value: number) => string): string {
  const [below, upTo] = [edges[bin - 2], edges[bin - 1]];
  if (below === undefined) return `≤ ${text(upTo ?? 0)}`;
  if (upTo === undefined) return `> ${text(below)}`;
  return below === upTo ? text(upTo) : `> ${text(below)}, ≤ ${text(upTo)}`;
}

/** How much of the color, from a tenth to half: texts stay readable. */
export function shadeOf(share: number): CSSProperties {
  return { '--shade': `${Math.round(6 + share * 44)}%` } as CSSProperties;
}
