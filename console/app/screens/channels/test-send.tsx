/** A test through the channel itself, to an address of one's own, and what the channel made of it. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ChannelStanding, type TestSent } from '../../api/index.ts';
import { Modal, Problem, useFormats, useLanguage } from '../../kit/index.ts';

const INBOX = 'in_app';
const LEVELS = { sent: 'success', failed: 'error', captured: 'info' } as const;

export function TestSend({ channel: of, onClose }: { readonly channel: ChannelStanding; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('channels');
  const language = useLanguage();
  const [form] = Form.useForm<{ whom: string }>();
  const { channel, carrier, definition } = of;
  const isInbox = carrier === INBOX;
  const send = useMutation({
    mutationFn: ({ whom }: { whom: string }) => {
      const body = { language, ...(isInbox ? { customer: whom.trim() } : { to: whom.trim() }) };
      return answerOf(api.POST('/v1/channels/{channel}/test', { params: { path: { channel } }, body }));
    },
  });
  const kind = isInbox ? 'customer' : definition?.type === 'email' || definition?.type === 'sms' ? definition.type : 'address';
  return (
    <Modal
      open
      title={t('try.title', { channel: definition?.name[language] ?? channel })}
      okText={t('try.submit')}
      cancelText={t('try.close')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={send.isPending}
    >
      <p className="soft">{t('try.text')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => send.mutate(fields)}>
        <Form.Item name="whom" label={t(`try.to.${kind}`)} rules={[{ required: true, whitespace: true, message: t('try.required') }]}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
      </Form>
      {send.error && <Problem error={send.error} />}
      {send.data && <Outcome sent={send.data} />}
    </Modal>
  );
}

function Outcome({ sent }: { readonly sent: TestSent }): ReactNode {
  const { t } = useTranslation('channels');
  const formats = useFormats();
  const { outcome, answer, reason, tookMs, message } = sent;
  return (
    <div role="status">
      <Alert
        type={LEVELS[outcome]}
        showIcon
        title={t(`try.outcomes.${outcome}`, { span: formats.span(tookMs) })}
        description={
          <>
            {(answer ?? reason) && <code>{answer ?? reason}</code>}
            {outcome !== 'captured' && <div className="soft">{t('try.id', { message })}</div>}
          </>
        }
      />
    </div>
  );
}
