/** What starts a journey. */
import { Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Journey } from '../model/document.ts';
import { ChoiceField, ClockField, ConditionField, DefinitionField, DurationField, EventField, Field, TextField } from './fields.tsx';

type Trigger = Journey['trigger'];
type Of<Type extends Trigger['type']> = Extract<Trigger, { type: Type }>;

const FRESH: { readonly [Type in Trigger['type']]: Of<Type> } = {
  event: { type: 'event', event: '' },
  segment: { type: 'segment', segment: '' },
  date: { type: 'date', trait: '', on: 'day', every: 'year', at: '10:00' },
  schedule: { type: 'schedule', every: 'day', at: '10:00' },
  start: { type: 'start' },
};

interface Props<One extends Trigger> {
  readonly of: One;
  readonly onChange: (trigger: Trigger) => void;
}

export function TriggerForm({ of, onChange }: Props<Trigger>): ReactNode {
  const { t } = useTranslation('journeys');
  const kinds = ['event', 'segment', 'date', 'schedule', 'start'] as const;
  return (
    <>
      <ChoiceField
        label={t('trigger')}
        value={of.type}
        options={kinds.map((value) => ({ value, label: t(`form.triggers.${value}`) }))}
        onChange={(type) => type !== of.type && onChange(FRESH[type])}
      />
      <Fields of={of} onChange={onChange} />
    </>
  );
}

function Fields({ of, onChange }: Props<Trigger>): ReactNode {
  const { t } = useTranslation('journeys');
  switch (of.type) {
    case 'event':
      return <EventForm of={of} onChange={onChange} />;
    case 'segment':
      return (
        <>
          <DefinitionField
            label={t('form.segment')}
            kind="segment"
            value={of.segment}
            onChange={(segment = '') => onChange({ ...of, segment })}
          />
          <ChoiceField
            label={t('form.when')}
            value={of.on ?? 'enter'}
            options={(['enter', 'exit'] as const).map((value) => ({ value, label: t(`form.segmentOn.${value}`) }))}
            onChange={(on) => onChange({ type: 'segment', segment: of.segment, ...(on === 'exit' && { on }) })}
          />
        </>
      );
    case 'date':
      return <DateForm of={of} onChange={onChange} />;
    case 'schedule':
      return <ScheduleForm of={of} onChange={onChange} />;
    default:
      return null;
  }
}

function EventForm({ of, onChange }: Props<Of<'event'>>): ReactNode {
  const { t } = useTranslation('journeys');
  const { maxAge: _, where: __, ...bare } = of;
  const kept = { ...(of.maxAge !== undefined && { maxAge: of.maxAge }), ...(of.where && { where: of.where }) };
  return (
    <>
      <EventField label={t('fields.event')} value={of.event} onChange={(event) => onChange({ ...of, event })} />
      <ConditionField
        label={t('fields.where')}
        isOptional
        about="event"
        event={of.event}
        value={of.where}
        onChange={(where) =>
          onChange({ ...bare, ...(of.maxAge !== undefined && { maxAge: of.maxAge }), ...(where && { where: where as never }) })
        }
      />
      <DurationField
        label={t('fields.maxAge')}
        isOptional
        value={of.maxAge}
        onChange={(maxAge) =>
          onChange(maxAge === undefined ? { ...bare, ...(of.where && { where: of.where }) } : { ...bare, ...kept, maxAge })
        }
      />
    </>
  );
}

function DateForm({ of, onChange }: Props<Of<'date'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <>
      <DefinitionField label={t('form.dateTrait')} kind="trait" value={of.trait} onChange={(trait = '') => onChange({ ...of, trait })} />
      <ChoiceField
        label={t('form.when')}
        value={of.on}
        options={(['day', 'month'] as const).map((value) => ({ value, label: t(`form.dateOn.${value}`) }))}
        onChange={(on) => onChange({ ...of, on })}
      />
      <ChoiceField
        label={t('form.every')}
        value={of.every}
        options={(['once', 'year'] as const).map((value) => ({ value, label: t(`form.dateEvery.${value}`) }))}
        onChange={(every) => onChange({ ...of, every })}
      />
      <Field label={t('form.daysBefore')}>
        <InputNumber
          aria-label={t('form.daysBefore')}
          min={0}
          max={365}
          precision={0}
          value={of.daysBefore ?? 0}
          onChange={(value) => {
            const { daysBefore: _, ...rest } = of;
            onChange(value ? { ...rest, daysBefore: value } : rest);
          }}
        />
      </Field>
      <ClockField label={t('form.at')} value={of.at} onChange={(at) => onChange({ ...of, at })} />
    </>
  );
}

function ScheduleForm({ of, onChange }: Props<Of<'schedule'>>): ReactNode {
  const { t } = useTranslation('journeys');
  const { at, segment, every, date, rule, from } = of;
  const kept = { type: 'schedule' as const, at, ...(segment !== undefined && { segment }) };
  const kind = date !== undefined ? 'once' : rule !== undefined ? 'rule' : (every ?? 'day');
  const day = (label: string, value: string | undefined, change: (next: string) => void): ReactNode => (
    <Field label={label}>
      <Input aria-label={label} type="date" value={value ?? ''} onChange={({ target }) => change(target.value)} />
    </Field>
  );
  const kinds = {
    once: { date: '' },
    rule: { rule: 'FREQ=MONTHLY;BYDAY=-1FR', from: '' },
    day: { every: 'day' },
    week: { every: 'week', weekday: 1 },
    month: { every: 'month', day: 1 },
  } as const;
  return (
    <>
      <ChoiceField
        label={t('form.every')}
        value={kind}
        options={(['once', 'day', 'week', 'month', 'rule'] as const).map((value) => ({ value, label: t(`form.schedule.${value}`) }))}
        onChange={(value) => onChange({ ...kept, ...kinds[value] })}
      />
      {kind === 'once' && day(t('form.date'), date, (next) => onChange({ ...kept, date: next }))}
      {kind === 'week' && (
        <ChoiceField
          label={t('form.weekday')}
          value={String(of.weekday ?? 1)}
          options={['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ value, label: t(`weekdays.${value}` as never) }))}
          onChange={(value) => onChange({ ...kept, every: 'week', weekday: Number(value) })}
        />
      )}
      {kind === 'month' && (
        <Field label={t('form.day')}>
          <InputNumber
            aria-label={t('form.day')}
            min={1}
            max={31}
            precision={0}
            value={of.day ?? 1}
            onChange={(value) => value && onChange({ ...kept, every: 'month', day: value })}
          />
        </Field>
      )}
      {kind === 'rule' && (
        <>
          <TextField label={t('form.rule')} value={rule} onChange={(next) => onChange({ ...kept, rule: next, from: from ?? '' })} />
          {day(t('form.from'), from, (next) => onChange({ ...kept, rule: rule ?? '', from: next }))}
        </>
      )}
      <ClockField label={t('form.at')} value={at} onChange={(next) => onChange({ ...of, at: next })} />
      <DefinitionField
        label={t('form.members')}
        kind="segment"
        isOptional
        value={segment}
        onChange={(next) => {
          const { segment: _, ...rest } = of;
          onChange(next === undefined ? rest : { ...rest, segment: next });
        }}
      />
    </>
  );
}
