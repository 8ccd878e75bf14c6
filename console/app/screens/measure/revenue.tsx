/** Revenue, orders and buyers over time, beside as many days before. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type RevenueMeasure, type Sales } from '../../api/index.ts';
import { Answered, Chart, type ChartOption, Figure, type Formats, Nothing, Part, useFormats } from '../../kit/index.ts';
import { Board } from './board.tsx';
import { Days, useDays } from './days.tsx';

export function RevenueBoard(): ReactNode {
  const [days] = useDays();
  const asked = useQuery({
    queryKey: ['measures', 'revenue', days],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/revenue', { params: { query: days }, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Days shown={asked.data} units />
      <Answered of={asked}>
        {(measured) => (
          <>
            <Cards measured={measured} />
            <Shown measured={measured} />
          </>
        )}
      </Answered>
    </>
  );
}

function Cards({ measured }: { readonly measured: RevenueMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const { today, yesterday, total, before } = measured;
  const card = (key: string, of: (sales: Sales) => number | undefined, shown: (value: number) => string): ReactNode => {
    const [now, past] = [of(today), of(yesterday)];
    const said = past === undefined ? '–' : shown(past);
    const change = changeOf(now, past);
    return (
      <Figure
        key={key}
        label={t(`revenue.today.${key}`)}
        value={now === undefined ? '–' : shown(now)}
        note={t('revenue.yesterday', { value: said, change: change === undefined ? '' : ` (${signed(formats, change)})` })}
      />
    );
  };
  const span = (key: string, of: (sales: Sales) => number | undefined, shown: (value: number) => string): ReactNode => {
    const change = changeOf(of(total), of(before));
    const now = of(total);
    return (
      <Figure
        key={key}
        label={t(`revenue.total.${key}`)}
        value={now === undefined ? '–' : shown(now)}
        note={change === undefined ? t('revenue.noBefore') : t('revenue.beforeChange', { change: signed(formats, change) })}
      />
    );
  };
  const whole = (value: number): string => formats.number(value, 0);
  const money = (value: number): string => formats.money(value, measured.currency);
  return (
    <div className="columns">
      <Part title={t('revenue.todayTitle')}>
        <div className="figures">
          {card('revenue', ({ revenue }) => revenue, money)}
          {card('orders', ({ orders }) => orders, whole)}
          {card('buyers', ({ buyers }) => buyers, whole)}
        </div>
      </Part>
      <Part title={t('revenue.totalTitle', { from: measured.from, to: measured.to })}>
        <div className="figures">
          {span('revenue', ({ revenue }) => revenue, money)}
          {span('orders', ({ orders }) => orders, whole)}
          {span('buyers', ({ buyers }) => buyers, whole)}
          {span('aov', averageOf, money)}
        </div>
      </Part>
    </div>
  );
}

function Shown({ measured }: { readonly measured: RevenueMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const option = useMemo(
    () =>
      optionOf(measured, formats, {
        revenue: t('revenue.columns.revenue'),
        before: t('revenue.columns.revenueBefore'),
        orders: t('revenue.columns.orders'),
      }),
    [measured, formats, t],
  );
  const { rows, total, before, currency, asOf, from, to } = measured;
  const money = { shown: (value: unknown) => formats.money(Number(value), currency) };
  const whole = { shown: (value: unknown) => formats.number(Number(value), 0) };
  const isEmpty = total.orders === 0 && before.orders === 0;
  const table = {
    columns: [
      { title: t(`revenue.columns.${measured.by}`) },
      { title: t('revenue.columns.revenue'), ...money },
      { title: t('revenue.columns.orders'), ...whole },
      { title: t('revenue.columns.buyers'), ...whole },
      { title: t('revenue.columns.revenueBefore'), ...money },
      { title: t('revenue.columns.ordersBefore'), ...whole },
    ],
    rows: rows.map((row) => [row.day, row.revenue, row.orders, row.buyers, row.before.revenue, row.before.orders]),
  };
  return (
    <Board title={t('revenue.chart')} name={`revenue-${from}-${to}`} asOf={asOf} table={table}>
      {isEmpty ? (
        <Nothing text={t('revenue.empty')} hint={t('revenue.emptyHint')} />
      ) : (
        <Chart
          option={option}
          height={300}
          label={t('revenue.label', { from, to, revenue: formats.money(total.revenue, currency), orders: formats.number(total.orders, 0) })}
        />
      )}
    </Board>
  );
}

function optionOf({ rows }: RevenueMeasure, formats: Formats, names: Record<'revenue' | 'before' | 'orders', string>): ChartOption {
  const line = { type: 'line', showSymbol: false, animation: false } as const;
  return {
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: rows.map(({ day }) => day), axisLabel: { hideOverlap: true } },
    yAxis: [
      { type: 'value', axisLabel: { formatter: formats.short } },
      { type: 'value', minInterval: 1, splitLine: { show: false }, axisLabel: { formatter: formats.short } },
    ],
    series: [
      { ...line, name: names.revenue, data: rows.map(({ revenue }) => revenue) },
      { ...line, name: names.before, lineStyle: { type: 'dashed' }, data: rows.map(({ before }) => before.revenue) },
      {
        type: 'bar',
        name: names.orders,
        yAxisIndex: 1,
        animation: false,
        itemStyle: { opacity: 0.35 },
        data: rows.map(({ orders }) => orders),
      },
    ],
  };
}

/** Undefined where there is nothing to compare with. */
export function changeOf(now: number | undefined, before: number | undefined): number | undefined {
  return now === undefined || before === undefined || before === 0 ? undefined : now / before - 1;
}

function averageOf({ revenue, orders }: Sales): number | undefined {
  return orders === 0 ? undefined : revenue / orders;
}

function signed(formats: Formats, change: number): string {
  return `${change > 0 ? '+' : ''}${formats.percent(change)}`;
}
