/** From which segments the members of one came, and into which they went, over a chosen number of days: as a picture, and as tables that say the same. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Segmented, Table } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Answered, Chart, NoPermission, Nothing, Part, useAddress, useFormats, useMay, useNaming } from '../../kit/index.ts';
import { type Move, type Moves, sankeyOf, sumOf } from './sankey.ts';

const DAYS = [7, 30, 90, 365] as const;
const USUAL = 30;
const ROWS = 8;
/** Px of a row, and of the smallest picture. */
const HEIGHT = { row: 34, min: 180 };

export function Flow({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('segments');
  const may = useMay('segments.read');
  const [{ days: chosen }, change] = useAddress<{ readonly days?: string | undefined }>();
  const days = DAYS.find((count) => String(count) === chosen) ?? USUAL;
  const asked = useQuery({
    queryKey: ['groups', 'segment', id, 'flow', days],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/segments/{segment}/flow', { params: { path: { segment: id }, query: { days } }, signal })),
    enabled: may,
    placeholderData: keepPreviousData,
  });
  return (
    <Part
      title={t('flow.title')}
      extra={
        <Segmented<number>
          size="small"
          aria-label={t('flow.days')}
          value={days}
          options={DAYS.map((value) => ({ value, label: t('flow.lastDays', { count: value }) }))}
          onChange={(value) => change({ days: value === USUAL ? undefined : String(value) })}
        />
      }
    >
      {may ? (
        <Answered of={asked}>{(moves) => <Drawn id={id} of={moves} days={days} />}</Answered>
      ) : (
        <NoPermission permission="segments.read" />
      )}
    </Part>
  );
}

function Drawn({ id, of, days }: { readonly id: string; readonly of: Moves; readonly days: number }): ReactNode {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const names = useNaming();
  const option = useMemo(() => {
    const words = {
      here: names.of('segment', id),
      nameOf: (segment: string) => names.of('segment', segment),
      noneBefore: t('flow.noneBefore'),
      noneAfter: t('flow.noneAfter'),
      others: (count: number) => t('flow.others', { count }),
      number: formats.number,
    };
    return sankeyOf(of, words);
  }, [of, id, names, formats, t]);
  const [came, went] = [sumOf(of.cameFrom), sumOf(of.wentTo)];
  if (came + went === 0) return <Nothing text={t('flow.nobody', { count: days })} hint={t('flow.nobodyHint')} />;
  const rows = Math.max(of.cameFrom.length, of.wentTo.length);
  return (
    <>
      <Chart
        option={option}
        label={t('flow.label', { count: days, came: formats.number(came), went: formats.number(went) })}
        height={Math.max(HEIGHT.min, Math.min(rows, ROWS + 1) * HEIGHT.row)}
      />
      <div className="columns">
        <Side title={t('flow.cameFrom')} none={t('flow.noneBefore')} empty={t('flow.nobodyCame')} of={of.cameFrom} />
        <Side title={t('flow.wentTo')} none={t('flow.noneAfter')} empty={t('flow.nobodyWent')} of={of.wentTo} />
      </div>
      <p className="soft">{t('flow.how')}</p>
    </>
  );
}

interface SideProps {
  readonly title: string;
  /** What those are called that left, or entered, no other. */
  readonly none: string;
  readonly empty: string;
  readonly of: readonly Move[];
}

function Side({ title, none, empty, of }: SideProps): ReactNode {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const names = useNaming();
  const all = sumOf(of);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="segments-side" aria-label={title} tabIndex={0}>
      <h3 className="segments-side-title">{title}</h3>
      <Table<Move>
        size="small"
        rowKey={({ segment }) => segment ?? ''}
        dataSource={[...of]}
        pagination={{ pageSize: ROWS, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <span className="soft">{empty}</span> }}
        columns={[
          {
            title: t('kinds.segment'),
            render: (_, { segment }) =>
              segment === null ? (
                <span className="soft">{none}</span>
              ) : (
                <Link to="/segments/$kind/$id" params={{ kind: 'segment', id: segment }}>
                  {names.of('segment', segment)}
                </Link>
              ),
          },
          { title: t('flow.customers'), align: 'right', render: (_, { customers }) => formats.number(customers) },
          { title: t('flow.share'), align: 'right', render: (_, { customers }) => formats.percent(customers / all, 0) },
        ]}
      />
    </section>
  );
}
