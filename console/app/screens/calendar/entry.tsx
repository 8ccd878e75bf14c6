/** One thing that is planned: what, at which time on the customer's clock, for whom and by which channels. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Calendar } from '../../api/index.ts';
import { hasScreen, useFormats, useLanguage, useNaming } from '../../kit/index.ts';

type Planned = Calendar['entries'][number];

export function Entry({ entry, isCrowded }: { readonly entry: Planned; readonly isCrowded: boolean }): ReactNode {
  const { t } = useTranslation('calendar');
  const formats = useFormats();
  const language = useLanguage();
  const naming = useNaming();
  const { at, journey, name, kind, segment, trait, customers, channels } = entry;
  const whom = segment !== undefined ? naming.of('segment', segment) : trait !== undefined ? naming.of('trait', trait) : t('everybody');
  return (
    <article className={`calendar-entry calendar-${kind} ${isCrowded ? 'calendar-crowded' : ''}`}>
      <div>
        <span className="calendar-at">{at}</span>{' '}
        {hasScreen('journeys') ? <Link to={`/journeys/${journey}` as string}>{name[language]}</Link> : name[language]}
      </div>
      <div className="soft">
        {t(`kinds.${kind}`)} · {whom} · {t('customers', { count: customers, number: formats.short(customers) })}
      </div>
      {channels.length > 0 && <div className="soft">{channels.map((one) => naming.of('channel', one)).join(t('comma'))}</div>}
      {isCrowded && <div className="calendar-warning">{t('crowded')}</div>}
    </article>
  );
}
