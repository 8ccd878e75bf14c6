/** Inviting somebody: who it is and what they may. The link is handed on by hand. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Role } from '../../api/index.ts';
import { Modal, useDoing, useLanguage } from '../../kit/index.ts';
import { RoleFields } from './fields.tsx';
import type { MadeLink } from './standing.ts';

interface Wish {
  readonly name: string;
  readonly email: string;
  readonly roles: Role['id'][];
  readonly language: 'en' | 'zh';
}

export interface InviteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onLink: (link: MadeLink) => void;
}

export function Invite({ open, onClose, onLink }: InviteProps): ReactNode {
  const { t } = useTranslation('members');
  const language = useLanguage();
  const doing = useDoing();
  const queries = useQueryClient();
  const [form] = Form.useForm<Wish>();
  const invite = useMutation({
    mutationFn: (body: Wish) => answerOf(api.POST('/v1/members', { body })),
    onSuccess: async ({ member, link }) => {
      onClose();
      onLink({ ...link, email: member.email, isNew: true });
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
    onError: doing.failed,
  });
  const required = { required: true, whitespace: true, message: t('fields.required') };
  return (
    <Modal
      open={open}
      title={t('invite.title')}
      okText={t('invite.submit')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={invite.isPending}
      destroyOnHidden
    >
      <p className="soft">{t('invite.text')}</p>
      <Form<Wish>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ language, roles: [] }}
        onFinish={(wish) => invite.mutate(wish)}
      >
        <Form.Item name="name" label={t('fields.name')} rules={[required]}>
          <Input autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="email" label={t('fields.email')} rules={[required, { type: 'email', message: t('fields.emailWrong') }]}>
          <Input autoComplete="off" inputMode="email" />
        </Form.Item>
        <Form.Item name="language" label={t('fields.language')}>
          <Select
            options={[
              { value: 'en', label: 'English' },
              { value: 'zh', label: '中文' },
            ]}
          />
        </Form.Item>
        <RoleFields />
      </Form>
    </Modal>
  );
}
