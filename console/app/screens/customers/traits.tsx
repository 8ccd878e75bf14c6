/** Traits with their lineage, and tags with their owner and expiry. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Input, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type DescribedProfile, type HeldTag, type TraitLineage } from '../../api/index.ts';
import { AskWhy, Nothing, Part, useFormats, useNaming, useNow, useWhyWords } from '../../kit/index.ts';
import { Rows } from './rows.tsx';

interface TraitRow {
  readonly id: string;
  readonly name: string;
  readonly value: unknown;
  readonly lineage: TraitLineage | undefined;
}

export function TraitsTab({ of }: { readonly of: DescribedProfile }): ReactNode {
  return (
    <div className="customers-stack">
      <Tags of={of} />
      <Traits of={of} />
    </div>
  );
}

function Traits({ of: { customer, traits } }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  const [wanted, setWanted] = useState('');
  const columns = useTraitColumns();
  const asked = useQuery({
    queryKey: ['customers', customer, 'lineage'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/lineage', { params: { query: { customer } }, signal })),
  });
  const lineages = new Map((asked.data?.traits ?? []).map((one) => [one.trait, one]));
  const rows = [...new Set([...Object.keys(traits), ...lineages.keys()])]
    .map((id): TraitRow => ({ id, name: names.of('trait', id), value: traits[id], lineage: lineages.get(id) }))
    .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted.trim().toLowerCase()))
    .sort((a, b) => Number(isMissing(a)) - Number(isMissing(b)) || a.name.localeCompare(b.name));
  return (
    <Part
      title={t('traits.title')}
      extra={
        <Input
          size="small"
          aria-label={t('traits.filter')}
          placeholder={t('traits.filter')}
          value={wanted}
          allowClear
          onChange={({ target }) => setWanted(target.value)}
        />
      }
    >
      {asked.error ? <Alert type="warning" showIcon title={t('traits.noLineage')} /> : null}
      <Rows<TraitRow>
        label={t('traits.title')}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Nothing text={t('traits.empty')} hint={t('traits.emptyHint')} />}
      />
    </Part>
  );
}

function isMissing({ value }: TraitRow): boolean {
  return value === null || value === undefined;
}

function useTraitColumns(): readonly TableColumnType<TraitRow>[] {
  const { t } = useTranslation('customers');
  const words = useWhyWords();
  const names = useNaming();
  return [
    {
      title: t('traits.trait'),
      render: (_, { id, name }) => (
        <>
          {name} {name !== id && <code className="customers-id">{id}</code>}
        </>
      ),
    },
    {
      title: t('traits.value'),
      className: 'customers-value',
      render: (_, row) => (isMissing(row) ? <span className="soft">{t('traits.missing')}</span> : words.value(row.id, row.value)),
    },
    {
      title: t('traits.definition'),
      render: (_, { lineage }) =>
        lineage && (
          <>
            {t(`traits.kinds.${lineage.kind}`)} · {t('version', { version: lineage.version })}
            {lineage.reads && (
              <div className="soft">{t('traits.reads', { traits: lineage.reads.map((one) => names.of('trait', one)).join(', ') })}</div>
            )}
          </>
        ),
    },
    { title: t('traits.last'), render: (_, { lineage }) => <LastTouch of={lineage?.last} /> },
  ];
}

/** The event that touched it last. */
function LastTouch({ of }: { readonly of: TraitLineage['last'] }): ReactNode {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const { names, step } = useWhyWords();
  if (!of) return null;
  const { event, source, message, time, by, through } = of;
  return (
    <div title={message}>
      <strong>{names.of('event', event)}</strong> <span className="soft">{t('timeline.from', { source })}</span>
      <div className="soft">
        {[
          formats.dateTime(time),
          ...(through === undefined ? [] : [t('traits.through', { trait: names.of('trait', through) })]),
          ...(by ? [t('traits.by', { journey: names.of('journey', by.journey), step: step(by.journey, by.step) })] : []),
        ].join(' · ')}
      </div>
    </div>
  );
}

function Tags({ of: { customer, tags } }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const columns = useTagColumns(customer);
  return (
    <Part title={t('tags.title')}>
      <Rows<HeldTag>
        label={t('tags.title')}
        rows={tags}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Nothing text={t('tags.empty')} hint={t('tags.emptyHint')} />}
      />
    </Part>
  );
}

function useTagColumns(customer: string): readonly TableColumnType<HeldTag>[] {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const names = useNaming();
  const now = useNow();
  return [
    {
      title: t('tags.tag'),
      render: (_, { id, contradictedBy, missing }) => (
        <>
          <Tag color="success">{names.of('tag', id)}</Tag>
          {contradictedBy && (
            <div className="customers-warn">
              {t('tags.contradicted', { tags: contradictedBy.map((one) => names.of('tag', one)).join(', ') })}
            </div>
          )}
          {missing && <div className="soft">{t('tags.missing', { inputs: missing.join(', ') })}</div>}
        </>
      ),
    },
    { title: t('since'), render: (_, { since }) => formats.dateTime(since) },
    { title: t('tags.owner'), render: (_, { owner }) => owner ?? <span className="soft">{t('none')}</span> },
    {
      title: t('tags.expiry'),
      render: (_, { expiresAt, touchedAt }) =>
        expiresAt === undefined ? (
          <span className="soft">{t('tags.never')}</span>
        ) : (
          <>
            {formats.date(expiresAt)} <span className="soft">{formats.relative(expiresAt, now)}</span>
            {touchedAt !== undefined && <div className="soft">{t('tags.touched', { time: formats.dateTime(touchedAt) })}</div>}
          </>
        ),
    },
    { title: t('timeline.ask'), render: (_, { id }) => <AskWhy customer={customer} tag={id} /> },
  ];
}
