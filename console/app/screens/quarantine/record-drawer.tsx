/** One refused call, as it came. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type QuarantineRecord } from '../../api/index.ts';
import { Answered, Drawer, EventTitle, Json, useFormats, useMay } from '../../kit/index.ts';
import { useDrop } from './selection.ts';

export function RecordDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('quarantine');
  const asked = useQuery({
    queryKey: ['quarantine', 'record', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/quarantine/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
  });
  const drop = useDrop();
  const mayDrop = useMay('quarantine.drop');
  const dropIt = async (record: string): Promise<void> => {
    if (await drop({ ids: [record] })) onClose();
  };
  const footer = id !== undefined && (
    <Button danger disabled={!mayDrop || asked.data?.settled !== undefined} onClick={() => void dropIt(id)}>
      {t('dropOne')}
    </Button>
  );
  return (
    <Drawer open={id !== undefined} onClose={onClose} title={t('one')} size={560} footer={footer}>
      {id !== undefined && <Answered of={asked}>{(record) => <Whole record={record} />}</Answered>}
    </Drawer>
  );
}

function Whole({ record }: { readonly record: QuarantineRecord }): ReactNode {
  const { t } = useTranslation('quarantine');
  const formats = useFormats();
  const items = [
    { key: 'source', label: t('columns.source'), children: record.source },
    { key: 'event', label: t('columns.event'), children: <EventTitle id={record.event} isWhole /> },
    { key: 'field', label: t('columns.field'), children: <code>{record.field}</code> },
    { key: 'at', label: t('columns.at'), children: formats.dateTime(record.at) },
    { key: 'id', label: t('id'), children: <code>{record.id}</code> },
  ];
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={record.reason}
        description={
          <>
            <code>{record.code}</code> {record.settled && <Tag>{t(`settled.${record.settled}`)}</Tag>}
          </>
        }
      />
      <Descriptions column={1} size="small" items={items} />
      <Json title={t('call')} value={record.call} />
    </>
  );
}
