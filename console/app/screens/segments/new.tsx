/** Begins a segment or tag: what it is called and its id, which stays. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { NoPermission, Page, Part, useDoing, useMay } from '../../kit/index.ts';
import { firstDraft, idOf, isId, type Kind } from './draft.ts';

export function NewScreen({ kind }: { readonly kind: Kind }): ReactNode {
  const { t } = useTranslation('segments');
  const may = useMay('releases.write');
  return (
    <Page title={t(`new.${kind}`)} text={t('new.text')} actions={<Link to="/segments">{t('all')}</Link>}>
      {may ? (
        <Part>
          <Beginning kind={kind} />
        </Part>
      ) : (
        <NoPermission permission="releases.write" />
      )}
    </Page>
  );
}

function Beginning({ kind }: { readonly kind: Kind }): ReactNode {
  const { t } = useTranslation('segments');
  const [name, setName] = useState({ en: '', zh: '' });
  const [typed, setTyped] = useState<string>();
  const id = typed ?? idOf(name.en);
  const { known, begin } = useBeginning(kind, id, name);
  const isTaken = known?.includes(id) === true;
  const isWhole = isId(id) && !isTaken && name.en.trim() !== '' && name.zh.trim() !== '';
  const isWrong = isTaken || (id !== '' && !isId(id));
  return (
    <Form layout="vertical" className="segments-form" onFinish={() => isWhole && begin.mutate()}>
      <Form.Item label={t('fields.nameEn')} htmlFor="name-en">
        <Input id="name-en" value={name.en} onChange={({ target }) => setName({ ...name, en: target.value })} />
      </Form.Item>
      <Form.Item label={t('fields.nameZh')} htmlFor="name-zh">
        <Input id="name-zh" value={name.zh} onChange={({ target }) => setName({ ...name, zh: target.value })} />
      </Form.Item>
      <Form.Item
        label={t('fields.id')}
        htmlFor="id"
        help={isTaken ? t('new.taken') : t('new.idHint')}
        validateStatus={isWrong ? 'error' : ''}
      >
        <Input id="id" value={id} onChange={({ target }) => setTyped(target.value)} />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={!isWhole} loading={begin.isPending}>
        {t('new.begin')}
      </Button>
    </Form>
  );
}

function useBeginning(kind: Kind, id: string, name: object) {
  const doing = useDoing();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const defined = useQuery({
    queryKey: ['releases', 'definitions', kind],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/definitions', { params: { query: { kind } }, signal })),
  }).data;
  const begin = useMutation({
    mutationFn: () => {
      const body = { definition: firstDraft(kind, id, name) as never, on: defined?.release ?? 0 };
      return answerOf(api.PUT('/v1/changes/{kind}/{id}', { params: { path: { kind, id } }, body }));
    },
    onSuccess: () => {
      for (const key of ['changes', 'names']) void queries.invalidateQueries({ queryKey: [key] });
      void navigate({ to: '/segments/$kind/$id/edit', params: { kind, id } });
    },
    onError: doing.failed,
  });
  return { known: defined?.definitions.map(({ definition }) => definition.id as string), begin };
}
