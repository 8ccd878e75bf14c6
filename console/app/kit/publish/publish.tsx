/** Publishing what is unpublished: the plan, what is said to it, how far it reaches at first; then it is a release, or waits for a second person. */
import { RocketOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, type Review } from '../../api/index.ts';
import { useMay } from '../../session/session.ts';
import type { ChangeKey } from '../changes/index.ts';
import { useDoing } from '../doing.tsx';
import { workspaceQuery } from '../formats.ts';
import { allAnew, changesQuery, planQuery, type Reach, type Released, release } from './changes.ts';
import { Outcome } from './outcome.tsx';
import { PlanDrawer, type Wish } from './plan-drawer.tsx';
import { ReachChoice } from './reach.tsx';
import { useSettled } from './settled.ts';

export interface PublishProps {
  /** Only what is unpublished of these; absent: everything that is. */
  readonly only?: readonly ChangeKey[];
  /** On the button; default: "Publish". Where a second person is asked for it says that it is submitted. */
  readonly label?: string;
  readonly isPrimary?: boolean;
  /** Called once it is released or proposed. */
  readonly onDone?: () => void;
}

export function Publish({ only, label, isPrimary = true, onDone }: PublishProps): ReactNode {
  const { t } = useTranslation('publish');
  // What it is opened with is what is published: afterwards nothing of it is unpublished any more.
  const [opened, setOpened] = useState<{ readonly only: readonly ChangeKey[] | undefined }>();
  const isSubmitted = useAsksForSecond();
  const mayPublish = useMay('releases.write');
  const listed = useQuery({ ...changesQuery, enabled: useMay('releases.read') });
  const waiting = (listed.data?.changes ?? []).filter(
    (one) => only === undefined || only.some(({ kind, id }) => kind === one.kind && id === one.id),
  );
  return (
    <>
      <Button
        type={isPrimary ? 'primary' : 'default'}
        icon={<RocketOutlined />}
        disabled={!mayPublish || waiting.length === 0}
        onClick={() => setOpened({ only: only && waiting.map(({ kind, id }) => ({ kind, id })) })}
      >
        {isSubmitted ? t('publish.submit') : (label ?? t('publish.open'))}
      </Button>
      {opened && <PublishDrawer only={opened.only} onClose={() => setOpened(undefined)} onDone={onDone} />}
    </>
  );
}

interface DrawerProps {
  readonly only: readonly ChangeKey[] | undefined;
  readonly onClose: () => void;
  readonly onDone: (() => void) | undefined;
}

function PublishDrawer({ only, onClose, onDone }: DrawerProps): ReactNode {
  const { t } = useTranslation('publish');
  const isSubmitted = useAsksForSecond();
  const doing = useDoing();
  const queries = useQueryClient();
  const [reach, setReach] = useState<Reach>();
  const [isStale, setStale] = useState(false);
  const settled = useSettled(reach);
  const asked = useQuery({ ...planQuery(only, settled), placeholderData: keepPreviousData });
  const made = useMutation({
    mutationFn: (wish: Released) => release(wish),
    onSuccess: async () => {
      onDone?.();
      await allAnew(queries);
    },
    onError: (error) => {
      if (!isOvertaken(error)) return doing.failed(error);
      setStale(true);
      void asked.refetch();
    },
  });
  // What is shown has to be what is published.
  const isAskedAnew = reach !== settled || asked.isPlaceholderData;
  const act = (wish: Wish, review: Review): void => {
    setStale(false);
    made.mutate({ ...wish, only, reach: settled, on: review.number - 1 });
  };
  return (
    <PlanDrawer
      title={t(isSubmitted ? 'publish.submitTitle' : 'publish.title')}
      isOpen
      onClose={onClose}
      asked={asked}
      verb={t(isSubmitted ? 'publish.submit' : 'publish.verb')}
      isProposal={isSubmitted}
      isDoing={made.isPending || isAskedAnew}
      onDo={act}
      notice={isStale && <Alert type="warning" showIcon title={t('stale.title')} description={t('stale.text')} />}
      result={made.data && <Outcome of={made.data} onClose={onClose} />}
    >
      {(review) => <ReachChoice review={review} reach={reach} onChange={setReach} problem={asked.error} />}
    </PlanDrawer>
  );
}

/** Whether what is published only waits for a second person at first. */
function useAsksForSecond(): boolean {
  return useQuery({ ...workspaceQuery, staleTime: 0 }).data?.asksForSecond === true;
}

/** Somebody has released something meanwhile. */
function isOvertaken(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 409 || error.code === 'VOLANO_RELEASE_OVERTAKEN');
}
