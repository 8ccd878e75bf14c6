/** From the receipt of an event to the hand-over of the message that answers it, beside the line at 4 seconds. */
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartOption, type Counters, Figure, type Formats, Nothing, useFormats } from '../../kit/index.ts';

type Latency = Counters['latency'];

export function Promise4s({ latency }: { readonly latency: Latency }): ReactNode {
  const { t } = useTranslation('home');
  const formats = useFormats();
  const { withinPromise, p50, p90, p99, max } = latency;
  // It comes anew every second, mostly with the same counts.
  const key = latency.counts.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts say whether anything has changed.
  const option = useMemo(() => optionOf(latency, formats, t('promise.line')), [key, formats, t]);
  if (withinPromise === undefined) return <Nothing text={t('promise.empty')} hint={t('promise.emptyHint')} />;
  // What is missing is what matters: 99.99 % must not read as 100 %.
  const within = formats.percent(Math.floor(withinPromise * 1e5) / 1e5, 3);
  const span = (ms: number | undefined): string => (ms === undefined ? '–' : formats.span(ms));
  return (
    <>
      <div className="figures">
        <Figure label={t('promise.within')} value={within} isBad={withinPromise < 1} />
        <Figure label={t('promise.p50')} value={span(p50)} />
        <Figure label={t('promise.p90')} value={span(p90)} />
        <Figure label={t('promise.p99')} value={span(p99)} />
        <Figure label={t('promise.max')} value={span(max)} />
      </div>
      <Chart option={option} height={200} label={t('promise.chart', { within: within, p50: span(p50), p99: span(p99) })} />
    </>
  );
}

export interface Bar {
  /** Ms: upper bound; undefined of the last, which has none. */
  readonly to: number | undefined;
  readonly count: number;
}

/** The buckets that hold something and those between them, and on to the promise. */
export function barsOf({ bounds, counts, promiseMs }: Pick<Latency, 'bounds' | 'counts' | 'promiseMs'>): readonly Bar[] {
  const first = counts.findIndex((count) => count > 0);
  const last = Math.max(
    counts.findLastIndex((count) => count > 0),
    bounds.findIndex((bound) => bound >= promiseMs),
  );
  if (first < 0) return [];
  return counts.slice(first, last + 1).map((count, index) => ({ to: bounds[first + index], count }));
}

function optionOf(latency: Latency, formats: Formats, line: string): ChartOption {
  const bars = barsOf(latency);
  const labels = bars.map(({ to }, index) => (to === undefined ? `> ${formats.span(bars[index - 1]?.to ?? 0)}` : `≤ ${formats.span(to)}`));
  const at = bars.findIndex(({ to }) => to !== undefined && to >= latency.promiseMs);
  const mark = { symbol: 'none', silent: true, label: { formatter: line }, lineStyle: { type: 'dashed' }, data: [{ xAxis: at }] };
  return {
    grid: { left: 8, right: 24, top: 24, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: labels, axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: formats.short } },
    series: [
      { type: 'bar', data: bars.map(({ count }) => count), barCategoryGap: '20%', animation: false, ...(at >= 0 && { markLine: mark }) },
    ],
  };
}
