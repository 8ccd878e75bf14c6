/** The definitions that a release holds, and each as it was written. */
import { useQuery } from '@tanstack/react-query';
import { Input, Select, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Release } from '../../api/index.ts';
import { Answered, Drawer, Json, Nothing, Part, useKindName, useLanguage } from '../../kit/index.ts';
import { releaseQuery } from './asked.ts';

type Held = Release['definitions'][number];

const PAGE_SIZE = 10;

export function Definitions({ number }: { readonly number: number }): ReactNode {
  const { t } = useTranslation('releases');
  const asked = useQuery(releaseQuery(number));
  return <Part title={t('holdsTitle')}>{<Answered of={asked}>{({ definitions }) => <Held of={definitions} />}</Answered>}</Part>;
}

function Held({ of }: { readonly of: readonly Held[] }): ReactNode {
  const { t } = useTranslation('releases');
  const kindOf = useKindName();
  const nameOf = useName();
  const [kind, setKind] = useState<string>();
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState<Held>();
  const kinds = [...new Set(of.map(({ definition }) => definition.kind))];
  const rows = of.filter(
    (one) =>
      (kind === undefined || one.definition.kind === kind) &&
      `${one.definition.id} ${nameOf(one)}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <>
      <div className="filters releases-filters">
        <Select
          aria-label={t('kind')}
          allowClear
          placeholder={t('kind')}
          options={kinds.map((value) => ({ value, label: kindOf(value) }))}
          onChange={(value?: string) => setKind(value)}
        />
        <Input
          aria-label={t('filter')}
          placeholder={t('filter')}
          allowClear
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </div>
      <Table<Held>
        size="small"
        rowKey={({ definition }) => `${definition.kind} ${definition.id}`}
        dataSource={rows}
        pagination={{ pageSize: PAGE_SIZE, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing text={t('none')} /> }}
        columns={[
          {
            title: t('columns.name'),
            render: (_, one) => (
              <button type="button" className="as-link" onClick={() => setOpen(one)}>
                {nameOf(one)}
              </button>
            ),
          },
          { title: t('kind'), render: (_, { definition }) => kindOf(definition.kind) },
          { title: t('columns.version'), align: 'right', render: (_, { version }) => version },
        ]}
      />
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open && nameOf(open)}
        size={640}
        styles={{ wrapper: { maxWidth: '100vw' } }}
      >
        {open && <Json title={`${kindOf(open.definition.kind)} ${open.definition.id}`} value={open.definition} />}
      </Drawer>
    </>
  );
}

function useName(): (held: Held) => string {
  const language = useLanguage();
  return ({ definition }) => ('name' in definition ? definition.name[language] : definition.id);
}
