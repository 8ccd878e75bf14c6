/** About which customers a member may know: by traits such as brand, region and store, or those of their own. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataScope } from '../../api/index.ts';
import { useNaming } from '../../kit/index.ts';

/** As the form holds it. */
export interface ScopeFields {
  readonly traits?: readonly { readonly trait?: string; readonly values?: readonly string[] }[];
  readonly ownTrait?: string | undefined;
  readonly ownValue?: string | undefined;
}

export function fieldsOf(scope: DataScope | undefined): ScopeFields {
  return {
    traits: Object.entries(scope?.traits ?? {}).map(([trait, values]) => ({ trait, values })),
    ownTrait: scope?.own?.trait,
    ownValue: scope?.own?.value,
  };
}

/** Null: all customers. */
export function scopeOf({ traits = [], ownTrait, ownValue }: ScopeFields): DataScope | null {
  // A trait that stands there twice has the values of both.
  const wanted = new Map<string, string[]>();
  for (const { trait, values = [] } of traits)
    if (trait && values.length > 0) wanted.set(trait, [...new Set([...(wanted.get(trait) ?? []), ...values])]);
  const own = ownTrait && ownValue?.trim() ? { trait: ownTrait, value: ownValue.trim() } : undefined;
  if (wanted.size === 0 && !own) return null;
  return { ...(wanted.size > 0 && { traits: Object.fromEntries(wanted) }), ...(own && { own }) };
}

/** In one line: "Brand: A, B · Advisor: ben". */
export function useScopeWords(): (scope: DataScope | undefined) => string {
  const { t } = useTranslation('members');
  const names = useNaming();
  return (scope) => {
    if (!scope) return t('scope.all');
    const traits = Object.entries(scope.traits ?? {}).map(([trait, values]) => `${names.of('trait', trait)}: ${values.join(', ')}`);
    const own = scope.own ? [`${names.of('trait', scope.own.trait)}: ${scope.own.value}`] : [];
    return [...traits, ...own].join(' · ');
  };
}

export function ScopeForm(): ReactNode {
  const { t } = useTranslation('members');
  const traits = useNaming()
    .all('trait')
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <fieldset>
      <legend>{t('scope.title')}</legend>
      <p className="soft">{t('scope.text')}</p>
      <Form.List name="traits">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="members-trait">
                <Form.Item name={[name, 'trait']} label={t('scope.trait')}>
                  <Select showSearch={{ optionFilterProp: 'label' }} options={traits} />
                </Form.Item>
                <Form.Item name={[name, 'values']} label={t('scope.values')}>
                  <Select mode="tags" tokenSeparators={[',', '，']} open={false} suffixIcon={null} />
                </Form.Item>
                <Form.Item label=" ">
                  <Button icon={<DeleteOutlined />} aria-label={t('scope.remove')} onClick={() => remove(name)} />
                </Form.Item>
              </div>
            ))}
            <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
              {t('scope.add')}
            </Button>
          </>
        )}
      </Form.List>
      <p className="soft members-own">{t('scope.own')}</p>
      <div className="members-trait">
        <Form.Item name="ownTrait" label={t('scope.ownTrait')}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={traits} />
        </Form.Item>
        <Form.Item name="ownValue" label={t('scope.ownValue')}>
          <Input autoComplete="off" />
        </Form.Item>
        <span />
      </div>
    </fieldset>
  );
}
