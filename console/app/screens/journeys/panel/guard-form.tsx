/** What any step may say beside what it does: where the customer stands from it on, how bad it may become, and what is done instead while it is. */
import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Journey } from '../model/document.ts';
import {
  type Bound,
  bounded,
  boundOf,
  boundsOf,
  type Fallback,
  GUARDRAILS_MAX,
  type Guardrail,
  guardFaults,
  MEASURES,
  MINIMUM_LEAST,
  measuring,
  PROBE,
  PROBE_LEAST,
  PROBE_MOST,
} from '../model/guards.ts';
import { laterSteps } from '../model/later.ts';
import { useJourneyWords } from '../words.ts';
import { changed, type StepFormProps } from './changed.ts';
import { ChoiceField, DefinitionField, DurationField, Field, PercentField } from './fields.tsx';
import { STAGES } from './journey-form.tsx';
import { Rows } from './lists-form.tsx';

export interface GuardFormProps extends StepFormProps {
  readonly journey: Journey;
}

export function GuardForm({ of, journey, onChange }: GuardFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  const faults = guardFaults(journey, of);
  return (
    <section className="journey-guards" aria-label={t('guard.title')}>
      <h3>{t('guard.title')}</h3>
      <ChoiceField
        label={t('fields.stage')}
        hint={t('guard.stageHint')}
        value={of.stage ?? 'same'}
        options={(['same', ...STAGES] as const).map((value) => ({
          value,
          label: value === 'same' ? t('guard.sameStage') : t(`stages.${value}`),
        }))}
        onChange={(stage) => onChange(changed(of, { stage: stage === 'same' ? undefined : stage }))}
      />
      <Guardrails of={of} onChange={onChange} />
      <FallbackForm of={of} journey={journey} onChange={onChange} />
      {faults.map(({ path, what }) => (
        <p key={`${path} ${what}`} role="alert" className="journey-wrong">
          {t(`missing.${what}`)}
        </p>
      ))}
    </section>
  );
}

const FRESH: Guardrail = { measure: 'error', atMost: 0.05 };

function Guardrails({ of, onChange }: StepFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  const put = (rows: readonly Guardrail[]): void => onChange(changed(of, { guardrails: rows.length === 0 ? undefined : [...rows] }));
  return (
    <>
      <Rows label={t('guard.guardrails')} rows={of.guardrails ?? []} most={GUARDRAILS_MAX} fresh={FRESH} onChange={put}>
        {(row, change) => <GuardrailFields of={row} onChange={change} />}
      </Rows>
      <p className="soft">{t('guard.guardrailsHint')}</p>
    </>
  );
}

function GuardrailFields({ of, onChange }: { readonly of: Guardrail; readonly onChange: (next: Guardrail) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const bound = boundOf(of);
  const set = (fields: { readonly [Name in keyof Guardrail]?: Guardrail[Name] | undefined }): void =>
    onChange(Object.fromEntries(Object.entries({ ...of, ...fields }).filter(([, value]) => value !== undefined)) as unknown as Guardrail);
  return (
    <>
      <ChoiceField
        label={t('guard.measure')}
        hint={t(`guard.measureHint.${of.measure}`)}
        value={of.measure}
        options={MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }))}
        onChange={(measure) => onChange(measuring(of, measure))}
      />
      <ChoiceField<Bound>
        label={t('guard.bound')}
        value={bound}
        options={boundsOf(of.measure).map((value) => ({ value, label: t(`guard.bounds.${value}`) }))}
        onChange={(next) => onChange(bounded(of, next, of[bound]))}
      />
      <PercentField label={t('guard.share')} value={of[bound]} onChange={(share) => onChange(bounded(of, bound, share))} />
      <DurationField
        label={t('guard.window')}
        hint={t('guard.windowHint')}
        isOptional
        value={of.window}
        onChange={(window) => set({ window })}
      />
      <DurationField
        label={t('guard.within')}
        hint={t('guard.withinHint')}
        isOptional
        value={of.within}
        onChange={(within) => set({ within })}
      />
      <Field label={t('guard.minimum')} hint={t('guard.minimumHint')}>
        <InputNumber
          aria-label={t('guard.minimum')}
          min={MINIMUM_LEAST}
          precision={0}
          value={of.minimum ?? null}
          onChange={(minimum) => set({ minimum: minimum ?? undefined })}
        />
      </Field>
    </>
  );
}

type Kind = 'none' | 'skip' | 'step' | 'way';

function FallbackForm({ of, journey, onChange }: GuardFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useJourneyWords();
  const { fallback } = of;
  const later = laterSteps(journey, of.id);
  const kind: Kind = !fallback ? 'none' : 'skip' in fallback ? 'skip' : 'step' in fallback ? 'step' : 'way';
  const probe = fallback?.probe === undefined ? {} : { probe: fallback.probe };
  const fresh: Readonly<Record<Kind, Fallback | undefined>> = {
    none: undefined,
    skip: { skip: true, ...probe },
    step: { step: later[0]?.id ?? '', ...probe },
    way: { channel: '', template: of.type === 'send' ? of.template : '', ...probe },
  };
  const may: Readonly<Record<Kind, boolean>> = { none: true, skip: true, step: later.length > 0, way: of.type === 'send' };
  const put = (next: Fallback | undefined): void => onChange(changed(of, { fallback: next }));
  const steps = later.map((one) => ({ value: one.id, label: words.step(one) }));
  return (
    <>
      <ChoiceField<Kind>
        label={t('fields.fallback')}
        hint={t(fallback && !of.guardrails ? 'guard.byPast' : 'guard.fallbackHint')}
        value={kind}
        options={(['none', 'skip', 'step', 'way'] as const)
          .filter((one) => may[one] || one === kind)
          .map((value) => ({ value, label: t(`guard.kinds.${value}`) }))}
        onChange={(next) => put(fresh[next])}
      />
      {fallback && 'step' in fallback && (
        <ChoiceField
          label={t('guard.step')}
          value={fallback.step}
          options={steps.some(({ value }) => value === fallback.step) ? steps : [{ value: fallback.step, label: fallback.step }, ...steps]}
          onChange={(step) => put({ ...fallback, step })}
        />
      )}
      {fallback && 'channel' in fallback && (
        <>
          <DefinitionField
            label={t('guard.channel')}
            kind="channel"
            value={fallback.channel}
            onChange={(channel = '') => put({ ...fallback, channel })}
          />
          <DefinitionField
            label={t('guard.template')}
            kind="template"
            value={fallback.template}
            onChange={(template = '') => put(saying(fallback, template))}
          />
        </>
      )}
      {fallback && <ProbeField of={fallback} onChange={put} />}
    </>
  );
}

/** Of another content it says no variant any more. */
function saying({ variant: _, ...way }: Extract<Fallback, { channel: string }>, template: string): Fallback {
  return { ...way, template };
}

function ProbeField({ of, onChange }: { readonly of: Fallback; readonly onChange: (next: Fallback) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const percent = (share: number): number => Math.round(share * 1e6) / 1e4;
  const put = (next: number | null): void => {
    const { probe: _, ...rest } = of;
    const share = next === null ? PROBE : Math.round(next * 1e4) / 1e6;
    onChange((share === PROBE ? rest : { ...rest, probe: share }) as Fallback);
  };
  return (
    <Field label={t('guard.probe')} hint={t('guard.probeHint')}>
      <InputNumber
        aria-label={t('guard.probe')}
        min={percent(PROBE_LEAST)}
        max={percent(PROBE_MOST)}
        suffix="%"
        value={percent(of.probe ?? PROBE)}
        onChange={put}
      />
    </Field>
  );
}
