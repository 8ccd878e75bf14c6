/** Taking responsibility for what is written: an approval of exactly this content. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { useDoing } from '../../kit/index.ts';
import type { Draft } from './asked.ts';

export interface ApproveProps {
  /** As the server has it; undefined while that is not known. Without a fingerprint it can't be approved. */
  readonly draft: Draft | undefined;
  /** Saves what is not saved yet: it is approved as the server has it. */
  readonly flush: () => Promise<void>;
}

export function Approve({ draft, flush }: ApproveProps): ReactNode {
  const { t } = useTranslation('content');
  const doing = useDoing();
  const queries = useQueryClient();
  const approve = useMutation({
    mutationFn: async ({ kind, id, fingerprint }: Draft) => {
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
  const approvable = draft?.fingerprint !== undefined && draft.approval !== 'approved' && draft.problems.length === 0 ? draft : undefined;
  const ask = async (of: Draft): Promise<void> => {
    if (await doing.confirm({ title: t('approve.title'), text: t('approve.text'), verb: t('approve.open') })) approve.mutate(of);
  };
  return (
    <Button size="small" disabled={!approvable} loading={approve.isPending} onClick={() => approvable && void ask(approvable)}>
      {t('approve.open')}
    </Button>
  );
}
