/** Of lists and places: what each element must be, and how far from a point. */
import { InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { elementOperators, firstValue } from '../operators.ts';
import { type FormProps, usePlace } from '../scope.ts';
import { withParts } from './parts.ts';

interface Comparison {
  readonly operator: string;
  readonly value?: unknown;
}

interface ComparisonFieldProps {
  readonly value: Comparison;
  readonly onChange: (value: Comparison) => void;
  readonly operators: readonly string[];
  readonly form: FormProps;
}

/** An operator and what it is given. */
export function ComparisonField({ value, onChange, operators, form }: ComparisonFieldProps): ReactNode {
  const { t } = useTranslation('condition');
  const { words, ValueForm } = usePlace();
  const offered = operators.includes(value.operator) ? operators : [value.operator, ...operators];
  const choose = (operator: string): void => {
    const first = firstValue(operator, form.known.type);
    onChange({ operator, ...(first !== undefined && { value: first }) });
  };
  return (
    <span className="condition-scalar">
      <Select
        aria-label={t('part.operator')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={value.operator}
        options={offered.map((one) => ({ value: one, label: words.operator(one) }))}
        onChange={choose}
      />
      <ValueForm {...form} operator={value.operator} value={value.value} onChange={(next) => onChange(withParts(value, { value: next }))} />
    </span>
  );
}

export function ElementForm(props: FormProps): ReactNode {
  const value = (props.value ?? { operator: '=' }) as Comparison;
  return (
    <ComparisonField
      value={value}
      onChange={props.onChange}
      operators={elementOperators()}
      form={{ ...props, known: { ...props.known, type: 'unknown' } }}
    />
  );
}

interface Circle {
  readonly longitude?: string;
  readonly of?: readonly [number | undefined, number | undefined];
  readonly meters?: number;
}

/** The field is a latitude; the longitude stands beside it. */
export function DistanceForm({ value, onChange, known }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const { vocabulary, words } = usePlace();
  const circle = (value ?? {}) as Circle;
  const [latitude, longitude] = circle.of ?? [];
  const set = (parts: Circle): void => onChange(withParts(circle, parts));
  const isTrait = known.field.startsWith('trait.');
  const places = isTrait ? vocabulary.traits.map(({ id }) => ({ value: id, label: words.field(`trait.${id}`) })) : [];
  const degrees = { precision: 6, controls: false } as const;
  return (
    <span className="condition-scalar">
      <InputNumber<number>
        aria-label={t('place.meters')}
        min={1}
        value={circle.meters ?? null}
        onChange={(meters) => set({ meters: meters ?? undefined } as Circle)}
      />
      <span>{t('place.of')}</span>
      <InputNumber<number>
        {...degrees}
        aria-label={t('place.latitude')}
        placeholder={t('place.latitude')}
        value={latitude ?? null}
        onChange={(next) => set({ of: [next ?? undefined, longitude] })}
      />
      <InputNumber<number>
        {...degrees}
        aria-label={t('place.longitude')}
        placeholder={t('place.longitude')}
        value={longitude ?? null}
        onChange={(next) => set({ of: [latitude, next ?? undefined] })}
      />
      <span>{t('place.beside')}</span>
      <Select
        mode="tags"
        maxCount={1}
        aria-label={t('place.beside')}
        value={circle.longitude === undefined ? [] : [circle.longitude]}
        options={places}
        onChange={(next: readonly string[]) => set({ longitude: next.at(-1) } as Circle)}
      />
    </span>
  );
}
