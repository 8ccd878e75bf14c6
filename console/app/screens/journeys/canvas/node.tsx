/** A step, the trigger and the end, as they stand on the canvas. */
import { Handle, Position } from '@xyflow/react';
import { memo, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepFigures } from '../../../api/index.ts';
import { useFormats } from '../../../kit/index.ts';
import type { Step } from '../model/document.ts';
import { countKey, useJourneyWords } from '../words.ts';
import { Face } from './face.ts';
import { StepIcon } from './icons.tsx';
import { END, TRIGGER } from './layout.ts';

const COUNTS = ['entered', 'waiting', 'proceeded', 'exited', 'failed'] as const;

export const StepNode = memo(({ data: { step } }: { readonly data: { readonly step: Step } }): ReactNode => {
  const face = useContext(Face)!;
  const { t } = useTranslation('journeys');
  const { kind, summary } = useJourneyWords();
  const [mark, note, problems] = [face.marks?.get(step.id), face.notes?.get(step.id), face.problems?.get(step.id) ?? 0];
  const figures = face.figures?.get(step.id);
  const said = [
    kind(step.type),
    summary(step),
    ...(mark ? [t(`marks.${mark}`)] : []),
    ...(note ? [note.text] : []),
    ...(problems > 0 ? [t('problems', { count: problems })] : []),
  ];
  const formats = useFormats();
  const counted = figures ? COUNTS.map((name) => `${t(`counts.${countKey(name, step)}`)} ${formats.number(figures[name])}`) : [];
  return (
    <Frame id={step.id} label={[...said, ...counted].join(', ')} mark={mark} isBad={problems > 0} tone={note?.tone}>
      <span className="journey-node-head">
        <StepIcon type={step.type} />
        <span className="journey-node-kind">{kind(step.type)}</span>
        {mark && <span className={`journey-badge journey-badge-${mark}`}>{t(`marks.${mark}`)}</span>}
        {problems > 0 && <span className="journey-badge journey-badge-bad">{t('problems', { count: problems })}</span>}
      </span>
      <span className="journey-node-text" title={summary(step)}>
        {summary(step)}
      </span>
      {note ? (
        <span className={`journey-node-note journey-note-${note.tone}`}>{note.text}</span>
      ) : (
        figures && <Counts of={figures} step={step} />
      )}
    </Frame>
  );
});

export const TriggerNode = memo((): ReactNode => {
  const { journey, totals } = useContext(Face)!;
  const { t } = useTranslation('journeys');
  const { trigger, reentry } = useJourneyWords();
  const formats = useFormats();
  return (
    <Frame id={TRIGGER} label={`${t('trigger')}, ${trigger(journey.trigger)}`}>
      <span className="journey-node-head">
        <StepIcon type="trigger" />
        <span className="journey-node-kind">{t('trigger')}</span>
        {totals && <span className="journey-node-count">{t('enteredCount', { number: formats.short(totals.entered) })}</span>}
      </span>
      <span className="journey-node-text" title={trigger(journey.trigger)}>
        {trigger(journey.trigger)}
      </span>
      <span className="journey-node-note journey-note-plain">{reentry(journey.reentry)}</span>
    </Frame>
  );
});

export const EndNode = memo((): ReactNode => {
  const { totals } = useContext(Face)!;
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  const counts = totals ? t('ended', { completed: formats.short(totals.completed), converted: formats.short(totals.converted) }) : t('end');
  return (
    <Frame id={END} label={`${t('end')}, ${counts}`} isSmall>
      <span className="journey-node-head">
        <StepIcon type="end" />
        <span className="journey-node-kind">{counts}</span>
      </span>
    </Frame>
  );
});

export function JoinNode(): ReactNode {
  return (
    <div className="journey-join">
      <Ends />
    </div>
  );
}

interface FrameProps {
  readonly id: string;
  readonly label: string;
  readonly mark?: string | undefined;
  readonly tone?: string | undefined;
  readonly isBad?: boolean;
  readonly isSmall?: boolean;
  readonly children: ReactNode;
}

function Frame({ id, label, mark, tone, isBad = false, isSmall = false, children }: FrameProps): ReactNode {
  const { chosen, onOpen } = useContext(Face)!;
  const isChosen = chosen === id;
  return (
    <>
      <button
        type="button"
        className={`journey-node ${isSmall ? 'journey-node-small' : ''}`}
        data-node={id}
        data-mark={mark}
        data-tone={isBad ? 'bad' : tone}
        aria-current={isChosen ? 'true' : undefined}
        tabIndex={isChosen || (chosen === undefined && id === TRIGGER) ? 0 : -1}
        onClick={() => onOpen(id)}
      >
        <span className="journey-node-label">{label}</span>
        <span className="journey-node-said" aria-hidden="true">
          {children}
        </span>
      </button>
      <Ends />
    </>
  );
}

function Ends(): ReactNode {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} className="journey-handle" />
      <Handle type="source" position={Position.Bottom} isConnectable={false} className="journey-handle" />
    </>
  );
}

function Counts({ of, step }: { readonly of: StepFigures; readonly step: Step }): ReactNode {
  const { t } = useTranslation('journeys');
  const formats = useFormats();
  return (
    <span className="journey-counts">
      {COUNTS.map((name) => (
        <span key={name} className={countKey(name, step) === 'failed' && of.failed > 0 ? 'journey-count-bad' : undefined}>
          <span className="journey-count-name">{t(`counts.${countKey(name, step)}`)}</span>
          <span>{formats.short(of[name])}</span>
        </span>
      ))}
    </span>
  );
}
