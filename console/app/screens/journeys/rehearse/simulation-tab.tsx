/** What the unpublished changes would have come to over the history, beside the release in force. */
import { PlayCircleOutlined, StopOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, DatePicker, Progress } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../api/index.ts';
import { Loading, NoPermission, Nothing, Part, Problem, useFormats, useMay } from '../../../kit/index.ts';
import type { Journey } from '../model/document.ts';
import { Field } from '../panel/fields.tsx';
import type { Simulating } from './simulation.ts';
import { SimulationReport } from './simulation-report.tsx';
import './rehearse.css';

export interface SimulationTabProps {
  readonly simulating: Simulating;
  readonly journey: Journey;
  readonly onOpen: (step: string) => void;
}

export function SimulationTab({ simulating, journey, onOpen }: SimulationTabProps): ReactNode {
  const { t } = useTranslation('journeys');
  const { standing } = simulating;
  return (
    <>
      <Part title={t('simulate.title')}>
        <p className="soft">{t('simulate.text')}</p>
        <Begin of={simulating} />
      </Part>
      <Standing of={simulating} />
      {standing?.simulation && <SimulationReport of={standing} journey={journey} onOpen={onOpen} />}
    </>
  );
}

function Begin({ of }: { readonly of: Simulating }): ReactNode {
  const { t } = useTranslation('journeys');
  const may = useMay('releases.write');
  const { form, onChange, start, stop, isStarting, isStopping, standing } = of;
  const isRunning = standing?.state === 'running';
  if (!may) return <NoPermission permission="releases.write" />;
  return (
    <div className="filters">
      <Field label={t('simulate.since')}>
        <DatePicker
          aria-label={t('simulate.since')}
          allowClear={false}
          maxDate={dayjs()}
          value={dayjs(form.since)}
          onChange={(day) => day && onChange({ ...form, since: day.startOf('day').valueOf() })}
        />
      </Field>
      <Checkbox checked={form.isCompared} onChange={({ target }) => onChange({ ...form, isCompared: target.checked })}>
        {t('simulate.compare')}
      </Checkbox>
      {isRunning ? (
        <Button icon={<StopOutlined />} loading={isStopping} onClick={stop}>
          {t('simulate.stop')}
        </Button>
      ) : (
        <Button type="primary" icon={<PlayCircleOutlined />} loading={isStarting} onClick={start}>
          {t('simulate.run')}
        </Button>
      )}
    </div>
  );
}

function Standing({ of: { error, standing, isAsked } }: { readonly of: Simulating }): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  if (error instanceof ApiError && error.status === 404)
    return (
      <Part>
        <Nothing text={t('simulate.forgotten')} hint={t('simulate.forgottenHint')} />
      </Part>
    );
  if (error) return <Problem error={error} />;
  if (!isAsked)
    return (
      <Part>
        <Nothing text={t('simulate.empty')} hint={t('simulate.emptyHint')} />
      </Part>
    );
  if (!standing) return <Loading lines={2} />;
  const { state, progress, problem } = standing;
  if (state === 'running')
    return (
      <Part title={t('simulate.running')}>
        <Progress percent={Math.floor(progress * 100)} aria-label={t('simulate.running')} />
        <p className="soft">
          {t('simulate.since')}: {formats.dateTime(standing.since)}
        </p>
      </Part>
    );
  if (state === 'failed')
    return <Alert type="error" showIcon title={t('simulate.failed')} description={problem && `${problem.reason} (${problem.code})`} />;
  return state === 'stopped' ? <Alert type="info" showIcon title={t('simulate.stopped')} /> : null;
}
