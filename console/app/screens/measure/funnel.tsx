/** A funnel: how many did one event after another, and where the others stopped. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type FunnelMeasure } from '../../api/index.ts';
import { Answered, Nothing, useAddress, useFormats, useNaming } from '../../kit/index.ts';
import { Board } from './board.tsx';
import { Days, useDays } from './days.tsx';

const USUAL = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'];
const WINDOWS = [1, 3, 7, 14, 30, 90] as const;
const STEPS_MAX = 8;
/** Between the names of events in the address. */
const BETWEEN = '|';

interface Chosen {
  readonly events?: string | undefined;
  readonly window?: string | undefined;
  readonly segment?: string | undefined;
}

export function FunnelBoard(): ReactNode {
  const { t } = useTranslation('measure');
  const [{ events: given, window, segment }, change] = useAddress<Chosen>();
  const [{ from, to }] = useDays();
  const naming = useNaming();
  const known = useQuery({
    queryKey: ['measures', 'events'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/events', { signal })),
    staleTime: 60_000,
  });
  const names = known.data?.events.map(({ event }) => event) ?? [];
  const events = given?.split(BETWEEN).filter((name) => name !== '') ?? USUAL.filter((name) => names.includes(name));
  const windowDays = Number(window ?? 7);
  const query = {
    event: events,
    windowDays,
    ...(segment && { segment }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const asked = useQuery({
    queryKey: ['measures', 'funnel', query],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/funnel', { params: { query }, signal })),
    enabled: events.length >= 2,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Days shown={asked.data} />
      <div className="filters">
        <Select
          mode="multiple"
          className="measure-events"
          aria-label={t('funnel.events')}
          placeholder={t('funnel.events')}
          value={events}
          maxCount={STEPS_MAX}
          options={names.map((value) => ({ value, label: naming.of('event', value) }))}
          onChange={(next) => change({ events: next.join(BETWEEN) })}
        />
        <Select<number>
          aria-label={t('funnel.window')}
          value={windowDays}
          options={WINDOWS.map((value) => ({ value, label: t('funnel.within', { count: value }) }))}
          onChange={(next) => change({ window: String(next) })}
        />
        <Select<string>
          aria-label={t('funnel.segment')}
          value={segment ?? ''}
          options={[
            { value: '', label: t('funnel.everybody') },
            ...naming.all('segment').map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(next) => change({ segment: next === '' ? undefined : next })}
        />
      </div>
      {events.length < 2 && known.data ? (
        <Nothing text={t('funnel.empty')} hint={t(names.length === 0 ? 'funnel.noEvents' : 'funnel.emptyHint')} />
      ) : (
        <Answered of={asked}>{(measured) => <Steps measured={measured} />}</Answered>
      )}
    </>
  );
}

function Steps({ measured }: { readonly measured: FunnelMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const naming = useNaming();
  const { steps, asOf, from, to, isOpen, windowDays } = measured;
  const first = steps[0]?.customers ?? 0;
  const rows = steps.map(({ event, customers }, i) => {
    const before = steps[i - 1]?.customers;
    return {
      event,
      customers,
      ofFirst: first === 0 ? 0 : customers / first,
      lost: before === undefined ? undefined : before - customers,
      before,
    };
  });
  const whole = (value: number): string => formats.number(value, 0);
  const percent = (value: unknown): string => formats.percent(Number(value));
  const table = {
    columns: [
      { title: t('funnel.event') },
      { title: t('funnel.customers'), shown: (value: unknown) => whole(Number(value)) },
      { title: t('funnel.ofFirst'), shown: percent },
      { title: t('funnel.ofBefore'), shown: percent },
    ],
    rows: rows.map(({ event, customers, ofFirst, before }) => [
      naming.of('event', event),
      customers,
      ofFirst,
      before ? customers / before : null,
    ]),
  };
  return (
    <Board title={t('funnel.title')} name={`funnel-${from}-${to}`} asOf={asOf} table={table}>
      <p className="soft">
        {t('funnel.how', { count: windowDays })} {isOpen && t('funnel.open')}
      </p>
      {first === 0 ? (
        <Nothing text={t('funnel.nobody')} hint={t('funnel.nobodyHint', { event: naming.of('event', steps[0]?.event ?? '') })} />
      ) : (
        <ol className="measure-funnel">
          {rows.map(({ event, customers, ofFirst, lost, before }) => (
            <li key={event}>
              <div className="measure-step-head">
                <strong>{naming.of('event', event)}</strong>
                <span>
                  {whole(customers)} · {percent(ofFirst)}
                  {lost !== undefined && (
                    <span className="soft"> {t('funnel.lost', { lost: whole(lost), share: percent(before ? lost / before : 0) })}</span>
                  )}
                </span>
              </div>
              <div className="measure-bar" aria-hidden>
                <div style={{ width: `${ofFirst * 100}%` }} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Board>
  );
}
