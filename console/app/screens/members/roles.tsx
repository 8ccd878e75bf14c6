/** What each of the roles may do, in words. */
import { Collapse, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Part, useRoles } from '../../kit/index.ts';

export function RolesPart(): ReactNode {
  const { t } = useTranslation('members');
  const { all = [], permissions, permissionName } = useRoles();
  const items = all.map(({ id, name, description, permissions: own }) => ({
    key: id,
    label: (
      <span>
        <strong>{name}</strong> <span className="soft">{description}</span>
      </span>
    ),
    children: (
      <div className="members-permissions">
        {own.length === permissions.length ? (
          <span>{t('everything')}</span>
        ) : (
          own.filter((one) => one !== 'self').map((one) => <Tag key={one}>{permissionName(one)}</Tag>)
        )}
      </div>
    ),
  }));
  return (
    <Part title={t('rolesTitle')}>
      <p className="soft">{t('rolesText')}</p>
      <Collapse size="small" ghost items={items} />
    </Part>
  );
}
