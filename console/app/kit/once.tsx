/** A secret that is shown this once: to be copied, and gone with the dialog. */
import { CopyOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SHELL } from '../i18n.ts';
import { Modal } from './dialog.tsx';

export interface OnceProps {
  readonly title: string;
  /** What it is for and how long it is good. */
  readonly text: string;
  readonly secret: string;
  readonly label: string;
  readonly onClose: () => void;
}

export function Once({ title, text, secret, label, onClose }: OnceProps): ReactNode {
  const { t } = useTranslation(SHELL);
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(secret);
    message.success(t('once.copied'));
  };
  const close = (
    <Button type="primary" onClick={onClose}>
      {t('once.done')}
    </Button>
  );
  return (
    <Modal open title={title} onCancel={onClose} footer={close} mask={{ closable: false }} destroyOnHidden>
      <p>{text}</p>
      <Space.Compact block>
        <Input value={secret} readOnly aria-label={label} onFocus={(event) => event.target.select()} />
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {t('once.copy')}
        </Button>
      </Space.Compact>
      <Alert type="warning" showIcon title={t('once.warning')} style={{ marginTop: 12 }} />
    </Modal>
  );
}
