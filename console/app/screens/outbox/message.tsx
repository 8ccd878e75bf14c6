/** One message: as its receiver sees it, what it is, why it came, and what has become of it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type CapturedMessage, type ChainLink } from '../../api/index.ts';
import {
  Answered,
  Chain,
  CustomerId,
  FactTag,
  Json,
  keptQuery,
  Part,
  useFormats,
  useNames,
  useWhyWords,
  useWords,
  WhyAnswer,
} from '../../kit/index.ts';
import { Face } from './face.tsx';

/** `customer`: to whom it went, where the address says so; of what is not kept here it is asked why it came. */
export function Message({ message, customer }: { readonly message: string; readonly customer: string | undefined }): ReactNode {
  const { t } = useTranslation('outbox');
  const asked = useQuery(keptQuery(message));
  if (asked.data === null)
    return (
      <Part title={t('why')} extra={customer !== undefined && <CustomerId id={customer} />}>
        <p className="soft">{t('elsewhere')}</p>
        {customer !== undefined && <WhyAnswer customer={customer} message={message} />}
      </Part>
    );
  return <Answered of={asked}>{(captured) => captured && <Captured captured={captured} />}</Answered>;
}

function Captured({ captured }: { readonly captured: CapturedMessage }): ReactNode {
  const { t } = useTranslation('outbox');
  const { command, content, appearance, preview } = captured;
  const { customer, message } = command;
  const explained = useQuery({
    queryKey: ['explain', customer, message],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/explain', { params: { query: { customer, message } }, signal })),
  });
  return (
    <div className="outbox-parts">
      <Link className="outbox-back" to={'/outbox' as string} search={true as never}>
        {t('back')}
      </Link>
      <Part title={content.subject ?? t('noSubject')} extra={<CustomerId id={customer} />}>
        <Receipts chain={explained.data?.message?.chain ?? []} />
        <Face appearance={appearance} preview={preview} />
      </Part>
      <Part title={t('what')}>
        <Facts captured={captured} />
      </Part>
      <Part title={t('why')}>
        <Answered of={explained}>{({ message: told }) => <Chain links={told?.chain ?? []} />}</Answered>
      </Part>
      <Part>
        <Json title={t('variables')} value={command.variables} />
      </Part>
    </div>
  );
}

function Facts({ captured: { command, capturedAt, appearance } }: { readonly captured: CapturedMessage }): ReactNode {
  const { t } = useTranslation('outbox');
  const nameOf = useNames();
  const word = useWords();
  const { step: stepOf } = useWhyWords();
  const formats = useFormats();
  const versioned = (kind: string, id: string, version: number): string => `${nameOf(kind, id)} · ${t('version', { version })}`;
  const items = [
    ['journey', versioned('journey', command.journey, command.journeyVersion)],
    [
      'step',
      <span key="step" title={command.step}>
        {stepOf(command.journey, command.step)}
      </span>,
    ],
    ['template', versioned('template', command.template, command.templateVersion)],
    ['purpose', nameOf('purpose', command.purpose)],
    ['class', word(`class.${command.messageClass}`, command.messageClass)],
    [
      'channel',
      [...new Set([nameOf('channel', command.channel), t(`faces.${appearance.type}`, { defaultValue: appearance.type })])].join(' · '),
    ],
    ['latency', command.receivedAt > 0 ? formats.span(Math.max(capturedAt - command.receivedAt, 0)) : t('byTime')],
    ['decidedAt', formats.dateTime(command.at)],
    ['id', <code key="id">{command.message}</code>],
  ] as const;
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 1, lg: 2 }}
      items={items.map(([key, children]) => ({ key, label: t(`facts.${key}`), children }))}
    />
  );
}

/** What has become of it since it was decided, the newest last. */
function Receipts({ chain }: { readonly chain: readonly ChainLink[] }): ReactNode {
  const actions = chain.flatMap(({ link, evidence }) =>
    (link === 'delivery' || link === 'receipt') && evidence.table === 'facts' ? [evidence.action] : [],
  );
  return [...new Set(actions)].map((action) => <FactTag key={action} kind="message" action={action} />);
}
