/** What each chart of the page shows. */
import type { AttributionRow } from '../../attribution/index.ts';
import type { Estimate, JourneyLift } from '../../lift/index.ts';
import type { LatencyReport, MonthRow, ReturnsRow } from '../report.ts';
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
  {
    pick,
    label,
    isDoubtful,
  }: { pick: (lift: JourneyLift) => Estimate; label: (value: number) => string; isDoubtful: (lift: JourneyLift) => boolean },
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
    yAxis: {
      type: 'category',
      data: rows.map((lift) => (isDoubtful(lift) ? `⚠ ${lift.journey}` : lift.journey)),
      ...AXIS,
      axisLabel: { ...AXIS.axisLabel, color: ink('ink') },
    },
    series: [
      {
        type: 'custom',
        data,
        encode: { x: [0, 2, 3], y: 1 },
        renderItem: (_, api) => {
          const at = (x: number): readonly number[] => api.coord([x, api.value(1)]);
          const [low, high] = [Number(api.value(2)), Number(api.value(3))];
          const [x, y] = at(Number(api.value(0))) as [number, number];
          const color = isDoubtful(rows[Number(api.value(1))]!)
            ? ink('warn')
            : low > 0
              ? ink('accent')
              : high < 0
                ? ink('warm')
                : ink('mute');
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
                style: { stroke: color, lineWidth: 3, lineCap: 'round', ...(color === ink('warn') && { lineDash: [2, 6] }) },
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

const FUNNEL = [
  ['sent', 0.3],
  ['delivered', 0.5],
  ['opened', 0.75],
  ['clicked', 1],
] as const;

/** What came back, by channel: sent, delivered, opened, clicked, each with its share of those sent. */
export function returnsChart(returns: readonly ReturnsRow[], numbers: Numbers): string {
  const channels = [...Map.groupBy(returns, ({ channel }) => channel)]
    .map(([channel, rows]) => ({ channel, sum: (key: (typeof FUNNEL)[number][0]) => rows.reduce((total, row) => total + row[key], 0) }))
    .toSorted((a, b) => a.sum('sent') - b.sum('sent'));
  const option: ChartOption = {
    grid: { left: 120, right: 120, top: 4, bottom: 4 },
    xAxis: { type: 'value', show: false },
    yAxis: {
      ...{ type: 'category', data: channels.map(({ channel }) => channel), ...AXIS, axisLine: { show: false } },
      axisLabel: { ...AXIS.axisLabel, color: ink('ink') },
    },
    series: FUNNEL.map(([key, opacity]) => ({
      type: 'bar' as const,
      data: channels.map(({ sum }) => sum(key)),
      barWidth: 12,
      barGap: '25%',
      itemStyle: { color: ink('accent'), opacity, borderRadius: 3 },
      label: {
        ...{ show: true, position: 'right' as const, color: ink('soft'), opacity: 1, fontSize: 12 },
        formatter: ({ value, dataIndex }) => {
          const sent = channels[dataIndex]!.sum('sent');
          return key === 'sent' || value === 0
            ? numbers.count(Number(value))
            : `${numbers.count(Number(value))} · ${numbers.percent(Number(value) / sent)}`;
        },
      },
    })),
  };
  return draw(option, 12 + channels.length * 76);
}

/** Percentiles, a line each, beside the promise of four seconds, on a scale of powers of ten. Values stand at the axis: nothing crosses them. */
export function latencyChart({ p50, p90, p99, max }: LatencyReport): string {
  const marks = Object.entries({ max, p99, p90, p50 }).map(([name, value]) => ({ name, value: value ?? 0 }));
  const text = (value: number): string => `${Math.round(value).toLocaleString('en-US')} ms`;
  const option: ChartOption = {
    grid: { left: 130, right: 60, top: 24, bottom: 30 },
    xAxis: {
      ...{ type: 'log', min: 1, max: Math.max(10_000, 10 ** Math.ceil(Math.log10(Math.max(max ?? 1, 1)))), ...AXIS },
      axisLabel: { ...AXIS.axisLabel, formatter: text },
    },
    yAxis: {
      ...{ type: 'category', data: marks.map(({ name, value }) => `${name}  ${text(value)}`), ...AXIS, axisLine: { show: false } },
      axisLabel: { ...AXIS.axisLabel, color: ink('ink') },
    },
    series: [
      {
        type: 'custom',
        data: marks.map(({ value }, row) => [Math.max(value, 1), row]),
        encode: { x: 0, y: 1 },
        renderItem: (params, api) => {
          const at = (x: number): readonly number[] => api.coord([x, api.value(1)]);
          const [x = 0, y = 0] = at(Number(api.value(0)));
          const promise = at(PROMISE_MS)[0]!;
          const color = Number(api.value(0)) > PROMISE_MS ? ink('warm') : ink('accent');
          const isTop = params.dataIndex === marks.length - 1;
          return {
            type: 'group',
            children: [
              {
                type: 'line',
                shape: { x1: at(1)[0]!, y1: y, x2: x, y2: y },
                style: { stroke: color, lineWidth: 8, lineCap: 'round' },
              },
              {
                type: 'line',
                shape: { x1: promise, y1: y - LINE / 2, x2: promise, y2: y + LINE / 2 },
                style: { stroke: ink('warm'), lineWidth: 2, lineDash: [4, 4] },
              },
              ...(isTop
                ? [
                    {
                      type: 'text' as const,
                      style: {
                        text: '4 s',
                        x: promise,
                        y: y - LINE / 2 - 16,
                        align: 'center' as const,
                        fill: ink('warm'),
                        fontSize: 12,
                        fontWeight: 600,
                      },
                    },
                  ]
                : []),
            ],
          };
        },
      },
    ],
  };
  return draw(option, 54 + marks.length * LINE);
}

const LINE = 28;
