/** What has come, been concluded and gone out so far. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Counters, Figure, useFormats } from '../../kit/index.ts';

const TOTALS = {
  customers: ({ customers }: Counters) => customers,
  events: ({ loop }: Counters) => loop.sense,
  tags: ({ facts }: Counters) => facts['tag/set'] ?? 0,
  segments: ({ facts }: Counters) => facts['segment/entered'] ?? 0,
  journeys: ({ facts }: Counters) => facts['journey/entered'] ?? 0,
  sent: ({ facts }: Counters) => facts['message/sent'] ?? 0,
  failed: ({ facts }: Counters) => facts['message/failed'] ?? 0,
  quarantined: ({ door }: Counters) => door.quarantined,
  duplicates: ({ door }: Counters) => door.duplicates,
} as const;

export function Totals({ counters }: { readonly counters: Counters }): ReactNode {
  const { t } = useTranslation('home');
  const formats = useFormats();
  return (
    <div className="figures">
      {(Object.keys(TOTALS) as (keyof typeof TOTALS)[]).map((name) => {
        const total = TOTALS[name](counters);
        return <Figure key={name} label={t(`totals.${name}`)} value={<span title={formats.number(total)}>{formats.short(total)}</span>} />;
      })}
    </div>
  );
}
