/** Customers inside of journeys that change: how many rest where, and what becomes of them. */
import { Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../api/index.ts';
import { stepText } from '../difference/index.ts';
import { useFormats, useLanguage } from '../formats.ts';
import { useWhyWords } from '../why/index.ts';
import { usePlanNames } from './names.ts';
import { type Edits, editOf, editValue, type StepEdit, type StepInside, type Steps, stepsInside, stepsOf } from './said.ts';

export interface InsideProps {
  readonly review: Review;
  readonly edits: Edits;
  /** Absent where it is only to be read. */
  readonly onChange?: ((edits: Edits) => void) | undefined;
}

type Journey = Review['journeys'][number];

export function Inside({ review, ...rest }: InsideProps): ReactNode {
  return review.journeys.map((journey) => <OneJourney key={journey.journey} of={journey} review={review} {...rest} />);
}

function OneJourney({
  of: { journey, action, inside, steps },
  review,
  edits,
  onChange,
}: InsideProps & { readonly of: Journey }): ReactNode {
  const { t } = useTranslation('publish');
  const formats = useFormats();
  const name = usePlanNames()('journey', journey);
  const { before, after } = stepsOf(journey, review);
  if (inside === 0) return <p className="soft">{t('inside.nobody', { name })}</p>;
  return (
    <section className="publish-inside" aria-label={name}>
      <p>
        <strong>{name}</strong> {t('inside.some', { count: inside, number: formats.number(inside) })}{' '}
        {action === 'removed' && <Tag color="error">{t('inside.journeyGoes')}</Tag>}
      </p>
      <ul>
        {stepsInside(steps).map((step) => (
          <OneStep
            key={step.step}
            of={step}
            {...{ before, after }}
            edit={edits[journey]?.[step.step] ?? edits[journey]?.['*'] ?? step.said ?? 'stay'}
            {...(onChange &&
              action !== 'removed' && { onChange: (edit) => onChange({ ...edits, [journey]: { ...edits[journey], [step.step]: edit } }) })}
          />
        ))}
      </ul>
    </section>
  );
}

interface OneStepProps {
  readonly of: StepInside;
  readonly before: Steps;
  readonly after: Steps;
  readonly edit: StepEdit;
  readonly onChange?: (edit: StepEdit) => void;
}

function OneStep({ of: { step, inside, becomes }, before, after, edit, onChange }: OneStepProps): ReactNode {
  const { t } = useTranslation('publish');
  const formats = useFormats();
  const nameOf = useStepName();
  const name = nameOf(step, before.get(step) ?? after.get(step));
  const options = [
    { value: 'stay', label: t('edit.stay') },
    ...(after.has(step) && becomes !== 'removed' ? [{ value: 'move', label: t('edit.move') }] : []),
    ...[...after].map(([id, own]) => ({ value: `to ${id}`, label: t('edit.moveTo', { step: nameOf(id, own) }) })),
    { value: 'exit', label: t('edit.exit') },
  ];
  const shown = editValue(edit);
  const known = options.some(({ value }) => value === shown) ? options : [...options, { value: shown, label: shown }];
  return (
    <li>
      <div>
        <span className="publish-count">{formats.number(inside)}</span> {name}{' '}
        <span className={becomes === 'removed' ? 'publish-warn' : 'soft'}>{t(`becomes.${becomes}`)}</span>
      </div>
      {onChange ? (
        <Select
          aria-label={t('inside.choice', { step: name })}
          value={shown}
          options={known}
          popupMatchSelectWidth={false}
          onChange={(value) => onChange(editOf(value))}
        />
      ) : (
        <span>{known.find(({ value }) => value === shown)?.label}</span>
      )}
    </li>
  );
}

function useStepName(): (id: string, own: Steps extends ReadonlyMap<string, infer Own> ? Own | undefined : never) => string {
  const { t } = useTranslation('difference');
  const words = { t, language: useLanguage(), why: useWhyWords() };
  return (id, own) => (own ? stepText({ id, own }, words) : id);
}
