/** Home: what waits for somebody, then the loop as it is at this moment. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  About,
  type Counters,
  CustomerId,
  FactTag,
  Loading,
  Nothing,
  Page,
  Part,
  type Step,
  useFormats,
  useLive,
  When,
  Why,
} from '../../kit/index.ts';
import { Growth } from './growth.tsx';
import { Health } from './health.tsx';
import { Lately } from './lately.tsx';
import { Loop } from './loop.tsx';
import { Promise4s } from './promise.tsx';
import { Todos } from './todos.tsx';
import { Totals } from './totals.tsx';
import { Verdicts } from './verdicts.tsx';
import './home.css';

export function Screen(): ReactNode {
  const { t } = useTranslation('home');
  const { update } = useLive();
  return (
    <Page title={t('title')} text={update && <Running counters={update.counters} />}>
      <Part title={t('todos.title')}>
        <Todos />
      </Part>
      <Part title={t('growth.title')}>
        <Growth />
      </Part>
      <Part title={t('loop.title')} extra={<span className="soft">{t('loop.text')}</span>}>
        {update ? <Loop counters={update.counters} /> : <Loading lines={3} />}
      </Part>
      <div className="columns">
        <Part title={t('promise.title')}>{update ? <Promise4s latency={update.counters.latency} /> : <Loading />}</Part>
        <Part title={t('verdicts.title')}>
          {update ? <Verdicts facts={update.counters.facts} refusals={update.counters.refusals} /> : <Loading />}
        </Part>
      </div>
      <Part title={t('totals.title')}>{update ? <Totals counters={update.counters} /> : <Loading lines={2} />}</Part>
      <div className="columns">
        <Part title={t('steps.title')}>{update ? <Steps steps={update.latest} /> : <Loading />}</Part>
        <Part title={t('lately.title')}>
          <Lately />
        </Part>
      </div>
      <Part title={t('health.title')}>
        <Health />
      </Part>
    </Page>
  );
}

/** What runs here, and where in time it is when that is not the present. */
function Running({ counters: { release, eventTime } }: { readonly counters: Counters }): ReactNode {
  const { t } = useTranslation('home');
  const formats = useFormats();
  return (
    <>
      {release > 0 ? t('running.release', { number: release }) : t('running.none')}
      {eventTime !== undefined && ` · ${t('running.eventTime', { time: formats.date(eventTime) })}`}
    </>
  );
}

const STEPS_SHOWN = 12;

function Steps({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  const { t } = useTranslation('home');
  if (steps.length === 0) return <Nothing text={t('steps.empty')} hint={t('steps.emptyHint')} />;
  return (
    <ol className="home-steps">
      {steps.slice(0, STEPS_SHOWN).map((step) => (
        <li key={step.id}>
          <div>
            <FactTag kind={step.kind} action={step.action} />
            <About {...step} />
          </div>
          <div className="soft">
            <When at={step.at} /> · <CustomerId id={step.customer} /> · <Why rule={step.rule} read={step.read} />
          </div>
        </li>
      ))}
    </ol>
  );
}
