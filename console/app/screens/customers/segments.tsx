/** The segments of the customer, and whether, and why, any other would hold. */
import { Select, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedProfile } from '../../api/index.ts';
import { AskWhy, Nothing, Part, useFormats, useNaming, useNow, WhyAnswer } from '../../kit/index.ts';
import { useAddress } from './address.ts';
import { Rows } from './rows.tsx';

type Held = DescribedProfile['segments'][number];

export function SegmentsTab({ of: { customer, segments } }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const names = useNaming();
  const now = useNow();
  const columns: TableColumnType<Held>[] = [
    { title: t('segments.segment'), render: (_, { id }) => names.of('segment', id) },
    {
      title: t('since'),
      render: (_, { since }) => (
        <>
          {formats.dateTime(since)} <span className="soft">{formats.relative(since, now)}</span>
        </>
      ),
    },
    { title: t('timeline.ask'), render: (_, { id }) => <AskWhy customer={customer} segment={id} /> },
  ];
  return (
    <div className="customers-stack">
      <Part title={t('tabs.segments')}>
        <Rows<Held>
          label={t('tabs.segments')}
          rows={segments}
          columns={columns}
          rowKey={({ id }) => id}
          empty={<Nothing text={t('segments.empty')} hint={t('segments.emptyHint')} />}
        />
      </Part>
      <Matching customer={customer} />
    </div>
  );
}

function Matching({ customer }: { readonly customer: string }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  const [{ match }, say] = useAddress();
  const [kind, id] = match?.split('.', 2) ?? [];
  const options = (['segment', 'tag'] as const).map((one) => ({
    label: t(`match.${one}`),
    options: names.all(one).map((named) => ({ value: `${one}.${named.id}`, label: named.name })),
  }));
  return (
    <Part title={t('match.title')}>
      <div className="filters customers-filters">
        <Select
          aria-label={t('match.choose')}
          placeholder={t('match.choose')}
          value={match ?? null}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          onChange={(chosen: string | null | undefined) => say({ match: chosen ?? undefined })}
        />
      </div>
      {id === undefined || (kind !== 'segment' && kind !== 'tag') ? (
        <p className="soft">{t('match.hint')}</p>
      ) : kind === 'segment' ? (
        <WhyAnswer customer={customer} segment={id} />
      ) : (
        <WhyAnswer customer={customer} tag={id} />
      )}
    </Part>
  );
}
