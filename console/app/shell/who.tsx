/** Who is signed in, and leaving. */
import { LogoutOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/index.ts';
import { Choices } from '../kit/choices.tsx';
import { forgetLive } from '../kit/live.ts';
import { useRoles } from '../kit/roles.ts';
import { FIRST_OWNER, type Session } from '../session/session.ts';

export function Who({ session }: { readonly session: Session }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { roleName } = useRoles(session.state === 'in');
  if (session.state === 'open' && session.isUnowned)
    return (
      <a className="who-open" href={`/console/${FIRST_OWNER}`}>
        {t('shell.firstOwner')}
      </a>
    );
  if (session.state !== 'in') return <span className="soft who-open">{t('shell.open')}</span>;
  const leave = async (): Promise<void> => {
    await answerOf(api.DELETE('/v1/session'));
    queries.clear();
    forgetLive();
    location.assign('/console/');
  };
  const roles = { key: 'roles', type: 'group' as const, label: t('shell.roles', { roles: session.roles.map(roleName).join(', ') }) };
  const account = { key: 'account', icon: <SettingOutlined />, label: <Link to={'/account' as string}>{t('shell.account')}</Link> };
  const out = { key: 'out', icon: <LogoutOutlined />, label: t('shell.signOut'), onClick: () => void leave() };
  return (
    <Choices menu={{ items: [roles, account, out] }}>
      <Button type="text" icon={<UserOutlined />}>
        <span className="who-name">{session.name}</span>
      </Button>
    </Choices>
  );
}
