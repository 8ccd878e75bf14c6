/** What a customer did: how often, when, in which order, and what it did not do. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/index.ts';
import type { FormProps } from '../scope.ts';
import { type Other, OtherEvent, type Pair, Pairs, PropertyPath } from './events.tsx';
import { Filter } from './inner.tsx';
import { withParts } from './parts.ts';
import { Count, Span } from './plain.tsx';
import { WindowField, type WindowValue } from './time.tsx';

/** Of the event that a rule is about. */
export function eventOf({ known }: FormProps): string {
  return known.field.slice('event.'.length);
}

interface Filtered {
  readonly where?: Condition;
}

/** The filter of the rule's own event. */
export function OwnFilter<Value extends Filtered>({ form, value }: { readonly form: FormProps; readonly value: Value }): ReactNode {
  const { t } = useTranslation('condition');
  const event = eventOf(form);
  const set = (where: Condition | undefined): void => form.onChange(withParts<Filtered>(value, { where }));
  return <Filter label={t('filter.of', { event })} event={event} value={value.where} onChange={set} />;
}

interface Performed extends Filtered {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly within?: WindowValue;
}

export function PerformedForm(props: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const value = (props.value ?? {}) as Performed;
  const set = (parts: { readonly [Name in keyof Performed]?: Performed[Name] | undefined }): void =>
    props.onChange(withParts(value, parts));
  return (
    <>
      <span className="condition-scalar">
        <span>{t('atLeast')}</span>
        <Count label={t('atLeast')} placeholder="1" value={value.atLeast} onChange={(atLeast) => set({ atLeast })} />
        <span>{t('atMost')}</span>
        <Count label={t('atMost')} placeholder="∞" value={value.atMost} onChange={(atMost) => set({ atMost })} />
        <span>{t('times')}</span>
        <WindowField label={t('window.label')} value={value.within} onChange={(within) => set({ within })} />
      </span>
      <OwnFilter form={props} value={value} />
    </>
  );
}

interface Then extends Filtered {
  readonly then?: Other;
  readonly matching?: readonly Pair[];
  readonly within?: string;
  readonly last?: string;
}

export function ThenForm(props: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const value = (props.value ?? {}) as Then;
  const set = (parts: { readonly [Name in keyof Then]?: Then[Name] | undefined }): void => props.onChange(withParts(value, parts));
  return (
    <>
      <OwnFilter form={props} value={value} />
      <OtherEvent label={t('order.then')} value={value.then} onChange={(then) => set({ then })} />
      <span className="condition-scalar">
        <span>{t('order.within')}</span>
        <Span label={t('order.within')} value={value.within} onChange={(within) => set({ within })} />
        <span>{t('order.last')}</span>
        <Span label={t('order.last')} value={value.last ?? '30d'} onChange={(last) => set({ last })} />
      </span>
      <Pairs earlier={eventOf(props)} later={value.then?.event ?? ''} value={value.matching} onChange={(matching) => set({ matching })} />
    </>
  );
}

interface Without extends Filtered {
  readonly without?: Other;
  readonly matching?: readonly Pair[];
  readonly after?: string;
  readonly within?: string;
}

export function WithoutForm(props: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const value = (props.value ?? {}) as Without;
  const set = (parts: { readonly [Name in keyof Without]?: Without[Name] | undefined }): void => props.onChange(withParts(value, parts));
  return (
    <>
      <OwnFilter form={props} value={value} />
      <OtherEvent label={t('order.without')} value={value.without} onChange={(without) => set({ without })} />
      <span className="condition-scalar">
        <span>{t('order.latest')}</span>
        <Span label={t('order.latest')} value={value.within} onChange={(within) => set({ within })} />
        <span>{t('order.after')}</span>
        <Span label={t('order.after')} value={value.after} onChange={(after) => set({ after })} />
      </span>
      <Pairs
        earlier={eventOf(props)}
        later={value.without?.event ?? ''}
        value={value.matching}
        onChange={(matching) => set({ matching })}
      />
    </>
  );
}

interface Step extends Other {
  readonly within?: string;
  readonly without?: Other;
}

interface Sequence extends Filtered {
  readonly steps?: readonly Step[];
  readonly within?: string;
  readonly last?: string;
  readonly strict?: boolean;
  readonly same?: string;
}

const STEPS_MAX = 9;

export function SequenceForm(props: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const value = (props.value ?? {}) as Sequence;
  const { steps = [] } = value;
  const set = (parts: { readonly [Name in keyof Sequence]?: Sequence[Name] | undefined }): void => props.onChange(withParts(value, parts));
  const setStep = (index: number, step: Step): void => set({ steps: steps.map((one, at) => (at === index ? step : one)) });
  return (
    <>
      <OwnFilter form={props} value={value} />
      {steps.map((step, index) => (
        <StepFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          key={index}
          step={step}
          onChange={(next) => setStep(index, next)}
          {...(steps.length > 1 && { onRemove: () => set({ steps: steps.filter((_, at) => at !== index) }) })}
        />
      ))}
      {steps.length < STEPS_MAX && (
        <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => set({ steps: [...steps, { event: '' }] })}>
          {t('order.add')}
        </Button>
      )}
      <span className="condition-scalar">
        <span>{t('order.whole')}</span>
        <Span label={t('order.whole')} value={value.within} onChange={(within) => set({ within })} />
        <span>{t('order.last')}</span>
        <Span label={t('order.last')} value={value.last ?? '30d'} onChange={(last) => set({ last })} />
        <PropertyPath label={t('order.same')} event={eventOf(props)} value={value.same} onChange={(same) => set({ same })} />
        <Checkbox checked={value.strict === true} onChange={({ target }) => set({ strict: target.checked || undefined })}>
          {t('order.strict')}
        </Checkbox>
      </span>
    </>
  );
}

interface StepFieldsProps {
  readonly step: Step;
  readonly onChange: (step: Step) => void;
  readonly onRemove?: () => void;
}

function StepFields({ step, onChange, onRemove }: StepFieldsProps): ReactNode {
  const { t } = useTranslation('condition');
  return (
    <div className="condition-step">
      <OtherEvent
        label={t('order.then')}
        value={step}
        onChange={(next) => onChange(withParts<Step>(step, { ...next, where: next.where }))}
      />
      <span className="condition-scalar">
        <span>{t('order.stepWithin')}</span>
        <Span label={t('order.stepWithin')} value={step.within} onChange={(within) => onChange(withParts(step, { within }))} />
        {step.without === undefined && (
          <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => onChange({ ...step, without: { event: '' } })}>
            {t('order.meanwhile')}
          </Button>
        )}
        {onRemove && <Button size="small" type="text" danger icon={<DeleteOutlined />} aria-label={t('order.remove')} onClick={onRemove} />}
      </span>
      {step.without && (
        <>
          <OtherEvent label={t('order.meanwhile')} value={step.without} onChange={(without) => onChange(withParts(step, { without }))} />
          <Button size="small" type="text" onClick={() => onChange(withParts(step, { without: undefined }))}>
            {t('order.allow')}
          </Button>
        </>
      )}
    </div>
  );
}

interface Edge extends Filtered {
  readonly has?: Condition;
  readonly within?: WindowValue;
}

export function EdgeForm(props: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const value = (props.value ?? {}) as Edge;
  const set = (parts: { readonly [Name in keyof Edge]?: Edge[Name] | undefined }): void => props.onChange(withParts(value, parts));
  return (
    <>
      <WindowField label={t('window.label')} value={value.within} onChange={(within) => set({ within })} />
      <OwnFilter form={props} value={value} />
      <Filter isNeeded label={t('filter.has')} event={eventOf(props)} value={value.has} onChange={(has) => set({ has })} />
    </>
  );
}

interface Regular extends Filtered {
  readonly unit?: string;
  readonly of?: number;
  readonly atLeast?: number;
  readonly times?: number;
}

const PERIODS_MAX = 60;

export function RegularForm(props: FormProps): ReactNode {
  const { t } = useTranslation('condition');
  const value = (props.value ?? {}) as Regular;
  const set = (parts: { readonly [Name in keyof Regular]?: Regular[Name] | undefined }): void => props.onChange(withParts(value, parts));
  const bounds = { min: 1, max: PERIODS_MAX };
  return (
    <>
      <span className="condition-scalar">
        <span>{t('regular.in')}</span>
        <Count {...bounds} label={t('regular.in')} value={value.atLeast} onChange={(atLeast) => set({ atLeast })} />
        <span>{t('regular.of')}</span>
        <Count {...bounds} label={t('regular.of')} value={value.of} onChange={(of) => set({ of })} />
        <Select
          aria-label={t('part.period')}
          popupMatchSelectWidth={false}
          value={value.unit ?? ''}
          options={(['day', 'week', 'month'] as const).map((one) => ({ value: one, label: t(`period.${one}`) }))}
          onChange={(unit: string) => set({ unit })}
        />
        <span>{t('regular.times')}</span>
        <Count min={1} label={t('regular.times')} placeholder="1" value={value.times} onChange={(times) => set({ times })} />
      </span>
      <OwnFilter form={props} value={value} />
    </>
  );
}
