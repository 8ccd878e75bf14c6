/** Who sees which data of customers: members against data classes and tag groups, changed by a click; and what their roles allow at most. */
import { CheckOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ListedMember, type Member } from '../../api/index.ts';
import { type NamedRole, Part, useDoing, useMay, useNaming, useRoles } from '../../kit/index.ts';
import { CARE, classesOf, classesWith, columnsOf, seenOf, type TagColumn, tagsWith } from './sight.ts';

interface Change {
  readonly id: string;
  readonly body: { readonly dataClasses?: Member['dataClasses'] | null; readonly tags?: Member['tags'] | null };
  /** What there was. */
  readonly before: Change['body'] | undefined;
}

export function SightPart({ members }: { readonly members: readonly ListedMember[] }): ReactNode {
  const { t } = useTranslation('members');
  const { all: roles = [] } = useRoles();
  const tags = useTags();
  const change = useSightChange();
  const shown = members.filter(({ state }) => state !== 'disabled');
  const columns: TableColumnType<ListedMember>[] = [
    { title: t('columns.name'), fixed: 'start', render: (_, { name }) => name },
    ...CARE.map(
      (one): TableColumnType<ListedMember> => ({
        title: t('sight.data', { name: t(`classes.${one}`) }),
        render: (_, member) => {
          const may = permissionsOf(member, roles);
          if (!may.has('customers.read')) return <span className="soft">{t('sight.noCustomers')}</span>;
          if (!may.has('customers.personal')) return <span className="soft">{t('sight.masked')}</span>;
          return (
            <Checkbox
              aria-label={t('sight.cell', { name: member.name, what: t(`classes.${one}`) })}
              checked={classesOf(member).includes(one)}
              onChange={({ target }) =>
                change({
                  id: member.id,
                  body: { dataClasses: classesWith(member, one, target.checked) },
                  before: { dataClasses: member.dataClasses ?? null },
                })
              }
            />
          );
        },
      }),
    ),
    ...(tags ? tags.columns.map((column) => tagColumn({ column, all: tags.all, roles, change, name: tags.nameOf(column), t })) : []),
  ];
  return (
    <Part title={t('sight.title')}>
      <p className="soft">{t('sight.text')}</p>
      <Table<ListedMember>
        size="small"
        rowKey="id"
        dataSource={[...shown]}
        columns={columns}
        pagination={shown.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
      />
      <h3 className="part-title members-matrix">{t('sight.rolesTitle')}</h3>
      <p className="soft">{t('sight.rolesText')}</p>
      <RoleTable roles={roles} />
    </Part>
  );
}

interface TagCell {
  readonly column: TagColumn;
  readonly all: readonly string[];
  readonly roles: readonly NamedRole[];
  readonly change: (change: Change) => void;
  readonly name: string;
  readonly t: ReturnType<typeof useTranslation<'members'>>['t'];
}

function tagColumn({ column, all, roles, change, name, t }: TagCell): TableColumnType<ListedMember> {
  return {
    title: t('sight.tags', { name, count: column.tags.length }),
    render: (_, member) => {
      if (!permissionsOf(member, roles).has('tags.read')) return <span className="soft">{t('sight.noTags')}</span>;
      const seen = seenOf(member, column.tags);
      return (
        <Checkbox
          aria-label={t('sight.cell', { name: member.name, what: name })}
          checked={seen === 'all'}
          indeterminate={seen === 'some'}
          onChange={() =>
            change({
              id: member.id,
              body: { tags: tagsWith(member, { of: column.tags, all, isShown: seen !== 'all' }) },
              before: { tags: member.tags ?? null },
            })
          }
        />
      );
    },
  };
}

/** What the roles of a member allow together. */
function permissionsOf({ roles: own }: ListedMember, roles: readonly NamedRole[]): ReadonlySet<string> {
  return new Set(roles.filter(({ id }) => own.includes(id)).flatMap(({ permissions }) => permissions));
}

/** Of the running release; undefined while they are not known, or may not be. */
function useTags() {
  const { t } = useTranslation('members');
  const names = useNaming();
  const { data } = useQuery({
    queryKey: ['definitions', 'tag', 'groups'],
    queryFn: async ({ signal }) => {
      const { definitions } = await answerOf(api.GET('/v1/definitions', { params: { query: { kind: 'tag' } }, signal }));
      return definitions.map(({ definition }) => definition as { readonly id: string; readonly group?: string });
    },
    enabled: useMay('releases.read'),
  });
  return (
    data && {
      columns: columnsOf(data),
      all: data.map(({ id }) => id),
      nameOf: ({ id }: TagColumn): string => (id === undefined ? t('sight.noGroup') : names.of('tag_group', id)),
    }
  );
}

function useSightChange(): (change: Change) => void {
  const { t } = useTranslation('members');
  const doing = useDoing();
  const queries = useQueryClient();
  const changing = useMutation({
    mutationFn: ({ id, body }: Change) =>
      answerOf(api.PATCH('/v1/members/{member}', { params: { path: { member: id } }, body: body as never })),
    onSuccess: async (_, { id, before }) => {
      doing.done(t('saved'), before && (() => changing.mutate({ id, body: before, before: undefined })));
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
    onError: doing.failed,
  });
  return changing.mutate;
}

/** What of customers' data a role lets see at all. */
const OF_ROLES = ['customers.read', 'customers.personal', 'tags.read', 'tags.write', 'tags.audit'] as const;

function RoleTable({ roles }: { readonly roles: readonly NamedRole[] }): ReactNode {
  const { t } = useTranslation('members');
  const { permissionName } = useRoles();
  return (
    <Table<NamedRole>
      size="small"
      rowKey="id"
      dataSource={[...roles]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('columns.roles'), fixed: 'start', dataIndex: 'name' },
        ...OF_ROLES.map((permission) => ({
          title: permissionName(permission),
          render: (_: unknown, { permissions }: NamedRole) =>
            permissions.includes(permission) ? (
              <CheckOutlined aria-label={t('sight.yes')} role="img" />
            ) : (
              <span className="soft">{t('sight.no')}</span>
            ),
        })),
      ]}
    />
  );
}
