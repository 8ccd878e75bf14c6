/** The data dictionary: the events of the running release, and what recent traffic holds that it does not know. */
import { useQuery } from '@tanstack/react-query';
import { Input, Segmented, Table, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type EventDefinition } from '../../api/index.ts';
import { Answered, Drawer, Nothing, Page, Part, useAddress, useLanguage } from '../../kit/index.ts';
import { Properties } from './properties.tsx';
import { Traffic } from './traffic.tsx';

interface Chosen {
  readonly event?: string | undefined;
  readonly view?: string | undefined;
}

interface Defined {
  readonly version: number;
  readonly definition: EventDefinition;
}

export function Screen(): ReactNode {
  const { t } = useTranslation('dictionary');
  const [chosen, choose] = useAddress<Chosen>();
  const asked = useQuery({
    queryKey: ['releases', 'current'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/releases/{number}', { params: { path: { number: 'current' } }, signal })),
  });
  const views = [
    { value: 'defined', label: t('defined') },
    { value: 'traffic', label: t('traffic') },
  ];
  const view = chosen.view ?? 'defined';
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={<Segmented options={views} value={view} onChange={(next) => choose({ view: next === 'defined' ? undefined : next })} />}
    >
      <Answered of={asked}>
        {({ definitions }) => {
          const events = definitions.filter(({ definition }) => definition.kind === 'event') as unknown as readonly Defined[];
          return view === 'traffic' ? (
            <Traffic defined={events.map(({ definition }) => definition)} />
          ) : (
            <Events events={events} chosen={chosen.event} onChoose={(event) => choose({ event })} />
          );
        }}
      </Answered>
    </Page>
  );
}

interface EventsProps {
  readonly events: readonly Defined[];
  readonly chosen: string | undefined;
  readonly onChoose: (event: string | undefined) => void;
}

function Events({ events, chosen, onChoose }: EventsProps): ReactNode {
  const { t } = useTranslation('dictionary');
  const language = useLanguage();
  const [wanted, setWanted] = useState('');
  const columns = useColumns(onChoose);
  const shown = events.filter(({ definition: { id, name } }) =>
    `${id} ${name.en} ${name.zh}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const open = events.find(({ definition }) => definition.id === chosen);
  return (
    <Part
      title={
        <Input.Search allowClear aria-label={t('search')} placeholder={t('search')} onChange={({ target }) => setWanted(target.value)} />
      }
    >
      {shown.length === 0 ? (
        <Nothing {...(events.length === 0 ? { text: t('empty'), hint: t('emptyHint') } : { text: t('none') })} />
      ) : (
        <Table
          size="small"
          columns={columns}
          dataSource={shown}
          rowKey={({ definition }) => definition.id}
          pagination={shown.length > 50 ? { pageSize: 50, size: 'small' } : false}
          scroll={{ x: 'max-content' }}
        />
      )}
      <Drawer open={open !== undefined} onClose={() => onChoose(undefined)} title={open?.definition.name[language]} size={760}>
        {open && <Properties definition={open.definition} version={open.version} />}
      </Drawer>
    </Part>
  );
}

function useColumns(onChoose: (event: string) => void): TableColumnType<Defined>[] {
  const { t } = useTranslation('dictionary');
  const language = useLanguage();
  return [
    {
      title: t('columns.event'),
      key: 'event',
      render: (_, { definition: { id, name } }) => (
        <button type="button" className="as-link" onClick={() => onChoose(id)}>
          {name[language]}
        </button>
      ),
    },
    { title: t('columns.id'), key: 'id', render: (_, { definition }) => <code>{definition.id}</code> },
    {
      title: t('columns.properties'),
      key: 'properties',
      align: 'end',
      render: (_, { definition }) => Object.keys(definition.properties ?? {}).length,
    },
    {
      title: t('columns.personal'),
      key: 'personal',
      render: (_, { definition }) => {
        const personal = Object.values(definition.properties ?? {}).filter(
          ({ dataClass = 'none' }) => dataClass === 'personal' || dataClass === 'sensitive',
        );
        return personal.length > 0 && <Tag color="warning">{t('personal', { count: personal.length })}</Tag>;
      },
    },
    {
      title: t('columns.enforcement'),
      key: 'enforcement',
      render: (_, { definition: { enforcement = 'flag' } }) =>
        t(`enforcements.${typeof enforcement === 'string' ? enforcement : enforcement.default}`),
    },
    { title: t('columns.owner'), key: 'owner', render: (_, { definition }) => definition.owner ?? '–' },
    { title: t('columns.version'), dataIndex: 'version', align: 'end' },
  ];
}
