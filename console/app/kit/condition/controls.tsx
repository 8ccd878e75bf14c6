/** The parts of react-querybuilder, as antd has them, in the console's words. */
import { CopyOutlined, DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons';
import { AntDActionElement, AntDNotToggle, AntDValueSelector } from '@react-querybuilder/antd';
import { Button, Select } from 'antd';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ActionProps,
  CombinatorSelectorProps,
  FieldSelectorProps,
  NotToggleProps,
  OperatorSelectorProps,
  ShiftActionsProps,
} from 'react-querybuilder';
import { operatorsFor } from './operators.ts';
import { type Choices, knownAt, type Place, typedFields, useFieldChoices, usePlace } from './scope.ts';

type VersatileProps = ComponentProps<typeof AntDValueSelector>;

const SEARCHED = { showSearch: { optionFilterProp: 'label' }, popupMatchSelectWidth: false } as const;

interface IconActionProps {
  readonly props: ActionProps;
  readonly icon: ReactNode;
  readonly isDanger?: boolean;
  /** The icon says it. */
  readonly isBare?: boolean;
}

function IconAction({ props, icon, isDanger = false, isBare = false }: IconActionProps): ReactNode {
  const name = typeof props.title === 'string' ? props.title : undefined;
  const label = isBare ? null : props.label;
  return <AntDActionElement {...props} label={label} aria-label={name} icon={icon} type="text" size="small" danger={isDanger} />;
}

export function AddAction(props: ActionProps): ReactNode {
  return <IconAction props={props} icon={<PlusOutlined />} />;
}

export function CloneAction(props: ActionProps): ReactNode {
  return <IconAction props={props} icon={<CopyOutlined />} isBare />;
}

export function RemoveAction(props: ActionProps): ReactNode {
  return <IconAction props={props} icon={<DeleteOutlined />} isDanger isBare />;
}

export function Combinator(props: CombinatorSelectorProps): ReactNode {
  return (
    <AntDValueSelector {...(props as never as VersatileProps)} aria-label={props.title ?? ''} popupMatchSelectWidth={false} size="small" />
  );
}

export function NotToggle(props: NotToggleProps): ReactNode {
  const { t } = useTranslation('condition');
  return (
    <AntDNotToggle {...props} aria-label={props.title ?? ''} size="small" checkedChildren={t('not.on')} unCheckedChildren={t('not.off')} />
  );
}

export function Shift({ shiftUp, shiftDown, shiftUpDisabled, shiftDownDisabled, titles, className }: ShiftActionsProps): ReactNode {
  return (
    <div className={className}>
      <Button
        type="text"
        size="small"
        icon={<UpOutlined />}
        aria-label={titles?.shiftUp}
        title={titles?.shiftUp}
        onClick={shiftUp}
        disabled={shiftUpDisabled === true}
      />
      <Button
        type="text"
        size="small"
        icon={<DownOutlined />}
        aria-label={titles?.shiftDown}
        title={titles?.shiftDown}
        onClick={shiftDown}
        disabled={shiftDownDisabled === true}
      />
    </div>
  );
}

export function FieldSelector({ value = '', handleOnChange, title, className }: FieldSelectorProps): ReactNode {
  const place = usePlace();
  const [typed, setTyped] = useState('');
  const choices = useFieldChoices(place);
  return (
    <Select
      {...SEARCHED}
      className={className ?? ''}
      aria-label={title ?? ''}
      value={value}
      options={[...withField(choices, value, place), ...useTyped(choices, typed, place)] as never}
      onSearch={(text) => setTyped(text.trim())}
      onChange={(field: string) => handleOnChange(field)}
    />
  );
}

/** A field that nobody offers stays what it is. */
function withField(choices: readonly Choices[], field: string, { words }: Place): readonly (Choices | { value: string; label: string })[] {
  const isOffered = choices.some(({ options }) => options.some(({ value }) => value === field));
  return isOffered ? choices : [{ value: field, label: words.field(field) }, ...choices];
}

function useTyped(choices: readonly Choices[], typed: string, place: Place): readonly Choices[] {
  const { t } = useTranslation('condition');
  const offered = new Set(choices.flatMap(({ options }) => options.map(({ value }) => value)));
  const options = typedFields(place, typed)
    .filter((field) => !offered.has(field))
    .map((field) => ({ value: field, label: t(`typed.${field.slice(0, field.indexOf('.'))}` as never, { name: typed }) }));
  return options.length === 0 ? [] : [{ label: t('about.typed'), options }];
}

export function OperatorSelector({ value = '', handleOnChange, title, className, field }: OperatorSelectorProps): ReactNode {
  const place = usePlace();
  return (
    <Select
      {...SEARCHED}
      className={className ?? ''}
      aria-label={title ?? ''}
      value={value}
      options={useOperatorChoices(field, value, place) as never}
      onChange={(operator: string) => handleOnChange(operator)}
    />
  );
}

function useOperatorChoices(field: string, operator: string, place: Place): readonly (Choices | { value: string; label: string })[] {
  const { t } = useTranslation('condition');
  const { type } = knownAt(field, place);
  const kind = field.slice(0, field.indexOf('.'));
  const labeled = (one: string): { value: string; label: string } => ({
    value: one,
    label: type === 'member' ? t(`member.${kind}.${one === '=' ? 'is' : 'not'}` as never) : place.words.operator(one),
  });
  const { common, more } = operatorsFor(type, place.isTimeless);
  const isOffered = [...common, ...more].includes(operator);
  const first = [...(isOffered ? [] : [operator]), ...common].map(labeled);
  return more.length === 0 ? first : [...first, { label: t('more'), options: more.map(labeled) }];
}
