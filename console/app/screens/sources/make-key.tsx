/** Making a write key: of a source that there is, or of a new one. */
import { useMutation } from '@tanstack/react-query';
import { AutoComplete, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Modal, useDoing } from '../../kit/index.ts';

/** A key that has just been made. */
export interface Made {
  readonly secret: string;
  readonly source: string;
  /** Last characters of the one that it replaces. */
  readonly old?: string;
}

interface Wish {
  readonly source: string;
  readonly name?: string;
}

export interface MakeKeyProps {
  readonly open: boolean;
  readonly sources: readonly string[];
  readonly onClose: () => void;
  readonly onMade: (made: Made) => Promise<void>;
}

/** The console's own calls come from a source of that name. */
const RESERVED = 'console';

export function MakeKey({ open, sources, onClose, onMade }: MakeKeyProps): ReactNode {
  const { t } = useTranslation('sources');
  const doing = useDoing();
  const [form] = Form.useForm<Wish>();
  const make = useMutation({
    mutationFn: ({ source, name = '' }: Wish) =>
      answerOf(
        api.POST('/v1/sources/{source}/write-keys', {
          params: { path: { source: source.trim() } },
          body: name.trim() === '' ? {} : { name: name.trim() },
        }),
      ),
    onSuccess: ({ secret, key: { source } }) => onMade({ secret, source }),
    onError: doing.failed,
  });
  const required = { required: true, whitespace: true, message: t('keys.make.required') };
  const unreserved = { validator: (_: unknown, source = '') => (source.trim() === RESERVED ? Promise.reject() : Promise.resolve()) };
  return (
    <Modal
      open={open}
      title={t('keys.make.title')}
      okText={t('keys.make.submit')}
      cancelText={t('keys.cancel')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={make.isPending}
      destroyOnHidden
    >
      <p className="soft">{t('keys.make.text')}</p>
      <Form<Wish> form={form} layout="vertical" requiredMark={false} preserve={false} onFinish={(wish) => make.mutate(wish)}>
        <Form.Item
          name="source"
          label={t('keys.make.source')}
          extra={t('keys.make.sourceHint')}
          rules={[required, { ...unreserved, message: t('keys.make.reserved') }]}
        >
          <AutoComplete autoFocus options={sources.map((value) => ({ value }))} showSearch={{ filterOption: true }} maxLength={100} />
        </Form.Item>
        <Form.Item name="name" label={t('keys.make.name')}>
          <Input autoComplete="off" onPressEnter={form.submit} maxLength={200} placeholder={t('keys.make.nameHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
