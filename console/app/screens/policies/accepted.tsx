/** How many messages customers accept: the trait that holds their own limit, and what is counted towards it. */
import { Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useNaming, useNumberTraits } from '../../kit/index.ts';
import { ClassesField, Field, type FormProps, NarrowField, PerField, Section } from './fields.tsx';
import { type AcceptedFrequency, type Policy, withFields } from './policy.ts';
import { usePolicyWords } from './words.ts';

export function AcceptedPart({ before, policy, isFixed, set }: FormProps & { readonly before: Policy }): ReactNode {
  const words = usePolicyWords();
  const { t } = words;
  const traits = useNumberTraits();
  const { acceptedFrequency: accepted } = policy;
  const first = before.acceptedFrequency ?? (traits[0] && fresh(traits[0].id));
  const isLifted = before.acceptedFrequency !== undefined && accepted === undefined;
  return (
    <Section
      title={t('accepted.title')}
      before={words.accepted(before)}
      after={words.accepted(policy)}
      effects={isLifted ? [t('accepted.lifted')] : []}
    >
      <Field label={t('accepted.has')} {...(!first && { hint: t('accepted.noTrait') })}>
        <span>
          <Switch
            aria-label={t('accepted.has')}
            disabled={isFixed || (!first && !accepted)}
            checked={accepted !== undefined}
            onChange={(on) => set({ acceptedFrequency: on ? first : undefined })}
          />
        </span>
      </Field>
      {accepted && <AcceptedFields accepted={accepted} isFixed={isFixed} onChange={(next) => set({ acceptedFrequency: next })} />}
    </Section>
  );
}

function fresh(trait: string): AcceptedFrequency {
  return { trait, per: { this: 'week' }, classes: ['marketing'] };
}

interface FieldsProps {
  readonly accepted: AcceptedFrequency;
  readonly isFixed: boolean;
  readonly onChange: (next: AcceptedFrequency) => void;
}

function AcceptedFields({ accepted, isFixed, onChange }: FieldsProps): ReactNode {
  const { t } = usePolicyWords();
  const naming = useNaming();
  const traits = useNumberTraits();
  const put = (fields: { readonly [Key in keyof AcceptedFrequency]?: AcceptedFrequency[Key] | undefined }): void =>
    onChange(withFields(accepted, fields));
  const { trait, classes, per, channel } = accepted;
  const known = traits.some(({ id }) => id === trait) ? traits : [{ id: trait, name: naming.of('trait', trait) }, ...traits];
  return (
    <div className="policies-row">
      <Field label={t('accepted.trait')} hint={t('accepted.traitHint')}>
        <Select<string>
          aria-label={t('accepted.trait')}
          disabled={isFixed}
          value={trait}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={known.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => put({ trait: next })}
        />
      </Field>
      <ClassesField label={t('caps.classes')} value={classes} isFixed={isFixed} onChange={(next) => put({ classes: next })} />
      <PerField value={per} isFixed={isFixed} onChange={(next) => put({ per: next })} />
      <NarrowField kind="channel" value={channel} isFixed={isFixed} onChange={(id) => put({ channel: id })} />
    </div>
  );
}
