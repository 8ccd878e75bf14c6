/** The library: every segment and tag of the running release, how many it has, how it grows, who can be reached, and what reads it. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Segmented, Table, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupRow, ListedChange } from '../../api/index.ts';
import { Answered, Nothing, Page, Part, UnpublishedTag, useFormats, useLanguage, useMay, useNow, useUnpublished } from '../../kit/index.ts';
import { definitionsQuery, groupsQuery } from './groups.ts';
import { gravityOf, type TagRow, useTagHealth } from './health.ts';
import { HealthCell } from './tag-health.tsx';
import './segments.css';

const KINDS = ['all', 'segment', 'tag'] as const;
type Kind = (typeof KINDS)[number];

/** One that was never released has no figures. */
interface Row extends Pick<GroupRow, 'kind' | 'id' | 'name'> {
  readonly group: GroupRow | undefined;
  readonly change: ListedChange | undefined;
  /** Of a released tag, once it is counted. */
  readonly health: TagRow | undefined;
}

export function LibraryScreen(): ReactNode {
  const { t } = useTranslation('segments');
  const asked = useQuery(groupsQuery);
  return (
    <Page title={t('title')} text={t('text')} actions={<Adding />}>
      <Answered of={asked}>{({ groups }) => <Library groups={groups} />}</Answered>
    </Page>
  );
}

function Adding(): ReactNode {
  const { t } = useTranslation('segments');
  const navigate = useNavigate();
  const may = useMay('releases.write');
  return (['segment', 'tag'] as const).map((kind) => (
    <Button
      key={kind}
      type={kind === 'segment' ? 'primary' : 'default'}
      icon={<PlusOutlined />}
      disabled={!may}
      onClick={() => void navigate({ to: '/segments/new/$kind', params: { kind } })}
    >
      {t(`add.${kind}`)}
    </Button>
  ));
}

function Library({ groups }: { readonly groups: readonly GroupRow[] }): ReactNode {
  const { t } = useTranslation('segments');
  const language = useLanguage();
  const [kind, setKind] = useState<Kind>('all');
  const [wanted, setWanted] = useState('');
  const columns = useColumns();
  const all = useRows(groups);
  if (all.length === 0)
    return (
      <Part>
        <Nothing text={t('empty')} hint={t('emptyHint')} />
      </Part>
    );
  const rows = all.filter(
    (one) => (kind === 'all' || one.kind === kind) && `${one.id} ${one.name[language]}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <Part>
      <div className="filters segments-filters">
        <Segmented<Kind>
          aria-label={t('kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={setKind}
        />
        <Input
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={wanted}
          allowClear
          onChange={({ target }) => setWanted(target.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="segments-rows" aria-label={t('title')} tabIndex={0}>
        <Table<Row>
          size="small"
          rowKey={({ kind: of, id }) => `${of}.${id}`}
          dataSource={rows}
          columns={[...columns]}
          pagination={false}
          locale={{ emptyText: <Nothing text={t('none')} /> }}
        />
      </section>
    </Part>
  );
}

function useRows(groups: readonly GroupRow[]): readonly Row[] {
  const changes = useUnpublished(['segment', 'tag']);
  const tags = new Map(useTagHealth().data?.tags.map((tag) => [tag.id, tag]));
  const released = groups.map((group): Row => {
    const { kind, id, name } = group;
    return { kind, id, name, group, change: changes.get(`${kind}.${id}`), health: kind === 'tag' ? tags.get(id) : undefined };
  });
  const known = new Set(groups.map(({ kind, id }) => `${kind}.${id}`));
  const fresh = [...changes].flatMap(([key, change]): Row[] => {
    const { kind, id, name } = change;
    return known.has(key) || (kind !== 'segment' && kind !== 'tag')
      ? []
      : [{ kind, id, name, group: undefined, change, health: undefined }];
  });
  return [...released, ...fresh];
}

function useColumns(): readonly TableColumnType<Row>[] {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const language = useLanguage();
  const now = useNow();
  const definitions = useQuery({ ...definitionsQuery, enabled: useMay('releases.read') }).data;
  return [
    {
      title: t('columns.name'),
      sorter: (a, b) => a.name[language].localeCompare(b.name[language], language),
      render: (_, { kind, id, name, group }) => (
        <>
          {group ? (
            <Link to="/segments/$kind/$id" params={{ kind, id }}>
              {name[language]}
            </Link>
          ) : (
            <Link to="/segments/$kind/$id/edit" params={{ kind, id }}>
              {name[language]}
            </Link>
          )}
          <div className="soft">{t(`kinds.${kind}`)}</div>
        </>
      ),
    },
    {
      title: t('columns.members'),
      align: 'right',
      sorter: (a, b) => (a.group?.members ?? 0) - (b.group?.members ?? 0),
      render: (_, { group }) => of(group?.members, formats.number),
    },
    {
      title: t('columns.growth'),
      align: 'right',
      sorter: (a, b) => (a.group?.growth7d ?? 0) - (b.group?.growth7d ?? 0),
      render: (_, { group }) => of(group?.growth7d, (growth) => `${growth > 0 ? '+' : ''}${formats.number(growth)}`),
    },
    {
      title: t('columns.reachable'),
      align: 'right',
      render: (_, { group }) => of(group?.reachable, (share) => formats.percent(share, 0)),
    },
    {
      title: t('columns.state'),
      render: (_, { group, change }) => (
        <>
          {group && <StateTag state={group.state} />}
          <UnpublishedTag of={change} />
        </>
      ),
    },
    {
      title: t('columns.health'),
      sorter: (a, b) => gravityOf(a.health) - gravityOf(b.health),
      render: (_, { health }) => (health ? <HealthCell of={health} /> : '–'),
    },
    { title: t('columns.owner'), render: (_, { kind, id }) => definitions?.get(`${kind}.${id}`)?.owner ?? '–' },
    {
      title: t('columns.changed'),
      render: (_, { group }) => (group?.changedAt === undefined ? t('never') : formats.relative(group.changedAt, now)),
    },
    { title: t('columns.usedBy'), render: (_, { group }) => of(group?.usedBy.length, formats.number) },
  ];
}

function of(value: number | undefined, format: (value: number) => string): string {
  return value === undefined ? '–' : format(value);
}

/** Whether it is in force. */
export function StateTag({ state }: Pick<GroupRow, 'state'>): ReactNode {
  const { t } = useTranslation('segments');
  return <Tag color={state === 'live' ? 'success' : 'warning'}>{t(`states.${state}`)}</Tag>;
}
