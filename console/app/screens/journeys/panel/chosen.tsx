/** What is chosen, beside the canvas: to be read, and by whoever may, to be changed. */
import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CanvasFace } from '../canvas/face.ts';
import { END, TRIGGER } from '../canvas/layout.ts';
import type { Editing } from '../editing.ts';
import { findStep, type Step } from '../model/document.ts';
import { replaceStep } from '../model/edit.ts';
import { useJourneyWords } from '../words.ts';
import { GuardForm } from './guard-form.tsx';
import { JourneyForm } from './journey-form.tsx';
import { Became, JourneyReading, Side, StepReading } from './panel.tsx';
import { StepForm } from './step-form.tsx';

export interface ChosenProps {
  readonly at: string;
  readonly face: CanvasFace;
  readonly editing: Editing | undefined;
  readonly onClose: () => void;
}

export function Chosen({ at, face, editing, onClose }: ChosenProps): ReactNode {
  const { t } = useTranslation('journeys');
  const { kind } = useJourneyWords();
  const { journey, figures } = face;
  const found = findStep(journey, at)?.step;
  const close = (): void => {
    document.querySelector<HTMLElement>(`[data-node="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
    onClose();
  };
  if (found)
    return (
      <Side key={at} title={kind(found.type)} type={found.type} onClose={close}>
        {editing ? <StepEditing of={found} face={face} editing={editing} /> : <StepReading of={found} figures={figures?.get(at)} />}
      </Side>
    );
  if (at !== TRIGGER && at !== END) return null;
  return (
    <Side key={at} title={t('theJourney')} type="trigger" onClose={close}>
      {editing ? <JourneyForm of={editing.journey} onChange={editing.edit} /> : <JourneyReading of={journey} />}
    </Side>
  );
}

interface StepEditingProps {
  readonly of: Step;
  readonly face: CanvasFace;
  readonly editing: Editing;
}

function StepEditing({ of, face, editing }: StepEditingProps): ReactNode {
  const { t } = useTranslation('journeys');
  const figures = face.figures?.get(of.id);
  const put = (next: Step): void => editing.edit(replaceStep(editing.journey, of.id, next), of.id);
  return (
    <>
      <StepForm of={of} onChange={put} />
      <GuardForm of={of} journey={editing.journey} onChange={put} />
      {figures && <Became of={figures} step={of} />}
      <p className="soft">
        {t('fields.id')} <code>{of.id}</code>
      </p>
      <div className="journey-acts">
        <Button size="small" icon={<CopyOutlined />} onClick={() => face.editing?.act('duplicate', of.id)}>
          {t('edit.duplicate')}
        </Button>
        <Button size="small" onClick={() => face.editing?.act('cut', of.id)}>
          {t('edit.move')}
        </Button>
        <Button size="small" danger icon={<DeleteOutlined />} onClick={() => face.editing?.act('remove', of.id)}>
          {t('edit.remove')}
        </Button>
      </div>
    </>
  );
}
