/** What a condition comes to: some members, whom of them a message may reach, and with what it overlaps. */
import { Link } from '@tanstack/react-router';
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerMatch, Preview, Reachable } from '../../api/index.ts';
import { useMay, useWhyWords, WhyValues } from '../../kit/index.ts';

/** Overlaps shown, the largest first. */
const OVERLAPS = 8;

export function Member({ of: { customer, identifiers, read } }: { readonly of: CustomerMatch }): ReactNode {
  const mayRead = useMay('customers.read');
  const label = identifiers.map(([, value]) => value).join(' · ') || customer;
  return (
    <div className="segments-member">
      {mayRead ? (
        <Link to={'/customers/$customer' as string} params={{ customer } as never}>
          {label}
        </Link>
      ) : (
        label
      )}
      <div>
        <WhyValues read={read} />
      </div>
    </div>
  );
}

export function Reach({ of: { asked, isEstimate, channels, purposes } }: { readonly of: NonNullable<Preview['reach']> }): ReactNode {
  const { t } = useTranslation('segments');
  const { formats } = useWhyWords();
  return (
    <>
      <p className="soft">{t(isEstimate ? 'asked' : 'askedAll', { number: formats.number(asked) })}</p>
      {channels.map((one) => (
        <Share key={one.id} kind="channel" of={one} all={asked} />
      ))}
      {purposes.map((one) => (
        <Share key={one.id} kind="purpose" of={one} all={asked} />
      ))}
    </>
  );
}

function Share({
  kind,
  of: { id, reachable, refused },
  all,
}: {
  readonly kind: string;
  readonly of: Reachable;
  readonly all: number;
}): ReactNode {
  const { names, rule, formats } = useWhyWords();
  const label = names.of(kind, id);
  const share = all === 0 ? 0 : reachable / all;
  return (
    <div className="segments-share">
      <div>
        {label} · {formats.number(reachable)}
      </div>
      <Progress aria-label={label} percent={Math.round(share * 100)} size="small" />
      <div className="soft">
        {Object.entries(refused)
          .map(([id, count]) => `${rule(id)} ${formats.number(count)}`)
          .join(' · ')}
      </div>
    </div>
  );
}

export function Overlaps({ of }: { readonly of: NonNullable<Preview['overlap']> }): ReactNode {
  const { t } = useTranslation('segments');
  const { names, formats } = useWhyWords();
  const shown = [...of].sort((a, b) => b.jaccard - a.jaccard).slice(0, OVERLAPS);
  return shown.map(({ kind, id, both, jaccard }) => (
    <div key={`${kind}.${id}`} className="segments-share">
      <Link to="/segments/$kind/$id" params={{ kind, id }}>
        {names.of(kind, id)}
      </Link>{' '}
      <span className="soft">{t('both', { number: formats.number(both), share: formats.percent(jaccard, 0) })}</span>
    </div>
  ));
}
