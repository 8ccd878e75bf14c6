/** What a step has several of: ways to send, traits that are set, fields of an answer, what is handed over. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepOf } from '../model/document.ts';
import { changed, type StepFormProps } from './changed.ts';
import { DefinitionField, Field, TextField } from './fields.tsx';

interface RowsProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly fresh: Row;
  /** How many there may be. */
  readonly most?: number;
  readonly onChange: (rows: readonly Row[]) => void;
  readonly children: (row: Row, change: (next: Row) => void) => ReactNode;
}

/** Rows that can be added, changed and taken out. */
export function Rows<Row>({ label, rows, fresh, most = Number.POSITIVE_INFINITY, onChange, children }: RowsProps<Row>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <Field label={label}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
        <div key={index} className="journey-row">
          <div>{children(row, (next) => onChange(rows.map((one, at) => (at === index ? next : one))))}</div>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('form.removeRow', { label, number: index + 1 })}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {rows.length < most && (
        <Button size="small" icon={<PlusOutlined />} aria-label={t('form.addRow', { label })} onClick={() => onChange([...rows, fresh])}>
          {t('form.add')}
        </Button>
      )}
    </Field>
  );
}

/** The channels after the first, in order. */
export function WaysForm({ of, onChange }: StepFormProps<StepOf<'send'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <Rows
      label={t('form.otherWays')}
      rows={of.fallbacks ?? []}
      fresh={{ channel: '', template: of.template }}
      onChange={(rows) => onChange(changed(of, { fallbacks: rows.length === 0 ? undefined : [...rows] }))}
    >
      {(row, change) => (
        <>
          <DefinitionField
            label={t('fields.channel')}
            kind="channel"
            value={row.channel}
            onChange={(channel = '') => change({ ...row, channel })}
          />
          <DefinitionField
            label={t('fields.template')}
            kind="template"
            value={row.template}
            onChange={(template = '') => change({ ...row, template })}
          />
        </>
      )}
    </Rows>
  );
}

export function ResponseForm({ of, onChange }: StepFormProps<StepOf<'webhook'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <Rows
      label={t('fields.response')}
      rows={of.response ?? []}
      fresh={{ field: '', trait: '' }}
      onChange={(rows) => onChange(changed(of, { response: rows.length === 0 ? undefined : [...rows] }))}
    >
      {(row, change) => (
        <>
          <TextField label={t('form.answerField')} value={row.field} onChange={(field) => change({ ...row, field })} />
          <DefinitionField label={t('form.trait')} kind="trait" value={row.trait} onChange={(trait = '') => change({ ...row, trait })} />
          <Checkbox
            checked={row.optional === true}
            onChange={({ target }) => {
              const { optional: _, ...rest } = row;
              change(target.checked ? { ...rest, optional: true } : rest);
            }}
          >
            {t('form.mayBeMissing')}
          </Checkbox>
        </>
      )}
    </Rows>
  );
}

type Value = string | number | boolean;

export function TraitsForm({ of, onChange }: StepFormProps<StepOf<'update'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <Rows<readonly [string, Value]>
      label={t('form.traits')}
      rows={Object.entries(of.traits)}
      fresh={['', '']}
      onChange={(rows) => onChange(changed(of, { traits: Object.fromEntries(rows) }))}
    >
      {([trait, value], change) => (
        <>
          <DefinitionField
            label={t('form.trait')}
            kind="trait"
            value={trait}
            onChange={(next = '') => Object.hasOwn(of.traits, next) || change([next, value])}
          />
          <ValueField value={value} onChange={(next) => change([trait, next])} />
        </>
      )}
    </Rows>
  );
}

export function PropertiesForm({ of, onChange }: StepFormProps<StepOf<'start_journey'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <Rows<readonly [string, Value | { property: string }]>
      label={t('fields.properties')}
      rows={Object.entries(of.properties ?? {})}
      fresh={['', '']}
      onChange={(rows) => onChange(changed(of, { properties: rows.length === 0 ? undefined : Object.fromEntries(rows) }))}
    >
      {([name, value], change) => (
        <>
          <NameField value={name} taken={Object.keys(of.properties ?? {})} onChange={(next) => change([next, value])} />
          <Checkbox
            checked={typeof value === 'object'}
            onChange={({ target }) => change([name, target.checked ? { property: String(textOf(value)) } : textOf(value)])}
          >
            {t('form.ofTrigger')}
          </Checkbox>
          <ValueField
            value={textOf(value)}
            onChange={(next) => change([name, typeof value === 'object' ? { property: String(next) } : next])}
          />
        </>
      )}
    </Rows>
  );
}

interface NameProps {
  readonly value: string;
  readonly taken: readonly string[];
  readonly onChange: (name: string) => void;
}

/** A name beside others: it takes effect when it is written, lest one that it passes through on the way takes the place of another. */
function NameField({ value, taken, onChange }: NameProps): ReactNode {
  const { t } = useTranslation('journeys');
  const [draft, setDraft] = useState<string>();
  const isFree = draft === undefined || draft === value || !taken.includes(draft);
  const finish = (): void => {
    if (draft !== undefined && draft !== value && isFree) onChange(draft);
    setDraft(undefined);
  };
  return (
    <Field label={t('form.name')}>
      <Input
        aria-label={t('form.name')}
        value={draft ?? value}
        {...(!isFree && { status: 'error' })}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={finish}
        onPressEnter={finish}
      />
    </Field>
  );
}

function textOf(value: Value | { readonly property: string }): Value {
  return typeof value === 'object' ? value.property : value;
}

/** A text, a number, or yes and no: told by what is written. */
function ValueField({ value, onChange }: { readonly value: Value; readonly onChange: (value: Value) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <Field label={t('form.value')} hint={t('form.valueHint')}>
      <Input aria-label={t('form.value')} value={String(value)} onChange={({ target }) => onChange(scalarOf(target.value))} />
    </Field>
  );
}

/** `12` is a number and `true` is yes; anything else is a text. */
export function scalarOf(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(text) ? Number(text) : text;
}
