/** Messages to the customer: those decided and what became of them, and those that were not sent, each with its reason, its chain and how it looked. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type TableColumnType, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type CapturedMessage, type DescribedProfile, type MessageOutcome, type MessageState } from '../../api/index.ts';
import {
  Answered,
  Drawer,
  keptQuery,
  Listing,
  Nothing,
  type Paged,
  Part,
  StatusTag,
  useFormats,
  usePaged,
  useWhyWords,
  WhyAnswer,
  WhyRule,
} from '../../kit/index.ts';
import { useAddress } from './address.ts';
import { explainQuery } from './explained.ts';

const PAGE = 50;
/** Guard has not let them become messages. */
const UNDECIDED: ReadonlySet<string> = new Set(['suppressed', 'deferred']);

interface MessageRow extends Pick<MessageOutcome, 'message' | 'journey' | 'step' | 'channel'> {
  readonly at: number;
  readonly status: string;
  readonly returned: readonly string[];
  readonly rule?: string | undefined;
  readonly read?: unknown;
}

export function MessagesTab({ of: { customer } }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const [{ message }, say] = useAddress();
  const columns = useColumns(({ message: chosen }) => say({ message: chosen }));
  const paged = usePagedMessages(customer);
  return (
    <Part>
      <Listing<MessageRow>
        of={paged}
        label={t('tabs.messages')}
        columns={columns}
        rowKey={(row) => row.message}
        empty={<Nothing text={t('messages.empty')} hint={t('messages.emptyHint')} />}
      />
      <Drawer
        open={message !== undefined}
        onClose={() => say({ message: undefined })}
        size={720}
        title={t('messages.message')}
        styles={{ wrapper: { maxWidth: '100vw' } }}
        destroyOnHidden
      >
        {message !== undefined && <Message customer={customer} message={message} />}
      </Drawer>
    </Part>
  );
}

function usePagedMessages(customer: string): Paged<MessageRow> {
  const queries = useQueryClient();
  return usePaged<MessageRow>(['customers', customer, 'messages'], async (cursor, signal) => {
    const before = cursor === undefined ? undefined : String(cursor);
    const query = { customer, limit: PAGE, ...(before !== undefined && { before }) };
    const [{ messages, next }, explained] = await Promise.all([
      answerOf(api.GET('/v1/messages', { params: { query }, signal })),
      // Without it the messages are there all the same.
      queries.fetchQuery(explainQuery(customer)).catch(() => undefined),
    ]);
    const wanted = (explained?.journeys ?? []).flatMap((one) => one.messages);
    const until = before === undefined ? Number.POSITIVE_INFINITY : Number(before.split('-')[0]);
    const from = next === undefined ? Number.NEGATIVE_INFINITY : messages.at(-1)!.at;
    return { rows: rowsOf(messages, wanted, { from, until }), ...(next !== undefined && { next }) };
  });
}

/** Those that guard refused or put off are no messages yet: they come from the explanation, onto the page of their time. Newest first. */
function rowsOf(
  messages: readonly MessageState[],
  wanted: readonly MessageOutcome[],
  { from, until }: { readonly from: number; readonly until: number },
): MessageRow[] {
  const told = new Map(wanted.map((one) => [one.message, one]));
  const rows = messages.map((one): MessageRow => {
    const outcome = told.get(one.message);
    return { ...one, rule: one.reason ?? outcome?.rule, read: outcome?.read };
  });
  const others = wanted
    .filter(({ status, evidence: { at } }) => UNDECIDED.has(status) && at >= from && at < until)
    .map((one): MessageRow => ({ ...one, at: one.evidence.at, returned: [] }));
  return [...rows, ...others].sort((a, b) => b.at - a.at);
}

function useColumns(open: (row: MessageRow) => void): readonly TableColumnType<MessageRow>[] {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const { names, step } = useWhyWords();
  return [
    { title: t('timeline.when'), render: (_, { at }) => formats.dateTime(at) },
    {
      title: t('messages.message'),
      render: (_, row) => (
        <button type="button" className="customers-link" title={row.step} onClick={() => open(row)}>
          {names.of('journey', row.journey)} › {step(row.journey, row.step)}
        </button>
      ),
    },
    { title: t('messages.channel'), render: (_, { channel }) => names.of('channel', channel) },
    { title: t('messages.status'), render: (_, row) => <Status of={row} /> },
    {
      title: t('messages.reason'),
      className: 'customers-wide',
      render: (_, { rule, read }) => <WhyRule rule={rule} read={read} />,
    },
  ];
}

function Status({ of: { status, returned } }: { readonly of: MessageRow }): ReactNode {
  const { fact } = useWhyWords();
  return (
    <>
      <StatusTag status={status} />
      {returned.map((one) => (
        <Tag key={one}>{fact('message', one)}</Tag>
      ))}
    </>
  );
}

function Message({ customer, message }: { readonly customer: string; readonly message: string }): ReactNode {
  const { t } = useTranslation('customers');
  return (
    <div className="customers-stack">
      <Rendered message={message} />
      <Part title={t('messages.why')}>
        <WhyAnswer customer={customer} message={message} />
      </Part>
    </div>
  );
}

/** As its receiver sees it, in a frame that may do nothing. Only what was captured is kept. */
function Rendered({ message }: { readonly message: string }): ReactNode {
  const { t } = useTranslation('customers');
  const asked = useQuery(keptQuery(message));
  if (asked.data === null) return <p className="soft">{t('messages.notKept')}</p>;
  return <Answered of={asked}>{(kept) => kept && <Kept of={kept} />}</Answered>;
}

function Kept({ of: { preview, content, command } }: { readonly of: CapturedMessage }): ReactNode {
  const { t } = useTranslation('customers');
  const words = useWhyWords();
  return (
    <Part title={content.subject ?? t('messages.noSubject')}>
      <p className="soft">
        {t('messages.about', {
          template: words.t('version', { version: command.templateVersion }),
          purpose: words.names.of('purpose', command.purpose),
          class: words.t(`class.${command.messageClass}` as never),
        })}
      </p>
      <iframe className="customers-frame" title={t('messages.frame')} src={preview} sandbox="" />
    </Part>
  );
}
