/** All releases, newest first: when, who, why, and what each changed. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnType, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeRelease } from '../../api/index.ts';
import { Answered, hasScreen, Nothing, Page, Part, Publish, useMakerName, useNameOfChange, When } from '../../kit/index.ts';
import { releaseChangesQuery, releasesQuery, rolloutsQuery, standingQuery } from './asked.ts';
import { RolloutState } from './rollouts.tsx';

const PAGE_SIZE = 12;
/** Definitions that a row names. */
const NAMED_MAX = 3;

export function ListScreen(): ReactNode {
  const { t } = useTranslation('releases');
  const asked = useQuery(releasesQuery);
  const actions = (
    <>
      {hasScreen('unpublished') && <Link to="/changes">{t('toChanges')}</Link>}
      <Publish />
    </>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={actions}>
      <Part>
        <Answered of={asked}>
          {({ releases }) => (releases.length === 0 ? <Nothing text={t('empty')} hint={t('emptyHint')} /> : <Rows of={releases} />)}
        </Answered>
      </Part>
    </Page>
  );
}

function Rows({ of }: { readonly of: readonly MadeRelease[] }): ReactNode {
  const { t } = useTranslation('releases');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="releases-rows" aria-label={t('title')} tabIndex={0}>
      <Table<MadeRelease>
        size="small"
        rowKey={({ number }) => number}
        dataSource={[...of]}
        columns={[...useColumns(of[0]?.number ?? 0)]}
        pagination={{ pageSize: PAGE_SIZE, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </section>
  );
}

function useColumns(latest: number): readonly TableColumnType<MadeRelease>[] {
  const { t } = useTranslation('releases');
  const rollouts = useQuery(rolloutsQuery).data?.rollouts ?? [];
  const state = useQuery(standingQuery).data?.state;
  const nameOf = useMakerName();
  return [
    {
      title: t('columns.number'),
      className: 'releases-number',
      render: (_, { number }) => (
        <Link to="/releases/$number" params={{ number: String(number) }}>
          {t('one', { number })}
        </Link>
      ),
    },
    {
      title: t('columns.changed'),
      className: 'releases-changed',
      render: (_, { number, note, backTo }) => (
        <>
          {note !== undefined && <div>{note}</div>}
          {backTo !== undefined && <div>{t('backTo', { number: backTo })}</div>}
          <div className="soft">
            <Changed number={number} />
          </div>
        </>
      ),
    },
    {
      title: t('columns.state'),
      render: (_, { number }) => (
        <div className="releases-states">
          {number === latest && state !== undefined && <StateTag state={state} />}
          {rollouts
            .filter(({ release }) => release === number)
            .map((rollout) => (
              <RolloutState key={rollout.id} of={rollout} />
            ))}
        </div>
      ),
    },
    {
      title: t('columns.who'),
      render: (_, { maker, approver }) => (
        <>
          <div>{nameOf(maker)}</div>
          {approver && <div className="soft">{t('approvedBy', { name: nameOf(approver) })}</div>}
        </>
      ),
    },
    { title: t('columns.when'), className: 'releases-when', render: (_, { at }) => (at === undefined ? '–' : <When at={at} />) },
  ];
}

/** "Journey “Cart” changed, tag “VIP” new, and 3 more". */
function Changed({ number }: { readonly number: number }): ReactNode {
  const { t } = useTranslation('releases');
  const nameOf = useNameOfChange();
  const changes = useQuery(releaseChangesQuery(number, number - 1)).data?.changes;
  if (!changes) return '…';
  if (changes.length === 0) return t('changedNothing');
  const named = changes.slice(0, NAMED_MAX).map((change) => t(`changedOne.${change.action}`, { name: nameOf(change) }));
  const rest = changes.length - named.length;
  return [...named, ...(rest > 0 ? [t('changedMore', { count: rest })] : [])].join(t('and'));
}

export function StateTag({ state }: { readonly state: 'failed' | 'preparing' | 'live' }): ReactNode {
  const { t } = useTranslation('releases');
  return <Tag color={{ failed: 'error', preparing: 'warning', live: 'success' }[state]}>{t(`states.${state}`)}</Tag>;
}
