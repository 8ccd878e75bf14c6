/** How sound a tag is: a badge with the gravest reason in the library, all reasons with what to do on its page. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered, Figure, NoPermission, Nothing, Part, useFormats, useMay } from '../../kit/index.ts';
import { type TagRow, useFindingWords, useTagHealth } from './health.ts';

const COLORS = { good: 'success', look: 'warning', bad: 'error', preparing: 'default' } as const;

function HealthBadge({ state }: { readonly state: TagRow['verdict']['state'] }): ReactNode {
  const { t } = useTranslation('segments');
  return <Tag color={COLORS[state]}>{t(`health.states.${state}`)}</Tag>;
}

/** In a cell of the library. */
export function HealthCell({ of }: { readonly of: TagRow }): ReactNode {
  const words = useFindingWords();
  const [gravest] = of.verdict.findings;
  return (
    <>
      <HealthBadge state={of.verdict.state} />
      {gravest && <div className="soft segments-finding">{words(gravest).what}</div>}
    </>
  );
}

export function TagHealthPart({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('segments');
  const may = useMay('tags.read');
  const asked = useTagHealth();
  const tag = asked.data?.tags.find((one) => one.id === id);
  return (
    <Part title={t('health.title')} extra={tag && <HealthBadge state={tag.verdict.state} />}>
      {may ? (
        <Answered of={asked}>
          {({ customers }) => (tag ? <Health of={tag} customers={customers} /> : <Nothing text={t('health.unknown')} />)}
        </Answered>
      ) : (
        <NoPermission permission="tags.read" />
      )}
    </Part>
  );
}

function Health({ of, customers }: { readonly of: TagRow; readonly customers: number }): ReactNode {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const words = useFindingWords();
  const { verdict, freshness, completeness, holders } = of;
  const median = freshness?.medianMs;
  return (
    <>
      <div className="figures">
        <Figure
          label={t('health.holders')}
          value={formats.number(holders)}
          note={customers > 0 ? t('health.ofCustomers', { share: formats.percent(holders / customers, 1) }) : undefined}
        />
        {completeness && (
          <Figure
            label={t('health.known')}
            value={formats.percent(completeness.share, 0)}
            note={t('health.ofDrawn', { number: formats.number(completeness.of) })}
          />
        )}
        {freshness && (
          <Figure label={t('health.fresh')} value={median === undefined ? '–' : formats.span(median)} note={t('health.freshNote')} />
        )}
      </div>
      {verdict.state === 'preparing' && <p className="soft">{t('health.preparing')}</p>}
      {verdict.state === 'good' && <p>{t('health.good')}</p>}
      {verdict.findings.length > 0 && (
        <ul className="segments-findings" aria-label={t('health.findings')}>
          {verdict.findings.map((finding) => {
            const { what, todo } = words(finding);
            return (
              <li key={finding.finding} className={`segments-finding-${finding.severity}`}>
                <div>{what}</div>
                <div className="soft">{todo}</div>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
