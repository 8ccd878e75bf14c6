/** A broadcast, step by step: whom, what, when, what would come of it; then its journey is an unpublished change, to be published. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Steps } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasScreen, NoPermission, Page, Part, useAddress, useMay, useNow, workspaceQuery } from '../../kit/index.ts';
import { CheckStep } from './check.tsx';
import { Made } from './made.tsx';
import { WhatStep } from './what.tsx';
import { WhenStep } from './when.tsx';
import { WhomStep } from './whom.tsx';
import { type Chosen, doneSteps, STEPS, stepOf } from './wish.ts';
import './broadcast.css';

export interface StepProps {
  readonly chosen: Chosen;
  readonly choose: (change: Chosen) => void;
}

export function Screen(): ReactNode {
  const { t } = useTranslation('broadcast');
  const may = useMay('releases.write');
  const [chosen, choose] = useAddress<Chosen>();
  const calendar = hasScreen('calendar') && <Link to={'/calendar' as string}>{t('calendar')}</Link>;
  return (
    <Page title={t('title')} text={t('text')} actions={calendar}>
      {!may ? (
        <NoPermission permission="releases.write" />
      ) : chosen.made !== undefined ? (
        <Made
          journey={chosen.made}
          at={chosen.at}
          onAnother={() => choose({ made: undefined, id: undefined, step: undefined, at: undefined })}
        />
      ) : (
        <Wizard chosen={chosen} choose={choose} />
      )}
    </Page>
  );
}

function Wizard({ chosen, choose }: StepProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const { timeZone = 'UTC' } = useQuery(workspaceQuery).data ?? {};
  const now = useNow(30_000);
  const done = doneSteps(chosen, now, timeZone);
  const current = stepOf(chosen, done);
  const goTo = (index: number): void => choose({ step: STEPS[index] });
  const Shown = [WhomStep, WhatStep, WhenStep, CheckStep][current]!;
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(current);
  useEffect(() => {
    // Whoever goes on by the keyboard goes on reading at the new step.
    if (before.current !== current) heading.current?.focus();
    before.current = current;
  }, [current]);
  return (
    <>
      <nav aria-label={t('steps.all')}>
        <Steps
          size="small"
          current={current}
          onChange={goTo}
          items={STEPS.map((step, index) => ({ title: t(`steps.${step}`), disabled: index > done }))}
        />
      </nav>
      <Part>
        <h2 className="part-title" tabIndex={-1} ref={heading}>
          {t(`asks.${STEPS[current]!}`)}
        </h2>
        <Shown chosen={chosen} choose={choose} />
        <div className="broadcast-move">
          {current > 0 && <Button onClick={() => goTo(current - 1)}>{t('back')}</Button>}
          {current < STEPS.length - 1 && (
            <Button type="primary" disabled={done <= current} onClick={() => goTo(current + 1)}>
              {t('next')}
            </Button>
          )}
        </div>
      </Part>
    </>
  );
}
