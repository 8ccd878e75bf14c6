/** The fields that forms of steps and journeys are made of. */
import { AutoComplete, Button, Input, InputNumber, Select, Space } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/index.ts';
import { ConditionEditor, conditionText, type EditorProps, Loading, Modal, useNaming, useWhyWords } from '../../../kit/index.ts';
import { spanOf, UNITS, type Unit } from '../model/duration.ts';

/** A label over a field. */
export function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="journey-field">
      <span className="soft">{label}</span>
      {children}
      {hint !== undefined && <span className="soft">{hint}</span>}
    </div>
  );
}

interface Edited<Value> {
  readonly label: string;
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

type Optional<Value> = Omit<Edited<Value>, 'onChange'> & { readonly onChange: (value: Value | undefined) => void };

/** A count and a unit. Cleared where it need not be there. */
export function DurationField({
  label,
  hint,
  value,
  onChange,
  isOptional = false,
}: Optional<string> & { readonly isOptional?: boolean; readonly hint?: string }): ReactNode {
  const { t } = useTranslation('journeys');
  const { count, unit = 'd' } = spanOf(value ?? '') ?? {};
  const units: readonly Unit[] = unit === 's' ? ['s', ...UNITS] : UNITS;
  const change = (next: number | null, of: Unit): void => {
    if (next !== null && next > 0) onChange(`${Math.round(next)}${of}`);
    else if (isOptional) onChange(undefined);
  };
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      <Space.Compact block>
        <InputNumber aria-label={label} min={1} precision={0} value={count ?? null} onChange={(next) => change(next, unit)} />
        <Select
          aria-label={t('form.unit', { label })}
          value={unit}
          options={units.map((one) => ({ value: one, label: t(`units.${one}`) }))}
          onChange={(next: Unit) => change(count ?? null, next)}
        />
      </Space.Compact>
    </Field>
  );
}

/** One of the definitions of a kind, by name. */
export function DefinitionField({
  label,
  kind,
  value,
  onChange,
  isOptional = false,
}: Optional<string> & { readonly kind: string; readonly isOptional?: boolean }): ReactNode {
  const { t } = useTranslation('journeys');
  const names = useNaming();
  const known = names.all(kind).map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = value === undefined || value === '' || known.some((one) => one.value === value);
  return (
    <Field label={label}>
      <Select
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('form.choose')}
        value={value === '' || value === undefined ? null : value}
        allowClear={isOptional}
        options={isKnown ? known : [{ value, label: value }, ...known]}
        onChange={(next: string | null) => onChange(next ?? undefined)}
      />
    </Field>
  );
}

/** One of few. */
export function ChoiceField<Value extends string>({
  label,
  hint,
  value,
  onChange,
  options,
}: Edited<Value> & { readonly hint?: string; readonly options: readonly { readonly value: Value; readonly label: string }[] }): ReactNode {
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      <Select<Value> aria-label={label} value={value ?? null!} options={[...options]} onChange={onChange} />
    </Field>
  );
}

export function TextField({ label, value, onChange, hint }: Edited<string> & { readonly hint?: string }): ReactNode {
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      <Input aria-label={label} value={value ?? ''} onChange={({ target }) => onChange(target.value)} />
    </Field>
  );
}

/** A time of day, `HH:MM`. */
export function ClockField({ label, value, onChange }: Edited<string>): ReactNode {
  return (
    <Field label={label}>
      <Input
        aria-label={label}
        type="time"
        value={value ?? ''}
        onChange={({ target }) => /^\d\d:\d\d$/.test(target.value) && onChange(target.value)}
      />
    </Field>
  );
}

/** A share in [0, 1], as percent. */
export function PercentField({ label, value, onChange }: Edited<number>): ReactNode {
  return (
    <Field label={label}>
      <InputNumber
        aria-label={label}
        min={0}
        max={100}
        suffix="%"
        value={value === undefined ? null : Math.round(value * 1e6) / 1e4}
        onChange={(next) => onChange(Math.round((next ?? 0) * 1e4) / 1e6)}
      />
    </Field>
  );
}

/** The exact name of an event, of those that the dictionary knows or another. */
export function EventField({ label, value, onChange }: Edited<string>): ReactNode {
  const names = useNaming();
  const options = names.all('event').map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} · ${id}` }));
  return (
    <Field label={label}>
      <AutoComplete aria-label={label} value={value ?? ''} options={options} showSearch={{ filterOption: true }} onChange={onChange} />
    </Field>
  );
}

export interface ConditionFieldProps extends Optional<Condition> {
  readonly isOptional?: boolean;
  /** What it may read: the customer (default), the event that comes, or both. */
  readonly about?: NonNullable<EditorProps['about']>;
  readonly event?: string;
}

/** A condition in words; built in a window of its own, which has the room for it. */
export function ConditionField({
  label,
  value,
  onChange,
  isOptional = false,
  about = 'customer',
  event = '',
}: ConditionFieldProps): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useWhyWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Field label={label}>
      <div className="journey-condition">
        <span>{value && value.rules.length > 0 ? conditionText(value, words) : t('unset')}</span>
        <Button size="small" aria-label={t('form.editOf', { label })} onClick={() => setOpen(true)}>
          {t('form.edit')}
        </Button>
        {isOptional && value && (
          <Button size="small" aria-label={t('form.removeOf', { label })} onClick={() => onChange(undefined)}>
            {t('form.remove')}
          </Button>
        )}
      </div>
      <Modal
        open={isOpen}
        title={label}
        width={820}
        onCancel={() => setOpen(false)}
        onOk={() => setOpen(false)}
        okText={t('form.close')}
        footer={(_, { OkBtn }) => <OkBtn />}
      >
        <Suspense fallback={<Loading lines={3} />}>
          <ConditionEditor label={label} value={value ?? EMPTY} onChange={onChange} about={about} event={event} />
        </Suspense>
      </Modal>
    </Field>
  );
}

const EMPTY: Condition = { combinator: 'and', rules: [] };
