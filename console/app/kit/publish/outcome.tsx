/** What has become of it: a release, which can be rolled back, or a draft that waits for a second person. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ReleaseSummary } from '../../api/index.ts';
import { useMay } from '../../session/session.ts';
import { useDoing } from '../doing.tsx';
import { allAnew } from './changes.ts';

type Made = ReleaseSummary | { readonly draft: string };

export function Outcome({ of, onClose }: { readonly of: Made; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('publish');
  if ('draft' in of)
    return (
      <Result
        status="info"
        title={t('outcome.draft')}
        subTitle={t('outcome.draftHint')}
        extra={[
          <Link key="approvals" to="/approvals">
            {t('outcome.approvals')}
          </Link>,
          <Button key="close" type="primary" onClick={onClose}>
            {t('outcome.close')}
          </Button>,
        ]}
      />
    );
  return <ReleasedOutcome number={of.number} onClose={onClose} />;
}

function ReleasedOutcome({ number, onClose }: { readonly number: number; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('publish');
  const doing = useDoing();
  const queries = useQueryClient();
  const mayRollBack = useMay('releases.rollback');
  const undo = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/rollback', { body: { to: number - 1 } })),
    onSuccess: async (made) => {
      onClose();
      doing.done(t('rollback.done', { to: number - 1, number: made.number }));
      await allAnew(queries);
    },
    onError: doing.failed,
  });
  return (
    <Result
      status="success"
      title={t('outcome.released', { number })}
      subTitle={t('outcome.releasedHint')}
      extra={[
        <Link key="release" to="/releases/$number" params={{ number: String(number) }}>
          {t('outcome.see')}
        </Link>,
        number > 1 && (
          <Button key="undo" disabled={!mayRollBack} loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('rollback.verb')}
          </Button>
        ),
        <Button key="close" type="primary" onClick={onClose}>
          {t('outcome.close')}
        </Button>,
      ]}
    />
  );
}
