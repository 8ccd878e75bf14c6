/** What a rule asks for: one form per kind of operator, typed by what its field is. A value that no form can show stays, in words, with a door to it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueEditorProps } from 'react-querybuilder';
import { JsonDoor } from './json-door.tsx';
import { type Form, formOf, isWide } from './operators.ts';
import { type FormProps, knownAt, usePlace } from './scope.ts';
import { AggregateForm } from './values/aggregate.tsx';
import { EdgeForm, PerformedForm, RegularForm, SequenceForm, ThenForm, WithoutForm } from './values/history.tsx';
import { InnerCondition } from './values/inner.tsx';
import { DistanceForm, ElementForm } from './values/lists.tsx';
import { CalendarForm, DaysForm, KindForm, LengthForm, SpanForm, TextForm } from './values/plain.tsx';
import { PairForm, ScalarForm, ScalarsForm } from './values/scalar.tsx';
import { TimeForm, TimesForm } from './values/time.tsx';

const FORMS: Readonly<Record<Exclude<Form, 'none'>, (props: FormProps) => ReactNode>> = {
  scalar: ScalarForm,
  scalars: ScalarsForm,
  pair: PairForm,
  text: TextForm,
  length: LengthForm,
  kind: KindForm,
  time: TimeForm,
  times: TimesForm,
  span: SpanForm,
  period: CalendarForm,
  days: DaysForm,
  element: ElementForm,
  distance: DistanceForm,
  condition: InnerCondition,
  performed: PerformedForm,
  then: ThenForm,
  sequence: SequenceForm,
  without: WithoutForm,
  aggregate: AggregateForm,
  edge: EdgeForm,
  regular: RegularForm,
};

/** Of a rule. */
export function ValueEditor({ field, operator, value, handleOnChange, title = '' }: ValueEditorProps): ReactNode {
  const place = usePlace();
  const known = knownAt(field, place);
  if (known.type === 'member' && value === true) return null;
  return (
    <div className={isWide(operator) ? 'condition-value condition-wide' : 'condition-value'}>
      <ValueForm value={value} onChange={handleOnChange} label={title} known={known} operator={operator} />
    </div>
  );
}

/** The form of a comparison, of a rule or within one. */
export function ValueForm(props: FormProps): ReactNode {
  const form = formOf(props.operator);
  if (form === 'none') return null;
  const Shown = form === undefined || !isShown(form, props.value) ? Kept : FORMS[form];
  return <Shown {...props} />;
}

function Kept({ value, onChange }: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  return (
    <span className="condition-kept">
      <span className="soft">{t('kept')}</span>
      <code>{JSON.stringify(value)}</code>
      <JsonDoor value={value} onChange={onChange} />
    </span>
  );
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isScalar: Test = (value) => ['string', 'number', 'boolean'].includes(typeof value);
const isNumber: Test = (value) => typeof value === 'number';
const isTime: Test = (value) => isText(value) || isNumber(value);
const isCondition: Test = (value) => isObject(value) && Array.isArray(value.rules);
const listOf =
  (test: Test, length?: number): Test =>
  (value) =>
    Array.isArray(value) &&
    (length === undefined || value.length === length) &&
    value.every((one) => one === undefined || one === null || test(one));

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Forms whose values have parts, and their parts. */
const PARTS: Partial<Readonly<Record<Form, readonly string[]>>> = {
  length: ['atLeast', 'atMost'],
  distance: ['longitude', 'of', 'meters'],
  element: ['operator', 'value'],
  performed: ['atLeast', 'atMost', 'within', 'where'],
  then: ['where', 'then', 'matching', 'within', 'last'],
  sequence: ['where', 'steps', 'within', 'last', 'strict', 'same'],
  without: ['where', 'without', 'matching', 'after', 'within'],
  aggregate: ['aggregate', 'property', 'where', 'within', 'unit', 'calendar', 'is'],
  edge: ['where', 'has', 'within'],
  regular: ['where', 'unit', 'of', 'atLeast', 'times'],
};

const WHOLE: Partial<Readonly<Record<Form, Test>>> = {
  scalar: isScalar,
  scalars: listOf(isScalar),
  pair: listOf(isTime, 2),
  text: isText,
  kind: isText,
  time: isTime,
  times: listOf(isTime, 2),
  span: isText,
  period: isText,
  days: listOf(isNumber, 2),
  condition: isCondition,
};

/** Whether a form shows all that a value says. */
export function isShown(form: Form, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const parts = PARTS[form];
  if (!parts) return WHOLE[form]?.(value) ?? false;
  return isObject(value) && Object.keys(value).every((name) => parts.includes(name));
}
