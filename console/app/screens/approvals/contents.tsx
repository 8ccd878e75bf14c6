/** Templates and blocks whose words nobody has approved as they are now: each is approved, or returned with a note. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type WaitingContent } from '../../api/index.ts';
import { Answered, Nothing, Part, useDoing, useLanguage, useMay, When } from '../../kit/index.ts';

export function Contents(): ReactNode {
  const { t } = useTranslation('approvals');
  const mayRead = useMay('content.read');
  const mayApprove = useMay('content.approve');
  const asked = useQuery({
    // Below the content's own key: what changes there is asked for anew here.
    queryKey: ['content', 'approvals'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/content/approvals', { signal })),
    enabled: mayRead,
  });
  if (!mayRead)
    return (
      <Part title={t('content.title')}>
        <Nothing text={t('content.noSight')} />
      </Part>
    );
  return (
    <Part title={t('content.title')}>
      <Answered of={asked}>
        {({ content }) =>
          content.length === 0 ? (
            <Nothing text={t('content.empty')} hint={t('content.emptyHint')} />
          ) : (
            <>
              {!mayApprove && <Alert className="approvals-why" type="info" showIcon title={t('content.mayNot')} />}
              <ul className="approvals-contents">
                {content.map((one) => (
                  <li key={`${one.kind} ${one.id} ${one.fingerprint}`}>
                    <One of={one} mayApprove={mayApprove} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </Part>
  );
}

function One({ of, mayApprove }: { readonly of: WaitingContent; readonly mayApprove: boolean }): ReactNode {
  const { t } = useTranslation('approvals');
  const name = of.name[useLanguage()];
  const { kind, id, state, isReleased, at, word } = of;
  const by = of.byName ?? of.by;
  return (
    <article aria-label={name}>
      <div className="approvals-head">
        <h3>
          <Link to={`/content/${kind}/${id}` as string}>{name}</Link>
        </h3>
        <span className="soft">{t(`content.${kind}`)}</span>
        <Tag color={state === 'returned' ? 'error' : 'warning'}>{t(`content.states.${state}`)}</Tag>
        <Tag>{t(isReleased ? 'content.released' : 'content.unpublished')}</Tag>
      </div>
      {by !== undefined && at !== undefined && (
        <p className="approvals-plain soft">
          {t('content.by', { name: by })} · <When at={at} />
        </p>
      )}
      {word?.verdict === 'returned' && (
        <p className="approvals-plain">
          {word.note === undefined
            ? t('content.wordBare', { name: word.byName ?? word.by })
            : t('content.word', { name: word.byName ?? word.by, note: word.note })}
        </p>
      )}
      {mayApprove && <Saying of={of} name={name} />}
    </article>
  );
}

function Saying({ of: { kind, id, fingerprint, state }, name }: { readonly of: WaitingContent; readonly name: string }): ReactNode {
  const { t } = useTranslation('approvals');
  const doing = useDoing();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const said = useMutation({
    mutationFn: async (verdict: 'approved' | 'returned'): Promise<string> => {
      const asked = {
        params: { path: { template: id } },
        body: { kind, fingerprint, ...(note.trim() !== '' && { note: note.trim() }) },
      };
      if (verdict === 'approved') await answerOf(api.POST('/v1/content/{template}/approve', asked));
      else await answerOf(api.POST('/v1/content/{template}/return', asked));
      return t(`content.${verdict}`, { name });
    },
    onSuccess: async (text) => {
      doing.done(text);
      setNote('');
      await queries.invalidateQueries({ queryKey: ['content'] });
    },
    onError: async (error) => {
      doing.failed(error);
      // It may have been changed meanwhile.
      await queries.invalidateQueries({ queryKey: ['content', 'approvals'] });
    },
  });
  return (
    <div className="filters">
      <Input
        aria-label={t('content.note', { name })}
        placeholder={t('content.note', { name })}
        maxLength={2_000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button
        autoInsertSpace={false}
        aria-label={t('content.returnOne', { name })}
        disabled={state === 'returned'}
        loading={said.isPending && said.variables === 'returned'}
        onClick={() => said.mutate('returned')}
      >
        {t('content.return')}
      </Button>
      <Button
        type="primary"
        autoInsertSpace={false}
        aria-label={t('content.approveOne', { name })}
        loading={said.isPending && said.variables === 'approved'}
        onClick={() => said.mutate('approved')}
      >
        {t('content.approve')}
      </Button>
    </div>
  );
}
