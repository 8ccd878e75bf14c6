/** An event or a condition: what a journey aims at, what ends it, what a wait waits for. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/index.ts';
import type { Journey } from '../model/document.ts';
import { ChoiceField, ConditionField, EventField } from './fields.tsx';

type End = NonNullable<Journey['goal']>;

export interface EndFieldProps {
  readonly label: string;
  readonly value: End | undefined;
  readonly onChange: (end: End | undefined) => void;
  /** Only an event will do. */
  readonly isEvent?: boolean;
  readonly isOptional?: boolean;
}

const FRESH = { event: { event: '' }, condition: { combinator: 'and', rules: [] } } as const satisfies Readonly<Record<string, End>>;

export function EndField({ label, value, onChange, isEvent = false, isOptional = false }: EndFieldProps): ReactNode {
  const { t } = useTranslation('journeys');
  const kind = value === undefined ? 'none' : 'event' in value ? 'event' : 'condition';
  const kinds = [...(isOptional ? (['none'] as const) : []), 'event' as const, ...(isEvent ? [] : (['condition'] as const))];
  return (
    <>
      {kinds.length > 1 && (
        <ChoiceField
          label={label}
          value={kind}
          options={kinds.map((one) => ({ value: one, label: t(`form.end.${one}`) }))}
          onChange={(next) => next !== kind && onChange(next === 'none' ? undefined : (structuredClone(FRESH[next]) as End))}
        />
      )}
      {value && 'event' in value && (
        <>
          <EventField label={t('form.eventOf', { label })} value={value.event} onChange={(event) => onChange({ ...value, event })} />
          <ConditionField
            label={t('form.whereOf', { label })}
            isOptional
            about="event"
            event={value.event}
            value={value.where}
            onChange={(where) => onChange(where ? { ...value, where: where as never } : { event: value.event })}
          />
        </>
      )}
      {value && !('event' in value) && (
        <ConditionField
          label={t('form.conditionOf', { label })}
          value={value as Condition}
          onChange={(next) => next && onChange(next as never)}
        />
      )}
    </>
  );
}
