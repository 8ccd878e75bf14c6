/** Begins a journey: its names and its id; the rest is drawn. */
import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Modal, useDoing, useMay } from '../../kit/index.ts';
import { freshJourney } from './model/fresh.ts';
import { Field } from './panel/fields.tsx';
import './panel/panel.css';

const ID = /^[a-z][a-z0-9_]{0,62}$/;

export function NewJourney({ taken }: { readonly taken: ReadonlySet<string> }): ReactNode {
  const { t } = useTranslation('journeys');
  const may = useMay('releases.write');
  const doing = useDoing();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState({ en: '', zh: '' });
  const [written, setWritten] = useState<string>();
  const id = written ?? idOf(name.en);
  const isTaken = taken.has(id);
  const mayBegin = name.en !== '' && name.zh !== '' && ID.test(id) && !isTaken;
  const begin = useMutation({
    mutationFn: async () => {
      const { release } = await answerOf(api.GET('/v1/definitions', { params: { query: { kind: 'journey' } } }));
      const body = { definition: freshJourney(id, name) as never, on: release, revision: 0 };
      await answerOf(api.PUT('/v1/changes/{kind}/{id}', { params: { path: { kind: 'journey', id } }, body }));
    },
    onSuccess: () => {
      for (const key of ['changes', 'names']) void queries.invalidateQueries({ queryKey: [key] });
      void navigate({ to: '/journeys/$journey' as string, params: { journey: id } as never });
    },
    onError: doing.failed,
  });
  const text = (label: string, value: string, change: (next: string) => void): ReactNode => (
    <Field label={label}>
      <Input aria-label={label} value={value} onChange={({ target }) => change(target.value)} />
    </Field>
  );
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} disabled={!may} onClick={() => setOpen(true)}>
        {t('new.title')}
      </Button>
      <Modal
        open={isOpen}
        title={t('new.title')}
        okText={t('new.begin')}
        cancelText={t('form.cancel')}
        okButtonProps={{ disabled: !mayBegin, loading: begin.isPending }}
        onOk={() => begin.mutate()}
        onCancel={() => setOpen(false)}
      >
        {text(t('form.nameEn'), name.en, (en) => setName({ ...name, en }))}
        {text(t('form.nameZh'), name.zh, (zh) => setName({ ...name, zh }))}
        {text(t('fields.id'), id, setWritten)}
        <p className={isTaken ? 'journey-note-bad' : 'soft'}>{t(isTaken ? 'new.taken' : 'new.idHint')}</p>
      </Modal>
    </>
  );
}

/** Of an English name. */
export function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 63);
}
