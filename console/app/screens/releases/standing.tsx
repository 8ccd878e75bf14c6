/** How the latest release stands: what is in force, and how far the past is that the rest waits for. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReleaseStanding } from '../../api/index.ts';
import { Answered, Part, useFormats, useNaming } from '../../kit/index.ts';
import { standingQuery } from './asked.ts';
import { StateTag } from './list.tsx';

export function StandingPart(): ReactNode {
  const { t } = useTranslation('releases');
  const asked = useQuery(standingQuery);
  return (
    <Part title={t('standing.title')} extra={asked.data && <StateTag state={asked.data.state} />}>
      <Answered of={asked}>{(standing) => <Standing of={standing} />}</Answered>
    </Part>
  );
}

function Standing({ of: { state, evaluating, preparing, isBrought, definitions } }: { readonly of: ReleaseStanding }): ReactNode {
  const { t } = useTranslation('releases');
  const names = useNaming();
  const waiting = definitions.filter((one) => one.state !== 'live');
  return (
    <>
      {state === 'live' && <p className="releases-plain">{t('standing.live')}</p>}
      {evaluating && <p className="releases-plain soft">{t('standing.evaluating')}</p>}
      {preparing && <Preparing of={preparing} />}
      {!isBrought && <Alert type="warning" showIcon title={t('standing.notBrought')} />}
      {waiting.length > 0 && (
        <p className="releases-plain">
          <span className="soft">{t('standing.waiting')}</span> {waiting.map(({ kind, id }) => names.of(kind, id)).join(t('and'))}
        </p>
      )}
    </>
  );
}

function Preparing({ of }: { readonly of: NonNullable<ReleaseStanding['preparing']> }): ReactNode {
  const { t } = useTranslation('releases');
  const formats = useFormats();
  const { step, progress, events, eventsAll, customers, attempts, problem } = of;
  return (
    <>
      <Progress
        aria-label={t('standing.progress')}
        percent={Math.floor(progress * 100)}
        status={step === 'failed' ? 'exception' : 'active'}
      />
      <p className="releases-plain soft">
        {t(`standing.step.${step}`)}{' '}
        {t('standing.read', { events: formats.number(events), all: formats.number(eventsAll), customers: formats.number(customers) })}
      </p>
      {problem !== undefined && <Alert type="error" showIcon title={t('standing.failed', { count: attempts })} description={problem} />}
    </>
  );
}
