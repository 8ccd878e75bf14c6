/** Fields of the forms, and what a section says: what is in force, and what its change will do. */
import { Input, InputNumber, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Change, ChangeBar, ChangeConflict, Part, useNaming } from '../../kit/index.ts';
import { type CalendarWindow, CLASSES, type MessageClass, type Per, type Policy, spanOf, UNITS, type Unit, WINDOWS } from './policy.ts';

export function Field(props: { readonly label: string; readonly hint?: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="policies-field">
      <span className="soft">{props.label}</span>
      {props.children}
      {props.hint !== undefined && <span className="soft">{props.hint}</span>}
    </div>
  );
}

interface Edited<Value> {
  readonly label: string;
  readonly value: Value;
  readonly isFixed: boolean;
  readonly onChange: (value: Value) => void;
}

/** A part of the policy's form. */
export interface FormProps {
  readonly policy: Policy;
  readonly isFixed: boolean;
  readonly set: (fields: { readonly [Key in keyof Policy]?: Policy[Key] | undefined }) => void;
}

/** A time of day; `24:00` is midnight. */
export function ClockField({ label, value, isFixed, onChange }: Edited<string>): ReactNode {
  return (
    <Field label={label}>
      <Input
        type="time"
        aria-label={label}
        disabled={isFixed}
        value={value === '24:00' ? '00:00' : value}
        onChange={({ target }) => /^\d\d:\d\d$/.test(target.value) && onChange(target.value)}
      />
    </Field>
  );
}

/** Of messages; at least one. No rule of guard is for transactional ones, so that they can only be taken out. */
export function ClassesField({ label, value, isFixed, onChange }: Edited<readonly MessageClass[]>): ReactNode {
  const { t } = useTranslation('policies');
  return (
    <Field label={label}>
      <Select<MessageClass[]>
        mode="multiple"
        aria-label={label}
        disabled={isFixed}
        value={[...value]}
        options={CLASSES.filter((one) => one !== 'transactional' || value.includes(one)).map((one) => ({
          value: one,
          label: t(`classes.${one}`),
        }))}
        onChange={(next) => next.length > 0 && onChange(CLASSES.filter((one) => next.includes(one)))}
      />
    </Field>
  );
}

/** A count and a unit; cleared: undefined. */
export function SpanField({ label, value, isFixed, onChange, hint }: Edited<string | undefined> & { readonly hint?: string }): ReactNode {
  const { t } = useTranslation('policies');
  const { count, unit = 'h' } = spanOf(value ?? '') ?? {};
  const units: readonly Unit[] = unit === 's' ? ['s', ...UNITS] : UNITS;
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      <Space.Compact>
        <InputNumber
          aria-label={label}
          min={1}
          precision={0}
          disabled={isFixed}
          value={count ?? null}
          onChange={(next) => onChange(next === null ? undefined : `${next}${unit}`)}
        />
        <Select<Unit>
          aria-label={t('unitOf', { label })}
          disabled={isFixed}
          value={unit}
          popupMatchSelectWidth={false}
          options={units.map((one) => ({ value: one, label: t(`units.${one}`) }))}
          onChange={(next) => count !== undefined && onChange(`${count}${next}`)}
        />
      </Space.Compact>
    </Field>
  );
}

const ROLLING = 'rolling';

/** A calendar period, or any span of time and how long. */
export function PerField({ value, isFixed, onChange }: Omit<Edited<Per>, 'label'>): ReactNode {
  const { t } = useTranslation('policies');
  return (
    <>
      <Field label={t('caps.per')}>
        <Select<string>
          aria-label={t('caps.per')}
          disabled={isFixed}
          value={typeof value === 'string' ? ROLLING : value.this}
          popupMatchSelectWidth={false}
          options={[...WINDOWS, ROLLING].map((one) => ({ value: one, label: t(`windows.${one as CalendarWindow}`) }))}
          onChange={(next) => onChange(next === ROLLING ? '7d' : { this: next as CalendarWindow })}
        />
      </Field>
      {typeof value === 'string' && (
        <SpanField label={t('caps.span')} value={value} isFixed={isFixed} onChange={(span) => span !== undefined && onChange(span)} />
      )}
    </>
  );
}

interface NarrowProps {
  readonly kind: 'channel' | 'purpose';
  readonly value: string | undefined;
  readonly isFixed: boolean;
  readonly onChange: (id: string | undefined) => void;
}

/** Only messages of this one; cleared: all. */
export function NarrowField({ kind, value, isFixed, onChange }: NarrowProps): ReactNode {
  const { t } = useTranslation('policies');
  const label = t(`caps.${kind}`);
  const known = useNaming().all(kind);
  return (
    <Field label={label}>
      <Select<string | null>
        allowClear
        aria-label={label}
        disabled={isFixed}
        placeholder={t('caps.every')}
        value={value ?? null}
        popupMatchSelectWidth={false}
        options={known.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </Field>
  );
}

interface SectionProps {
  readonly title: ReactNode;
  readonly extra?: ReactNode;
  /** What is in force, in sentences. */
  readonly before: readonly string[];
  /** What would be. */
  readonly after: readonly string[];
  /** What follows from the change. */
  readonly effects?: readonly string[];
  readonly children: ReactNode;
}

export function Section({ title, extra, before, after, effects = [], children }: SectionProps): ReactNode {
  const { t } = useTranslation('policies');
  const isChanged = before.join('\n') !== after.join('\n');
  return (
    <Part title={title} extra={extra}>
      <Sentences label={t('inForce')} of={before} />
      {isChanged && <Sentences label={t('willBe')} of={after} isNew />}
      {effects.map((one) => (
        <p key={one} className="policies-effect">
          {one}
        </p>
      ))}
      {children}
    </Part>
  );
}

function Sentences(props: { readonly label: string; readonly of: readonly string[]; readonly isNew?: boolean }): ReactNode {
  return (
    <div className={props.isNew ? 'policies-words policies-new' : 'policies-words'}>
      <span className="soft">{props.label}</span>
      <ul>
        {props.of.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  );
}

/** How the change of a section stands, and what is wrong with it. */
export function Standing({ change }: { readonly change: Change }): ReactNode {
  return (
    <div className="policies-standing">
      <ChangeConflict change={change} />
      <ChangeBar change={change} />
      {change.problems.map(({ path, message }) => (
        <p key={`${path} ${message}`} className="policies-effect">
          {path !== '' && <code>{path}</code>} {message}
        </p>
      ))}
    </div>
  );
}
