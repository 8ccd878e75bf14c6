/** How good the data is: a grid of sources and events with their last day, and what breaks a limit. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnType, Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Measurement } from '../../api/index.ts';
import { Answered, EventTitle, Nothing, Page, Part, Sparkline, useFormats, useNames, When } from '../../kit/index.ts';
import { type GridRow, gridOf, HOURS } from './grid.ts';

import './quality.css';

const RATES = ['missing', 'invalid', 'range', 'unplanned', 'late', 'duplicate', 'refused'] as const;

export function Screen(): ReactNode {
  const { t } = useTranslation('quality');
  const quality = useQuery({
    queryKey: ['quality'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/quality', { signal })),
    refetchInterval: 60_000,
  });
  const hours = useQuery({
    queryKey: ['quality', 'hours'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/quality/hours', { params: { query: { hours: HOURS } }, signal })),
  });
  return (
    <Page title={t('title')} text={t('text')}>
      <Answered of={quality}>
        {(measured) => (
          <>
            <Breaches measurements={measured.measurements.filter(({ breached }) => breached)} at={measured.at} />
            <Part title={t('grid')}>
              <Answered of={hours}>{(counted) => <Grid rows={gridOf(measured, counted.hours)} />}</Answered>
            </Part>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Breaches({ measurements, at }: { readonly measurements: readonly Measurement[]; readonly at: number }): ReactNode {
  const { t } = useTranslation('quality');
  const say = useMeasurement();
  const nameOf = useNames();
  return (
    <Part
      title={t('breaches')}
      extra={
        <span className="soft">
          <When at={at} />
        </span>
      }
    >
      {measurements.length === 0 ? (
        <Nothing text={t('noBreach')} hint={t('noBreachHint')} />
      ) : (
        <ul className="quality-breaches">
          {measurements.map((one) => (
            <li key={`${one.measure} ${one.source} ${one.event}`}>
              <Tag color="error">{t(`measures.${one.measure}`, { defaultValue: one.measure })}</Tag>{' '}
              {[one.source, one.event && nameOf('event', one.event)].filter(Boolean).join(' › ')} <span className="soft">{say(one)}</span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** What was measured, beside its limit. */
function useMeasurement(): (measurement: Measurement) => string {
  const { t } = useTranslation('quality');
  const formats = useFormats();
  return ({ measure, value, threshold, z }) => {
    if (measure === 'volume') return t('said.volume', { count: formats.number(value), z: formats.number(z ?? 0, 1) });
    if (measure === 'expected' || measure === 'score')
      return t(`said.${measure}`, { value: formats.number(value, 1), threshold: formats.number(threshold) });
    return t('said.rate', { value: formats.percent(value), threshold: formats.percent(threshold) });
  };
}

function Grid({ rows }: { readonly rows: readonly GridRow[] }): ReactNode {
  const { t } = useTranslation('quality');
  const formats = useFormats();
  const nameOf = useNames();
  if (rows.length === 0) return <Nothing text={t('empty')} hint={t('emptyHint')} />;
  const columns: TableColumnType<GridRow>[] = [
    { title: t('columns.source'), key: 'source', render: (_, { source, score }) => <Source source={source} score={score} /> },
    {
      title: t('columns.event'),
      key: 'event',
      render: (_, { source, event }) => (
        <Link to={'/stream' as string} search={{ source, name: event } as never}>
          <EventTitle id={event} />
        </Link>
      ),
    },
    {
      title: t('columns.day'),
      key: 'day',
      render: (_, { source, event, events, total }) => (
        <span className="quality-day">
          <Sparkline values={events} label={t('sparkline', { source, event: nameOf('event', event), total: formats.number(total) })} />{' '}
          {formats.short(total)}
        </span>
      ),
    },
    ...RATES.map((rate) => ({
      title: t(`measures.${rate}`),
      key: rate,
      align: 'end' as const,
      render: (_: unknown, row: GridRow) => <Rate row={row} rate={rate} />,
    })),
  ];
  return (
    <Table
      size="small"
      columns={columns}
      dataSource={[...rows]}
      rowKey={({ source, event }) => `${source}\n${event}`}
      pagination={rows.length > 50 ? { pageSize: 50, size: 'small' } : false}
      scroll={{ x: 'max-content' }}
    />
  );
}

function Source({ source, score }: Pick<GridRow, 'source' | 'score'>): ReactNode {
  const { t } = useTranslation('quality');
  const formats = useFormats();
  return (
    <>
      {source}{' '}
      <Tooltip title={t('score')}>
        <Tag color={score === undefined ? 'default' : score >= 90 ? 'success' : score >= 70 ? 'warning' : 'error'}>
          {score === undefined ? t('tooFew') : formats.number(score, 0)}
        </Tag>
      </Tooltip>
    </>
  );
}

/** The share of the last day; of the hour that is judged where that breaks its limit. */
function Rate({ row, rate }: { readonly row: GridRow; readonly rate: (typeof RATES)[number] }): ReactNode {
  const formats = useFormats();
  const breach = row.breached[rate];
  if (breach !== undefined) return <Tag color="error">{formats.percent(breach)}</Tag>;
  const share = row.shares[rate] ?? 0;
  return share === 0 ? <span className="soft">–</span> : formats.percent(share);
}
