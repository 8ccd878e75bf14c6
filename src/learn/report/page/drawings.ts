/** What each chart of the page shows. */
import type { AttributionRow } from '../../attribution/index.ts';
import type { Estimate, JourneyLift } from '../../lift/index.ts';
import type { LatencyReport, MonthRow } from '../report.ts';
import { PROMISE_MS } from '../report.ts';
import { type ChartOption, draw, ink } from './charts.ts';
import type { Numbers } from './numbers.ts';

const AXIS = {
  axisLine: { lineStyle: { color: ink('line') } },
  axisTick: { show: false },
  axisLabel: { color: ink('soft'), fontSize: 12 },
  splitLine: { lineStyle: { color: ink('line') } },
} as const;
const ROW = 34;

/** Revenue as bars, orders as a line. */
export function monthsChart(months: readonly MonthRow[], numbers: Numbers): string {
  const option: ChartOption = {
    grid: { left: 72, right: 60, top: 16, bottom: 30 },
    xAxis: { type: 'category', data: months.map(({ month }) => month), ...AXIS },
    yAxis: [
      {
        type: 'value',
        ...AXIS,
        axisLabel: { ...AXIS.axisLabel, formatter: (value: number) => numbers.money(value).replace(/\.00?(?=\D|$)/, '') },
      },
      {
        type: 'value',
        ...AXIS,
        splitLine: { show: false },
        axisLabel: { ...AXIS.axisLabel, formatter: (value: number) => numbers.count(value) },
      },
    ],
    series: [
      {
        type: 'bar',
        data: months.map(({ revenue }) => revenue),
        itemStyle: { color: ink('accent'), borderRadius: [4, 4, 0, 0] },
        barMaxWidth: 44,
      },
      {
        type: 'line',
        yAxisIndex: 1,
        data: months.map(({ orders }) => orders),
        symbolSize: 7,
        lineStyle: { color: ink('warm'), width: 2 },
        itemStyle: { color: ink('warm') },
      },
    ],
  };
  return draw(option, 280);
}

/** A forest plot: each journey's difference with its interval, and zero. */
export function liftChart(
  lifts: readonly JourneyLift[],
  { pick, label }: { pick: (lift: JourneyLift) => Estimate; label: (value: number) => string },
): string {
  const rows = lifts.toReversed();
  const data = rows.map((lift, row) => {
    const { difference, low, high } = pick(lift);
    return [difference, row, low ?? difference, high ?? difference];
  });
  const edge = Math.max(...data.flatMap(([, , low, high]) => [Math.abs(low!), Math.abs(high!)]), 1e-9) * 1.08;
  const option: ChartOption = {
    grid: { left: 170, right: 40, top: 8, bottom: 30 },
    xAxis: {
      type: 'value',
      min: -edge,
      max: edge,
      ...AXIS,
      axisLabel: { ...AXIS.axisLabel, formatter: label, showMinLabel: false, showMaxLabel: false },
    },
    yAxis: { type: 'category', data: rows.map(({ journey }) => journey), ...AXIS, axisLabel: { ...AXIS.axisLabel, color: ink('ink') } },
    series: [
      {
        type: 'custom',
        data,
        encode: { x: [0, 2, 3], y: 1 },
        renderItem: (_, api) => {
          const at = (x: number): readonly number[] => api.coord([x, api.value(1)]);
          const [low, high] = [Number(api.value(2)), Number(api.value(3))];
          const [x, y] = at(Number(api.value(0))) as [number, number];
          const color = low > 0 ? ink('accent') : high < 0 ? ink('warm') : ink('mute');
          return {
            type: 'group',
            children: [
              {
                type: 'line',
                shape: { x1: at(0)[0]!, y1: y - ROW / 2, x2: at(0)[0]!, y2: y + ROW / 2 },
                style: { stroke: ink('soft'), lineWidth: 1 },
              },
              {
                type: 'line',
                shape: { x1: at(low)[0]!, y1: y, x2: at(high)[0]!, y2: y },
                style: { stroke: color, lineWidth: 3, lineCap: 'round' },
              },
              { type: 'circle', shape: { cx: x, cy: y, r: 5.5 }, style: { fill: color } },
            ],
          };
        },
      },
    ],
  };
  return draw(option, 46 + rows.length * ROW);
}

/** Revenue credited to journeys, all channels together; organic revenue is in the table only. */
export function attributionChart(rows: readonly AttributionRow[], numbers: Numbers): string {
  const sums = new Map<string, number>();
  for (const { journey, revenue } of rows) if (journey !== '') sums.set(journey, (sums.get(journey) ?? 0) + revenue);
  return barsChart([...sums], (value) => numbers.money(value));
}

/** Bars that lie, the longest on top, each with its value. */
export function barsChart(bars: readonly (readonly [name: string, value: number])[], label: (value: number) => string): string {
  const sorted = bars.toSorted(([, a], [, b]) => a - b);
  const option: ChartOption = {
    grid: { left: 210, right: 90, top: 4, bottom: 4 },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      data: sorted.map(([name]) => name),
      ...AXIS,
      axisLine: { show: false },
      axisLabel: { ...AXIS.axisLabel, color: ink('ink') },
    },
    series: [
      {
        type: 'bar',
        data: sorted.map(([, value]) => value),
        barWidth: 16,
        itemStyle: { color: ink('accent'), borderRadius: 4 },
        label: { show: true, position: 'right', color: ink('soft'), fontSize: 12, formatter: ({ value }) => label(Number(value)) },
      },
    ],
  };
  return draw(option, 12 + sorted.length * 28);
}

/** Percentiles beside the promise of four seconds, on a scale of powers of ten. */
export function latencyChart({ p50, p90, p99, max }: LatencyReport): string {
  const marks = [
    ['p50', p50 ?? 0],
    ['p90', p90 ?? 0],
    ['p99', p99 ?? 0],
    ['max', max ?? 0],
  ] as const;
  const end = Math.max(10_000, (max ?? 0) * 1.5);
  const option: ChartOption = {
    grid: { left: 60, right: 60, top: 26, bottom: 30 },
    xAxis: {
      type: 'log',
      min: 1,
      max: end,
      ...AXIS,
      axisLabel: { ...AXIS.axisLabel, formatter: (value: number) => `${value.toLocaleString('en-US')} ms` },
    },
    yAxis: { type: 'value', show: false, min: 0, max: 1 },
    series: [
      {
        type: 'custom',
        data: [[PROMISE_MS, 0], ...marks.map(([, value]) => [Math.max(value, 1), 1])],
        renderItem: (params, api) => {
          const [x = 0, bottom = 0] = api.coord([api.value(0), 0]);
          const [, top = 0] = api.coord([api.value(0), 1]);
          const isPromise = params.dataIndex === 0;
          const [name, value] = isPromise ? ['4 s', PROMISE_MS] : marks[params.dataIndex - 1]!;
          const color = isPromise ? ink('warm') : ink('accent');
          const height = isPromise ? top : bottom - (bottom - top) * (0.28 + 0.22 * (params.dataIndex - 1));
          return {
            type: 'group',
            children: [
              {
                type: 'line',
                shape: { x1: x, y1: bottom, x2: x, y2: height },
                style: { stroke: color, lineWidth: 2, ...(isPromise && { lineDash: [4, 4] }) },
              },
              {
                type: 'text',
                style: {
                  text: isPromise ? name : `${name} ${Math.round(value)}`,
                  x: x + 6,
                  y: height - 4,
                  fill: color,
                  fontSize: 12,
                  fontWeight: 600,
                },
              },
            ],
          };
        },
      },
    ],
  };
  return draw(option, 170);
}
