/** What is written, to somebody of the staff who wants to see it where customers will. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ContentTest } from '../../api/index.ts';
import { Modal, Problem, useLanguage, useMay, useNaming } from '../../kit/index.ts';
import type { Whom } from './asked.ts';
import type { Place, Written } from './contents.ts';

export interface TestSendProps {
  readonly written: Written;
  readonly place: Place;
  /** As whom it is rendered. */
  readonly whom: Whom;
  readonly isBroken: boolean;
}

export function TestSend(props: TestSendProps): ReactNode {
  const { t } = useTranslation('content');
  const [isOpen, setOpen] = useState(false);
  const may = useMay('messages.test');
  return (
    <>
      <Button size="small" disabled={!may} onClick={() => setOpen(true)}>
        {t('test.open')}
      </Button>
      <Modal open={isOpen} title={t('test.title')} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <TestForm {...props} />
      </Modal>
    </>
  );
}

function TestForm({ written, place, whom, isBroken }: TestSendProps): ReactNode {
  const { t } = useTranslation('content');
  const naming = useNaming();
  const language = useLanguage();
  const channels = naming.all('channel');
  const [chosen, setChannel] = useState<string>();
  const channel = chosen ?? channels[0]?.id;
  const [to, setTo] = useState('');
  const sending = useMutation({
    mutationFn: () => {
      const about = { definition: written as never, locale: place.locale ?? 'und', variant: place.variant ?? '', ...whom };
      const body = { ...about, channel: channel ?? '', to: to.trim(), language };
      return answerOf(api.POST('/v1/content/{template}/test', { params: { path: { template: written.id } }, body }));
    },
  });
  return (
    <Form layout="vertical" onFinish={() => sending.mutate()}>
      <p className="soft">{t('test.text')}</p>
      {isBroken && <Alert type="warning" showIcon title={t('test.broken')} />}
      <Form.Item label={t('test.channel')} htmlFor="content-test-channel">
        <Select
          id="content-test-channel"
          value={channel}
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChannel}
        />
      </Form.Item>
      <Form.Item label={t('test.to')} htmlFor="content-test-to">
        <Input id="content-test-to" value={to} onChange={({ target }) => setTo(target.value)} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={sending.isPending} disabled={isBroken || channel === undefined || to.trim() === ''}>
        {t('test.send')}
      </Button>
      <div className="content-test-result" aria-live="polite">
        {sending.error && <Problem error={sending.error} />}
        {sending.data && <Result of={sending.data} channel={naming.of('channel', channel ?? '')} />}
      </div>
    </Form>
  );
}

function Result({ of: { sent, refused, missing }, channel }: { readonly of: ContentTest; readonly channel: string }): ReactNode {
  const { t } = useTranslation('content');
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' });
  const title = sent
    ? t(`test.${sent.outcome}`, { channel, reason: sent.reason ?? '' })
    : refused === 'content.sensitive_word'
      ? t('test.withheld')
      : t('test.refused', { channel, rule: refused ?? '' });
  const type = sent?.outcome === 'sent' ? 'success' : sent?.outcome === 'captured' ? 'info' : 'error';
  return (
    <Alert
      type={type}
      showIcon
      title={title}
      description={missing.length > 0 ? t('test.missing', { names: list.format(missing) }) : undefined}
    />
  );
}
