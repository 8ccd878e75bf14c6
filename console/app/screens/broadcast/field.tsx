/** Fields of the steps. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changesQuery, useLanguage, useMay, useNaming } from '../../kit/index.ts';

/** A label over a field, and what there is to know of it under it. */
export function Field(props: { readonly label: string; readonly hint?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div className="broadcast-field">
      <span className="soft">{props.label}</span>
      {props.children}
      {props.hint !== undefined && <span className="soft">{props.hint}</span>}
    </div>
  );
}

interface DefinitionProps {
  readonly kind: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One of the definitions of a kind, by name; also one that was never released: it is published together with the broadcast. */
export function DefinitionChoice({ kind, label, hint, value, onChange }: DefinitionProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const language = useLanguage();
  const { data } = useQuery({ ...changesQuery, enabled: useMay('releases.read') });
  const added = (data?.changes ?? []).filter((one) => one.kind === kind && one.action === 'new');
  const known = [...useNaming().all(kind), ...added.map(({ id, name }) => ({ id, name: t('unpublished', { name: name[language] }) }))];
  return (
    <Field label={label} hint={hint}>
      <Select
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('choose')}
        notFoundContent={t('noneOf')}
        value={value ?? null!}
        options={known.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={onChange}
      />
    </Field>
  );
}
