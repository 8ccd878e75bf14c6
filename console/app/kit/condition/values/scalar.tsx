/** Single values and lists of them, typed: 1, "1" and yes are three different values. */
import { AutoComplete, Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldType } from '../operators.ts';
import type { FormProps } from '../scope.ts';

type Scalar = string | number | boolean;
type Kind = 'string' | 'number' | 'boolean';

const KINDS: readonly Kind[] = ['string', 'number', 'boolean'];
const KIND_OF: Partial<Readonly<Record<FieldType, Kind>>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  draw: 'number',
  member: 'boolean',
};
const EMPTY: Readonly<Record<Kind, Scalar | undefined>> = { string: undefined, number: undefined, boolean: true };

export function ScalarForm({ value, onChange, label, known }: FormProps): ReactNode {
  const expected = KIND_OF[known.type];
  const kind = value === undefined || value === null ? (expected ?? 'string') : (typeof value as Kind);
  return (
    <span className="condition-scalar">
      {expected !== kind && <KindChoice kind={kind} label={label} onChange={(next) => onChange(converted(value as Scalar, next))} />}
      <OneValue value={value as Scalar | undefined} kind={kind} label={label} allowed={known.allowed} onChange={onChange} />
    </span>
  );
}

function KindChoice(props: { readonly kind: Kind; readonly label: string; readonly onChange: (kind: Kind) => void }): ReactNode {
  const { t } = useTranslation('condition');
  const options = KINDS.map((value) => ({ value, label: t(`kind.${value}`) }));
  return (
    <Select
      aria-label={t('part.kind', { label: props.label })}
      popupMatchSelectWidth={false}
      value={props.kind}
      options={options}
      onChange={props.onChange}
    />
  );
}

/** The same value as another kind, where it is one. */
export function converted(value: Scalar | undefined, kind: Kind): Scalar | undefined {
  if (value === undefined) return EMPTY[kind];
  if (kind === 'string') return String(value);
  if (kind === 'boolean') return value === true || value === 'true';
  const number = Number(value);
  return value === '' || Number.isNaN(number) ? undefined : number;
}

interface OneValueProps {
  readonly value: Scalar | undefined;
  readonly kind: Kind;
  readonly label: string;
  readonly allowed?: readonly Scalar[] | undefined;
  readonly onChange: (value: Scalar | undefined) => void;
}

export function OneValue({ value, kind, label, allowed = [], onChange }: OneValueProps): ReactNode {
  const { t } = useTranslation('condition');
  if (kind === 'boolean')
    return (
      <Switch aria-label={label} checked={value === true} checkedChildren={t('yes')} unCheckedChildren={t('no')} onChange={onChange} />
    );
  if (kind === 'number')
    return <InputNumber<number> aria-label={label} value={value as number} onChange={(next) => onChange(next ?? undefined)} />;
  const texts = allowed.filter((one) => typeof one === 'string');
  if (texts.length === 0)
    return (
      <Input
        aria-label={label}
        value={(value as string) ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
    );
  return (
    <AutoComplete
      aria-label={label}
      value={(value as string) ?? ''}
      options={texts.map((one) => ({ value: one }))}
      showSearch={{ filterOption: (typed, option) => String(option?.value).toLowerCase().includes(typed.toLowerCase()) }}
      popupMatchSelectWidth={false}
      onChange={(next: string) => onChange(next === '' ? undefined : next)}
    />
  );
}

export function ScalarsForm({ value, onChange, label, known, operator }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const held = (value ?? []) as readonly Scalar[];
  const texts = known.type === 'string' || operator.includes('IgnoringCase');
  const written = (one: Scalar): string =>
    typeof one === 'string' && !texts && Number.isFinite(Number(one)) && one !== '' ? `"${one}"` : String(one);
  const read = (text: string): Scalar => held.find((one) => written(one) === text) ?? (texts ? text : readValue(text));
  return (
    <Select
      mode="tags"
      className="condition-many"
      aria-label={label}
      placeholder={t('many')}
      tokenSeparators={[',', '，', '\n']}
      value={held.map(written)}
      options={(known.allowed ?? []).map((one) => ({ value: written(one), label: String(one) }))}
      onChange={(next: readonly string[]) => onChange(next.length === 0 ? undefined : next.map(read))}
    />
  );
}

/** What somebody means: a number, yes or no where it reads like one, unless it stands in quotes. */
export function readValue(text: string): Scalar {
  if (/^".*"$/s.test(text)) return text.slice(1, -1);
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}

export function PairForm({ value, onChange, label, known }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const [from, to] = (value ?? []) as readonly (string | number | undefined)[];
  const kind = typeof (from ?? to) === 'string' || (from ?? to) === undefined ? (KIND_OF[known.type] ?? 'number') : 'number';
  const shown = typeof (from ?? to) === 'string' ? 'string' : kind;
  const set = (next: readonly unknown[]): void => onChange(next.every((one) => one === undefined) ? undefined : next);
  return (
    <span className="condition-scalar">
      <OneValue value={from ?? undefined} kind={shown} label={`${label} ${t('from')}`} onChange={(one) => set([one, to])} />
      <span>{t('and')}</span>
      <OneValue value={to ?? undefined} kind={shown} label={`${label} ${t('to')}`} onChange={(one) => set([from, one])} />
    </span>
  );
}
