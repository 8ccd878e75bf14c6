/** What is planned for whom, by month or week: broadcasts, schedules and dates of customers, and who would hear of two on one day. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Segmented, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Calendar } from '../../api/index.ts';
import {
  Answered,
  hasScreen,
  Nothing,
  Page,
  Part,
  useAddress,
  useFormats,
  useLanguage,
  useMay,
  useNaming,
  useNow,
  workspaceQuery,
} from '../../kit/index.ts';
import { dayOf, daysIn, moved, noonOf, spanOf, type View } from './days.ts';
import { Entry } from './entry.tsx';
import './calendar.css';

interface Chosen {
  readonly day?: string | undefined;
  readonly view?: string | undefined;
}

export function Screen(): ReactNode {
  const { t } = useTranslation('calendar');
  const now = useNow(60_000);
  const { timeZone = 'UTC' } = useQuery(workspaceQuery).data ?? {};
  const [chosen, choose] = useAddress<Chosen>();
  const today = dayOf(now, timeZone);
  const day = /^\d{4}-\d\d-\d\d$/.test(chosen.day ?? '') ? chosen.day! : today;
  const view: View = chosen.view === 'week' ? 'week' : 'month';
  const span = spanOf(day, view);
  const asked = useQuery({
    queryKey: ['calendar', span.from, span.to],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/calendar', { params: { query: span }, signal })),
    placeholderData: keepPreviousData,
  });
  const mayMake = useMay('journeys.write') && hasScreen('broadcast');
  const head = (
    <Space wrap>
      <Named day={day} view={view} span={span} />
      {mayMake && <Link to={'/broadcast' as string}>{t('broadcast')}</Link>}
      <Space.Compact>
        <Button aria-label={t('before')} onClick={() => choose({ day: moved(day, view, -1) })}>
          ‹
        </Button>
        <Button onClick={() => choose({ day: undefined })}>{t('today')}</Button>
        <Button aria-label={t('after')} onClick={() => choose({ day: moved(day, view, 1) })}>
          ›
        </Button>
      </Space.Compact>
      <Segmented<View>
        aria-label={t('view')}
        value={view}
        options={(['month', 'week'] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
        onChange={(value) => choose({ view: value === 'month' ? undefined : value })}
      />
    </Space>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={head}>
      <Answered of={asked}>
        {(calendar) => <Shown calendar={calendar} span={span} today={today} month={view === 'month' ? day.slice(0, 7) : undefined} />}
      </Answered>
    </Page>
  );
}

/** As the client gives it: a pair is a list to it. */
interface Overlapping {
  readonly overlaps: readonly { readonly day: string; readonly journeys: readonly string[]; readonly customers: number }[];
}

/** Which month, or week, is shown. */
function Named({ day, view, span }: { readonly day: string; readonly view: View; readonly span: ShownProps['span'] }): ReactNode {
  const { t } = useTranslation('calendar');
  const formats = useFormats();
  const named =
    view === 'month' ? formats.month(noonOf(day)) : t('week', { from: formats.date(noonOf(span.from)), to: formats.date(noonOf(span.to)) });
  return <strong aria-live="polite">{named}</strong>;
}

interface ShownProps {
  readonly calendar: Omit<Calendar, 'overlaps'> & Overlapping;
  readonly span: { readonly from: string; readonly to: string };
  readonly today: string;
  /** Of a month: days of others are paler. */
  readonly month: string | undefined;
}

function Shown({ calendar, span, today, month }: ShownProps): ReactNode {
  const { t } = useTranslation('calendar');
  const formats = useFormats();
  const naming = useNaming();
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' });
  return (
    <>
      <Overlaps overlaps={calendar.overlaps} />
      <Part>
        {calendar.entries.length === 0 && <Nothing text={t('empty')} hint={t('emptyHint')} />}
        <div className="calendar-heads" aria-hidden="true">
          {daysIn(span)
            .slice(0, 7)
            .map((day) => (
              <span key={day}>{formats.weekday(noonOf(day))}</span>
            ))}
        </div>
        <ol className="calendar-days" aria-label={t('title')}>
          {daysIn(span).map((day) => (
            <Day
              key={day}
              day={day}
              isToday={day === today}
              isElsewhere={month !== undefined && !day.startsWith(month)}
              entries={calendar.entries.filter((one) => one.day === day)}
              crowded={new Set(calendar.overlaps.filter((one) => one.day === day).flatMap(({ journeys }) => journeys))}
            />
          ))}
        </ol>
      </Part>
      {calendar.unknown.length > 0 && (
        <p className="soft">{t('unknown', { names: list.format(calendar.unknown.map((one) => naming.of('journey', one))) })}</p>
      )}
    </>
  );
}

function Overlaps({ overlaps }: Overlapping): ReactNode {
  const { t } = useTranslation('calendar');
  const formats = useFormats();
  const naming = useNaming();
  if (overlaps.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('overlaps', { count: overlaps.length })}
      description={
        <ul className="calendar-overlaps">
          {overlaps.slice(0, 10).map(({ day, journeys: [first, second], customers }) => (
            <li key={`${day} ${first} ${second}`}>
              {t('overlap', {
                day: formats.date(noonOf(day)),
                first: naming.of('journey', first!),
                second: naming.of('journey', second!),
                customers: formats.number(customers),
              })}
            </li>
          ))}
        </ul>
      }
    />
  );
}

interface DayProps {
  readonly day: string;
  readonly isToday: boolean;
  readonly isElsewhere: boolean;
  readonly entries: Calendar['entries'];
  /** Journeys whose customers hear of another one on this day. */
  readonly crowded: ReadonlySet<string>;
}

function Day({ day, isToday, isElsewhere, entries, crowded }: DayProps): ReactNode {
  const formats = useFormats();
  const names = ['calendar-day', isToday && 'calendar-today', isElsewhere && 'calendar-elsewhere', entries.length === 0 && 'calendar-free'];
  return (
    <li className={names.filter(Boolean).join(' ')} {...(isToday && { 'aria-current': 'date' as const })}>
      <div className="calendar-date">
        <time dateTime={day}>
          <span className="calendar-number">{Number(day.slice(8))}</span>{' '}
          <span className="calendar-whole">{formats.date(noonOf(day))}</span>
        </time>
      </div>
      {entries.map((entry) => (
        <Entry key={`${entry.journey} ${entry.at} ${entry.trait ?? ''}`} entry={entry} isCrowded={crowded.has(entry.journey)} />
      ))}
    </li>
  );
}
