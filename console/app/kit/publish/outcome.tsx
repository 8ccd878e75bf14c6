/** What has become of it: a release, which can be rolled back, or a draft that waits for a second person. */
import { Link } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReleaseSummary } from '../../api/index.ts';
import { Rollback } from './rollback.tsx';

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
  return (
    <Result
      status="success"
      title={t('outcome.released', { number })}
      subTitle={t('outcome.releasedHint')}
      extra={[
        <Link key="release" to="/releases/$number" params={{ number: String(number) }}>
          {t('outcome.see')}
        </Link>,
        number > 1 && <Rollback key="undo" to={number - 1} label={t('rollback.verb')} onDone={onClose} />,
        <Button key="close" type="primary" onClick={onClose}>
          {t('outcome.close')}
        </Button>,
      ]}
    />
  );
}
