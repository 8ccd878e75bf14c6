/** Messages that failed for good; they go again when somebody asks for it, each under its own id. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type DeadLetter } from '../../api/index.ts';
import { About, CustomerId, Listing, Nothing, Page, Part, useDoing, useMay, useNames, usePaged, useWords, When } from '../../kit/index.ts';

const PAGE = 50;
type Which = { readonly message: string } | { readonly all: true };

export function Screen(): ReactNode {
  const { t } = useTranslation('dead-letters');
  const mayRedeliver = useMay('messages.redeliver');
  const count = useQuery({
    queryKey: ['dead-letters', 'count'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/dead-letters', { params: { query: { limit: 1 } }, signal })),
  }).data?.count;
  const of = usePaged<DeadLetter>(['dead-letters', 'list'], async (before, signal) => {
    const query = { limit: PAGE, ...(before !== undefined && { before: Number(before) }) };
    const { letters, next } = await answerOf(api.GET('/v1/dead-letters', { params: { query }, signal }));
    return { rows: letters, ...(next !== undefined && { next }) };
  });
  const again = useRedeliver();
  const columns = useColumns((letter) => again({ message: letter.message }), mayRedeliver);
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        <Button disabled={!mayRedeliver || !count} onClick={() => void again({ all: true }, count)}>
          {t('resendAll')}
        </Button>
      }
    >
      <Part>
        <Listing<DeadLetter>
          of={of}
          columns={columns}
          rowKey={({ message }) => message}
          label={t('title')}
          empty={<Nothing text={t('empty')} hint={t('emptyHint')} />}
        />
      </Part>
    </Page>
  );
}

function useColumns(onAgain: (letter: DeadLetter) => void, mayRedeliver: boolean): readonly TableColumnType<DeadLetter>[] {
  const { t } = useTranslation('dead-letters');
  const nameOf = useNames();
  const word = useWords();
  return [
    { title: t('columns.failedAt'), dataIndex: 'failedAt', render: (at: number) => <When at={at} /> },
    { title: t('columns.customer'), dataIndex: 'customer', render: (id: string) => <CustomerId id={id} /> },
    {
      title: t('columns.about'),
      key: 'about',
      render: (_, { template, journey, step }) => <About kind="message" name={template} journey={journey} step={step} version={1} />,
    },
    { title: t('columns.channel'), dataIndex: 'channel', render: (channel: string) => nameOf('channel', channel) },
    { title: t('columns.reason'), dataIndex: 'reason', render: (reason: string) => word(`rule.${reason}`, reason) },
    { title: t('columns.attempts'), dataIndex: 'attempts', align: 'end' },
    {
      key: 'again',
      render: (_, letter) => (
        <Button size="small" disabled={!mayRedeliver} onClick={() => onAgain(letter)}>
          {t('resend')}
        </Button>
      ),
    },
  ];
}

/** One goes at once: it can fail again, and no more. Many are asked for first. */
function useRedeliver(): (which: Which, count?: number) => Promise<void> {
  const { t } = useTranslation('dead-letters');
  const doing = useDoing();
  const queries = useQueryClient();
  const redeliver = useMutation({
    mutationFn: (which: Which) => answerOf(api.POST('/v1/redeliver', { body: { ...which, dryRun: false } })),
    onSuccess: async ({ messages }) => {
      await queries.invalidateQueries({ queryKey: ['dead-letters'] });
      doing.done(t('resent', { count: messages.length }));
    },
    onError: doing.failed,
  });
  return async (which, count = 1) => {
    if ('all' in which && !(await doing.confirm({ title: t('resendTitle', { count }), text: t('resendText'), verb: t('resendAll') })))
      return;
    redeliver.mutate(which);
  };
}
