/** Arbitration: the one choice among journeys that want the same customer, what becomes of who loses, and what a score is made of. */
import { InputNumber, Radio, Switch } from 'antd';
import type { ReactNode } from 'react';
import { ClassesField, Field, type FormProps, Section, SpanField } from './fields.tsx';
import { ARBITRATION, type Arbitration, PARTS, type Policy, secondsOf, WEIGHT_MAX, WEIGHTS, weightsOf, withFields } from './policy.ts';
import { usePolicyWords } from './words.ts';

export function ChoicePart({ before, policy, isFixed, set }: FormProps & { readonly before: Policy }): ReactNode {
  const words = usePolicyWords();
  const { t } = words;
  const { arbitration } = policy;
  return (
    <Section title={t('choice.title')} before={words.choice(before)} after={words.choice(policy)} effects={effectsOf(policy, before, t)}>
      <Field label={t('choice.has')}>
        <span>
          <Switch
            aria-label={t('choice.has')}
            disabled={isFixed}
            checked={arbitration !== undefined}
            onChange={(on) => set({ arbitration: on ? (before.arbitration ?? ARBITRATION) : undefined })}
          />
        </span>
      </Field>
      {arbitration && <ChoiceFields of={arbitration} isFixed={isFixed} onChange={(next) => set({ arbitration: next })} />}
    </Section>
  );
}

function effectsOf(policy: Policy, before: Policy, t: ReturnType<typeof usePolicyWords>['t']): readonly string[] {
  const { arbitration } = policy;
  if (!arbitration) return before.arbitration ? [t('choice.lifted')] : [];
  const isBrought = before.arbitration === undefined;
  const isTooLong = arbitration.collect !== undefined && secondsOf(arbitration.collect) > secondsOf(arbitration.window);
  return [...(isBrought ? [t('choice.brought')] : []), ...(isTooLong ? [t('choice.tooLong')] : [])];
}

interface FieldsProps {
  readonly of: Arbitration;
  readonly isFixed: boolean;
  readonly onChange: (next: Arbitration) => void;
}

function ChoiceFields({ of, isFixed, onChange }: FieldsProps): ReactNode {
  const { t } = usePolicyWords();
  const put = (fields: { readonly [Key in keyof Arbitration]?: Arbitration[Key] | undefined }): void => onChange(withFields(of, fields));
  const { window, collect, classes = ['marketing'], losers = 'defer', expireAfter } = of;
  return (
    <>
      <div className="policies-row">
        <SpanField
          label={t('choice.window')}
          value={window}
          isFixed={isFixed}
          onChange={(next) => next !== undefined && put({ window: next })}
        />
        <SpanField
          label={t('choice.collect')}
          hint={t('choice.collectHint')}
          value={collect}
          isFixed={isFixed}
          onChange={(next) => put({ collect: next })}
        />
        <ClassesField label={t('caps.classes')} value={classes} isFixed={isFixed} onChange={(next) => put({ classes: next })} />
        <Field label={t('choice.losers')}>
          <Radio.Group
            aria-label={t('choice.losers')}
            disabled={isFixed}
            value={losers}
            options={(['defer', 'drop'] as const).map((value) => ({ value, label: t(`losers.${value}`) }))}
            onChange={({ target }) => put({ losers: target.value as 'defer' })}
          />
        </Field>
        {losers === 'defer' && (
          <SpanField
            label={t('choice.expireAfter')}
            hint={t('choice.expireHint')}
            value={expireAfter}
            isFixed={isFixed}
            onChange={(next) => put({ expireAfter: next })}
          />
        )}
      </div>
      <Weights of={of} isFixed={isFixed} onChange={onChange} />
    </>
  );
}

/** A weight that says what holds anyway is not written down. */
function Weights({ of, isFixed, onChange }: FieldsProps): ReactNode {
  const { t } = usePolicyWords();
  const weights = weightsOf(of);
  const put = (part: keyof typeof WEIGHTS, weight: number): void => {
    const next = withFields<Partial<typeof WEIGHTS>>(of.weights ?? {}, { [part]: weight === WEIGHTS[part] ? undefined : weight });
    onChange(withFields<Arbitration>(of, { weights: Object.keys(next).length === 0 ? undefined : next }));
  };
  return (
    <fieldset className="policies-row" aria-label={t('choice.weights')} disabled={isFixed}>
      {PARTS.map((part) => (
        <Field key={part} label={t(`choice.weight.${part}`)} hint={t(`choice.weightHint.${part}`)}>
          <InputNumber
            aria-label={t(`choice.weight.${part}`)}
            min={0}
            max={WEIGHT_MAX}
            disabled={isFixed}
            value={weights[part]}
            onChange={(weight) => weight !== null && put(part, weight)}
          />
        </Field>
      ))}
    </fieldset>
  );
}
