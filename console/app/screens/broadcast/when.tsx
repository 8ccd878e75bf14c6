/** When it goes out: as soon as it can be, or at a day and time on each customer's own clock. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow, workspaceQuery } from '../../kit/index.ts';
import { Field } from './field.tsx';
import type { StepProps } from './index.tsx';
import { clockIn, isAhead, soonest } from './wish.ts';

export function WhenStep({ chosen: { at, soon }, choose }: StepProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const { timeZone = 'UTC' } = useQuery(workspaceQuery).data ?? {};
  const now = useNow(30_000);
  const isSoon = soon !== undefined;
  const isPast = at !== undefined && !isAhead(at, now, timeZone);
  return (
    <>
      <Radio.Group
        aria-label={t('asks.when')}
        value={isSoon ? 'soon' : 'at'}
        options={[
          { value: 'at', label: t('atTime') },
          { value: 'soon', label: t('soon') },
        ]}
        onChange={({ target }) => choose(target.value === 'soon' ? { soon: 'yes', at: undefined } : { soon: undefined })}
      />
      {isSoon ? (
        <p>{t('soonAt', { time: soonest(now, timeZone).replace('T', ' ') })}</p>
      ) : (
        <Field label={t('fields.at')} hint={t('zoneNow', { zone: timeZone, time: clockIn(now, timeZone).replace('T', ' ') })}>
          <Input
            className="broadcast-at"
            type="datetime-local"
            aria-label={t('fields.at')}
            min={clockIn(now, timeZone)}
            value={at ?? ''}
            status={isPast ? 'error' : ''}
            onChange={({ target }) => choose({ at: target.value === '' ? undefined : target.value.slice(0, 16) })}
          />
        </Field>
      )}
      {!isSoon && isPast && <Alert type="error" showIcon title={t('past', { zone: timeZone })} />}
      <p className="soft">{t(isSoon ? 'soonClock' : 'ownClock', { zone: timeZone })}</p>
    </>
  );
}
