/** What happened to the customer and what was concluded, newest first, each row with its raw form. */
import { Segmented, Select, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type TimelineKind, type TimelineRow } from '../../api/index.ts';
import {
  AskWhy,
  Drawer,
  EventTitle,
  Listing,
  Nothing,
  Part,
  useFormats,
  useNames,
  useNow,
  usePaged,
  useWhyWords,
  WhyAbout,
  WhyFact,
  WhyRule,
  WhyValues,
} from '../../kit/index.ts';
import { useAddress } from './address.ts';
import { Json } from './raw.tsx';

const KINDS = ['all', 'events', 'facts', 'messages'] as const;
const PAGE = 50;
/** Values of an event shown in its row. */
const SHOWN = 4;

export function TimelineTab({ customer }: { readonly customer: string }): ReactNode {
  const { t } = useTranslation('customers');
  const [{ kind: asked, event }, say] = useAddress();
  const kind = KINDS.find((one) => one === asked) ?? 'all';
  const [opened, setOpened] = useState<TimelineRow>();
  const nameOf = useNames();
  const columns = useColumns(customer);
  const paged = usePaged<TimelineRow>(['customers', customer, 'timeline', kind, event], (before, signal) => {
    const query = {
      customer,
      limit: PAGE,
      ...(kind !== 'all' && { kind: [kind as TimelineKind] }),
      ...(event !== undefined && { event: [event] }),
      ...(before !== undefined && { before: String(before) }),
    };
    return answerOf(api.GET('/v1/timeline', { params: { query }, signal }));
  });
  const seen = [...new Set((paged.rows ?? []).flatMap((row) => (row.kind === 'events' ? [row.event] : [])))].sort();
  return (
    <Part>
      <div className="filters customers-filters">
        <Segmented
          aria-label={t('timeline.kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`timeline.kinds.${value}`) }))}
          onChange={(value) => say({ kind: value === 'all' ? undefined : value, event: undefined })}
        />
        {(kind === 'all' || kind === 'events') && (
          <Select
            aria-label={t('timeline.event')}
            placeholder={t('timeline.event')}
            value={event ?? null}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={[...new Set([...seen, ...(event === undefined ? [] : [event])])].map((value) => ({
              value,
              label: nameOf('event', value),
            }))}
            onChange={(value: string | null | undefined) => say({ event: value ?? undefined })}
          />
        )}
      </div>
      <Listing<TimelineRow>
        of={paged}
        columns={columns}
        rowKey={({ kind: of, id }) => `${of} ${id}`}
        label={t('tabs.timeline')}
        empty={<Nothing text={t('timeline.empty')} hint={t('timeline.emptyHint')} />}
        onOpen={setOpened}
      />
      <Drawer
        open={opened !== undefined}
        onClose={() => setOpened(undefined)}
        size={640}
        title={t('timeline.raw')}
        styles={{ wrapper: { maxWidth: '100vw' } }}
      >
        {opened && <Json of={opened} label={t('timeline.raw')} />}
      </Drawer>
    </Part>
  );
}

function useColumns(customer: string): readonly TableColumnType<TimelineRow>[] {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const now = useNow();
  return [
    {
      title: t('timeline.when'),
      width: 190,
      render: (_, { at }) => (
        <time className="customers-when">
          {formats.dateTime(at)}
          <span className="soft">{formats.relative(at, now)}</span>
        </time>
      ),
    },
    { title: t('timeline.what'), width: 150, render: (_, row) => <What of={row} /> },
    { title: t('timeline.about'), className: 'customers-wide', render: (_, row) => <AboutRow of={row} /> },
    { title: t('timeline.ask'), width: 90, render: (_, row) => <Asking customer={customer} of={row} /> },
  ];
}

function What({ of }: { readonly of: TimelineRow }): ReactNode {
  const { t } = useTranslation('customers');
  return of.kind === 'events' ? <Tag color="blue">{t('timeline.isEvent')}</Tag> : <WhyFact {...of.fact} />;
}

function AboutRow({ of }: { readonly of: TimelineRow }): ReactNode {
  const { t } = useTranslation('customers');
  if (of.kind !== 'events') {
    return (
      <>
        <WhyAbout of={of.fact} />
        <div className="soft">
          <WhyRule rule={of.fact.rule} read={of.fact.read} />
        </div>
      </>
    );
  }
  const { event, source, properties, traits } = of;
  const said = Object.fromEntries(Object.entries({ ...properties, ...traits }).slice(0, SHOWN));
  return (
    <>
      <strong>
        <EventTitle id={event} />
      </strong>{' '}
      <span className="soft">{t('timeline.from', { source })}</span>
      <div>
        <WhyValues read={said} />
      </div>
    </>
  );
}

/** The question that fits the row. */
function Asking({ customer, of }: { readonly customer: string; readonly of: TimelineRow }): ReactNode {
  const { names } = useWhyWords();
  if (of.kind === 'events') return null;
  const { message, journey, kind, name } = of.fact;
  const about =
    message !== undefined
      ? { message }
      : journey !== undefined
        ? { journey }
        : kind === 'segment' || kind === 'tag'
          ? names.all(kind).some(({ id }) => id === name) && { [kind]: name }
          : undefined;
  if (!about) return null;
  return <AskWhy {...({ customer, ...about } as Parameters<typeof AskWhy>[0])} />;
}
