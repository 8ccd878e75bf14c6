/** From an event received to the hand-over of the message that answers it, beside the line at 4 seconds. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type LatencyMeasure } from '../../api/index.ts';
import { Answered, Chart, type ChartOption, Figure, type Formats, Nothing, Part, useFormats } from '../../kit/index.ts';
import { Board } from './board.tsx';
import { Days, useDays } from './days.tsx';

export function LatencyBoard(): ReactNode {
  const [days] = useDays();
  const asked = useQuery({
    queryKey: ['measures', 'latency', days],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/latency', { params: { query: days }, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Days shown={asked.data} units />
      <Answered of={asked}>{(measured) => <Shown measured={measured} />}</Answered>
    </>
  );
}

const QUANTILES = ['p50', 'p90', 'p99'] as const;
type Quantile = (typeof QUANTILES)[number];

function Shown({ measured }: { readonly measured: LatencyMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const { total, rows, asOf, from, to, by } = measured;
  const option = useMemo(() => optionOf(measured, formats, t('latency.line')), [measured, formats, t]);
  const nameOf = (name: Quantile): string => (name === 'p50' ? t('latency.p50') : name);
  const span = (value: unknown): string => formats.span(Number(value));
  const within = total.count === 0 ? '–' : formats.percent(total.withinPromise / total.count, 2);
  const table = {
    columns: [
      { title: t(`revenue.columns.${by}`) },
      { title: t('latency.messages'), shown: (value: unknown) => formats.number(Number(value), 0) },
      ...QUANTILES.map((name) => ({ title: nameOf(name), shown: span })),
      { title: t('latency.max'), shown: span },
      { title: t('latency.within'), shown: (value: unknown) => formats.percent(Number(value), 2) },
    ],
    rows: rows.map(({ day, latency: { count, p50, p90, p99, max, withinPromise } }) => [
      ...[day, count, p50, p90, p99, max],
      count === 0 ? null : withinPromise / count,
    ]),
  };
  return (
    <>
      <Part>
        <div className="figures">
          <Figure label={t('latency.within')} value={within} />
          {QUANTILES.map((name) => (
            <Figure key={name} label={nameOf(name)} value={total[name] === null ? '–' : formats.span(total[name])} />
          ))}
          <Figure label={t('latency.messages')} value={formats.number(total.count, 0)} />
        </div>
      </Part>
      <Board title={t('latency.chart')} name={`latency-${from}-${to}`} asOf={asOf} table={table}>
        {total.count === 0 ? (
          <Nothing text={t('latency.empty')} hint={t('latency.emptyHint')} />
        ) : (
          <Chart
            option={option}
            height={300}
            label={t('latency.label', { within, p99: total.p99 === null ? '–' : formats.span(total.p99) })}
          />
        )}
      </Board>
    </>
  );
}

/** Whether neither the day before nor the day after has a figure. */
export function isAlone({ latency }: LatencyMeasure['rows'][number], at: number, rows: LatencyMeasure['rows']): boolean {
  const has = (one: LatencyMeasure['rows'][number] | undefined): boolean => (one?.latency.count ?? 0) > 0;
  return latency.count > 0 && !has(rows[at - 1]) && !has(rows[at + 1]);
}

function optionOf({ rows, promiseMs }: LatencyMeasure, formats: Formats, line: string): ChartOption {
  const mark = {
    symbol: 'none',
    silent: true,
    label: { formatter: line, position: 'insideEndTop' },
    lineStyle: { type: 'dashed', color: '#b8441f' },
  };
  return {
    grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: rows.map(({ day }) => day), axisLabel: { hideOverlap: true } },
    // Milliseconds and seconds on one axis; 0 has no place on it.
    yAxis: {
      type: 'log',
      min: 1,
      max: ({ max }: { readonly max: number }) => Math.max(max, promiseMs * 2),
      axisLabel: { formatter: formats.span },
    },
    series: QUANTILES.map((name, i) => ({
      // A day between days without messages has no line to be seen by.
      ...{ type: 'line', name, animation: false, showSymbol: rows.length < 10 || rows.some(isAlone) },
      data: rows.map(({ latency }) => (latency[name] === null ? null : Math.max(1, latency[name]))),
      ...(i === 0 && { markLine: { ...mark, data: [{ yAxis: promiseMs }] } }),
    })),
  };
}
