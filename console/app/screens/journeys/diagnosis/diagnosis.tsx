/** How each step does against its guardrails and its own past; and its reroute, where it has a fallback. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Table, type TableColumnType, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type JourneyDiagnosis, type StepDiagnosis, type StepMeasurement } from '../../../api/index.ts';
import { Answered, Nothing, Part, useDoing, useFormats, useMay, When } from '../../../kit/index.ts';
import { journeyDiagnosisQuery } from '../asked.ts';
import { findStep, type Journey } from '../model/document.ts';
import { useJourneyWords } from '../words.ts';

const MEASURES = ['conversion', 'drop', 'stall', 'error', 'fatigue'] as const;

export function Diagnosis({ of, onOpen }: { readonly of: Journey; readonly onOpen: (step: string) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const asked = useQuery(journeyDiagnosisQuery(of.id));
  return (
    <Part
      title={t('diagnosis.title')}
      extra={
        asked.data && (
          <span className="soft">
            <When at={asked.data.at} />
          </span>
        )
      }
    >
      <Answered of={asked}>{(diagnosis) => <Steps journey={of} diagnosis={diagnosis} onOpen={onOpen} />}</Answered>
    </Part>
  );
}

interface StepsProps {
  readonly journey: Journey;
  readonly diagnosis: JourneyDiagnosis;
  readonly onOpen: (step: string) => void;
}

function Steps({ journey, diagnosis, onOpen }: StepsProps): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useJourneyWords();
  const columns: readonly TableColumnType<StepDiagnosis>[] = [
    {
      title: t('columns.step'),
      render: (_, { step }) => {
        const found = findStep(journey, step);
        return (
          <button type="button" className="as-link" onClick={() => onOpen(step)}>
            {found ? words.step(found.step) : step}
          </button>
        );
      },
    },
    ...MEASURES.map(
      (measure): TableColumnType<StepDiagnosis> => ({
        title: t(`measures.${measure}`),
        align: 'right',
        render: (_, { measurements }) => <Measured of={measurements.find((one) => one.measure === measure)} />,
      }),
    ),
    { title: t('columns.reroute'), render: (_, step) => <Reroute journey={journey.id} of={step} /> },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="journeys-rows" aria-label={t('diagnosis.title')} tabIndex={0}>
      <Table<StepDiagnosis>
        size="small"
        rowKey="step"
        dataSource={[...diagnosis.steps]}
        columns={[...columns]}
        pagination={false}
        locale={{ emptyText: <Nothing text={t('diagnosis.empty')} hint={t('diagnosis.emptyHint')} /> }}
      />
    </section>
  );
}

function Measured({ of }: { readonly of: StepMeasurement | undefined }): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  if (!of || of.value === null) return '–';
  const { value, breached, past, count, recovery } = of;
  return (
    <span title={t('diagnosis.of', { count: formats.number(count), of: formats.number(of.of) })}>
      <span className={breached ? 'journey-note-bad' : undefined}>{formats.percent(value)}</span>
      {past.of > 0 && <div className="soft">{t('diagnosis.past', { value: formats.percent(past.count / past.of) })}</div>}
      {recovery !== undefined && <div className="soft">{t('diagnosis.recovery', { value: formats.percent(recovery, 0) })}</div>}
    </span>
  );
}

/** The button that hands a step over to its fallback, or back to what diagnosis says. */
export function Reroute({
  journey,
  of: { step, hasFallback, reroute },
}: {
  readonly journey: string;
  readonly of: StepDiagnosis;
}): ReactNode {
  const { t } = useTranslation('journeys');
  const doing = useDoing();
  const queries = useQueryClient();
  const mayReroute = useMay('journeys.reroute');
  const say = useMutation({
    mutationFn: (action: 'on' | 'auto') =>
      answerOf(api.POST('/v1/journeys/{journey}/steps/{step}/reroute', { params: { path: { journey, step } }, body: { action } as never })),
    onSuccess: (_, action) => {
      doing.done(t(`diagnosis.done.${action}`));
      void queries.invalidateQueries({ queryKey: ['diagnosis'] });
    },
    onError: doing.failed,
  });
  if (!hasFallback) return <span className="soft">{t('diagnosis.noFallback')}</span>;
  const isOn = reroute?.on === true;
  return (
    <span className="journeys-tags">
      {isOn && <Tag color="warning">{t(reroute.held ? 'diagnosis.held' : 'diagnosis.on')}</Tag>}
      <Button size="small" disabled={!mayReroute} loading={say.isPending} onClick={() => say.mutate(isOn ? 'auto' : 'on')}>
        {t(isOn ? 'diagnosis.giveBack' : 'diagnosis.reroute')}
      </Button>
    </span>
  );
}
