/** Who may use the installation: members with their roles, about whom they may know, and when they were last there. */
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ListedMember } from '../../api/index.ts';
import { Answered, Nothing, Once, Page, Part, useAddress, useFormats, useNow, useRoles } from '../../kit/index.ts';
import { Invite } from './invite.tsx';
import { MemberDrawer } from './member.tsx';
import { RolesPart } from './roles.tsx';
import { useScopeWords } from './scope.tsx';
import { SightPart } from './sight-part.tsx';
import { isActiveOwner, type MadeLink } from './standing.ts';
import './members.css';

const STATE_COLORS = { active: 'success', invited: 'processing', disabled: 'default' } as const;

export function Screen(): ReactNode {
  const { t } = useTranslation('members');
  const [{ member: opened }, choose] = useAddress<{ member?: string | undefined }>();
  const [isInviting, setInviting] = useState(false);
  const [link, setLink] = useState<MadeLink>();
  const formats = useFormats();
  const asked = useQuery({ queryKey: ['members'], queryFn: ({ signal }) => answerOf(api.GET('/v1/members', { signal })) });
  const invite = (
    <Button type="primary" onClick={() => setInviting(true)}>
      {t('invite.verb')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={invite}>
      <Answered of={asked}>
        {({ members }) => (
          <>
            <Part title={t('count', { count: members.length })}>
              {members.length === 0 ? (
                <Nothing text={t('empty')} hint={t('emptyHint')} />
              ) : (
                <MemberTable members={members} onOpen={(member) => choose({ member })} />
              )}
            </Part>
            {members.length > 0 && <SightPart members={members} />}
            <MemberDrawer
              member={members.find(({ id }) => id === opened)}
              owners={members.filter(isActiveOwner).length}
              onClose={() => choose({ member: undefined })}
              onLink={setLink}
            />
          </>
        )}
      </Answered>
      <RolesPart />
      <Invite open={isInviting} onClose={() => setInviting(false)} onLink={setLink} />
      {link && (
        <Once
          title={t(link.isNew ? 'link.invited' : 'link.reset')}
          text={t('link.text', { email: link.email, until: formats.dateTime(link.expiresAt) })}
          secret={`${location.origin}${link.path}`}
          label={t('link.label')}
          onClose={() => setLink(undefined)}
        />
      )}
    </Page>
  );
}

function MemberTable({ members, onOpen }: { readonly members: readonly ListedMember[]; readonly onOpen: (id: string) => void }): ReactNode {
  const { t } = useTranslation('members');
  const { roleName } = useRoles();
  const scopeWords = useScopeWords();
  const formats = useFormats();
  const now = useNow(60_000);
  const columns: TableColumnType<ListedMember>[] = [
    {
      title: t('columns.name'),
      dataIndex: 'name',
      render: (_, { id, name, email }) => (
        <>
          <Button type="link" size="small" className="members-name" onClick={() => onOpen(id)}>
            {name}
          </Button>
          <div className="soft">{email}</div>
        </>
      ),
    },
    {
      title: t('columns.roles'),
      dataIndex: 'roles',
      render: (_, { roles }) => roles.map((role) => <Tag key={role}>{roleName(role)}</Tag>),
    },
    { title: t('columns.scope'), dataIndex: 'scope', render: (_, { scope }) => scopeWords(scope) },
    {
      title: t('columns.seen'),
      dataIndex: 'seenAt',
      render: (at?: number) => (at === undefined ? <span className="soft">{t('never')}</span> : formats.relative(at, now)),
    },
    {
      title: t('columns.state'),
      dataIndex: 'state',
      render: (_, { state }) => <Tag color={STATE_COLORS[state]}>{t(`states.${state}`)}</Tag>,
    },
  ];
  return (
    <section aria-label={t('title')}>
      <Table<ListedMember>
        size="small"
        dataSource={[...members]}
        columns={columns}
        rowKey="id"
        pagination={members.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
      />
    </section>
  );
}
