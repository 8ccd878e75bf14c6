/** What comes, as it comes: filtered, paused, and one event looked at whole. */
import { PauseOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type LatestEvent } from '../../api/index.ts';
import {
  CustomerId,
  EventTitle,
  Listing,
  Nothing,
  Page,
  Part,
  useAddress,
  useFormats,
  useNames,
  useShortcuts,
  When,
} from '../../kit/index.ts';
import { EventDrawer } from './event-drawer.tsx';

const EVERY_MS = 2_000;
const SHOWN = 50;

interface Filter {
  readonly source?: string | undefined;
  readonly name?: string | undefined;
  readonly flagged?: string | undefined;
  /** The one that is looked at. */
  readonly event?: string | undefined;
}

export function Screen(): ReactNode {
  const { t } = useTranslation('stream');
  const [filter, setFilter] = useAddress<Filter>();
  const [isPaused, setPaused] = useState(false);
  useShortcuts([{ keys: 'p', text: t('pause'), act: () => setPaused(!isPaused) }]);
  const query = {
    limit: SHOWN,
    ...(filter.source && { source: filter.source }),
    ...(filter.name && { event: filter.name }),
    ...(filter.flagged && { flagged: 'true' as const }),
  };
  const asked = useQuery({
    queryKey: ['events', query],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/events', { params: { query }, signal })),
    refetchInterval: isPaused ? false : EVERY_MS,
    placeholderData: keepPreviousData,
  });
  // What came is gone past the latest: there is one page.
  const none = (): void => undefined;
  const of = {
    ...{ rows: asked.data?.events, error: asked.error, page: 1, isTurning: false, first: none, ready: none },
    refetch: () => void asked.refetch(),
  };
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        <Button icon={isPaused ? <PlayCircleOutlined /> : <PauseOutlined />} onClick={() => setPaused(!isPaused)}>
          {isPaused ? t('resume') : t('pause')}
        </Button>
      }
    >
      <Part title={<Filters filter={filter} events={asked.data?.events ?? []} onChange={setFilter} />}>
        <Listing<LatestEvent>
          of={of}
          columns={useColumns()}
          rowKey={({ id }) => id}
          label={t('title')}
          empty={<Nothing text={t('empty')} hint={t('emptyHint')} />}
          onOpen={({ id }) => setFilter({ event: id })}
          {...(filter.event && { selected: filter.event })}
        />
      </Part>
      <EventDrawer id={filter.event} onClose={() => setFilter({ event: undefined })} />
    </Page>
  );
}

function useColumns(): readonly TableColumnType<LatestEvent>[] {
  const { t } = useTranslation('stream');
  const formats = useFormats();
  return [
    { title: t('columns.at'), dataIndex: 'at', width: 110, render: (at: number) => <When at={at} isClock /> },
    { title: t('columns.event'), dataIndex: 'event', render: (event: string) => <EventTitle id={event} /> },
    { title: t('columns.source'), dataIndex: 'source' },
    { title: t('columns.customer'), dataIndex: 'customer', render: (id: string) => <CustomerId id={id} /> },
    { title: t('columns.delay'), key: 'delay', align: 'end', render: (_, { at, time }) => formats.span(Math.max(at - time, 0)) },
    {
      title: t('columns.problems'),
      dataIndex: 'problems',
      render: (count: number) => (count === 0 ? null : <Tag color="warning">{t('problems', { count })}</Tag>),
    },
  ];
}

interface FiltersProps {
  readonly filter: Filter;
  readonly events: readonly LatestEvent[];
  readonly onChange: (change: Filter) => void;
}

function Filters({ filter, events, onChange }: FiltersProps): ReactNode {
  const { t } = useTranslation('stream');
  const { data } = useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => answerOf(api.GET('/v1/sources', { signal })) });
  const sources = new Set([...(data?.sources.map(({ id }) => id) ?? []), ...events.map(({ source }) => source)]);
  const names = new Set([...(filter.name ? [filter.name] : []), ...events.map(({ event }) => event)]);
  const nameOf = useNames();
  const optionsOf = (values: ReadonlySet<string>) => [...values].sort().map((value) => ({ value, label: value }));
  return (
    <div className="filters">
      <Select
        allowClear
        aria-label={t('columns.source')}
        placeholder={t('allSources')}
        value={filter.source ?? null}
        options={optionsOf(sources)}
        onChange={(source: string | undefined) => onChange({ source })}
      />
      <Select
        allowClear
        showSearch={{ filterOption: (typed, option) => `${option?.value} ${option?.label}`.toLowerCase().includes(typed.toLowerCase()) }}
        aria-label={t('columns.event')}
        placeholder={t('allEvents')}
        value={filter.name ?? null}
        options={optionsOf(names).map(({ value }) => ({ value, label: nameOf('event', value) }))}
        onChange={(name: string | undefined) => onChange({ name })}
      />
      <Checkbox
        checked={filter.flagged !== undefined}
        onChange={({ target }) => onChange({ flagged: target.checked ? 'true' : undefined })}
      >
        {t('flagged')}
      </Checkbox>
    </div>
  );
}
