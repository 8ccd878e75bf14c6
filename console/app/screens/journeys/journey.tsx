/** One journey: what is known of it is asked for, and shown as soon as it is there. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JourneyDefinition } from '../../api/index.ts';
import { Answered, NoPermission, Nothing, Page, Part, useChange, useLanguage, useMay } from '../../kit/index.ts';
import { figuresQuery, versionsQuery } from './asked.ts';
import { Board } from './board.tsx';
import { StateTags } from './list/library.tsx';
import { rowOf, useKnown } from './list/rows.ts';

export function JourneyScreen({ id }: { readonly id: string }): ReactNode {
  const enabled = useMay('releases.read');
  return enabled ? <Journey id={id} /> : <Counted id={id} />;
}

/** Of whoever may not read releases. */
function Counted({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  const { data } = useQuery(figuresQuery(id));
  return (
    <Page title={data?.name[language] ?? t('title')} actions={<Link to="/journeys">{t('all')}</Link>}>
      <NoPermission permission="releases.read" />
    </Page>
  );
}

function Journey({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('journeys');
  const language = useLanguage();
  const versions = useQuery(versionsQuery(id));
  const { asked, change } = useChange('journey', id);
  // What was never released has no figures.
  const figures = useQuery({ ...figuresQuery(id), retry: false, enabled: versions.data !== undefined && versions.data.length > 0 });
  const known = useKnown();
  const isNew = versions.data?.length === 0;
  const drawn = (change?.definition ?? versions.data?.[0]?.definition) as JourneyDefinition | undefined;
  const name = drawn?.name ?? figures.data?.name;
  const isUnknown = isNew && change !== undefined && !change.definition;
  const tags = figures.data ? rowOf(figures.data, known) : change && isNew && newRow(change.definition);
  return (
    <Page
      title={name?.[language] || t('title')}
      text={
        <span className="journeys-tags">
          {drawn && t(`stages.${drawn.stage}`)} {tags && <StateTags of={tags} />}
        </span>
      }
      actions={<Link to="/journeys">{t('all')}</Link>}
    >
      {isUnknown ? (
        <Part>
          <Nothing text={t('unknown', { name: id })} hint={<Link to="/journeys">{t('all')}</Link>} />
        </Part>
      ) : (
        <Answered of={versions}>
          {(all) => <Answered of={asked}>{() => change && <Board versions={all} change={change} figures={figures.data} />}</Answered>}
        </Answered>
      )}
    </Page>
  );
}

/** One that was never released. */
function newRow(definition: object | null): Parameters<typeof StateTags>[0]['of'] | undefined {
  return definition ? { isLive: false, isRollingOut: false, change: 'new', alerts: 0 } : undefined;
}
