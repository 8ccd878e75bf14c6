/** What a step of each kind asks for. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CONVERSIONS, type ConvertStep, type Json, type MapStep, ROOTS, type Scalar, type SetStep, type Step } from './model.ts';
import type { Refused } from './reasons.tsx';

interface Fields<Of> {
  readonly of: Of;
  readonly refused: Refused;
  readonly onChange: (step: Step) => void;
}

export function StepFields({ of, refused, onChange }: Fields<Step>): ReactNode {
  const { t } = useTranslation('quarantine');
  if ('rename' in of)
    return (
      <>
        <Path label={t('fields.from')} value={of.rename} paths={refused.paths} onChange={(rename) => onChange({ ...of, rename })} />
        <Path label={t('fields.to')} value={of.to} paths={refused.paths} onChange={(to) => onChange({ ...of, to })} />
      </>
    );
  if ('set' in of) return <SetFields of={of} refused={refused} onChange={onChange} />;
  if ('convert' in of) return <ConvertFields of={of} refused={refused} onChange={onChange} />;
  if ('map' in of) return <MapFields of={of} refused={refused} onChange={onChange} />;
  return <Path label={t('fields.path')} value={of.remove} paths={refused.paths} onChange={(remove) => onChange({ remove })} />;
}

interface PathProps {
  readonly label: string;
  readonly value: string;
  readonly paths: readonly string[];
  readonly onChange: (path: string) => void;
}

/** A path within the call: one that the calls have or should have, or any other. */
function Path({ label, value, paths, onChange }: PathProps): ReactNode {
  const options = [...new Set([...ROOTS.slice(0, 4), ...paths])].map((path) => ({ value: path }));
  return (
    <AutoComplete
      className="quarantine-path"
      aria-label={label}
      placeholder={label}
      value={value}
      options={options}
      showSearch={{ filterOption: (typed, option) => String(option?.value).toLowerCase().includes(typed.toLowerCase()) }}
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  );
}

function SetFields({ of, refused, onChange }: Fields<SetStep>): ReactNode {
  const { t } = useTranslation('quarantine');
  const { ifMissing, ...always } = of;
  const events = of.set === 'event' ? refused.events.map(({ id }) => id) : [];
  return (
    <>
      <Path label={t('fields.path')} value={of.set} paths={refused.paths} onChange={(set) => onChange({ ...of, set })} />
      {of.set === 'event' && typeof of.value === 'string' ? (
        <Path label={t('fields.value')} value={of.value} paths={events} onChange={(value) => onChange({ ...of, value })} />
      ) : (
        <Value label={t('fields.value')} value={of.value} onChange={(value) => onChange({ ...of, value })} />
      )}
      <Checkbox checked={ifMissing === true} onChange={({ target }) => onChange(target.checked ? { ...always, ifMissing: true } : always)}>
        {t('fields.ifMissing')}
      </Checkbox>
    </>
  );
}

const TYPES = ['text', 'number', 'boolean'] as const;

interface ValueProps<Of> {
  readonly label: string;
  readonly value: Of;
  readonly onChange: (value: Scalar) => void;
}

/** A single value, with what it is; a list or an object is changed as JSON. */
function Value({ label, value, onChange }: ValueProps<Json>): ReactNode {
  const { t } = useTranslation('quarantine');
  const type =
    typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'text' : undefined;
  if (type === undefined)
    return (
      <span>
        <code>{JSON.stringify(value)}</code> <span className="soft">{t('asJson')}</span>
      </span>
    );
  const of = (next: (typeof TYPES)[number]): Scalar => {
    if (next === 'text') return String(value);
    return next === 'number' ? Number(value) || 0 : value === true || value === 'true';
  };
  return (
    <>
      <Select
        aria-label={t('fields.typeOf', { label })}
        value={type}
        options={TYPES.map((one) => ({ value: one, label: t(`conversions.${one}`) }))}
        onChange={(next: (typeof TYPES)[number]) => onChange(of(next))}
      />
      {type === 'text' && (
        <Input aria-label={label} placeholder={label} value={String(value)} onChange={({ target }) => onChange(target.value)} />
      )}
      {type === 'number' && <InputNumber aria-label={label} value={Number(value)} onChange={(next) => onChange(next ?? 0)} />}
      {type === 'boolean' && (
        <Select
          aria-label={label}
          value={value === true}
          options={[true, false].map((one) => ({ value: one, label: t(`truth.${one}`) }))}
          onChange={onChange}
        />
      )}
    </>
  );
}

function ConvertFields({ of, refused, onChange }: Fields<ConvertStep>): ReactNode {
  const { t } = useTranslation('quarantine');
  const { convert, as, decimal, pattern = '', zone = '' } = of;
  const change = (more: { readonly decimal?: ',' | '.'; readonly pattern?: string; readonly zone?: string }): void => {
    const next = { decimal, pattern, zone, ...more };
    onChange({
      ...{ convert, as },
      ...(next.pattern !== '' && { pattern: next.pattern }),
      ...(next.zone !== '' && { zone: next.zone }),
      ...(next.decimal && { decimal: next.decimal }),
    });
  };
  return (
    <>
      <Path label={t('fields.path')} value={convert} paths={refused.paths} onChange={(path) => onChange({ ...of, convert: path })} />
      <Select
        aria-label={t('fields.as')}
        value={as}
        options={CONVERSIONS.map((value) => ({ value, label: t(`conversions.${value}`) }))}
        onChange={(next) => onChange({ convert, as: next })}
      />
      {(as === 'number' || as === 'integer') && (
        <Select
          aria-label={t('fields.decimal')}
          value={decimal ?? '.'}
          options={(['.', ','] as const).map((value) => ({ value, label: t(value === '.' ? 'decimals.point' : 'decimals.comma') }))}
          onChange={(next) => change({ decimal: next })}
        />
      )}
      {as === 'time' && (
        <>
          <AutoComplete
            className="quarantine-pattern"
            aria-label={t('fields.pattern')}
            placeholder={t('fields.pattern')}
            value={pattern}
            options={['dd/MM/yyyy HH:mm', 'yyyy-MM-dd HH:mm:ss', 'seconds', 'milliseconds'].map((value) => ({ value }))}
            onChange={(next) => change({ pattern: next })}
          />
          <Input
            className="quarantine-pattern"
            aria-label={t('fields.zone')}
            placeholder={t('fields.zone')}
            value={zone}
            onChange={({ target }) => change({ zone: target.value })}
          />
        </>
      )}
    </>
  );
}

function MapFields({ of, refused, onChange }: Fields<MapStep>): ReactNode {
  const { t } = useTranslation('quarantine');
  const pairs = Object.entries(of.values);
  const put = (next: readonly (readonly [string, Scalar])[]): void => onChange({ ...of, values: Object.fromEntries(next) });
  return (
    <>
      <Path label={t('fields.path')} value={of.map} paths={refused.paths} onChange={(map) => onChange({ ...of, map })} />
      <Select
        aria-label={t('fields.otherwise')}
        value={of.otherwise ?? 'keep'}
        options={(['keep', 'remove'] as const).map((value) => ({ value, label: t(`otherwise.${value}`) }))}
        popupMatchSelectWidth={false}
        onChange={(otherwise) => onChange(otherwise === 'keep' ? { map: of.map, values: of.values } : { ...of, otherwise })}
      />
      <ul className="quarantine-pairs">
        {pairs.map(([from, to], index) => {
          const number = index + 1;
          return (
            // What is mapped is being written: only its place stays.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index} className="filters">
              <Input
                aria-label={t('fields.mapFrom', { number })}
                placeholder={t('fields.from')}
                value={from}
                status={pairs.some(([other], at) => other === from && at !== index) ? 'error' : ''}
                onChange={({ target }) => put(pairs.map((pair, at) => (at === index ? [target.value, to] : pair)))}
              />
              →
              <Value
                label={t('fields.mapTo', { number })}
                value={to}
                onChange={(value) => put(pairs.map((pair, at) => (at === index ? [from, value] : pair)))}
              />
              <Button
                {...{ size: 'small', type: 'text', icon: <DeleteOutlined /> }}
                aria-label={t('removePair', { number })}
                onClick={() => put(pairs.filter((_, at) => at !== index))}
              />
            </li>
          );
        })}
        <li>
          <Button
            size="small"
            icon={<PlusOutlined />}
            disabled={pairs.some(([from]) => from === '')}
            onClick={() => put([...pairs, ['', '']])}
          >
            {t('addPair')}
          </Button>
        </li>
      </ul>
    </>
  );
}
