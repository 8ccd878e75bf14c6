/** It is kept: an unpublished change, which goes out once it is published. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { changesQuery, hasScreen, Publish, useMay } from '../../kit/index.ts';

interface MadeProps {
  /** Id of its journey. */
  readonly journey: string;
  readonly at: string | undefined;
  readonly onAnother: () => void;
}

export function Made({ journey, at, onAnother }: MadeProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const { data } = useQuery({ ...changesQuery, enabled: useMay('releases.read') });
  const isWaiting = data === undefined || data.changes.some(({ kind, id }) => kind === 'journey' && id === journey);
  const time = at?.replace('T', ' ') ?? '';
  return (
    <Result
      status={isWaiting ? 'info' : 'success'}
      title={t(isWaiting ? 'made.title' : 'made.gone')}
      subTitle={t(isWaiting ? 'made.text' : 'made.goneText', { time })}
      extra={
        <div className="broadcast-made">
          <Suspense fallback={null}>
            <Publish only={[{ kind: 'journey', id: journey }]} />
          </Suspense>
          {hasScreen('journeys') && <Link to={`/journeys/${journey}` as string}>{t('made.journey')}</Link>}
          {hasScreen('calendar') && (
            <Link to={'/calendar' as string} search={{ day: at?.slice(0, 10) } as never}>
              {t('calendar')}
            </Link>
          )}
          <Button onClick={onAnother}>{t('made.another')}</Button>
        </div>
      }
    />
  );
}
