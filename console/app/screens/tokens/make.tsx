/** Making a token: what it may, of what its maker may, and until when. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiToken, answerOf, api } from '../../api/index.ts';
import { Modal, useDoing, useMay, useMayOf, useRoles } from '../../kit/index.ts';

interface Wish {
  readonly name: string;
  readonly permissions: ApiToken['permissions'];
  /** 0: never. */
  readonly days: number;
  readonly service?: boolean;
}

const DAYS = [30, 90, 365, 0] as const;
const DAYS_DEFAULT = 90;
/** A token that could make others would outlive being revoked. */
const NEVER: readonly string[] = ['self', 'settings.tokens'];

export interface MakeTokenProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSecret: (secret: string) => void;
}

export function MakeToken({ open, onClose, onSecret }: MakeTokenProps): ReactNode {
  const { t } = useTranslation('tokens');
  const doing = useDoing();
  const queries = useQueryClient();
  const [form] = Form.useForm<Wish>();
  const make = useMutation({
    mutationFn: ({ days, service = false, ...wish }: Wish) =>
      answerOf(api.POST('/v1/tokens', { body: { ...wish, service, ...(days > 0 && { days }) } })),
    onSuccess: async ({ secret }) => {
      onClose();
      onSecret(secret);
      await queries.invalidateQueries({ queryKey: ['tokens'] });
    },
    onError: doing.failed,
  });
  return (
    <Modal
      open={open}
      title={t('make.title')}
      okText={t('make.submit')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={make.isPending}
      destroyOnHidden
    >
      <p className="soft">{t('make.text')}</p>
      <Form<Wish>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={{ days: DAYS_DEFAULT }}
        onFinish={(wish) => make.mutate(wish)}
      >
        <Fields />
      </Form>
    </Modal>
  );
}

function Fields(): ReactNode {
  const { t } = useTranslation('tokens');
  const { permissions } = useRoles();
  const may = useMayOf();
  const mayServices = useMay('settings.tokens');
  const options = permissions.filter(({ id }) => may(id) && !NEVER.includes(id)).map(({ id, name }) => ({ value: id, label: name }));
  const days = DAYS.map((value) => ({ value, label: value === 0 ? t('never') : t('make.days', { count: value }) }));
  const required = { required: true, message: t('make.required') };
  return (
    <>
      <Form.Item name="name" label={t('make.name')} rules={[{ ...required, whitespace: true }]}>
        <Input autoComplete="off" autoFocus placeholder={t('make.nameHint')} />
      </Form.Item>
      <Form.Item name="permissions" label={t('columns.permissions')} extra={t('make.permissionsHint')} rules={[required]}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      <Form.Item name="days" label={t('make.expires')}>
        <Select options={days} />
      </Form.Item>
      {mayServices && (
        <Form.Item name="service" valuePropName="checked" extra={t('make.serviceHint')}>
          <Checkbox>{t('make.service')}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}
