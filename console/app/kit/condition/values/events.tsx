/** Events and their properties, as parts of what is asked of a history. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/index.ts';
import { usePlace } from '../scope.ts';
import { BESIDE, pathsOf } from '../vocabulary.ts';
import { Filter } from './inner.tsx';
import { withParts } from './parts.ts';

const SEARCHED = {
  showSearch: {
    filterOption: (typed: string, option?: { readonly value?: unknown; readonly label?: unknown }): boolean =>
      `${option?.value} ${option?.label}`.toLowerCase().includes(typed.toLowerCase()),
  },
  popupMatchSelectWidth: false,
} as const;

interface NameProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
}

/** The name of an event, how such names begin, or several joined by `|`. */
export function EventName({ value, onChange, label }: NameProps): ReactNode {
  const { vocabulary } = usePlace();
  const options = vocabulary.events.map(({ id }) => ({ value: id, label: vocabulary.names.of('event', id) }));
  return <AutoComplete {...SEARCHED} className="condition-name" aria-label={label} value={value} options={options} onChange={onChange} />;
}

interface PathProps extends Omit<NameProps, 'value' | 'onChange'> {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly event: string;
}

/** The path of a property of an event. */
export function PropertyPath({ value, onChange, event, label }: PathProps): ReactNode {
  const { vocabulary, words } = usePlace();
  const paths = [...pathsOf(event, vocabulary.events), ...BESIDE];
  return (
    <AutoComplete
      {...SEARCHED}
      className="condition-name"
      aria-label={label}
      placeholder={label}
      value={value ?? ''}
      options={paths.map((path) => ({ value: path, label: words.field(`property.${path}`) }))}
      onChange={(next: string) => onChange(next === '' ? undefined : next)}
    />
  );
}

export interface Other {
  readonly event: string;
  readonly where?: Condition;
}

interface OtherProps {
  readonly value: Other | undefined;
  readonly onChange: (value: Other) => void;
  readonly label: string;
}

/** Another event, with its filter. */
export function OtherEvent({ value = { event: '' }, onChange, label }: OtherProps): ReactNode {
  const { t } = useTranslation('condition');
  return (
    <>
      <span className="condition-scalar">
        <span>{label}</span>
        <EventName label={label} value={value.event} onChange={(event) => onChange(withParts(value, { event }))} />
      </span>
      <Filter
        label={t('filter.of', { event: value.event })}
        event={value.event}
        value={value.where}
        onChange={(where) => onChange(withParts(value, { where }))}
      />
    </>
  );
}

export interface Pair {
  readonly later: string;
  readonly operator?: string;
  readonly earlier: string;
}

interface PairsProps {
  readonly value: readonly Pair[] | undefined;
  readonly onChange: (value: readonly Pair[] | undefined) => void;
  readonly earlier: string;
  readonly later: string;
}

const PAIRS_MAX = 5;
const OPERATORS = ['=', '!=', '<', '<=', '>', '>='];

/** What two events have in common. */
export function Pairs({ value = [], onChange, earlier, later }: PairsProps): ReactNode {
  const { t } = useTranslation('condition');
  const set = (index: number, pair: Pair): void => onChange(value.map((one, at) => (at === index ? pair : one)));
  const without = (index: number): void => onChange(value.length === 1 ? undefined : value.filter((_, at) => at !== index));
  return (
    <>
      {value.map((pair, index) => (
        <PairRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place
          key={index}
          pair={pair}
          earlier={earlier}
          later={later}
          onChange={(next) => set(index, next)}
          onRemove={() => without(index)}
        />
      ))}
      {value.length < PAIRS_MAX && (
        <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => onChange([...value, { later: '', earlier: '' }])}>
          {t('pair.add')}
        </Button>
      )}
    </>
  );
}

interface PairRowProps extends Pick<PairsProps, 'earlier' | 'later'> {
  readonly pair: Pair;
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
}

function PairRow({ pair, onChange, onRemove, earlier, later }: PairRowProps): ReactNode {
  const { t } = useTranslation('condition');
  const { words } = usePlace();
  return (
    <span className="condition-scalar">
      <PropertyPath
        label={t('pair.later')}
        event={later}
        value={pair.later}
        onChange={(path) => onChange({ ...pair, later: path ?? '' })}
      />
      <Select
        aria-label={t('part.operator')}
        popupMatchSelectWidth={false}
        value={pair.operator ?? '='}
        options={OPERATORS.map((one) => ({ value: one, label: words.operator(one) }))}
        onChange={(operator: string) => onChange({ ...pair, operator })}
      />
      <PropertyPath
        label={t('pair.earlier')}
        event={earlier}
        value={pair.earlier}
        onChange={(path) => onChange({ ...pair, earlier: path ?? '' })}
      />
      <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={t('pair.remove')} onClick={onRemove} />
    </span>
  );
}
