/** A figure over what a customer did, compared: the orders of the last 30 days sum to 100 at least. */
import { Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/index.ts';
import { type FieldType, firstValue, operatorsFor } from '../operators.ts';
import { type FormProps, usePlace } from '../scope.ts';
import { traitType } from '../vocabulary.ts';
import { PropertyPath } from './events.tsx';
import { eventOf, OwnFilter } from './history.tsx';
import { ComparisonField } from './lists.tsx';
import { withParts } from './parts.ts';
import { WindowField, type WindowValue } from './time.tsx';

const AGGREGATES = [
  ...(['count', 'sum', 'average', 'min', 'max', 'first', 'last', 'most_frequent'] as const),
  ...(['distinct_count', 'distinct_list', 'streak', 'time_since'] as const),
];
/** They need no property. */
const BARE: readonly string[] = ['count', 'first', 'last', 'streak', 'time_since'];
const UNITS: Readonly<Record<string, readonly ('minute' | 'hour' | 'day' | 'week' | 'month')[]>> = {
  streak: ['day', 'week', 'month'],
  time_since: ['minute', 'hour', 'day', 'week'],
};

interface Aggregate {
  readonly aggregate?: string;
  readonly property?: string;
  readonly where?: Condition;
  readonly within?: WindowValue;
  readonly unit?: string;
  readonly calendar?: boolean;
  readonly is?: { readonly operator: string; readonly value?: unknown };
}

export function AggregateForm(props: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const { vocabulary, words } = usePlace();
  const value = (props.value ?? {}) as Aggregate;
  const event = eventOf(props);
  const set = (parts: { readonly [Name in keyof Aggregate]?: Aggregate[Name] | undefined }): void =>
    props.onChange(withParts(value, parts));
  const typeOf = (one: Aggregate): FieldType => traitType({ id: '', event, ...(one as object) }, vocabulary.events);
  const choose = (aggregate: string): void => {
    const { unit: _, calendar: __, ...rest } = value;
    const next: Aggregate = { ...rest, aggregate };
    const operator = operatorsFor(typeOf(next)).common[0]!;
    const stays = typeOf(next) === typeOf(value);
    const first = firstValue(operator, typeOf(next));
    props.onChange(stays ? next : { ...next, is: { operator, ...(first !== undefined && { value: first }) } });
  };
  const { aggregate = 'count', is = { operator: '>=' } } = value;
  const units = UNITS[aggregate];
  const offer = operatorsFor(typeOf(value));
  return (
    <>
      <span className="condition-scalar">
        <Select
          aria-label={t('aggregate.label')}
          popupMatchSelectWidth={false}
          value={aggregate}
          options={AGGREGATES.map((one) => ({ value: one, label: words.t(`aggregate.${one}`) }))}
          onChange={choose}
        />
        {(!['count', 'streak', 'time_since'].includes(aggregate) || value.property !== undefined) && (
          <PropertyPath
            label={t(BARE.includes(aggregate) ? 'aggregate.maybeProperty' : 'aggregate.property')}
            event={event}
            value={value.property}
            onChange={(property) => set({ property })}
          />
        )}
        {units && (
          <Select
            aria-label={t('aggregate.unit')}
            popupMatchSelectWidth={false}
            value={value.unit ?? 'day'}
            options={units.map((one) => ({ value: one, label: words.t(`unit.${one}`) }))}
            onChange={(unit: string) => set({ unit })}
          />
        )}
        {aggregate === 'time_since' && (
          <Checkbox checked={value.calendar === true} onChange={({ target }) => set({ calendar: target.checked || undefined })}>
            {t('aggregate.calendar')}
          </Checkbox>
        )}
        <WindowField label={t('window.label')} value={value.within} onChange={(within) => set({ within })} />
      </span>
      <ComparisonField
        value={is}
        onChange={(next) => set({ is: next })}
        operators={[...offer.common, ...offer.more]}
        form={{ ...props, label: t('aggregate.is'), known: { field: props.known.field, type: typeOf(value) } }}
      />
      <OwnFilter form={props} value={value} />
    </>
  );
}
