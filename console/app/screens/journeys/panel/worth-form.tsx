/** What a message of the journey is worth when several journeys want the same customer: an amount, or a trait that holds one of the customer's own. */
import { InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumberTraits } from '../../../kit/index.ts';
import type { Journey } from '../model/document.ts';
import { ChoiceField, Field } from './fields.tsx';

type Worth = Journey['value'];

export function WorthForm({ value, onChange }: { readonly value: Worth; readonly onChange: (value: Worth) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const traits = useNumberTraits();
  const kind = value === undefined ? 'none' : typeof value === 'number' ? 'amount' : 'trait';
  const fresh = { none: undefined, amount: 1, trait: { trait: traits[0]?.id ?? '' } };
  const known = traits.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <ChoiceField
        label={t('fields.value')}
        value={kind}
        options={(['none', 'amount', 'trait'] as const)
          .filter((one) => one !== 'trait' || traits.length > 0 || kind === 'trait')
          .map((one) => ({ value: one, label: t(`form.worth.${one}`) }))}
        onChange={(next) => onChange(fresh[next])}
      />
      {typeof value === 'number' && (
        <Field label={t('form.worth.amountIs')} hint={t('form.worth.hint')}>
          <InputNumber
            aria-label={t('form.worth.amountIs')}
            min={0}
            value={value}
            onChange={(amount) => amount !== null && onChange(amount)}
          />
        </Field>
      )}
      {typeof value === 'object' && (
        <Field label={t('form.worth.traitIs')} hint={t('form.worth.hint')}>
          <Select<string>
            aria-label={t('form.worth.traitIs')}
            showSearch={{ optionFilterProp: 'label' }}
            value={value.trait}
            options={known.some((one) => one.value === value.trait) ? known : [{ value: value.trait, label: value.trait }, ...known]}
            onChange={(trait) => onChange({ trait })}
          />
        </Field>
      )}
    </>
  );
}
