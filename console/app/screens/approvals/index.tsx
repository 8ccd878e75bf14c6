/** What waits for a second person: proposed releases with their plan, and content that nobody has approved. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Draft } from '../../api/index.ts';
import { Answered, Loading, Nothing, Page, Part, Plan, useDoing, useMakerName, useMay, useMyId, When } from '../../kit/index.ts';
import { Contents } from './contents.tsx';
import './approvals.css';

const OFTEN_MS = 30_000;

export function Screen(): ReactNode {
  const { t } = useTranslation('approvals');
  const asked = useQuery({
    queryKey: ['drafts'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/drafts', { signal })),
    refetchInterval: OFTEN_MS,
  });
  return (
    <Page title={t('title')} text={t('text')}>
      <Answered of={asked}>
        {({ drafts }) =>
          drafts.length === 0 ? (
            <Part title={t('drafts')}>
              <Nothing text={t('empty')} hint={t('emptyHint')} />
            </Part>
          ) : (
            drafts.map((draft) => <OneDraft key={draft.id} of={draft} />)
          )
        }
      </Answered>
      <Contents />
    </Page>
  );
}

function OneDraft({ of }: { readonly of: Draft }): ReactNode {
  const { t } = useTranslation('approvals');
  const [isOpen, setOpen] = useState(false);
  const nameOf = useMakerName();
  return (
    <Part
      title={of.note ?? t('untitled')}
      extra={
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'close' : 'open')}
        </Button>
      }
    >
      <p className="approvals-plain soft">
        {t('by', { name: nameOf(of.maker) })} · <When at={of.at} /> · {t('base', { number: of.base })}
      </p>
      {isOpen && (
        <Suspense fallback={<Loading />}>
          <Planned of={of} />
        </Suspense>
      )}
      <Decision of={of} />
    </Part>
  );
}

function Planned({ of: { id } }: { readonly of: Draft }): ReactNode {
  const asked = useQuery({
    queryKey: ['plan', 'draft', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/drafts/{id}', { params: { path: { id } }, signal })),
    gcTime: 0,
  });
  return <Answered of={asked}>{(review) => <Plan review={review} />}</Answered>;
}

/** Approving and rejecting, or why one may not. */
function Decision({ of: { id, by, base } }: { readonly of: Draft }): ReactNode {
  const { t } = useTranslation('approvals');
  const doing = useDoing();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const mayApprove = useMay('releases.approve');
  const mayReject = useMay('releases.reject');
  const isOwn = useMyId() === by;
  const latest = useQuery({ queryKey: ['releases'], queryFn: ({ signal }) => answerOf(api.GET('/v1/releases', { signal })) }).data
    ?.releases[0]?.number;
  const isOvertaken = latest !== undefined && latest !== base;
  const said = useMutation({
    mutationFn: async (isApproved: boolean): Promise<string> => {
      const path = { id };
      if (!isApproved) {
        await answerOf(api.POST('/v1/drafts/{id}/reject', { params: { path }, body: note.trim() === '' ? {} : { note: note.trim() } }));
        return t(isOwn ? 'withdrawn' : 'rejected');
      }
      const { number } = await answerOf(api.POST('/v1/drafts/{id}/approve', { params: { path }, body: {} }));
      return t('approved', { number });
    },
    onSuccess: async (text) => {
      doing.done(text);
      // It is no draft any more: its plan is not to be had again.
      await queries.invalidateQueries({
        predicate: ({ queryKey: [first, kind, of] }) => !(first === 'plan' && kind === 'draft' && of === id),
      });
    },
    onError: doing.failed,
  });
  const why = isOvertaken ? t('why.overtaken', { base, latest }) : isOwn ? t('why.own') : mayApprove ? undefined : t('why.role');
  return (
    <>
      {why !== undefined && <Alert className="approvals-why" type={isOvertaken ? 'warning' : 'info'} showIcon title={why} />}
      <div className="filters">
        <Input
          aria-label={t('note')}
          placeholder={t('note')}
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button disabled={!mayReject} loading={said.isPending && said.variables === false} onClick={() => said.mutate(false)}>
          {t(isOwn ? 'withdraw' : 'reject')}
        </Button>
        <Button
          type="primary"
          disabled={why !== undefined}
          loading={said.isPending && said.variables === true}
          onClick={() => said.mutate(true)}
        >
          {t('approve')}
        </Button>
      </div>
    </>
  );
}
