/** Instants: a day is picked, anything more exact is typed as the document has it. And windows of time. */
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormProps } from '../scope.ts';
import { withParts } from './parts.ts';
import { Span } from './plain.tsx';

type Time = string | number | undefined;
const DAY = 'YYYY-MM-DD';
const IS_DAY = /^\d{4}-\d\d-\d\d$/;

interface TimeProps {
  readonly value: Time;
  readonly onChange: (value: Time) => void;
  readonly label: string;
}

function OneTime({ value, onChange, label }: TimeProps): ReactNode {
  if (value === undefined || (typeof value === 'string' && IS_DAY.test(value)))
    return (
      <DatePicker
        aria-label={label}
        value={value === undefined ? null : dayjs(value, DAY)}
        format={DAY}
        onChange={(day) => onChange(day ? day.format(DAY) : undefined)}
      />
    );
  return <Input aria-label={label} value={String(value)} onChange={({ target }) => onChange(typedTime(target.value))} />;
}

/** Milliseconds stay a number. */
function typedTime(text: string): Time {
  if (text === '') return undefined;
  return /^\d{6,}$/.test(text) ? Number(text) : text;
}

export function TimeForm({ value, onChange, label }: FormProps): ReactNode {
  return <OneTime value={(value ?? undefined) as Time} onChange={onChange} label={label} />;
}

export function TimesForm({ value, onChange, label }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const [from, to] = (value ?? []) as readonly Time[];
  return (
    <span className="condition-scalar">
      <OneTime label={`${label} ${t('from')}`} value={from ?? undefined} onChange={(one) => onChange([one, to])} />
      <span>{t('untilBefore')}</span>
      <OneTime label={`${label} ${t('to')}`} value={to ?? undefined} onChange={(one) => onChange([from, one])} />
    </span>
  );
}

interface Parts {
  readonly last?: string;
  readonly except?: string;
  readonly this?: string;
  readonly previous?: string;
  readonly from?: string | number;
  readonly to?: string | number;
}
export type WindowValue = 'ever' | Parts | undefined;

const SHAPES = ['ever', 'last', 'except', 'this', 'previous', 'fixed'] as const;
type Shape = (typeof SHAPES)[number];
const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

function shapeOf(window: WindowValue): Shape {
  if (window === undefined || typeof window === 'string') return 'ever';
  if ('except' in window) return 'except';
  return SHAPES.find((shape) => shape in window) ?? 'fixed';
}

/** A first window of each shape. The document says nothing where it means ever. */
const FIRST: Readonly<Record<Shape, WindowValue>> = {
  ever: undefined,
  last: { last: '30d' },
  except: { last: '60d', except: '30d' },
  this: { this: 'month' },
  previous: { previous: 'month' },
  fixed: {},
};

interface WindowProps {
  readonly value: WindowValue;
  readonly onChange: (value: WindowValue) => void;
  readonly label: string;
}

/** When something counts. */
export function WindowField({ value, onChange, label }: WindowProps): ReactNode {
  const { t } = useTranslation('condition');
  const shape = shapeOf(value);
  const parts = typeof value === 'object' ? value : {};
  const set = (next: { readonly [Name in keyof Parts]?: Parts[Name] | undefined }): void => onChange(withParts(parts, next));
  return (
    <span className="condition-scalar">
      <Select<Shape>
        aria-label={label}
        popupMatchSelectWidth={false}
        value={shape}
        options={SHAPES.map((one) => ({ value: one, label: t(`window.${one}`) }))}
        onChange={(next) => onChange(FIRST[next])}
      />
      {(shape === 'last' || shape === 'except') && <Span label={t('window.last')} value={parts.last} onChange={(last) => set({ last })} />}
      {shape === 'except' && (
        <>
          <span>{t('window.but')}</span>
          <Span label={t('window.but')} value={parts.except} onChange={(except) => set({ except })} />
        </>
      )}
      {(shape === 'this' || shape === 'previous') && (
        <Select
          aria-label={t('part.period')}
          popupMatchSelectWidth={false}
          value={parts[shape] ?? ''}
          options={PERIODS.map((one) => ({ value: one, label: t(`${shape}.${one}`) }))}
          onChange={(period: string) => set({ [shape]: period })}
        />
      )}
      {shape === 'fixed' && (
        <>
          <OneTime label={t('from')} value={parts.from} onChange={(from) => set({ from })} />
          <span>{t('untilBefore')}</span>
          <OneTime label={t('to')} value={parts.to} onChange={(to) => set({ to })} />
        </>
      )}
    </span>
  );
}
