/** Who sends events: how much of the last day, how good, and what they send. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Answered, Figure, Nothing, Page, Part, Sparkline, useFormats, useMay, useNames } from '../../kit/index.ts';
import { WriteKeys } from './keys.tsx';
import { HOURS, type SourceRow, sourcesOf } from './rows.ts';
import './sources.css';

export function Screen(): ReactNode {
  const { t } = useTranslation('sources');
  const mayKeys = useMay('settings.sources');
  const [isMaking, setMaking] = useState(false);
  const [known, quality, hours] = useQueries({
    queries: [
      { queryKey: ['sources'], queryFn: ({ signal }: { signal: AbortSignal }) => answerOf(api.GET('/v1/sources', { signal })) },
      { queryKey: ['quality'], queryFn: ({ signal }: { signal: AbortSignal }) => answerOf(api.GET('/v1/quality', { signal })) },
      {
        queryKey: ['quality', 'hours'],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          answerOf(api.GET('/v1/quality/hours', { params: { query: { hours: HOURS } }, signal })),
      },
    ],
  });
  const data = known.data &&
    quality.data &&
    hours.data && { ids: known.data.sources.map(({ id }) => id), quality: quality.data, hours: hours.data.hours };
  const of = {
    data,
    error: known.error ?? quality.error ?? hours.error,
    refetch: () => [known, quality, hours].filter(({ error }) => error).map((one) => one.refetch()),
  };
  const make = mayKeys && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t('keys.make.verb')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={make}>
      <Answered of={of}>
        {({ ids, ...measured }) => {
          const rows = sourcesOf(ids, measured);
          if (rows.length === 0) return <Nothing text={t('empty')} hint={t('emptyHint')} />;
          return (
            <div className="columns">
              {rows.map((row) => (
                <Source key={row.source} row={row} />
              ))}
            </div>
          );
        }}
      </Answered>
      {/* Below what takes its place first, or it would move. */}
      {mayKeys && (data || of.error) && (
        <WriteKeys isMaking={isMaking} onMade={() => setMaking(false)} sources={(known.data?.sources ?? []).map(({ id }) => id)} />
      )}
    </Page>
  );
}

function Source({ row }: { readonly row: SourceRow }): ReactNode {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const nameOf = useNames();
  const { source, score, total, refused, events, names, isKeyed } = row;
  return (
    <Part title={source} extra={isKeyed ? <Tag>{t('keyed')}</Tag> : <Tag color="warning">{t('unkeyed')}</Tag>}>
      <div className="figures">
        <Figure label={t('day')} value={formats.short(total)} />
        <Figure
          label={t('score')}
          value={score === undefined ? '–' : formats.number(score, 0)}
          note={score === undefined ? t('tooFew') : undefined}
        />
        <Figure label={t('refused')} value={formats.number(refused)} />
      </div>
      <div className="sources-line">
        <Sparkline values={events} width={320} height={40} label={t('sparkline', { source, total: formats.number(total) })} />
      </div>
      <p className="soft">
        {names.length === 0
          ? t('silent')
          : names.map(({ event, count }) => `${nameOf('event', event)} ${formats.short(count)}`).join(' · ')}
      </p>
      <Link to={'/stream' as string} search={{ source } as never}>
        {t('look')}
      </Link>
    </Part>
  );
}
