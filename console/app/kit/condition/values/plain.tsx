/** Small forms: texts, spans of time, periods of the calendar, lengths, kinds, days. */
import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProps } from '../scope.ts';
import { withParts } from './parts.ts';

const SPAN = /^(\d+)(ms|[smhdw])$/;
const UNITS = ['m', 'h', 'd', 'w'] as const;
const ODD_UNITS = ['ms', 's'] as const;

export function TextForm({ value, onChange, label, operator }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const hint = /matches|Match/.test(operator) ? t('hint.pattern') : operator.startsWith('version') ? t('hint.version') : '';
  return (
    <Input
      aria-label={label}
      placeholder={hint}
      value={(value as string | undefined) ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
    />
  );
}

export interface SpanProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly label: string;
}

/** A duration like "30d", as a number and its unit. */
export function Span({ value, onChange, label }: SpanProps): ReactNode {
  const { t } = useTranslation('condition');
  const [, count, unit = 'd'] = SPAN.exec(value ?? '') ?? [];
  const units = [...ODD_UNITS.filter((one) => one === unit), ...UNITS];
  return (
    <span className="condition-span">
      <InputNumber<number>
        aria-label={label}
        min={0}
        precision={0}
        value={count === undefined ? null : Number(count)}
        onChange={(next) => onChange(next === null ? undefined : `${next}${unit}`)}
      />
      <Select
        aria-label={t('part.unit', { label })}
        popupMatchSelectWidth={false}
        value={unit}
        options={units.map((one) => ({ value: one, label: t(`span.${one}`) }))}
        onChange={(next: string) => count !== undefined && onChange(`${count}${next}`)}
      />
    </span>
  );
}

export function SpanForm({ value, onChange, label }: FormProps): ReactNode {
  return <Span value={value as string | undefined} onChange={onChange} label={label} />;
}

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

export function CalendarForm({ value, onChange, label, operator }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const periods = /nniversary/.test(operator) ? PERIODS.slice(0, 3) : PERIODS;
  return (
    <Select
      aria-label={label}
      popupMatchSelectWidth={false}
      value={value as string}
      options={periods.map((one) => ({ value: one, label: t(`period.${one}`) }))}
      onChange={onChange}
    />
  );
}

export interface CountProps {
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
  readonly placeholder?: string;
}

/** A whole number, or nothing. */
export function Count({ value, onChange, label, min = 0, max, placeholder = '' }: CountProps): ReactNode {
  return (
    <InputNumber<number>
      className="condition-count"
      aria-label={label}
      min={min}
      {...(max !== undefined && { max })}
      precision={0}
      value={value ?? null}
      placeholder={placeholder}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function LengthForm({ value, onChange, label }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const bounds = (value ?? {}) as Bounds;
  return (
    <span className="condition-scalar">
      <span>{t('atLeast')}</span>
      <Count label={`${label} ${t('atLeast')}`} value={bounds.atLeast} onChange={(atLeast) => onChange(withParts(bounds, { atLeast }))} />
      <span>{t('atMost')}</span>
      <Count label={`${label} ${t('atMost')}`} value={bounds.atMost} onChange={(atMost) => onChange(withParts(bounds, { atMost }))} />
    </span>
  );
}

const KINDS = ['string', 'number', 'boolean', 'list'] as const;

export function KindForm({ value, onChange, label }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  return (
    <Select
      aria-label={label}
      popupMatchSelectWidth={false}
      value={value as string}
      options={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
      onChange={onChange}
    />
  );
}

const DAYS_MAX = 366;

export function DaysForm({ value, onChange, label }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const [from, to] = (value ?? []) as readonly (number | undefined)[];
  const bounds = { min: -DAYS_MAX, max: DAYS_MAX };
  return (
    <span className="condition-scalar">
      <Count {...bounds} label={`${label} ${t('from')}`} value={from ?? undefined} onChange={(one) => onChange([one, to])} />
      <span>{t('and')}</span>
      <Count {...bounds} label={`${label} ${t('to')}`} value={to ?? undefined} onChange={(one) => onChange([from, one])} />
      <span>{t('fromToday')}</span>
    </span>
  );
}
