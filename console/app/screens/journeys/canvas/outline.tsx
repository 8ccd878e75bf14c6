/** A journey as a list: the same steps and ways in reading order, for screen readers, phones, and whoever likes it better. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../kit/index.ts';
import { type Place, type Step, waysOf } from '../model/document.ts';
import { countKey, useJourneyWords } from '../words.ts';
import { type CanvasFace, Face } from './face.ts';
import { StepIcon } from './icons.tsx';
import { TRIGGER } from './layout.ts';
import { Plus, type PlusProps } from './plus.tsx';
import './outline.css';

export function Outline(face: CanvasFace): ReactNode {
  const { t } = useTranslation('journeys');
  const { trigger } = useJourneyWords();
  const { journey, chosen, onOpen } = face;
  return (
    <Face value={face}>
      <section className="journey-outline" aria-label={t('outline')}>
        <button
          type="button"
          className="journey-outline-step"
          data-node={TRIGGER}
          aria-current={chosen === TRIGGER ? 'true' : undefined}
          onClick={() => onOpen(TRIGGER)}
        >
          <StepIcon type="trigger" />
          <span>
            <span className="soft">{t('trigger')}</span>
            <span>{trigger(journey.trigger)}</span>
          </span>
        </button>
        <Steps of={journey.steps} place={{}} first={{ from: TRIGGER }} face={face} />
      </section>
    </Face>
  );
}

interface StepsProps {
  readonly of: readonly Step[];
  readonly place: Place;
  /** What stands before the first place. */
  readonly first: PlusProps['label'];
  readonly face: CanvasFace;
}

function Steps({ of, place, first, face }: StepsProps): ReactNode {
  const { editing } = face;
  return (
    <ol className="journey-outline-steps">
      {editing && (
        <li className="journey-outline-plus">
          <Plus slot={{ ...place, index: 0 }} label={first} />
        </li>
      )}
      {of.map((step, index) => (
        <li key={step.id}>
          <OneStep of={step} face={face} />
          {editing && step.type !== 'exit' && (
            <div className="journey-outline-plus">
              <Plus slot={{ ...place, index: index + 1 }} label={{ from: step.id }} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function OneStep({ of: step, face }: { readonly of: Step; readonly face: CanvasFace }): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useJourneyWords();
  const formats = useFormats();
  const { chosen, onOpen, figures, marks, notes, problems } = face;
  const [counted, mark, note, bad] = [figures?.get(step.id), marks?.get(step.id), notes?.get(step.id), problems?.get(step.id) ?? 0];
  return (
    <>
      <button
        type="button"
        className="journey-outline-step"
        data-node={step.id}
        data-mark={mark}
        aria-current={chosen === step.id ? 'true' : undefined}
        onClick={() => onOpen(step.id)}
      >
        <StepIcon type={step.type} />
        <span>
          <span className="soft">{words.kind(step.type)}</span>
          <span>{words.summary(step)}</span>
          {counted && (
            <span className="soft">
              {t('countsText', { entered: formats.short(counted.entered), waiting: formats.short(counted.waiting) })}
              {counted.failed > 0 && ` · ${t(`counts.${countKey('failed', step)}`)} ${formats.short(counted.failed)}`}
            </span>
          )}
          {note && <span className={`journey-note-${note.tone}`}>{note.text}</span>}
        </span>
        {mark && <span className={`journey-badge journey-badge-${mark}`}>{t(`marks.${mark}`)}</span>}
        {bad > 0 && <span className="journey-badge journey-badge-bad">{t('problems', { count: bad })}</span>}
      </button>
      {waysOf(step)
        .filter(({ holdsSteps }) => holdsSteps)
        .map((way) => (
          <div key={way.key} className="journey-outline-way">
            <div className="journey-outline-when">{words.way(step, way)}</div>
            {way.steps.length === 0 && !face.editing ? (
              <div className="soft">{t('straight')}</div>
            ) : (
              <Steps of={way.steps} place={{ owner: step.id, way: way.key }} first={{ from: step.id, way, owner: step }} face={face} />
            )}
          </div>
        ))}
    </>
  );
}
