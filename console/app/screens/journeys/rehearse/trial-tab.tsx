/** A journey tried on a customer in virtual time: what happens to it, and what came of it. */
import { PlayCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading, Nothing, Part, Problem } from '../../../kit/index.ts';
import type { Journey } from '../model/document.ts';
import { Outcome } from './outcome.tsx';
import { isReady } from './script.ts';
import { ScriptForm } from './script-form.tsx';
import type { Trial } from './trial.ts';
import { WhoForm } from './who-form.tsx';
import './rehearse.css';

export interface TrialTabProps {
  readonly trial: Trial;
  readonly journey: Journey;
  readonly onOpen: (step: string) => void;
}

export function TrialTab({ trial, journey, onOpen }: TrialTabProps): ReactNode {
  const { t } = useTranslation('journeys');
  const { form, onChange, run, isRunning, error, report } = trial;
  return (
    <div className="rehearsal">
      <Part
        title={t('test.title')}
        extra={
          <Button type="primary" icon={<PlayCircleOutlined />} loading={isRunning} disabled={!isReady(form)} onClick={run}>
            {t('test.run')}
          </Button>
        }
      >
        <WhoForm form={form} journey={journey} onChange={onChange} />
        <ScriptForm form={form} onChange={onChange} />
      </Part>
      <div className="rehearsal-outcome">
        {error ? <Problem error={error} retry={run} /> : null}
        {isRunning ? (
          <Part title={t('test.happened')}>
            <Loading />
          </Part>
        ) : report ? (
          <Outcome of={report} journey={journey} onOpen={onOpen} />
        ) : error ? null : (
          <Part title={t('test.happened')}>
            <Nothing text={t('test.empty')} hint={t('test.emptyHint')} />
          </Part>
        )}
      </div>
    </div>
  );
}
