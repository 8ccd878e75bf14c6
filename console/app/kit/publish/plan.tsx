/** What a release would come to: what it changes, whom it concerns, what lints say of it. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../api/index.ts';
import { ChangeCounts, Changes } from '../difference/index.ts';
import { useFormats } from '../formats.ts';
import { Findings, openFindings } from './findings.tsx';
import { Inside } from './inside.tsx';
import { PlannedChanges, usePlanNames } from './names.ts';
import { RolloutText } from './rollout-text.tsx';
import type { Edits } from './said.ts';
import './publish.css';

export interface PlanProps {
  readonly review: Review;
  readonly edits?: Edits;
  readonly onEdits?: (edits: Edits) => void;
  readonly accepted?: readonly string[];
  readonly onAccept?: (lints: readonly string[]) => void;
}

export function Plan({ review, edits = {}, onEdits, accepted = [], onAccept }: PlanProps): ReactNode {
  const { t } = useTranslation('publish');
  const { changes, journeys, groups, rollouts } = review;
  return (
    <PlannedChanges value={changes}>
      <div className="publish-plan">
        <section aria-label={t('parts.changes')}>
          <h3>
            {t('parts.changes')} {changes.length > 0 && <span className="soft">{<ChangeCounts of={changes} />}</span>}
          </h3>
          <Changes of={changes} />
        </section>
        {(journeys.length > 0 || groups.length > 0) && (
          <section aria-label={t('parts.customers')}>
            <h3>{t('parts.customers')}</h3>
            <Inside review={review} edits={edits} onChange={onEdits} />
            <Groups of={groups} />
          </section>
        )}
        {rollouts.length > 0 && (
          <section aria-label={t('parts.rollout')}>
            <h3>{t('parts.rollout')}</h3>
            {rollouts.map((rollout) => (
              <RolloutText key={rollout.id} of={rollout} />
            ))}
          </section>
        )}
        <section aria-label={t('parts.findings')}>
          <h3>{t('parts.findings')}</h3>
          <Findings of={openFindings(review, edits)} changes={changes} accepted={accepted} onAccept={onAccept} />
        </section>
      </div>
    </PlannedChanges>
  );
}

function Groups({ of }: { readonly of: Review['groups'] }): ReactNode {
  const { t } = useTranslation('publish');
  const formats = useFormats();
  const nameOf = usePlanNames();
  const known = of.filter(({ members }) => members !== undefined);
  if (known.length === 0) return null;
  return (
    <ul className="publish-groups">
      {known.map(({ kind, id, action, members = 0 }) => (
        <li key={`${kind} ${id}`}>
          {nameOf(kind, id)} {action === 'removed' && <Tag color="error">{t('groups.goes')}</Tag>}
          <span className="soft">{t('groups.members', { count: members, number: formats.number(members) })}</span>
        </li>
      ))}
    </ul>
  );
}
