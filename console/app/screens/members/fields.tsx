/** The fields of a member that inviting and changing have in common. */
import { Checkbox, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoles } from '../../kit/index.ts';

/** Each role with what it is for: who chooses has read it. `locked`: a role that cannot be taken away. */
export function RoleFields({ locked }: { readonly locked?: string | undefined }): ReactNode {
  const { t } = useTranslation('members');
  const { all = [] } = useRoles();
  return (
    <Form.Item name="roles" label={t('fields.roles')} rules={[{ required: true, message: t('fields.rolesRequired') }]}>
      <Checkbox.Group>
        <div>
          {all.map(({ id, name, description }) => (
            <div key={id} className="members-role">
              <Checkbox value={id} disabled={id === locked}>
                {name}
              </Checkbox>
              <span className="soft">{id === locked ? t('fields.lastOwner') : description}</span>
            </div>
          ))}
        </div>
      </Checkbox.Group>
    </Form.Item>
  );
}
