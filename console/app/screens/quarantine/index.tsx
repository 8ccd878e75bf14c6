/** What the door refused: in groups, one by one, corrected, replayed, dropped. */
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type QuarantineGroup, type QuarantineRecord } from '../../api/index.ts';
import {
  Answered,
  EventTitle,
  Figure,
  Listing,
  Nothing,
  Page,
  Part,
  useAddress,
  useFormats,
  useMay,
  usePaged,
  When,
} from '../../kit/index.ts';
import { Correction } from './correction.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import { type Chosen, selectionOf, useDrop } from './selection.ts';

const PAGE = 50;

export function Screen(): ReactNode {
  const { t } = useTranslation('quarantine');
  const formats = useFormats();
  const [chosen, choose] = useAddress<Chosen>();
  const selection = selectionOf(chosen);
  const stats = useQuery({
    queryKey: ['quarantine', 'stats'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/quarantine/stats', { signal })),
  });
  const drop = useDrop();
  const [mayReplay, mayDrop] = [useMay('quarantine.replay'), useMay('quarantine.drop')];
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        <>
          <Button type="primary" disabled={!mayReplay || !stats.data?.records} onClick={() => choose({ correcting: 'true' })}>
            {t('correct')}
          </Button>
          <Button danger disabled={!mayDrop || !stats.data?.records} onClick={() => void drop(selection)}>
            {t('drop')}
          </Button>
        </>
      }
    >
      <Answered of={stats}>
        {({ records, replayed, dropped, removed, groups }) => (
          <Part>
            <div className="figures">
              <Figure label={t('figures.records')} value={formats.number(records)} />
              <Figure label={t('figures.replayed')} value={formats.number(replayed)} />
              <Figure label={t('figures.dropped')} value={formats.number(dropped)} />
              <Figure label={t('figures.removed')} value={formats.number(removed)} note={t('figures.removedNote')} />
            </div>
            {groups.length > 0 && <Groups groups={groups} chosen={chosen} onChoose={choose} />}
          </Part>
        )}
      </Answered>
      <Records chosen={chosen} onChoose={choose} />
      <RecordDrawer id={chosen.record} onClose={() => choose({ record: undefined })} />
      {/* What is written is about a selection: another one begins anew. */}
      <Correction
        key={JSON.stringify(selection)}
        selection={selection}
        isOpen={chosen.correcting !== undefined}
        onClose={() => choose({ correcting: undefined })}
      />
    </Page>
  );
}

interface ChoosingProps {
  readonly chosen: Chosen;
  readonly onChoose: (change: Chosen) => void;
}

/** A group is a selection: choosing it narrows the list, and what is replayed or dropped. */
function Groups({ groups, chosen, onChoose }: ChoosingProps & { readonly groups: readonly QuarantineGroup[] }): ReactNode {
  const { t } = useTranslation('quarantine');
  const formats = useFormats();
  const isChosen = ({ source, event, code, field }: QuarantineGroup): boolean =>
    [chosen.source, chosen.event, chosen.code, chosen.field].join('\n') === [source, event, code, field].join('\n');
  const columns: TableColumnType<QuarantineGroup>[] = [
    { title: t('columns.source'), dataIndex: 'source' },
    { title: t('columns.event'), dataIndex: 'event', render: (event: string) => <EventTitle id={event} /> },
    { title: t('columns.field'), dataIndex: 'field', render: (field: string) => <code>{field}</code> },
    { title: t('columns.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
    { title: t('columns.count'), dataIndex: 'count', align: 'end', render: (count: number) => formats.number(count) },
    { title: t('columns.last'), dataIndex: 'lastAt', render: (at: number) => <When at={at} /> },
    {
      key: 'choose',
      render: (_, group) => {
        const { source, event, code, field } = group;
        const none = { source: undefined, event: undefined, code: undefined, field: undefined };
        return (
          <Button
            size="small"
            type={isChosen(group) ? 'primary' : 'default'}
            onClick={() => onChoose(isChosen(group) ? none : { source, event, code, field })}
          >
            {isChosen(group) ? t('chosen') : t('choose')}
          </Button>
        );
      },
    },
  ];
  return (
    <Table
      size="small"
      columns={columns}
      dataSource={[...groups]}
      rowKey={({ source, event, code, field }) => [source, event, code, field].join('\n')}
      pagination={groups.length > 10 ? { pageSize: 10, size: 'small' } : false}
      scroll={{ x: 'max-content' }}
    />
  );
}

function Records({ chosen, onChoose }: ChoosingProps): ReactNode {
  const { t } = useTranslation('quarantine');
  const selection = selectionOf(chosen);
  const of = usePaged<QuarantineRecord>(['quarantine', 'list', selection], async (before, signal) => {
    const query = { limit: PAGE, ...selection, ...(before !== undefined && { before: String(before) }) };
    const { records, next } = await answerOf(api.GET('/v1/quarantine', { params: { query }, signal }));
    return { rows: records, ...(next !== undefined && { next }) };
  });
  const columns: TableColumnType<QuarantineRecord>[] = [
    { title: t('columns.at'), dataIndex: 'at', render: (at: number) => <When at={at} /> },
    { title: t('columns.source'), dataIndex: 'source' },
    { title: t('columns.event'), dataIndex: 'event', render: (event: string) => <EventTitle id={event} /> },
    { title: t('columns.reason'), dataIndex: 'reason' },
  ];
  return (
    <Part title={t('records')}>
      <Listing<QuarantineRecord>
        of={of}
        columns={columns}
        rowKey={({ id }) => id}
        label={t('records')}
        empty={<Nothing text={t('empty')} hint={t('emptyHint')} />}
        onOpen={({ id }) => onChoose({ record: id })}
        {...(chosen.record && { selected: chosen.record })}
      />
    </Part>
  );
}
