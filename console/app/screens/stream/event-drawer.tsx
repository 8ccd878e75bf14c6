/** One event with all that it carries. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type WholeEvent } from '../../api/index.ts';
import { Answered, CustomerId, Drawer, EventTitle, Json, useFormats } from '../../kit/index.ts';

export function EventDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('stream');
  const asked = useQuery({
    queryKey: ['events', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/events/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Drawer open={id !== undefined} onClose={onClose} title={t('one')} size={520}>
      {id !== undefined && <Answered of={asked}>{(event) => <Whole event={event} />}</Answered>}
    </Drawer>
  );
}

function Whole({ event }: { readonly event: WholeEvent }): ReactNode {
  const { t } = useTranslation('stream');
  const formats = useFormats();
  const items = [
    { key: 'event', label: t('columns.event'), children: <EventTitle id={event.event} isWhole /> },
    { key: 'source', label: t('columns.source'), children: event.source },
    { key: 'customer', label: t('columns.customer'), children: <CustomerId id={event.customer} /> },
    { key: 'time', label: t('time'), children: formats.dateTime(event.time) },
    { key: 'at', label: t('columns.at'), children: formats.dateTime(event.at) },
    { key: 'message', label: t('messageId'), children: <code>{event.message}</code> },
  ];
  const parts = [
    ['identifiers', Object.fromEntries(event.identifiers)],
    ['properties', event.properties],
    ['traits', event.traits],
    ['context', event.context],
  ] as const;
  return (
    <>
      {event.violations.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('problems', { count: event.violations.length })}
          description={event.violations.map(({ field, problem, omitted }) => (
            <div key={`${field} ${problem}`}>
              <code>{field}</code> {t(`problem.${problem}`, { defaultValue: problem })} {omitted && t('omitted')}
            </div>
          ))}
        />
      )}
      <Descriptions column={1} size="small" items={items} />
      {parts.map(([name, value]) => value && <Json key={name} title={t(name)} value={value} />)}
    </>
  );
}
