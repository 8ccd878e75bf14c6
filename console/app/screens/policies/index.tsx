/** What guard enforces and who decides: caps, quiet hours, purposes of consent, the second person. Said in words, changed by forms, published like any change. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Answered, type ChangeKey, changesQuery, Page, Publish, useChange, useMay, useMissing } from '../../kit/index.ts';
import { Approval } from './approval.tsx';
import { PolicyParts } from './guard.tsx';
import { Purposes } from './purposes.tsx';
import './policies.css';

const POLICY: ChangeKey = { kind: 'policy', id: 'default' };

const idsQuery = (kind: 'purpose' | 'workspace') =>
  queryOptions({
    queryKey: ['definitions', kind, 'ids'],
    queryFn: async ({ signal }) => {
      const { release, definitions } = await answerOf(api.GET('/v1/definitions', { params: { query: { kind } }, signal }));
      return { release, ids: definitions.map(({ definition }) => definition.id as string) };
    },
  });

export function Screen(): ReactNode {
  const { t } = useTranslation('policies');
  const [mayPropose, mayGuard, mayWorkspace] = [useMay('releases.write'), useMay('policies.write'), useMay('settings.workspace')];
  const purposes = useQuery(idsQuery('purpose'));
  const workspace = useQuery(idsQuery('workspace'));
  const { data: listed } = useQuery(changesQuery);
  const added = (listed?.changes ?? []).filter(({ kind, action }) => kind === 'purpose' && action === 'new').map(({ id }) => id);
  const ids = [...new Set([...(purposes.data?.ids ?? []), ...added])];
  const own = workspace.data?.ids[0];
  const only: readonly ChangeKey[] = [
    POLICY,
    ...ids.map((id): ChangeKey => ({ kind: 'purpose', id })),
    ...(own === undefined ? [] : [{ kind: 'workspace' as const, id: own }]),
  ];
  const isFixed = !mayPropose || !mayGuard;
  const missing = useMissing(mayPropose ? 'policies.write' : 'releases.write');
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        <Suspense fallback={null}>
          <Publish only={only} />
        </Suspense>
      }
    >
      {isFixed && <Alert type="info" showIcon title={t('fixed', { permission: missing })} />}
      <PolicyOf isFixed={isFixed}>
        <Answered of={purposes}>{({ release }) => <Purposes ids={ids} release={release} isFixed={isFixed} />}</Answered>
        <Answered of={workspace}>{() => own !== undefined && <Approval workspace={own} isFixed={!mayPropose || !mayWorkspace} />}</Answered>
      </PolicyOf>
    </Page>
  );
}

/** What stands below is shown when it is there: it would be pushed down by it. */
function PolicyOf({ isFixed, children }: { readonly isFixed: boolean; readonly children: ReactNode }): ReactNode {
  const { asked, change } = useChange(POLICY.kind, POLICY.id);
  return (
    <Answered of={asked}>
      {() => (
        <>
          {change && <PolicyParts change={change} isFixed={isFixed} />}
          {children}
        </>
      )}
    </Answered>
  );
}
