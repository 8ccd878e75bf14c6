/** All journeys: what each is for, how it stands, who is in it, and whether it does what is aimed at. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Segmented, Table, type TableColumnType, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JourneyFigures } from '../../../api/index.ts';
import { Answered, Nothing, Page, Part, useAddress, useFormats, useLanguage } from '../../../kit/index.ts';
import { journeysQuery } from '../asked.ts';
import { NewJourney } from '../new-journey.tsx';
import { StartFromPlaybook } from '../playbooks/gallery.tsx';
import { useJourneyWords } from '../words.ts';
import { type JourneyRow, useRows } from './rows.ts';
import './library.css';

const STAGES = ['acquire', 'activate', 'retain', 'repurchase', 'advocate'] as const;
const STATES = ['all', 'live', 'changed', 'rollout', 'alert'] as const;
type State = (typeof STATES)[number];

type Chosen = { readonly state?: string | undefined; readonly find?: string | undefined };

export function LibraryScreen(): ReactNode {
  const { t } = useTranslation('journeys');
  const asked = useQuery(journeysQuery);
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        <>
          <StartFromPlaybook />
          <NewJourney taken={new Set(asked.data?.journeys.map(({ journey }) => journey))} />
        </>
      }
    >
      <Answered of={asked}>{({ journeys }) => <Library figures={journeys} />}</Answered>
    </Page>
  );
}

function Library({ figures }: { readonly figures: readonly JourneyFigures[] }): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  const [{ state = 'all', find = '' }, choose] = useAddress<Chosen>();
  const rows = useRows(figures);
  const columns = useColumns();
  if (rows.length === 0)
    return (
      <Part>
        <Nothing text={t('empty')} hint={t('emptyHint')} />
      </Part>
    );
  const shown = rows.filter(
    (row) => isIn(row, state as State) && `${row.id} ${row.name[language]}`.toLowerCase().includes(find.trim().toLowerCase()),
  );
  return (
    <Part>
      <div className="filters journeys-filters">
        <Segmented<State>
          aria-label={t('state')}
          value={state as State}
          options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
          onChange={(value) => choose({ state: value === 'all' ? undefined : value })}
        />
        <Input
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={find}
          allowClear
          onChange={({ target }) => choose({ find: target.value === '' ? undefined : target.value })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="journeys-rows" aria-label={t('title')} tabIndex={0}>
        <Table<JourneyRow>
          size="small"
          rowKey="id"
          dataSource={shown}
          columns={[...columns]}
          pagination={false}
          locale={{ emptyText: <Nothing text={t('none')} /> }}
        />
      </section>
    </Part>
  );
}

function isIn(row: JourneyRow, state: State): boolean {
  if (state === 'live') return row.isLive;
  if (state === 'changed') return row.change !== undefined;
  if (state === 'rollout') return row.isRollingOut;
  return state === 'all' || row.alerts > 0;
}

function useColumns(): readonly TableColumnType<JourneyRow>[] {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const language = useLanguage();
  const words = useJourneyWords();
  const count = (name: 'entered' | 'waiting' | 'completed' | 'converted' | 'exited' | 'failed'): TableColumnType<JourneyRow> => ({
    title: t(`counts.${name}`),
    align: 'right',
    sorter: (a, b) => a[name] - b[name],
    render: (_, row) => formats.short(row[name]),
  });
  return [
    {
      title: t('columns.name'),
      width: 210,
      filters: STAGES.map((value) => ({ value, text: t(`stages.${value}`) })),
      onFilter: (value, row) => row.stage === value,
      sorter: (a, b) => a.name[language].localeCompare(b.name[language], language),
      render: (_, { id, name, stage }) => (
        <>
          <Link to="/journeys/$journey" params={{ journey: id }}>
            {name[language]}
          </Link>
          <div className="soft">{stage ? t(`stages.${stage}`) : id}</div>
        </>
      ),
    },
    { title: t('columns.state'), render: (_, row) => <StateTags of={row} /> },
    ...(['entered', 'waiting', 'completed', 'converted', 'exited', 'failed'] as const).map(count),
    {
      title: t('columns.kpi'),
      render: (_, { kpi, entered, converted }) => (
        <>
          {kpi ? words.kpi(kpi) : <span className="soft">{t('noKpi')}</span>}
          {kpi?.metric === 'conversion_rate' && entered > 0 && (
            <div className="soft">{t('soFar', { value: formats.percent(converted / entered) })}</div>
          )}
        </>
      ),
    },
  ];
}

export function StateTags({ of }: { readonly of: Pick<JourneyRow, 'isLive' | 'isRollingOut' | 'change' | 'alerts'> }): ReactNode {
  const { t } = useTranslation('journeys');
  const { isLive, isRollingOut, change, alerts } = of;
  return (
    <span className="journeys-tags">
      {isLive && <Tag color="success">{t('states.live')}</Tag>}
      {!isLive && change === undefined && <Tag>{t('states.over')}</Tag>}
      {isRollingOut && <Tag color="processing">{t('states.rollout')}</Tag>}
      {change !== undefined && <Tag color="warning">{t(`changes.${change}`)}</Tag>}
      {alerts > 0 && <Tag color="error">{t('alerts', { count: alerts })}</Tag>}
    </span>
  );
}
