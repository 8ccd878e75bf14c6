/** North Star and the figures of a healthy shop: the last 30 days beside the 30 before. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type MessagesMeasure, type RevenueMeasure, type RfmMeasure, type Sales } from '../../api/index.ts';
import { Answered, Figure, NoPermission, Nothing, useFormats, useMay } from '../../kit/index.ts';

interface Measured {
  readonly revenue: RevenueMeasure;
  readonly rfm: RfmMeasure;
  readonly messages: MessagesMeasure;
}

export function Growth(): ReactNode {
  const { t } = useTranslation('home');
  const mayRead = useMay('reports.read');
  const asked = useQuery({
    queryKey: ['measures', 'growth'],
    queryFn: async ({ signal }): Promise<Measured> => {
      const [revenue, rfm, messages] = await Promise.all([
        answerOf(api.GET('/v1/measures/revenue', { signal })),
        answerOf(api.GET('/v1/measures/rfm', { signal })),
        answerOf(api.GET('/v1/measures/messages', { signal })),
      ]);
      return { revenue, rfm, messages };
    },
    enabled: mayRead,
  });
  if (!mayRead) return <NoPermission permission="reports.read" />;
  return (
    <Answered of={asked}>
      {(measured) => (measured.rfm.rfm ? <Cards measured={measured} /> : <Nothing text={t('growth.empty')} hint={t('growth.emptyHint')} />)}
    </Answered>
  );
}

function Cards({ measured: { revenue, rfm, messages } }: { readonly measured: Measured }): ReactNode {
  const { t } = useTranslation('home');
  const formats = useFormats();
  const star = activeHighValue(rfm);
  const { total, before } = revenue;
  const whole = (value: number): string => formats.number(value, 0);
  const money = (value: number): string => formats.money(value, revenue.currency);
  const note = (now: number | undefined, past: number | undefined): string => {
    if (now === undefined || past === undefined || past === 0) return t('growth.noBefore');
    const change = now / past - 1;
    return t('growth.change', { change: `${change > 0 ? '+' : ''}${formats.percent(change)}` });
  };
  const sales = (
    name: 'revenue' | 'buyers' | 'aov' | 'frequency',
    of: (sales: Sales) => number | undefined,
    shown: (value: number) => string,
  ): ReactNode => (
    <Figure
      key={name}
      label={t(`growth.${name}`)}
      value={of(total) === undefined ? '–' : shown(of(total)!)}
      note={note(of(total), of(before))}
    />
  );
  const { sent, unsubscribed } = sumOf(messages);
  return (
    <>
      <div className="figures">
        <Figure
          label={t('growth.northStar')}
          value={<Link to="/measure/$board" params={{ board: 'rfm' }}>{`★ ${whole(star.customers)}`}</Link>}
          note={t('growth.northStarNote', { share: formats.percent(star.share), day: dayBefore(rfm.rfm?.referenceDay ?? revenue.to) })}
        />
        {sales('revenue', (one) => one.revenue, money)}
        {sales('buyers', (one) => one.buyers, whole)}
        {sales('aov', (one) => (one.orders > 0 ? one.revenue / one.orders : undefined), money)}
        {sales(
          'frequency',
          (one) => (one.buyers > 0 ? one.orders / one.buyers : undefined),
          (value) => formats.number(value, 2),
        )}
        <Figure
          label={t('growth.unsubscribed')}
          value={sent > 0 ? formats.percent(unsubscribed / sent) : '–'}
          note={t('growth.unsubscribedNote', { unsubscribed: whole(unsubscribed), sent: whole(sent) })}
        />
      </div>
      <p className="soft">{t('growth.days', { from: revenue.from, to: revenue.to })}</p>
    </>
  );
}

/** Scores from here on are high: the upper two fifths of buyers. */
const HIGH = 4;

/** Who bought lately and often, in all and of all buyers. */
export function activeHighValue({ rfm }: RfmMeasure): { readonly customers: number; readonly share: number } {
  const cells = rfm?.cells ?? [];
  const sum = (some: typeof cells): number => some.reduce((all, { customers }) => all + customers, 0);
  const customers = sum(cells.filter(({ r, f }) => r >= HIGH && f >= HIGH));
  return { customers, share: customers / Math.max(1, sum(cells)) };
}

/** Scores count to the day behind the last that they know of. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function sumOf({ channels }: MessagesMeasure): { readonly sent: number; readonly unsubscribed: number } {
  return channels.reduce((all, one) => ({ sent: all.sent + one.sent, unsubscribed: all.unsubscribed + one.unsubscribed }), {
    sent: 0,
    unsubscribed: 0,
  });
}
