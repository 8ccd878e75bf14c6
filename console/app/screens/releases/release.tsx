/** One release: what it changed, how it stands, and what it holds. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Descriptions, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeRelease } from '../../api/index.ts';
import { Answered, ChangeCounts, Changes, Nothing, Page, Part, Rollback, useMakerName, When } from '../../kit/index.ts';
import { releaseChangesQuery, releasesQuery, rolloutsQuery } from './asked.ts';
import { Definitions } from './definitions.tsx';
import { RolloutParts } from './rollouts.tsx';
import { StandingPart } from './standing.tsx';

export function ReleaseScreen({ number }: { readonly number: number }): ReactNode {
  const { t } = useTranslation('releases');
  const asked = useQuery(releasesQuery);
  const rollouts = useQuery(rolloutsQuery).data?.rollouts ?? [];
  const releases = asked.data?.releases ?? [];
  const found = releases.find((one) => one.number === number);
  const isLatest = releases[0]?.number === number;
  return (
    <Page
      title={t('one', { number })}
      {...(found?.note !== undefined && { text: found.note })}
      actions={
        <>
          <Link to="/releases">{t('all')}</Link>
          {found && !isLatest && <Rollback to={number} />}
        </>
      }
    >
      <Answered of={asked}>
        {() =>
          found ? (
            <>
              <Part>
                <Facts of={found} />
              </Part>
              {isLatest && <StandingPart />}
              <RolloutParts of={rollouts.filter(({ release }) => release === number)} />
              <Differences number={number} all={releases} />
              <Definitions number={number} />
            </>
          ) : (
            <Part>
              <Nothing text={t('unknown', { number })} action={<Link to="/releases">{t('all')}</Link>} />
            </Part>
          )
        }
      </Answered>
    </Page>
  );
}

function Facts({ of: { at, maker, approver, backTo, definitions } }: { readonly of: MadeRelease }): ReactNode {
  const { t } = useTranslation('releases');
  const nameOf = useMakerName();
  const items = [
    { key: 'when', label: t('columns.when'), children: at === undefined ? '–' : <When at={at} /> },
    { key: 'by', label: t('madeBy'), children: nameOf(maker) },
    ...(approver ? [{ key: 'approved', label: t('approver'), children: nameOf(approver) }] : []),
    ...(backTo === undefined
      ? []
      : [
          {
            key: 'back',
            label: t('goesBackTo'),
            children: (
              <Link to="/releases/$number" params={{ number: String(backTo) }}>
                {t('one', { number: backTo })}
              </Link>
            ),
          },
        ]),
    { key: 'definitions', label: t('holds'), children: t('definitionCount', { count: definitions }) },
  ];
  return <Descriptions size="small" column={{ xs: 1, sm: 2, lg: 4 }} items={items} />;
}

function Differences({ number, all }: { readonly number: number; readonly all: readonly MadeRelease[] }): ReactNode {
  const { t } = useTranslation('releases');
  const [since, setSince] = useState(number - 1);
  const asked = useQuery(releaseChangesQuery(number, since));
  const options = [
    ...all.filter((one) => one.number !== number).map((one) => ({ value: one.number, label: t('one', { number: one.number }) })),
    { value: 0, label: t('since.nothing') },
  ];
  return (
    <Part
      title={
        <>
          {t('differences')} <span className="soft">{asked.data && <ChangeCounts of={asked.data.changes} />}</span>
        </>
      }
      extra={
        <Select
          aria-label={t('since.label')}
          value={since}
          options={options.map(({ value, label }) => ({ value, label: t('since.one', { release: label }) }))}
          popupMatchSelectWidth={false}
          onChange={setSince}
        />
      }
    >
      <Answered of={asked}>{({ changes }) => <Changes key={since} of={changes} />}</Answered>
    </Part>
  );
}
