/** Where a content is used. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered, hasScreen, Nothing, useNaming } from '../../kit/index.ts';
import { type ContentItem, contentQuery } from './asked.ts';
import type { Kind } from './contents.ts';

type Use = ContentItem['usedBy'][number];

export function UsedBy({ kind, id }: { readonly kind: Kind; readonly id: string }): ReactNode {
  const { t } = useTranslation('content');
  const asked = useQuery(contentQuery);
  return (
    <Answered of={asked}>
      {(content) => {
        const uses = content.find((one) => one.kind === kind && one.id === id)?.usedBy ?? [];
        if (uses.length === 0) return <Nothing text={t('usedBy.nothing')} hint={t('usedBy.nothingHint')} />;
        return (
          <ul className="content-uses">
            {uses.map((use) => (
              <li key={`${use.kind} ${use.id} ${use.step ?? ''}`}>
                <UseShown use={use} />
              </li>
            ))}
          </ul>
        );
      }}
    </Answered>
  );
}

function UseShown({ use: { kind, id, step } }: { readonly use: Use }): ReactNode {
  const { t } = useTranslation('content');
  const naming = useNaming();
  const name = naming.of(kind, id);
  const to =
    kind === 'journey' && hasScreen('journeys')
      ? `/journeys/${id}`
      : kind === 'template' || kind === 'block'
        ? `/content/${kind}/${id}`
        : undefined;
  return (
    <>
      <span className="soft">{t(`usedBy.${kind}`)}</span> {to === undefined ? name : <Link to={to as string}>{name}</Link>}{' '}
      {step !== undefined && <code>{step}</code>}
    </>
  );
}
