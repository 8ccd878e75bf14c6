/** Taking responsibility for what is written: an approval of exactly this content. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { useDoing } from '../../kit/index.ts';
import type { Draft } from './asked.ts';

export interface ApproveProps {
  readonly draft: Draft;
  /** Saves what is not saved yet: it is approved as the server has it. */
  readonly flush: () => Promise<void>;
}

export function Approve({ draft: { kind, id, approval, fingerprint, problems }, flush }: ApproveProps): ReactNode {
  const { t } = useTranslation('content');
  const doing = useDoing();
  const queries = useQueryClient();
  const approve = useMutation({
    mutationFn: async () => {
      await flush();
      const body = { kind, ...(fingerprint !== undefined && { fingerprint }) };
      await answerOf(api.POST('/v1/content/{template}/approve', { params: { path: { template: id } }, body }));
    },
    onSuccess: async () => {
      doing.done(t('approve.done'));
      await queries.invalidateQueries({ queryKey: ['content'] });
    },
    onError: doing.failed,
  });
  const ask = async (): Promise<void> => {
    if (await doing.confirm({ title: t('approve.title'), text: t('approve.text'), verb: t('approve.open') })) approve.mutate();
  };
  return (
    <Button size="small" disabled={approval === 'approved' || problems.length > 0} loading={approve.isPending} onClick={() => void ask()}>
      {t('approve.open')}
    </Button>
  );
}
