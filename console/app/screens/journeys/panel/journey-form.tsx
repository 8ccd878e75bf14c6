/** What can be said of a journey itself: its names, who enters, how often, what ends it, and what is aimed at. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Journey } from '../model/document.ts';
import { EndField } from './end-field.tsx';
import { ChoiceField, ConditionField, DurationField, Field, PercentField, TextField } from './fields.tsx';
import { TriggerForm } from './trigger-form.tsx';
import { WorthForm } from './worth-form.tsx';

export interface JourneyFormProps {
  readonly of: Journey;
  readonly onChange: (next: Journey, of: string) => void;
}

export const STAGES = ['acquire', 'activate', 'retain', 'repurchase', 'advocate'] as const;
const METRICS = ['conversion_rate', 'lift', 'click_rate', 'revenue_per_customer'] as const;

export function JourneyForm({ of, onChange }: JourneyFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  const set = (change: { readonly [Name in keyof Journey]?: Journey[Name] | undefined }): void => {
    const next = { ...of, ...change } as Record<string, unknown>;
    for (const [name, value] of Object.entries(next)) if (value === undefined) delete next[name];
    onChange(next as unknown as Journey, Object.keys(change).join());
  };
  return (
    <>
      <TextField label={t('form.nameEn')} value={of.name.en} onChange={(en) => set({ name: { ...of.name, en } })} />
      <TextField label={t('form.nameZh')} value={of.name.zh} onChange={(zh) => set({ name: { ...of.name, zh } })} />
      <ChoiceField
        label={t('columns.stage')}
        value={of.stage}
        options={STAGES.map((value) => ({ value, label: t(`stages.${value}`) }))}
        onChange={(stage) => set({ stage })}
      />
      <TriggerForm of={of.trigger} onChange={(trigger) => set({ trigger })} />
      <ConditionField
        label={t('fields.when')}
        isOptional
        about={of.trigger.type === 'event' ? 'both' : 'customer'}
        event={of.trigger.type === 'event' ? of.trigger.event : ''}
        value={of.when}
        onChange={(when) => set({ when: when as never })}
      />
      <ReentryForm of={of} set={set} />
      <EndField
        label={t('fields.goal')}
        isOptional
        value={of.goal}
        onChange={(goal) => set(goal ? { goal } : { goal, goalWithin: undefined })}
      />
      {of.goal && (
        <DurationField label={t('fields.goalWithin')} isOptional value={of.goalWithin} onChange={(goalWithin) => set({ goalWithin })} />
      )}
      <ExitsForm of={of} set={set} />
      <PercentField
        label={t('fields.holdout')}
        value={of.holdout ?? 0}
        onChange={(holdout) => set({ holdout: holdout > 0 ? Math.min(holdout, 0.99) : undefined })}
      />
      <LimitsForm of={of} set={set} />
      <KpiForm of={of} set={set} />
      <ChoiceField
        label={t('fields.priority')}
        value={of.priority ?? 'normal'}
        options={(['exempt', 'high', 'normal', 'low'] as const).map((value) => ({ value, label: t(`priorities.${value}`) }))}
        onChange={(priority) => set({ priority: priority === 'normal' ? undefined : priority })}
      />
      <WorthForm value={of.value} onChange={(value) => set({ value })} />
    </>
  );
}

interface PartProps {
  readonly of: Journey;
  readonly set: (change: { readonly [Name in keyof Journey]?: Journey[Name] | undefined }) => void;
}

function ReentryForm({ of: { reentry, trigger, key }, set }: PartProps): ReactNode {
  const { t } = useTranslation('journeys');
  const kind = typeof reentry === 'string' ? reentry : 'after';
  return (
    <>
      <ChoiceField
        label={t('fields.reentry')}
        value={kind}
        options={(['once', 'always', 'after'] as const).map((value) => ({ value, label: t(`form.reentry.${value}`) }))}
        onChange={(value) => set({ reentry: value === 'after' ? { after: '30d' } : value })}
      />
      {typeof reentry === 'object' && (
        <DurationField label={t('form.afterEntry')} value={reentry.after} onChange={(after) => after && set({ reentry: { after } })} />
      )}
      {(trigger.type === 'event' || trigger.type === 'start' || key !== undefined) && (
        <TextField
          label={t('fields.key')}
          hint={t('form.keyHint')}
          value={key}
          onChange={(next) => set({ key: next === '' ? undefined : next })}
        />
      )}
    </>
  );
}

function ExitsForm({ of: { exits = [] }, set }: PartProps): ReactNode {
  const { t } = useTranslation('journeys');
  const setAll = (next: NonNullable<Journey['exits']>): void => set({ exits: next.length === 0 ? undefined : next });
  return (
    <Field label={t('fields.exits')}>
      {exits.map((end, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
        <div key={index} className="journey-row">
          <div>
            <EndField
              label={t('form.exit', { number: index + 1 })}
              value={end}
              onChange={(next) => next && setAll(exits.map((one, at) => (at === index ? next : one)))}
            />
          </div>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('form.removeOf', { label: t('form.exit', { number: index + 1 }) })}
            onClick={() => setAll(exits.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => setAll([...exits, { event: '' }])}>
        {t('form.addExit')}
      </Button>
    </Field>
  );
}

function LimitsForm({ of: { limits = {}, key }, set }: PartProps): ReactNode {
  const { t } = useTranslation('journeys');
  const change = (name: keyof NonNullable<Journey['limits']>, value: number | string | undefined): void => {
    const next = { ...limits, [name]: value };
    if (value === undefined) delete next[name];
    set({ limits: Object.keys(next).length === 0 ? undefined : next });
  };
  const count = (name: 'concurrent' | 'entriesPerDay'): ReactNode => (
    <Field label={t(`fields.${name}`)}>
      <InputNumber
        aria-label={t(`fields.${name}`)}
        min={1}
        precision={0}
        value={limits[name] ?? null}
        onChange={(value) => change(name, value ?? undefined)}
      />
    </Field>
  );
  return (
    <>
      {count('entriesPerDay')}
      {(key !== undefined || limits.concurrent !== undefined) && count('concurrent')}
      <DurationField label={t('fields.cooldown')} isOptional value={limits.cooldown} onChange={(value) => change('cooldown', value)} />
    </>
  );
}

function KpiForm({ of: { kpi }, set }: PartProps): ReactNode {
  const { t } = useTranslation('journeys');
  const isMoney = kpi?.metric === 'revenue_per_customer';
  return (
    <>
      <ChoiceField
        label={t('fields.kpi')}
        value={kpi?.metric ?? 'none'}
        options={(['none', ...METRICS] as const).map((value) => ({ value, label: value === 'none' ? t('noKpi') : t(`metrics.${value}`) }))}
        onChange={(metric) =>
          set({ kpi: metric === 'none' ? undefined : { ...kpi, metric, target: metric === 'revenue_per_customer' ? 10 : 0.1 } })
        }
      />
      {kpi && isMoney && (
        <Field label={t('form.target')}>
          <InputNumber
            aria-label={t('form.target')}
            value={kpi.target}
            onChange={(target) => target !== null && set({ kpi: { ...kpi, target } })}
          />
        </Field>
      )}
      {kpi && !isMoney && (
        <PercentField label={t('form.target')} value={kpi.target} onChange={(target) => set({ kpi: { ...kpi, target } })} />
      )}
      {kpi && (
        <DurationField
          label={t('form.within')}
          value={kpi.within ?? '30d'}
          onChange={(within) => within && set({ kpi: { ...kpi, within } })}
        />
      )}
    </>
  );
}
