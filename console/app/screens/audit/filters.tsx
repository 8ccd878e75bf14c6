/** Who, what, when and which customer. */
import { DatePicker, Input, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoles } from '../../kit/index.ts';
import { useActors } from './actors.ts';
import type { Filter } from './question.ts';

export function Filters({ filter, change }: { readonly filter: Filter; readonly change: (next: Filter) => void }): ReactNode {
  const { t } = useTranslation('audit');
  const { permissions } = useRoles();
  const { all } = useActors();
  const dayOf = (day: string | undefined) => (day === undefined ? null : dayjs(day));
  return (
    <div className="filters">
      <Segmented
        aria-label={t('columns.kind')}
        value={filter.kind ?? 'all'}
        options={(['all', 'change', 'look'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(kind) => change({ kind: kind === 'all' ? undefined : kind })}
      />
      <Select
        allowClear
        aria-label={t('filters.who')}
        placeholder={t('filters.who')}
        showSearch={{ optionFilterProp: 'label' }}
        options={[...all]}
        value={filter.member ?? null}
        onChange={(member) => change({ member: member ?? undefined })}
        style={{ width: 160 }}
      />
      <Select
        allowClear
        aria-label={t('filters.what')}
        placeholder={t('filters.what')}
        showSearch={{ optionFilterProp: 'label' }}
        options={permissions.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.area ?? null}
        onChange={(area) => change({ area: area ?? undefined })}
        style={{ width: 220 }}
      />
      <DatePicker.RangePicker
        allowEmpty
        aria-label={t('filters.when')}
        value={[dayOf(filter.from), dayOf(filter.to)]}
        onChange={(days) => change({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
      />
      <Input.Search
        allowClear
        key={filter.customer}
        defaultValue={filter.customer ?? ''}
        aria-label={t('filters.customer')}
        placeholder={t('filters.customer')}
        onSearch={(customer) => change({ customer: customer.trim() || undefined })}
        style={{ width: 220 }}
      />
    </div>
  );
}
