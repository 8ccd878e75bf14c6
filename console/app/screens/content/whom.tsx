/** As whom content is looked at: somebody by id or identifier, or nobody. */
import { Input, Select, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNaming } from '../../kit/index.ts';
import type { Whom } from './asked.ts';

const ID = 'customer';

export function WhomPicker({ onChoose }: { readonly onChoose: (whom: Whom) => void }): ReactNode {
  const { t } = useTranslation('content');
  const naming = useNaming();
  const namespaces = naming.all('namespace');
  const [by, setBy] = useState<string>();
  const namespace = by ?? namespaces[0]?.id ?? ID;
  const search = (text: string): void => {
    const value = text.trim();
    if (value === '') onChoose({});
    else onChoose(namespace === ID ? { customer: value } : { namespace, value });
  };
  return (
    <Space.Compact className="content-whom">
      <Select
        aria-label={t('whomBy')}
        value={namespace}
        popupMatchSelectWidth={false}
        options={[...namespaces.map(({ id, name }) => ({ value: id, label: name })), { value: ID, label: t('customerId') }]}
        onChange={setBy}
      />
      <Input.Search allowClear aria-label={t('whom')} placeholder={t('whom')} onSearch={search} />
    </Space.Compact>
  );
}
