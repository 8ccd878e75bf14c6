/**
 * What a definition comes to while it is edited: how many at once, then who some of them are, whom a message may reach, what it overlaps with. It is asked
 * when the hands rest and every rule is whole; what was asked before and is outdated is given up.
 */
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Progress, Spin, Tag } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Preview, type PreviewPart } from '../../api/index.ts';
import { Figure, isFilled, NoPermission, Nothing, Part, Problem, useFormats, useMay, useNaming } from '../../kit/index.ts';
import { Member, Overlaps, Reach } from './comes-to.tsx';
import { asked, conditionIn, type Draft, type Kind } from './draft.ts';
import { groupsQuery } from './groups.ts';
import { DoesMatch } from './match.tsx';

/** Between the last edit and the question, ms. */
const REST_MS = 600;
const SAMPLE = 5;
const PARTS = ['sample', 'overlap', 'reach'] as const;

interface LiveProps {
  readonly kind: Kind;
  readonly draft: Draft;
}

export function LivePreview({ kind, draft }: LiveProps): ReactNode {
  const { t } = useTranslation('segments');
  const may = useMay('customers.read');
  const isWhole = isFilled(conditionIn(draft, kind));
  // Nothing is asked about what was not whole, not even in the moment in which it becomes so.
  const text = useResting(isWhole ? JSON.stringify(asked(draft, kind)) : undefined);
  const isTold = isWhole && text !== undefined;
  if (!may) return <NoPermission permission="customers.read" />;
  return (
    <aside className="segments-live" aria-label={t('live.title')}>
      {isTold ? <Told text={text} /> : <Part title={t('live.title')}>{<p className="soft">{t('live.incomplete')}</p>}</Part>}
      {isTold && <DoesMatch text={text} />}
      <Dependents kind={kind} id={String(draft.id)} />
    </aside>
  );
}

/** `value` once it has stayed the same for a moment. */
function useResting<Value>(value: Value): Value {
  const [resting, setResting] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setResting(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return resting;
}

/** Asked anew with each other text; the request before it is given up. */
function usePreview(text: string, parts: readonly PreviewPart[], enabled = true): UseQueryResult<Preview> {
  return useQuery({
    queryKey: ['preview', text, ...parts],
    queryFn: ({ signal }) => {
      const body = { definition: JSON.parse(text) as never, parts: [...parts], sample: SAMPLE };
      return answerOf(api.POST('/v1/preview', { body, signal }));
    },
    placeholderData: keepPreviousData,
    enabled,
    retry: false,
  });
}

function Told({ text }: { readonly text: string }): ReactNode {
  const { t } = useTranslation('segments');
  const counted = usePreview(text, []);
  const isCounted = counted.isSuccess && !counted.isPlaceholderData;
  const rest = usePreview(text, PARTS, isCounted);
  if (counted.error)
    return (
      <Part title={t('live.title')}>
        <Problem error={counted.error} retry={() => void counted.refetch()} />
      </Part>
    );
  const { sample, reach, overlap = [] } = rest.data ?? {};
  return (
    <>
      <Part title={t('live.title')} extra={<Progressing isCounting={counted.isFetching} isAsking={rest.isFetching} />}>
        <Count of={counted.data} />
      </Part>
      {rest.error ? <Problem error={rest.error} retry={() => void rest.refetch()} /> : null}
      {sample && (
        <Part title={t('sample')}>
          {sample.length === 0 ? <Nothing text={t('nobody')} /> : sample.map((one) => <Member key={one.customer} of={one} />)}
        </Part>
      )}
      {reach && (
        <Part title={t('reach')}>
          <Reach of={reach} />
        </Part>
      )}
      {overlap.length > 0 && (
        <Part title={t('overlap')}>
          <Overlaps of={overlap} />
        </Part>
      )}
    </>
  );
}

function Progressing({ isCounting, isAsking }: { readonly isCounting: boolean; readonly isAsking: boolean }): ReactNode {
  const { t } = useTranslation('segments');
  return (
    <span role="status" className="soft">
      {(isCounting || isAsking) && (
        <>
          <Spin size="small" /> {t(isCounting ? 'live.counting' : 'live.asking')}
        </>
      )}
    </span>
  );
}

function Count({ of }: { readonly of: Preview | undefined }): ReactNode {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  if (!of) return <Figure label={t('live.count')} value="…" />;
  const { count, customers, share, at } = of;
  return (
    <>
      <Figure
        label={t('live.count')}
        value={formats.number(count)}
        note={t('live.of', { share: formats.percent(share), customers: formats.number(customers) })}
      />
      <Progress percent={share * 100} showInfo={false} size="small" aria-label={t('live.share')} />
      <p className="soft">{t('live.asOf', { time: formats.dateTime(at) })}</p>
    </>
  );
}

/** What reads it in the running release. */
function Dependents({ kind, id }: { readonly kind: Kind; readonly id: string }): ReactNode {
  const { t } = useTranslation('segments');
  const names = useNaming();
  const found = useQuery(groupsQuery).data?.groups.find((one) => one.kind === kind && one.id === id);
  if (!found || found.usedBy.length === 0) return null;
  return (
    <Part title={t('columns.usedBy')}>
      <p className="soft">{t('live.dependents')}</p>
      {found.usedBy.map((name) => {
        const dot = name.indexOf('.');
        return <Tag key={name}>{names.of(name.slice(0, dot), name.slice(dot + 1))}</Tag>;
      })}
    </Part>
  );
}
